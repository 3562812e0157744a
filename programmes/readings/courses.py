"""How far an area has come: its phases, gates and milestones, and what its next gate still asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.as_at import Moment
from core.imprecise_dates import ImpreciseDate
from programmes.choices import GateState, PhaseState, RequirementKind, Tailoring
from programmes.models import (
    AreaPhase,
    BaselineMove,
    BusinessArea,
    Gate,
    GateRequirement,
    Milestone,
    PositionStatus,
    slippage_in_words,
)
from programmes.readings.then import known_then


@dataclass(frozen=True)
class Step:
    """One step of a strip: done, current or todo."""

    label: str
    state: str


@dataclass(frozen=True)
class PhaseLine:
    """A phase with its state on the reader's date."""

    phase: AreaPhase
    state: str

    @property
    def state_words(self) -> str:
        return PhaseState(self.state).label


@dataclass(frozen=True)
class GateFacts:
    """A gate on a day, with what it needs and what of that was met by then."""

    gate: Gate
    requirements: list[GateRequirement]
    on: date

    @property
    def needed(self) -> list[GateRequirement]:
        """Without which it cannot be passed."""
        return [each for each in self.requirements if each.is_needed]

    @property
    def missing(self) -> list[GateRequirement]:
        return [each for each in self.needed if not each.is_met_on(self.on)]

    @property
    def met(self) -> int:
        return len(self.needed) - len(self.missing)

    @property
    def conditions(self) -> list[tuple[GateRequirement, bool]]:
        return self._with_state(RequirementKind.CONDITION)

    @property
    def deliverables(self) -> list[tuple[GateRequirement, bool]]:
        return self._with_state(RequirementKind.DELIVERABLE)

    @property
    def criteria(self) -> list[tuple[GateRequirement, bool]]:
        return self._with_state(RequirementKind.CRITERION)

    def _with_state(self, kind: str) -> list[tuple[GateRequirement, bool]]:
        return [(each, each.is_met_on(self.on)) for each in self.requirements if each.kind == kind]


@dataclass(frozen=True)
class Course:
    """What stands on an area's page of its way; `ahead` is the gate it comes to next."""

    phases: list[PhaseLine]
    gates: list[Gate]
    ahead: GateFacts | None
    milestones: list[Milestone]

    @property
    def steps(self) -> list[Step]:
        """The phases as a strip, without those omitted. Several may be current at once (rule A-15)."""
        states = {PhaseState.DONE: "done", PhaseState.CURRENT: "current", PhaseState.AHEAD: "todo"}
        return [
            Step(each.phase.title, states[PhaseState(each.state)])
            for each in self.phases
            if each.state != PhaseState.OMITTED
        ]


def course_of(area: BusinessArea, user: Any, moment: Moment) -> Course:
    """The phases, gates and milestones of an area that the reader may see, as at the moment or as known then."""
    rows: dict[Any, list[Any]] = {}
    for model in (AreaPhase, Gate, Milestone):
        if moment.known_on is not None:
            known = [row for row in known_then(model, user, moment) if row.area_id == area.pk]
        else:
            known = list(model.objects.visible_to(user).filter(area=area).select_related("area__alliance"))
        rows[model] = sorted(known, key=lambda row: (row.order, row.name, row.pk))
    for row in [*rows[AreaPhase], *rows[Gate], *rows[Milestone]]:
        row.area, row.against_plan = area, against_plan(row, moment.on)
    gates: list[Gate] = rows[Gate]
    ahead = min((each for each in gates if each.is_ahead(moment.on)), key=_expected, default=None)
    return Course(
        phases=[PhaseLine(each, each.state_on(moment.on)) for each in rows[AreaPhase]],
        gates=gates,
        ahead=None if ahead is None else gate_facts(ahead, user, moment),
        milestones=rows[Milestone],
    )


def against_plan(row: AreaPhase | Gate | Milestone, on: date) -> str:
    """How a phase, a gate or a milestone stands against its baseline, and whether its day is over without it."""
    if isinstance(row, AreaPhase):
        baseline, expected, came = row.baseline_end, row.forecast_end, row.actual_end
        is_off = row.tailoring == Tailoring.OMITTED
    elif isinstance(row, Gate):
        baseline, expected, came = row.planned_on, row.forecast_on, row.passed_on
        is_off = row.state == GateState.STOPPED
    else:
        baseline, expected, came = row.baseline_on, row.forecast_on, row.actual_on
        is_off = False
    if is_off:
        return ""
    if came is not None:
        return slippage_in_words(baseline, came)
    due = expected or baseline
    words = slippage_in_words(baseline, expected)
    if due is not None and due.is_before(on):
        return f"Overdue: was due {due}" + (f", {words.lower()}" if words and words != "On time" else "")
    return words


def _expected(gate: Gate) -> tuple[str, int, int]:
    """The order in which gates are come to, as `GateQuerySet.ahead_on` has it: no date comes last."""
    when: ImpreciseDate = gate.forecast_on or gate.planned_on or ImpreciseDate.tba()
    return (when.encode(), gate.order, gate.pk)


def gate_facts(gate: Gate, user: Any, moment: Moment) -> GateFacts:
    """One gate with what it asks for."""
    if moment.known_on is not None:
        known = known_then(GateRequirement, user, moment)
        rows = sorted((row for row in known if row.gate_id == gate.pk), key=lambda row: (row.order, row.pk))
    else:
        found = GateRequirement.objects.visible_to(user).filter(gate=gate)
        rows = list(found.select_related("organisation", "met_by", "business_case"))
    return GateFacts(gate, rows, moment.on)


def moves_of(row: AreaPhase | Gate | Milestone, user: Any) -> list[tuple[str, BaselineMove]]:
    """The moves of the baselines of a row, each with the words for which one it was; the newest first."""
    link = {AreaPhase: "phase", Gate: "gate", Milestone: "milestone"}[type(row)]
    rows = (
        BaselineMove.objects.visible_to(user)
        .filter(**{link: row})
        .select_related("moved_by", "change_request__alliance")
    )
    return [(str(row._meta.get_field(move.baseline).verbose_name), move) for move in rows]  # type: ignore[union-attr]


def status_steps(vocabulary: Sequence[PositionStatus], now: PositionStatus | None) -> list[Step]:
    """The alliance's words for a position as a strip, with the one in force as the current step."""
    if now is None:
        return []
    place = next((place for place, each in enumerate(vocabulary) if each.pk == now.pk), 0)
    states = ["done" if each < place else "current" if each == place else "todo" for each in range(len(vocabulary))]
    return [Step(each.name, state) for each, state in zip(vocabulary, states, strict=True)]
