"""Recording what came of a gate, taking that back, and saying what it asks for is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from core.workflow import WrongState, move
from programmes.choices import PASSES, GateAuthority, GateState, RequirementKind
from programmes.models import Gate, GateBranch, GateRequirement
from programmes.notices import tell_decided
from programmes.workflow import GATE, OUTCOMES

if TYPE_CHECKING:
    from core.models import User

LONGEST = 300
UNPASSED = {"passed_on": None, "authority": "", "authority_words": "", "ways_on": ""}
WHY = "Say why."


@dataclass(frozen=True)
class Authority:
    """On what a gate is passed: a decision by its reference, an override by its reason, or a discussion by when and
    where it was held. A decision comes from the floor that keeps decisions; pages and API give the other two."""

    kind: str
    words: str


@dataclass(frozen=True)
class Condition:
    """What is to be met after a gate was passed with conditions, and by when."""

    text: str
    due_on: date


def decide_gate(
    gate: Gate,
    *,
    outcome: str,
    on: date,
    by: User,
    at: datetime,
    expected: int,
    authority: Authority | None = None,
    words: str = "",
    conditions: Sequence[Condition] = (),
    ways_on: Sequence[str] = (),
) -> Gate:
    """Record what came of a gate on a day: passed, passed with conditions, to be repeated, or stopped.

    It is passed only on an authority, and only when all that it needs was met by that day (capabilities 11 to 13,
    rule E-11). Who may, is asked by the door: a decision taken elsewhere calls this with its reference as authority.
    `ways_on` are names of branches of the gate (rule E-30). Raises ValidationError naming the fields, WrongState when
    the gate has its outcome, and StaleVersion when somebody else saved first.
    """
    if outcome not in OUTCOMES:
        raise ValidationError({"outcome": f"Choose one of: {', '.join(OUTCOMES)}."})
    with transaction.atomic(), recorded(by=by, reason=f"programmes.gate_{outcome}: {words.strip()}".rstrip(": ")[:500]):
        claim_version(gate, expected)
        gate.refresh_from_db()
        gate.state = GateState(move(GATE, OUTCOMES[outcome], gate.state))
        passes = gate.state in PASSES
        problems = _wrong_day(on, at) | _wrong_ways(gate, ways_on, passes=passes)
        problems |= (
            _wrong_pass(gate, on, authority, conditions) if passes else _wrong_hold(authority, words, conditions)
        )
        if problems:
            raise ValidationError(problems)
        day = ImpreciseDate.day(on)
        gate.passed_on, gate.held_on = (day, None) if passes else (None, day)
        gate.authority, gate.authority_words = (authority.kind, authority.words.strip()) if authority else ("", "")
        gate.outcome_words, gate.ways_on, gate.decided_by = words.strip(), "; ".join(ways_on), by
        _save(gate)
        _add_conditions(gate, conditions)
        tell_decided(gate, by=by, at=at)
    return gate


def reinstate_gate(gate: Gate, *, reason: str, by: User, at: datetime, expected: int) -> Gate:
    """Take back what was recorded of a gate: it is planned again. Its history keeps what was said.

    Conditions that were set and not met are withdrawn with it. Raises ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why the gate is planned again."})
    with transaction.atomic(), recorded(by=by, reason=f"programmes.gate_reinstated: {reason.strip()}"[:500]):
        claim_version(gate, expected)
        gate.refresh_from_db()
        gate.state = GateState(move(GATE, "reinstate", gate.state))
        for name, value in (UNPASSED | {"held_on": None, "outcome_words": "", "decided_by": None}).items():
            setattr(gate, name, value)
        _save(gate)
        for each in GateRequirement.objects.filter(gate=gate, kind=RequirementKind.CONDITION, met_on__isnull=True):
            claim_version(each, each.version)
            each.withdrawn_at, each.withdrawn_by, each.withdrawn_reason = at, by, "Its gate is planned again."
            each.save()
        tell_decided(gate, by=by, at=at)
    return gate


def missing_on(gate: Gate, on: date) -> list[GateRequirement]:
    """What the gate needs and was not met by a day: it cannot be passed then."""
    rows = GateRequirement.objects.filter(gate=gate).select_related("organisation")
    return [each for each in rows if each.is_needed and not each.is_met_on(on)]


