"""What a plan holds: areas in their authored order as a tree, each with what is dated of it. Ready values, no query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from core.imprecise_dates import ImpreciseDate
from programmes.choices import GateState, PhaseState, Tailoring
from programmes.models.baseline import slippage_days

NO_DATE = "no date yet"
GATE_WORDS = {**dict(GateState.choices), "planned": "Ahead", "overdue": "Overdue"}
"""As the signs of a plan are called: a gate that is planned lies ahead."""
MILESTONE_WORDS = {"reached": "Reached", "ahead": "Ahead", "late": "Late"}


@dataclass(frozen=True)
class Span:
    """From one date to another, of which either may be missing."""

    start: ImpreciseDate | None = None
    end: ImpreciseDate | None = None

    @property
    def in_words(self) -> str:
        if self.start and self.end:
            return f"{self.start} to {self.end}"
        if self.start:
            return f"from {self.start}"
        return f"to {self.end}" if self.end else ""

    @property
    def is_placed(self) -> bool:
        """Whether it has a date that could be drawn."""
        return _has_day(self.start) or _has_day(self.end)

    def touches(self, first: date, last: date) -> bool:
        """Whether any of it may lie between two days. Of a span with one date only that date is known."""
        start = self.start if _has_day(self.start) else self.end
        end = self.end if _has_day(self.end) else self.start
        if start is None or end is None or start.start is None or end.end is None:
            return False
        return start.start <= last and end.end >= first


@dataclass(frozen=True)
class PlannedPhase:
    """A phase as at a day: an actual date that had not come by then is none."""

    id: int | None
    title: str
    number: str
    state: str
    words: str
    tailoring: str
    baseline: Span
    forecast: Span
    actual: Span
    is_late: bool

    @property
    def dates(self) -> Span:
        """When it was or is expected: each end as it came, else as forecast, else as first planned."""
        return Span(
            self.actual.start or self.forecast.start or self.baseline.start,
            self.actual.end or self.forecast.end or self.baseline.end,
        )

    @property
    def state_words(self) -> str:
        return "Over its time" if self.is_late else str(PhaseState(self.state).label)

    @property
    def tailoring_words(self) -> str:
        """How the area takes it; that it is omitted is its state."""
        if self.tailoring in (Tailoring.AS_LIFECYCLE, Tailoring.OMITTED):
            return ""
        return str(Tailoring(self.tailoring).label)

    @property
    def slippage(self) -> int | None:
        if self.state == PhaseState.OMITTED:
            return None
        return slippage_days(self.baseline.end, self.actual.end or self.forecast.end)

    @property
    def when(self) -> str:
        """Its dates in words; an omitted phase has none."""
        return "" if self.state == PhaseState.OMITTED else self.dates.in_words or NO_DATE

    @property
    def planned(self) -> str:
        return "" if self.state == PhaseState.OMITTED else planned_words(self.baseline.in_words, self.when)

    @property
    def against(self) -> str:
        return against_plan(self.slippage)

    @property
    def sentence(self) -> str:
        return _joined(f"{self.title}: {self.state_words.lower()}", self.when, self.planned, self.against)

    @property
    def is_drawn(self) -> bool:
        return self.state != PhaseState.OMITTED and self.dates.is_placed


@dataclass(frozen=True)
class PlannedPoint:
    """A gate or a milestone as at a day. `actual` is when it was passed, stopped or reached, if it was by then."""

    id: int | None
    name: str
    state: str
    state_words: str
    baseline: ImpreciseDate | None
    forecast: ImpreciseDate | None
    actual: ImpreciseDate | None
    condition: str = ""

    @property
    def falls_on(self) -> ImpreciseDate | None:
        return self.actual or self.forecast or self.baseline

    @property
    def when(self) -> str:
        return str(self.falls_on) if self.falls_on else NO_DATE

    @property
    def planned(self) -> str:
        return planned_words(str(self.baseline or ""), self.when)

    @property
    def slippage(self) -> int | None:
        return slippage_days(self.baseline, self.actual or self.forecast)

    @property
    def against(self) -> str:
        return against_plan(self.slippage)

    @property
    def sentence(self) -> str:
        return _joined(f"{self.name}: {self.state_words.lower()}", self.when, self.planned, self.against)

    @property
    def is_drawn(self) -> bool:
        return _has_day(self.falls_on)

    def lies_in(self, first: date, last: date) -> bool:
        return Span(self.falls_on, self.falls_on).touches(first, last)


@dataclass(frozen=True)
class PlannedArea:
    """An area with its place in the tree. `depth` counts the areas above it that the reader sees."""

    id: int | None
    name: str
    slug: str
    depth: int
    above: tuple[str, ...]
    """The slugs of the areas above it, the topmost first."""
    restricted: bool
    status: str
    phases: tuple[PlannedPhase, ...]
    gates: tuple[PlannedPoint, ...]
    milestones: tuple[PlannedPoint, ...]

    @property
    def items(self) -> Iterator[PlannedPhase | PlannedPoint]:
        return chain(self.phases, self.gates, self.milestones)

    @property
    def is_empty(self) -> bool:
        return not (self.phases or self.gates or self.milestones)

    @property
    def undated(self) -> tuple[str, ...]:
        """What has no date that could be drawn, in words."""
        phases = [each for each in self.phases if each.state != PhaseState.OMITTED and not each.is_drawn]
        points = [each for each in (*self.gates, *self.milestones) if not each.is_drawn]
        return (*(f"{each.title} ({each.when})" for each in phases), *(f"{each.name} ({each.when})" for each in points))

    @property
    def sentence(self) -> str:
        """Where it is on its way, for those who do not see its lane."""
        if self.is_empty:
            return "no phase, gate or milestone"
        ahead = [each for each in self.gates if each.state in ("planned", "overdue", "repeat")]
        # As `GateQuerySet.ahead_on` has it: the one expected first, and those without a date last.
        coming = min(ahead, key=lambda each: (each.falls_on or ImpreciseDate.tba()).encode(), default=None)
        parts = [f"now in {each.title}" for each in self.phases if each.state == PhaseState.CURRENT]
        if coming is not None:
            parts.append(f"next gate {coming.name}, {coming.when}{', overdue' if coming.state == 'overdue' else ''}")
        passed = sum(each.state in (GateState.PASSED, GateState.PASSED_WITH_CONDITIONS) for each in self.gates)
        if self.gates:
            parts.append(f"{passed} of {len(self.gates)} gates passed")
        return "; ".join(parts) or f"{len(self.phases)} phases, {len(self.milestones)} milestones"

    def has_something(self, first: date, last: date) -> bool:
        """Whether a phase, a gate or a milestone may fall between two days."""
        phases = any(each.state != PhaseState.OMITTED and each.dates.touches(first, last) for each in self.phases)
        return phases or any(each.lies_in(first, last) for each in (*self.gates, *self.milestones))


@dataclass(frozen=True)
class Plan:
    """The plan as at a day. `left` names the areas that had left by then and are in it no more."""

    on: date
    areas: tuple[PlannedArea, ...]
    left: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return all(area.is_empty for area in self.areas)

    @property
    def wholes(self) -> tuple[PlannedArea, ...]:
        """The areas that have parts."""
        slugs = {above for area in self.areas for above in area.above}
        return tuple(area for area in self.areas if area.slug in slugs)

    @property
    def undated(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((area.name, area.undated) for area in self.areas if area.undated)

    def of_part(self, slug: str) -> Plan:
        """One area and what stands under it."""
        kept = (area for area in self.areas if area.slug == slug or slug in area.above)
        return replace(self, areas=tuple(kept), left=())

    def with_something(self, first: date, last: date) -> Plan:
        """The areas with something between two days, under those that they are part of."""
        busy = [area for area in self.areas if area.has_something(first, last)]
        wanted = {slug for area in busy for slug in (*area.above, area.slug)}
        return replace(self, areas=tuple(area for area in self.areas if area.slug in wanted))


def against_plan(days: int | None) -> str:
    """A difference in days in words; nothing where it cannot be said to the day."""
    if days is None:
        return ""
    if days == 0:
        return "on time"
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'} {'late' if days > 0 else 'early'}"


def planned_words(planned: str, when: str) -> str:
    """What was first planned, where it is not what is expected now."""
    return f"planned {planned}" if planned and planned != when else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _has_day(when: ImpreciseDate | None) -> bool:
    return when is not None and when.start is not None
