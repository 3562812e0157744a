"""The lifecycle of a training alliance: five phases with a gate after each, who decides them and what they ask for."""

from __future__ import annotations

from typing import Final

from alliance.choices import OrganisationKind
from core.imprecise_dates import ImpreciseDate
from programmes.choices import EachFor, TemplateKind
from programmes.models import GateBranch, GateDecider, Lifecycle, LifecycleGate, LifecyclePhase, LifecycleRequirement
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep

GATES: Final = ("Mandate", "Outline business case", "Full business case", "Go-live", "Closure review")
"""Passing the first leads from the first status to the second, and so on; the last changes no status."""
PHASES: Final = ("Scoping", "Outline case", "Full case", "Design and build", "Embedding")
DECIDERS: Final = ("deputies", "everybody", "everybody", "chiefs", "deputies")
"""Who decides each gate; the first and the last are discussed only."""
ASKED: Final[dict[int, list[tuple[str, str, str]]]] = {
    1: [
        ("Cost baseline", TemplateKind.DELIVERABLE, EachFor.PARTNER),
        ("Options with their risks and dependencies", TemplateKind.DELIVERABLE, EachFor.JOINT),
    ],
    2: [
        ("Full costing, with the cost to set up, operate and dismantle", TemplateKind.CRITERION, EachFor.JOINT),
        ("Exit strategy", TemplateKind.CRITERION, EachFor.JOINT),
        ("Equality assessment", TemplateKind.CRITERION, EachFor.DECIDING_BODY),
        ("Declarations of the officers for law, finance, equality and consultation", TemplateKind.CRITERION, "joint"),
    ],
    3: [
        ("Readiness signed off", TemplateKind.CRITERION, EachFor.PARTNER),
        ("Staff told, and trained for the change", TemplateKind.DELIVERABLE, EachFor.JOINT),
    ],
}
"""What the gates ask for, by their place; the others ask for nothing."""


def make_lifecycle(cast: Cast) -> list[LifecycleGate]:
    """The gates in order, each after its phase."""
    began = ImpreciseDate.day(cast.began)
    [lifecycle] = keep(
        [Lifecycle(alliance=cast.alliance, slug="method", name="Programme method", from_date=began, source=SOURCE)]
    )
    phases = keep(
        [
            LifecyclePhase(
                lifecycle=lifecycle, code=str(place), name=name, order=place, may_omit=place == 2, may_combine=place < 4
            )
            for place, name in enumerate(PHASES, start=1)
        ]
    )
    deciders = _deciders(cast)
    gates = keep(
        [
            LifecycleGate(
                lifecycle=lifecycle,
                code=str(place),
                name=name,
                after_phase=phase,
                before_phase=phases[place] if place < len(phases) else None,
                decider=deciders[DECIDERS[place - 1]],
                order=place,
            )
            for place, (name, phase) in enumerate(zip(GATES, phases, strict=True), start=1)
        ]
    )
    keep(
        [
            GateBranch(lifecycle_gate=gates[2], code="sign-off", name="Final sign-off", leads_to=phases[3], order=1),
            GateBranch(lifecycle_gate=gates[2], code="consult", name="Staff consultation, if required", order=2),
        ]
    )
    keep(
        [
            LifecycleRequirement(lifecycle_gate=gates[place], text=text, kind=kind, each_for=each_for, order=order)
            for place, wanted in ASKED.items()
            for order, (text, kind, each_for) in enumerate(wanted, start=1)
        ]
    )
    return gates


def _deciders(cast: Cast) -> dict[str, GateDecider]:
    rows = [
        GateDecider(alliance=cast.alliance, code="chiefs", name="Chief constables of all", order=1),
        GateDecider(alliance=cast.alliance, code="everybody", name="Chief constables and commissioners", order=2),
        GateDecider(
            alliance=cast.alliance, code="deputies", name="Meeting of the deputies", discussion_only=True, order=3
        ),
    ]
    found = {each.code: each for each in keep(rows)}
    through = GateDecider.bodies.through
    chiefs = [body for body in cast.bodies if body.kind == OrganisationKind.CHIEF_CONSTABLE]
    pairs = [(found["chiefs"], body) for body in chiefs] + [(found["everybody"], body) for body in cast.bodies]
    through.objects.bulk_create([through(gatedecider=decider, organisation=body) for decider, body in pairs])
    return found