def meet_requirement(
    requirement: GateRequirement, *, evidence: str, by: User, at: datetime, expected: int, met_on: date | None = None
) -> GateRequirement:
    """Say that a deliverable, a criterion or a condition is met, with evidence; `met_on` is today when not given.

    Raises ValidationError without evidence or for a day after today, WrongState when it is met already or its gate has
    its outcome, StaleVersion when somebody else saved first.
    """
    today = timezone.localdate(at)
    on = met_on or today
    problems = _wrong_day(on, at, field="met_on")
    if not evidence.strip():
        problems["evidence"] = "Say how it can be seen that this is met."
    if problems:
        raise ValidationError(problems)
    if requirement.met_on is not None:
        raise WrongState("This is met already.")
    return _change(requirement, "met", {"met_on": on, "met_by": by, "evidence": evidence.strip()}, by, expected)


def reopen_requirement(
    requirement: GateRequirement, *, reason: str, by: User, at: datetime, expected: int
) -> GateRequirement:
    """Say that something is not met after all. Raises what `meet_requirement` raises, and needs a reason."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is not met after all."})
    if requirement.met_on is None:
        raise WrongState("This is not met, so there is nothing to take back.")
    return _change(
        requirement, f"reopened: {reason.strip()}", {"met_on": None, "met_by": None, "evidence": ""}, by, expected
    )


def _change(row: GateRequirement, reason: str, values: dict[str, object], by: User, expected: int) -> GateRequirement:
    gate = row.gate
    if row.kind != RequirementKind.CONDITION and (gate.state in PASSES or gate.state == GateState.STOPPED):
        raise WrongState(f"“{gate}” is {gate.get_state_display().lower()}: what it asked for changes no more.")
    with transaction.atomic(), recorded(by=by, reason=f"programmes.requirement_{reason}"[:500]):
        claim_version(row, expected)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
    return row


def _wrong_day(on: date, at: datetime, *, field: str = "on") -> dict[str, str]:
    return {field: "The day must not lie in the future."} if on > timezone.localdate(at) else {}


def _wrong_ways(gate: Gate, ways_on: Sequence[str], *, passes: bool) -> dict[str, str]:
    if not ways_on:
        return {}
    if not passes:
        return {"ways_on": "Only a gate that is passed leads on."}
    known = set(GateBranch.objects.filter(lifecycle_gate=gate.lifecycle_gate_id).values_list("name", flat=True))
    unknown = [name for name in ways_on if name not in known]
    expected = ", ".join(sorted(known)) or "none, as its lifecycle has no branches here"
    return {"ways_on": f"“{unknown[0]}” is no branch of this gate. Expected: {expected}."} if unknown else {}


def _wrong_pass(gate: Gate, on: date, authority: Authority | None, conditions: Sequence[Condition]) -> dict[str, str]:
    """Why a gate cannot be passed so, by field."""
    problems = {}
    missing = missing_on(gate, on)
    if missing:
        problems["outcome"] = "It cannot be passed yet. Not met by that day: " + "; ".join(map(str, missing)) + "."
    if authority is None or not authority.words.strip():
        problems["authority"] = "Name the decision, or give the reason why it is passed without one."
    elif len(authority.words.strip()) > LONGEST:
        problems["authority"] = f"Use at most {LONGEST} characters."
    elif authority.kind not in GateAuthority.values:
        problems["authority"] = "It is passed on a decision, an override or a discussion."
    elif authority.kind == GateAuthority.DISCUSSION and not gate.is_discussion_only:
        problems["authority"] = "This gate is decided, so a discussion does not pass it."
    with_conditions = gate.state == GateState.PASSED_WITH_CONDITIONS
    if with_conditions and not conditions:
        problems["conditions"] = "Give at least one condition, with the day by which it is due."
    elif conditions and not with_conditions:
        problems["conditions"] = "Conditions are set only when it is passed with conditions."
    elif any(not each.text.strip() or len(each.text.strip()) > LONGEST for each in conditions):
        problems["conditions"] = f"Say what each condition asks for, in at most {LONGEST} characters."
    elif any(each.due_on < on for each in conditions):
        problems["conditions"] = "A condition is due after the gate is passed, not before."
    return problems


def _wrong_hold(authority: Authority | None, words: str, conditions: Sequence[Condition]) -> dict[str, str]:
    """Why a gate cannot be repeated or stopped so, by field."""
    problems = {}
    if not words.strip():
        problems["words"] = WHY
    if authority is not None:
        problems["authority"] = "Only a gate that is passed has an authority."
    if conditions:
        problems["conditions"] = "Conditions are set only when it is passed with conditions."
    return problems


def _save(gate: Gate) -> None:
    gate.is_deciding = True
    gate.full_clean()
    gate.save()
    gate.is_deciding = False


def _add_conditions(gate: Gate, conditions: Sequence[Condition]) -> None:
    for order, each in enumerate(conditions, start=1):
        GateRequirement(
            gate=gate,
            kind=RequirementKind.CONDITION,
            text=each.text.strip(),
            due_on=each.due_on,
            order=1000 + order,
        ).save()
