"""What the composed pages gather, once for any number of alliances, from the rows their reader may see.

The number of queries does not grow with alliances or rows; what is made of the facts stands in the modules beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from alliance.models import Alliance
from governance.choices import ActionState, MeetingState
from governance.models import Action, Meeting, Paper, PaperVersion
from programmes.choices import PeriodState, UpdateState
from programmes.models import AreaStatus, BusinessArea, ReportingPeriod, Update

REPORTED = (UpdateState.SUBMITTED, UpdateState.ACCEPTED)


@dataclass(frozen=True)
class Filed:
    """An update as far as a list shows it: its state and its rating, none of its text."""

    state: str
    letter: str
    word: str
    tone: str


@dataclass(frozen=True)
class Standing:
    """How one period stands, in counts: the areas due or filed, by state."""

    period: ReportingPeriod
    due: int
    accepted: int
    submitted: int
    returned: int

    @property
    def not_reported(self) -> int:
        """Those with nothing filed; a draft is nothing filed."""
        return self.due - self.accepted - self.submitted - self.returned

    @property
    def reported(self) -> int:
        return self.accepted + self.submitted

    @property
    def sentence(self) -> str:
        """The standing in words, for example "3 accepted, 1 to accept, 5 not reported"."""
        parts = [
            (self.accepted, "accepted"),
            (self.submitted, "to accept"),
            (self.returned, "returned"),
            (self.not_reported, "not reported"),
        ]
        if not self.accepted + self.submitted + self.returned:
            return "nothing filed yet"
        return ", ".join(f"{count} {words}" for count, words in parts if count)


@dataclass(frozen=True)
class Facts:
    """The rows of one reading. `statuses` holds every status of every area, whenever it was in force."""

    today: date
    alliances: tuple[Alliance, ...]
    statuses: tuple[AreaStatus, ...]
    periods: tuple[ReportingPeriod, ...]
    filed: dict[tuple[int, int], Filed]
    meetings: tuple[Meeting, ...]
    overdue_actions: dict[int, int]
    unplaced: tuple[BusinessArea, ...] = ()
    """The areas of alliances that have recorded no status at all: each of them reports for every period."""
    _due: dict[int, dict[int, BusinessArea]] = field(default_factory=dict, compare=False, repr=False)

    def in_force(self, on: date) -> list[AreaStatus]:
        """Where the areas stood on a day, in the authored order of each column."""
        rows = [row for row in self.statuses if row.in_force(on)]
        return sorted(rows, key=lambda row: (row.status.order, row.order, row.area.name, row.pk))

    def due(self, period: ReportingPeriod) -> dict[int, BusinessArea]:
        """The areas that report for a period: those with a status on its date, and those that filed all the same."""
        if period.pk not in self._due:
            self._due[period.pk] = self._found_due(period)
        return self._due[period.pk]

    def _found_due(self, period: ReportingPeriod) -> dict[int, BusinessArea]:
        areas, rows = self._placed[period.alliance_id]
        found = {row.area_id: row.area for row in rows if row.in_force(period.as_at)}
        found |= {area.pk: area for area in self.unplaced if area.alliance_id == period.alliance_id}
        return found | {area: areas[area] for area in self._filed_for[period.pk] if area in areas}

    @cached_property
    def _placed(self) -> dict[int, tuple[dict[int, BusinessArea], list[AreaStatus]]]:
        """By alliance the areas that ever had a status, and their statuses."""
        found: dict[int, tuple[dict[int, BusinessArea], list[AreaStatus]]] = defaultdict(lambda: ({}, []))
        for row in self.statuses:
            areas, rows = found[row.area.alliance_id]
            areas[row.area_id] = row.area
            rows.append(row)
        return found

    @cached_property
    def _filed_for(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for area, period in self.filed:
            found[period].append(area)
        return found

    def state(self, area: int, period: ReportingPeriod) -> str | None:
        update = self.filed.get((area, period.pk))
        return update.state if update else None

    def standing(self, period: ReportingPeriod) -> Standing:
        states = [self.state(area, period) for area in self.due(period)]
        count = states.count
        return Standing(
            period,
            len(states),
            count(UpdateState.ACCEPTED),
            count(UpdateState.SUBMITTED),
            count(UpdateState.RETURNED),
        )

    def open_periods(self) -> list[ReportingPeriod]:
        """Those that have begun and are not signed off, the oldest first."""
        begun = [each for each in self.periods if each.state == PeriodState.OPEN and each.starts_on <= self.today]
        return sorted(begun, key=lambda each: (each.starts_on, each.pk))


def read_facts(
    alliances: Iterable[Alliance], user: Any, *, today: date, on: date | None = None, strip: int = 0
) -> Facts:
    """The facts of some alliances for a reader: five queries, one more where an alliance has recorded no status.

    With `on`, also what a page as at that day needs: the `strip` newest periods begun by then, and its meetings.
    """
    on = on or today
    known = tuple(alliances)
    statuses = tuple(_statuses(known, user))
    periods = tuple(_periods(known, user, max(on, today), only_open=not strip))
    shown = [each for each in periods if each.starts_on <= on][:strip]
    wanted = {each.pk for each in periods if each.state == PeriodState.OPEN} | {each.pk for each in shown}
    placed = {row.area.alliance_id for row in statuses}
    unplaced = [each for each in known if each.pk not in placed]
    return Facts(
        today=today,
        alliances=known,
        statuses=statuses,
        periods=periods,
        filed=_filed(user, wanted),
        meetings=tuple(_meetings(known, user, min(on, today))),
        overdue_actions=_overdue_actions(known, user, today),
        unplaced=tuple(_unplaced(unplaced, user, today)) if unplaced else (),
    )


def _led(user: Any, path: str) -> Exists:
    return Exists(BusinessArea.objects.visible_to(user).led_by(user).filter(pk=OuterRef(path)))


def _statuses(alliances: tuple[Alliance, ...], user: Any) -> QuerySet[Any]:
    rows = AreaStatus.objects.visible_to(user).filter(area__alliance__in=alliances, area__counts=True)
    return rows.select_related("area", "status").annotate(is_led=_led(user, "area"))


def _unplaced(alliances: list[Alliance], user: Any, today: date) -> QuerySet[Any]:
    """Of these alliances, of which the reader sees no status, the areas of those that have none."""
    rows = BusinessArea.objects.visible_to(user).filter(alliance__in=alliances).due_on(today)
    return rows.annotate(is_led=_led(user, "pk"))


def _periods(alliances: tuple[Alliance, ...], user: Any, by: date, *, only_open: bool) -> QuerySet[Any]:
    rows = ReportingPeriod.objects.visible_to(user).filter(alliance__in=alliances, starts_on__lte=by)
    rows = rows.filter(state=PeriodState.OPEN) if only_open else rows
    return rows.defer("summary").order_by("-starts_on", "pk")


def _filed(user: Any, periods: set[int]) -> dict[tuple[int, int], Filed]:
    rows = Update.objects.visible_to(user).filter(period__in=periods).order_by()
    names = ("area_id", "period_id", "state", "rag__letter", "rag__word", "rag__tone")
    return {
        (area, period): Filed(state, letter or "", word or "", tone or "")
        for area, period, state, letter, word, tone in rows.values_list(*names)
    }


def _meetings(alliances: tuple[Alliance, ...], user: Any, since: date) -> QuerySet[Any]:
    """The meetings from a day on that were not cancelled, each with its papers and those it still waits for."""
    papers = Paper.objects.visible_to(user).filter(item__meeting=OuterRef("pk")).order_by()
    received = PaperVersion.objects.visible_to(user).filter(paper=OuterRef("pk"))
    missing = papers.filter(~Exists(received), report="")
    rows = Meeting.objects.visible_to(user).filter(board__alliance__in=alliances, held_on__gte=since)
    rows = rows.exclude(state=MeetingState.CANCELLED).select_related("board__alliance")
    return rows.annotate(papers=_count(papers), awaited=_count(missing)).order_by("held_on", "pk")


def _count(papers: Any) -> Coalesce:
    counted = papers.values("item__meeting").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _overdue_actions(alliances: tuple[Alliance, ...], user: Any, today: date) -> dict[int, int]:
    """How many open actions are overdue, by alliance."""
    rows = Action.objects.visible_to(user).filter(state=ActionState.OPEN, due_on__lt=today)
    rows = rows.filter(meeting__board__alliance__in=alliances).order_by()
    counted = rows.values_list("meeting__board__alliance").annotate(number=Count("pk"))
    return dict(counted)
