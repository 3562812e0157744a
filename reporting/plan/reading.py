"""Reads a plan: six queries whatever the number of areas, the same for a reader's page and for a document's edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from alliance.models import Alliance
from core.as_at import Moment
from core.imprecise_dates import ImpreciseDate
from programmes.choices import PASSES, GateState, PhaseState
from programmes.models import AreaPhase, AreaStatus, BusinessArea, Gate, Milestone, PositionStatus
from programmes.models.baseline import has_come
from programmes.readings.then import known_then
from reporting.plan.facts import GATE_WORDS, MILESTONE_WORDS, Plan, PlannedArea, PlannedPhase, PlannedPoint, Span

Rows = Callable[[Any], Any]
"""The rows of a kind that may be read."""


def plan_seen(alliance: Alliance, user: Any, moment: Moment) -> Plan:
    """The plan on the reader's date from the rows they may see; as known on a past moment from the history."""

    def rows(model: Any) -> Any:
        if moment.known_on is not None:
            return known_then(model, user, moment)
        return model.objects.visible_to(user)

    return _Reading(alliance, rows, moment.on, numbered=True).plan()


def plan_in_edition(alliance: Alliance, on: date, *, with_restricted: bool) -> Plan:
    """The plan of a document. It bears no numbers of rows: equal plans are equal documents."""

    def rows(model: Any) -> Any:
        return model.objects.in_edition(alliance, with_restricted=with_restricted)

    return _Reading(alliance, rows, on, numbered=False).plan()


class _Reading:
    """The rows of one plan, each kind read once."""

    def __init__(self, alliance: Alliance, rows: Rows, on: date, *, numbered: bool) -> None:
        self.on, self.numbered = on, numbered
        areas = rows(BusinessArea).filter(alliance=alliance)
        self.areas = sorted(areas, key=lambda row: (row.order, row.name, row.pk))
        self.words = {row.pk: row.name for row in rows(PositionStatus).filter(alliance=alliance)}
        self.statuses = _by_area(rows(AreaStatus).filter(area__alliance=alliance))
        self.phases = _by_area(rows(AreaPhase).filter(area__alliance=alliance))
        self.gates = _by_area(rows(Gate).filter(area__alliance=alliance))
        self.milestones = _by_area(rows(Milestone).filter(area__alliance=alliance))
        seen = {row.pk for row in self.areas}
        self.parts: dict[int | None, list[BusinessArea]] = defaultdict(list)
        for row in self.areas:
            # A part whose whole the reader may not see stands at the top.
            self.parts[row.parent_id if row.parent_id in seen else None].append(row)

    def plan(self) -> Plan:
        left = {row.pk for row in self.areas if self._has_left(row)}
        areas = tuple(self._area(row, above) for row, above in self._tree(None, ()) if row.pk not in left)
        return Plan(self.on, areas, tuple(row.name for row in self.areas if row.pk in left))

    def _tree(self, above: int | None, slugs: tuple[str, ...]) -> Iterable[tuple[BusinessArea, tuple[str, ...]]]:
        """The areas with those above them, each followed by its parts."""
        for row in self.parts[above]:
            yield row, slugs
            yield from self._tree(row.pk, (*slugs, row.slug))

    def _has_left(self, area: BusinessArea) -> bool:
        """Whether all its statuses were over by the day; of a whole without any, whether all its parts have left."""
        statuses = self.statuses[area.pk]
        if not statuses:
            parts = self.parts[area.pk]
            return bool(parts) and all(self._has_left(part) for part in parts)
        return all(row.to_date is not None and row.to_date.is_before(self.on) for row in statuses)

    def _area(self, row: BusinessArea, above: tuple[str, ...]) -> PlannedArea:
        status = next((each for each in self.statuses[row.pk] if each.in_force(self.on)), None)
        return PlannedArea(
            id=self._number(row),
            name=row.name,
            slug=row.slug,
            depth=len(above),
            above=above,
            restricted=row.restricted,
            status=self.words.get(status.status_id, "") if status is not None else "",
            phases=tuple(self._phase(each) for each in _ordered(self.phases[row.pk])),
            gates=tuple(self._gate(each) for each in _ordered(self.gates[row.pk])),
            milestones=tuple(self._milestone(each) for each in _ordered(self.milestones[row.pk])),
        )

    def _number(self, row: Any) -> int | None:
        return int(row.pk) if self.numbered else None

    def _phase(self, row: AreaPhase) -> PlannedPhase:
        state = row.state_on(self.on)
        over = state == PhaseState.DONE
        actual = Span(_if_come(row.actual_start, self.on), row.actual_end if over else None)
        forecast = Span(row.forecast_start, row.forecast_end)
        expected = forecast.end or row.baseline_end
        return PlannedPhase(
            id=self._number(row),
            title=row.title,
            number=row.number,
            state=str(state),
            words=row.words,
            tailoring=row.tailoring,
            baseline=Span(row.baseline_start, row.baseline_end),
            forecast=forecast,
            actual=actual,
            is_late=state == PhaseState.CURRENT and expected is not None and expected.is_before(self.on),
        )

    def _gate(self, row: Gate) -> PlannedPoint:
        state = gate_state(row, self.on)
        outcome = row.passed_on if state in PASSES else row.held_on if state == GateState.STOPPED else None
        return PlannedPoint(
            id=self._number(row),
            name=row.name,
            state=state,
            state_words=str(GATE_WORDS[state]),
            baseline=row.planned_on,
            forecast=row.forecast_on,
            actual=outcome,
        )

    def _milestone(self, row: Milestone) -> PlannedPoint:
        actual = _if_come(row.actual_on, self.on)
        expected = row.forecast_on or row.baseline_on
        late = actual is None and expected is not None and expected.is_before(self.on)
        state = "reached" if actual is not None else "late" if late else "ahead"
        return PlannedPoint(
            id=self._number(row),
            name=row.name,
            state=state,
            state_words=MILESTONE_WORDS[state],
            baseline=row.baseline_on,
            forecast=row.forecast_on,
            actual=actual,
            condition=row.condition,
        )


def gate_state(gate: Gate, on: date) -> str:
    """What had come of a gate by a day: its state, "planned" before that, "overdue" where it should have come."""
    if has_come(gate.passed_on, on):
        return str(gate.state)
    if gate.state in (GateState.REPEAT, GateState.STOPPED) and (gate.held_on is None or has_come(gate.held_on, on)):
        return str(gate.state)
    expected = gate.forecast_on or gate.planned_on
    return "overdue" if expected is not None and expected.is_before(on) else str(GateState.PLANNED)


def _if_come(when: ImpreciseDate | None, on: date) -> ImpreciseDate | None:
    return when if has_come(when, on) else None


def _by_area(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.area_id].append(row)
    return found


def _ordered(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.order, row.name, row.pk))
