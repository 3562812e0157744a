"""The rows of lifecycles, phases, gates and milestones in the access world, each text with its canary word."""

from __future__ import annotations

from typing import Any

from alliance.models import Alliance
from core import clock
from programmes.models import (
    AreaPhase,
    BaselineMove,
    BusinessArea,
    GateBranch,
    GateDecider,
    GateRequirement,
    Lifecycle,
    LifecycleGate,
    LifecyclePhase,
    LifecycleRequirement,
    Milestone,
)
from tests import factories as make
from tests.access.words import word


def lifecycle_matter(world: Any, alliance: Alliance, category: str) -> None:
    """A lifecycle with a phase and a gate, of which no row can be restricted."""

    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    put = world.put
    lifecycle = Lifecycle(alliance=alliance, slug="method", name=say("lifecycles"), words=say("lifecycles", "words"))
    put("lifecycles", category, lifecycle)
    phase = LifecyclePhase(lifecycle=lifecycle, code="1", name=say("lifecycle-phases"), words=say("lifecycle-phases"))
    put("lifecycle-phases", category, phase)
    put("gate-deciders", category, GateDecider(alliance=alliance, code="all", name=say("gate-deciders")))
    gate = LifecycleGate(lifecycle=lifecycle, code="1", name=say("lifecycle-gates"), after_phase=phase)
    put("lifecycle-gates", category, gate)
    put("gate-branches", category, GateBranch(lifecycle_gate=gate, code="on", name=say("gate-branches")))
    wanted = LifecycleRequirement(lifecycle_gate=gate, text=say("lifecycle-requirements"))
    put("lifecycle-requirements", category, wanted)


def way_matter(world: Any, area: BusinessArea, category: str) -> None:
    """A phase, a gate with a requirement, and a milestone of one area; the baseline of the last was moved."""

    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    put = world.put
    phase = AreaPhase(area=area, name=say("area-phases"), words=say("area-phases", "words"))
    phase.baseline_end = make.day(2018, 1, 1)
    put("area-phases", category, phase)
    gate = put("gates", category, make.make_gate(area, say("gates"), forecast_on=make.day(2018, 1, 1)))
    put("gate-requirements", category, GateRequirement(gate=gate, text=say("gate-requirements")))
    milestone = Milestone(area=area, name=say("milestones"), owner_words=say("milestones", "owner_words"))
    milestone.condition, milestone.source = say("milestones", "condition"), say("milestones", "source")
    milestone.baseline_on = make.day(2018, 1, 1)
    put("milestones", category, milestone)
    move = BaselineMove.objects.create(
        area=area,
        milestone=milestone,
        baseline="baseline_on",
        old=make.day(2017, 12, 1),
        new=make.day(2018, 1, 1),
        reason=say("baseline-moves", "reason"),
        approved_by=say("baseline-moves", "approved_by"),
        moved_at=clock.now(),
    )
    world.rows.setdefault("baseline-moves", {})[category] = move
