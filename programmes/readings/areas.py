"""Where each area stands, as at a date or as the record said then. No status is invented where none is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from alliance.models import Alliance
from core.as_at import Moment
from programmes.models import (
    AreaLead,
    AreaStatus,
    BusinessArea,
    PositionStatus,
    RagRating,
    ReportedCount,
    ReportingPeriod,
    Update,
)
from programmes.readings.courses import Course, Step, course_of, status_steps
from programmes.readings.then import known_then
from programmes.readings.tolerances import BreachLine, breaches_of, in_lines


@dataclass(frozen=True)
class AreaLine:
    """One line of the list of areas: where it stands on the date, and its update for the period."""

    area: BusinessArea
    status: AreaStatus | None
    update: Update | None


@dataclass(frozen=True)
class AreaFacts:
    """What is known of one area on the reader's date."""

    area: BusinessArea
    now: AreaStatus | None
    ended: AreaStatus | None
    """Where it has no status on the date, the last that it had before: it has left."""
    statuses: list[AreaStatus]
    parts: list[AreaLine]
    leads: list[AreaLead]
    updates: list[Update]
    course: Course
    breaches: list[BreachLine]
    steps: list[Step]
    """Where it stands among the alliance's words for a position."""


def area_lines(areas: QuerySet[Any], user: Any, moment: Moment, period: ReportingPeriod | None) -> list[AreaLine]:
    """The areas with their status on the date and their update, in three queries whatever the number of areas."""
    if moment.known_on is not None:
        return _lines_known_on(areas, user, moment, period)
    statuses = AreaStatus.objects.visible_to(user).as_at(moment.on).select_related("status")
    updates = Update.objects.visible_to(user).filter(period=period).select_related("rag")
    rows = areas.select_related("alliance", "parent").prefetch_related(
        Prefetch("statuses", queryset=statuses, to_attr="statuses_then"),
        Prefetch("updates", queryset=updates, to_attr="updates_then"),
    )
    return [AreaLine(row, next(iter(row.statuses_then), None), next(iter(row.updates_then), None)) for row in rows]


def _lines_known_on(areas: QuerySet[Any], user: Any, moment: Moment, period: ReportingPeriod | None) -> list[AreaLine]:
    """The same lines as the record had them then, for the areas that the reader may see today."""
    wanted = set(areas.values_list("pk", flat=True))
    then = {row.pk: row for row in known_then(BusinessArea, user, moment) if row.pk in wanted}
    in_force = [row for row in _statuses_then(user, moment) if row.in_force(moment.on)]
    statuses = {row.area_id: row for row in reversed(in_force)}
    updates = {row.area_id: row for row in _updates_then(user, moment) if period and row.period_id == period.pk}
    rows = sorted(then.values(), key=lambda row: (row.order, row.name, row.pk))
    return [AreaLine(row, statuses.get(row.pk), updates.get(row.pk)) for row in rows if row.counts]


def area_facts(area: BusinessArea, user: Any, moment: Moment) -> AreaFacts:
    """One area's statuses, parts, leads and updates. The area is one that the reader may see."""
    parts = BusinessArea.objects.visible_to(user).filter(parent=area)
    if moment.known_on is not None:
        alliance = area.alliance
        area = next((row for row in known_then(BusinessArea, user, moment) if row.pk == area.pk), area)
        area.alliance = alliance
        statuses = [row for row in _statuses_then(user, moment) if row.area_id == area.pk]
        leads = [row for row in known_then(AreaLead, user, moment) if row.area_id == area.pk]
        prefetch_related_objects(leads, "user")
        updates = [row for row in _updates_then(user, moment) if row.area_id == area.pk]
        for row in [*statuses, *leads, *updates]:
            row.area = area
    else:
        begun = Q(from_date__isnull=True) | Q(from_date__start__lte=moment.on)
        known = AreaStatus.objects.visible_to(user).filter(begun, area=area)
        statuses = list(known.select_related("status", "area__alliance"))
        leads = list(AreaLead.objects.visible_to(user).filter(area=area).select_related("user"))
        filed = Update.objects.visible_to(user).filter(area=area).select_related("period", "rag")
        updates = list(filed.filter(period__starts_on__lte=moment.on))
    now = next((row for row in statuses if row.in_force(moment.on)), None)
    over = [(row.to_date, row) for row in statuses if row.to_date is not None and row.to_date.is_before(moment.on)]
    ended = max(over, key=lambda pair: pair[0])[1] if over and now is None else None
    updates.sort(key=lambda row: row.period.starts_on, reverse=True)
    vocabulary = list(PositionStatus.objects.visible_to(user).filter(alliance=area.alliance_id))
    steps = status_steps(vocabulary, now.status if now else None)
    return AreaFacts(
        area=area,
        now=now,
        ended=ended,
        statuses=statuses,
        parts=area_lines(parts, user, moment, None),
        leads=leads,
        updates=updates,
        course=course_of(area, user, moment),
        breaches=in_lines(breaches_of(area.alliance, user, moment, area=area)),
        steps=steps,
    )


def _statuses_then(user: Any, moment: Moment) -> list[AreaStatus]:
    words = {row.pk: row for row in PositionStatus.objects.visible_to(user)}
    rows = known_then(AreaStatus, user, moment)
    for row in rows:
        row.status = words[row.status_id]
    return sorted(rows, key=_newest_last, reverse=True)


def _newest_last(row: AreaStatus) -> tuple[date, int]:
    """A status whose beginning was not recorded is the oldest."""
    start = row.from_date.start if row.from_date is not None else None
    return (start or date.min, row.pk)


def _updates_then(user: Any, moment: Moment) -> list[Update]:
    ratings = {row.pk: row for row in RagRating.objects.visible_to(user)}
    periods = {row.pk: row for row in ReportingPeriod.objects.visible_to(user)}
    rows = [row for row in known_then(Update, user, moment) if row.period_id in periods]
    for row in rows:
        row.period, row.rag = periods[row.period_id], ratings.get(row.rag_id)
    return rows


def counts_reported(alliance: Alliance, user: Any, moment: Moment) -> list[ReportedCount]:
    """The newest counts reported by the date, where no area's status is recorded then; none otherwise (rule B-07)."""
    if moment.known_on is not None:
        if any(row.in_force(moment.on) for row in _statuses_then(user, moment)):
            return []
        rows = [row for row in known_then(ReportedCount, user, moment) if row.alliance_id == alliance.pk]
    else:
        if AreaStatus.objects.visible_to(user).filter(area__alliance=alliance).as_at(moment.on).exists():
            return []
        rows = list(ReportedCount.objects.visible_to(user).filter(alliance=alliance))
    known = [row for row in rows if row.as_at.start is not None and row.as_at.start <= moment.on]
    newest = max((row.as_at for row in known), default=None)
    return sorted((row for row in known if row.as_at == newest), key=lambda row: row.measure)
