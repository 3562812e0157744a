"""What the overview shows: the position, the figures, the newest period, key risks and what is waiting on the reader.

Composed from the rows the reader may see; the number of queries does not grow with the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alliance.choices import Concept, Role
from alliance.models import Alliance, Partner, Term
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
from reporting.models import Report
from reporting.position import Position, position
from risks.models import Risk


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
    partners: list[Partner]
    savings: list[BenefitEntry]
    ratings: list[ProgrammeRag]
    risks: list[Risk]
    period: ReportingPeriod | None
    standing: PeriodStanding | None
    waiting: list[Waiting]
    documents: list[Report]


@dataclass(frozen=True)
class PeriodStanding:
    """How many areas are due in a period and how many have filed."""

    due: int
    accepted: int
    submitted: int
    not_reported: int


def position_seen(alliance: Alliance, user: Any, moment: Moment) -> Position:
    """The position on the reader's date, from the rows they may see; as known on a past moment from the history."""
    term = Term.objects.visible_to(user).filter(alliance=alliance, concept=Concept.AREA).first()
    words = (term.singular, term.plural) if term else ("business area", "business areas")
    vocabulary = list(PositionStatus.objects.visible_to(user).filter(alliance=alliance))
    counts: Any = ReportedCount.objects.visible_to(user).filter(alliance=alliance)
    if moment.known_on is None:
        statuses: Any = (
            AreaStatus.objects.visible_to(user).filter(area__alliance=alliance).position(moment.on)
        )
        statuses = statuses.select_related("area", "status")
    else:
        statuses = _statuses_known_on(alliance, user, moment)
        history: Any = ReportedCount.history.as_of(moment.known_on)
        counts = [
            row
            for row in counts.model.objects.all().history_visible_to(user, history)
            if row.alliance_id == alliance.pk
        ]
    return position(moment.on, words, vocabulary, statuses, counts)


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
    period = (
        ReportingPeriod.objects.visible_to(user)
        .filter(alliance=alliance, starts_on__lte=moment.on)
        .order_by("-starts_on")
        .first()
    )
    updates = list(Update.objects.visible_to(user).filter(period=period).select_related("area")) if period else []
    standing = _standing(here, updates) if period else None
    entries = BenefitEntry.objects.visible_to(user).filter(
        benefit__alliance=alliance, as_at__start__lte=moment.on
    )
    ratings = ProgrammeRag.objects.visible_to(user).filter(alliance=alliance, as_at__start__lte=moment.on)
    risks = Risk.objects.visible_to(user).filter(register__alliance=alliance).open_on(moment.on).in_brief()
    return Overview(
        position=here,
        partners=list(
            Partner.objects.visible_to(user)
            .filter(alliance=alliance)
            .as_at(moment.on)
            .select_related("organisation")
        ),
        savings=list(entries.order_by("benefit__order", "benefit", "order", "pk")[:3]),
        ratings=list(ratings.select_related("rating")[:3]),
        risks=list(risks.select_related("register__alliance")[:6]),
        period=period,
        standing=standing,
        waiting=_waiting(alliance, user, period, updates, standing),
        documents=list(
            Report.objects.visible_to(user)
            .filter(alliance=alliance)
            .select_related("job__document", "alliance")[:3]
        ),
    )


def _standing(here: Position, updates: list[Update]) -> PeriodStanding:
    due = sum(column.count for column in here.columns)
    accepted = sum(update.state == UpdateState.ACCEPTED for update in updates)
    submitted = sum(update.state == UpdateState.SUBMITTED for update in updates)
    return PeriodStanding(due, accepted, submitted, max(due - accepted - submitted, 0))


def _waiting(
    alliance: Alliance,
    user: Any,
    period: ReportingPeriod | None,
    updates: list[Update],
    standing: PeriodStanding | None,
) -> list[Waiting]:
    """What this reader has to do in the newest period, by the roles they hold."""
    if period is None or period.state != PeriodState.OPEN or standing is None:
        return []
    roles = set(user.role_grants.filter(alliance=alliance).values_list("role", flat=True))
    where = {"alliance": alliance.slug, "code": period.code}
    filed = {update.area_id: update for update in updates}
    lines = [
        Waiting(
            f"Update for {area.name}",
            f"due {period.due_on:%-d %B %Y}" + (", returned to you" if _is_returned(filed, area) else ""),
            "programmes:update_edit",
            {**where, "area": area.slug},
            True,
        )
        for area in BusinessArea.objects.visible_to(user).filter(alliance=alliance, counts=True).led_by(user)
        if _is_open(filed, area)
    ]
    if Role.PROGRAMME_OFFICE in roles:
        if standing.submitted:
            lines.append(
                Waiting(
                    f"{standing.submitted} updates to accept",
                    period.title,
                    "programmes:period_detail",
                    where,
                    True,
                )
            )
        if standing.not_reported:
            lines.append(
                Waiting(
                    f"{standing.not_reported} not reported",
                    f"for {period.title}",
                    "programmes:period_detail",
                    where,
                    False,
                )
            )
    if Role.SRO in roles:
        lines.append(
            Waiting(
                f"{period.title} to sign off",
                f"{standing.accepted} of {standing.due} accepted",
                "programmes:period_detail",
                where,
                False,
            )
        )
    return lines


def _is_open(filed: dict[int, Update], area: BusinessArea) -> bool:
    return area.pk not in filed or filed[area.pk].state in (UpdateState.DRAFT, UpdateState.RETURNED)


def _is_returned(filed: dict[int, Update], area: BusinessArea) -> bool:
    return area.pk in filed and filed[area.pk].state == UpdateState.RETURNED
