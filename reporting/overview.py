"""What the overview shows: the position, the figures, the newest period, key risks and what is waiting on the reader.

Composed from the rows the reader may see; the number of queries does not grow with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from alliance.choices import Role
from alliance.models import Alliance
from alliance.permissions import has_role
from core.as_at import Moment
from programmes.choices import PeriodState, UpdateState
from programmes.models import (
    AreaStatus,
    BenefitEntry,
    BusinessArea,
    PositionStatus,
    ProgrammeRag,
    ReportedCount,
    ReportingPeriod,
    Update,
)
from programmes.readings import AreaStanding, PeriodStanding, newest_period
from reporting.models import Report
from reporting.position import Position, position
from reporting.reports.words import long_date
from risks.models import Risk

PERIOD = "programmes:period_detail"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits on the reader, with where to do it."""

    text: str
    detail: str
    url_name: str
    arguments: dict[str, Any]
    urgent: bool


@dataclass(frozen=True)
class Overview:
    position: Position
    savings: list[BenefitEntry]
    ratings: list[ProgrammeRag]
    risks: list[Risk]
    period: ReportingPeriod | None
    standing: PeriodStanding | None
    waiting: list[Waiting]
    documents: list[Report]


def position_seen(alliance: Alliance, user: Any, moment: Moment) -> Position:
    """The position on the reader's date, from the rows they may see; as known on a past moment from the history."""
    vocabulary = PositionStatus.objects.visible_to(user).filter(alliance=alliance)
    counts: Any = ReportedCount.objects.visible_to(user).filter(alliance=alliance)
    if moment.known_on is None:
        statuses: Any = AreaStatus.objects.visible_to(user).filter(area__alliance=alliance).position(moment.on)
        statuses = statuses.select_related("area", "status")
    else:
        statuses = _statuses_known_on(alliance, user, moment)
        history: Any = ReportedCount.history.as_of(moment.known_on)
        counts = [
            row
            for row in counts.model.objects.all().history_visible_to(user, history)
            if row.alliance_id == alliance.pk
        ]
    return position(moment.on, alliance.area_words, vocabulary, statuses, counts)


def _statuses_known_on(alliance: Alliance, user: Any, moment: Moment) -> list[AreaStatus]:
    """The statuses in force that day as the record stood then, with the areas' names of that time."""
    history: Any = AreaStatus.history.as_of(moment.known_on)
    known = AreaStatus.objects.all().history_visible_to(user, history)
    then: Any = BusinessArea.history.as_of(moment.known_on)
    areas = {area.pk: area for area in BusinessArea.objects.all().history_visible_to(user, then)}
    rows = []
    for row in known:
        area = areas.get(row.area_id)
        if area is not None and area.alliance_id == alliance.pk and area.counts and row.in_force(moment.on):
            row.area = area
            rows.append(row)
    return sorted(rows, key=lambda row: (row.order, row.area.name, row.pk))


def overview(alliance: Alliance, user: Any, moment: Moment) -> Overview:
    """Everything the overview shows to this reader."""
    here = position_seen(alliance, user, moment)
    period = newest_period(alliance, user, moment.on)
    standing = _outline(period, user) if period else None
    entries = BenefitEntry.objects.visible_to(user).filter(benefit__alliance=alliance, as_at__start__lte=moment.on)
    ratings = ProgrammeRag.objects.visible_to(user).filter(alliance=alliance, as_at__start__lte=moment.on)
    risks = Risk.objects.visible_to(user).filter(register__alliance=alliance).open_on(moment.on).in_brief()
    return Overview(
        position=here,
        savings=list(entries.order_by("benefit__order", "benefit", "order", "pk")[:3]),
        ratings=list(ratings.select_related("rating")[:3]),
        risks=list(risks.select_related("register__alliance")[:6]),
        period=period,
        standing=standing,
        waiting=_waiting(alliance, user, standing),
        documents=list(
            Report.objects.visible_to(user).filter(alliance=alliance).select_related("job__document", "alliance")[:3]
        ),
    )


def _waiting(alliance: Alliance, user: Any, standing: PeriodStanding | None) -> list[Waiting]:
    """What this reader has to do in the newest period, by the roles they hold."""
    if standing is None or standing.period.state != PeriodState.OPEN:
        return []
    period = standing.period
    where = {"alliance": alliance.slug, "code": period.code}
    lines = _to_file(standing, where)
    if has_role(user, alliance, Role.PROGRAMME_OFFICE):
        if standing.submitted:
            lines.append(Waiting(f"{standing.submitted} to accept", period.title, PERIOD, where, True))
        if standing.not_reported:
            filed = standing.due > standing.not_reported
            missing = f"{standing.not_reported} not reported" if filed else "Nothing filed yet"
            lines.append(Waiting(missing, f"for {period.title}", PERIOD, where, False))
    if has_role(user, alliance, Role.SRO):
        lines.append(Waiting(f"{period.title} to sign off", standing.sentence, PERIOD, where, False))
    return lines


def _outline(period: ReportingPeriod, user: Any) -> PeriodStanding:
    """Who has reported, by state alone, and which areas the reader leads: one query whatever the number of areas."""
    seen = BusinessArea.objects.visible_to(user).filter(alliance=period.alliance_id).due_on(period.as_at)
    filed = Update.objects.visible_to(user).filter(period=period, area=OuterRef("pk"))
    led = BusinessArea.objects.visible_to(user).led_by(user).filter(pk=OuterRef("pk"))
    rows = seen.annotate(filed_state=Subquery(filed.values("state")[:1]), is_led=Exists(led))
    return PeriodStanding(
        period,
        tuple(
            AreaStanding(row, Update(period=period, area=row, state=row.filed_state) if row.filed_state else None)
            for row in rows
        ),
    )


def _to_file(standing: PeriodStanding, where: dict[str, str]) -> list[Waiting]:
    """The updates that the reader, who leads these areas, has still to file."""
    due = f"due {long_date(standing.period.due_on)}"
    return [
        Waiting(
            f"Update for {line.area.name}",
            due + (", returned to you" if line.state == UpdateState.RETURNED else ""),
            "programmes:update_edit",
            {**where, "area": line.area.slug},
            True,
        )
        for line in standing.areas
        if getattr(line.area, "is_led", False) and not line.has_reported
    ]
