"""The sheets that fill lifecycles, and the phases, gates and milestones of areas.

A sheet brings in a gate with what came of it before; afterwards its outcome and every baseline move on their pages.
"""

from __future__ import annotations

from typing import Any

from alliance.permissions import can_keep_records
from core.tabular.kinds import Choice, DateInWords, Day, Reference, References, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet
from programmes.choices import PASSES, EachFor, GateAuthority, GateState, RequirementKind, Tailoring, TemplateKind
from programmes.models import (
    AreaPhase,
    Gate,
    GateBranch,
    GateDecider,
    GateRequirement,
    Lifecycle,
    LifecycleGate,
    LifecyclePhase,
    LifecycleRequirement,
    Milestone,
)

ORDER = Column("Order", "order", WholeNumber(), about="The place in its list; the lowest comes first.")
SOURCE = Column("Source", "source", about="The document and where in it.")
AS_WRITTEN = Column("As written", "words", about="The authors' own words.")
AREA = Column("Area", "area", Reference("areas"), required=True)
LIFECYCLE = Column("Lifecycle", "lifecycle", Reference("lifecycles"), required=True)
PHASE = Reference("lifecycle-phases")
NAMED_PHASE = "Lifecycle and code, for example method-and-plan / 3."
LIFECYCLE_GATE = Column(
    "Gate", "lifecycle_gate", Reference("lifecycle-gates"), required=True, about="Lifecycle and code, as its phases."
)


def _decided(requirement: Any) -> str:
    gate = requirement.gate
    return f"“{gate}” is {gate.get_state_display().lower()}." if gate.state in PASSES else ""


LIFECYCLES = [
    Sheet(
        name="lifecycles",
        model=Lifecycle,
        key=["slug"],
        may_change=can_keep_records,
        about="The ways that work goes in the alliance.",
        columns=[
            Column("Short name", "slug", required=True, about="Other sheets name the lifecycle by it."),
            Column("Name", "name", required=True),
            Column("From", "from_date", DateInWords(), about="Empty where it was not recorded."),
            Column("To", "to_date", DateInWords(), about="The last day it holds."),
            AS_WRITTEN,
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="lifecycle-phases",
        model=LifecyclePhase,
        scope_path="lifecycle__alliance",
        key=["lifecycle", "code"],
        may_change=can_keep_records,
        about="The phases of each lifecycle, and what areas may do with them.",
        columns=[
            LIFECYCLE,
            Column("Code", "code", required=True, about="Its number or short name."),
            Column("Name", "name", required=True),
            AS_WRITTEN,
            Column("Timescale", "timescale", about="As written."),
            Column("May overlap", "may_overlap", YesNo()),
            Column("May be combined", "may_combine", YesNo()),
            Column("May be shortened", "may_shorten", YesNo()),
            Column("May be omitted", "may_omit", YesNo()),
            Column("May be fast-tracked", "may_fast_track", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="gate-deciders",
        model=GateDecider,
        key=["code"],
        may_change=can_keep_records,
        about="Who decides gates: bodies that all have to agree, or nobody where a gate is discussed only.",
        columns=[
            Column("Code", "code", required=True, about="Other sheets name the deciders by it."),
            Column("Name", "name", required=True),
            AS_WRITTEN,
            Column("Discussed only", "discussion_only", YesNo()),
            Column("Bodies", "bodies", References("organisations"), about="Each has to agree."),
            ORDER,
        ],
    ),
    Sheet(
        name="lifecycle-gates",
        model=LifecycleGate,
        scope_path="lifecycle__alliance",
        key=["lifecycle", "code"],
        may_change=can_keep_records,
        about="The gates of each lifecycle, with who decides them.",
        columns=[
            LIFECYCLE,
            Column("Code", "code", required=True, about="Its number or short name."),
            Column("Name", "name", required=True),
            AS_WRITTEN,
            Column("After phase", "after_phase", PHASE, about=NAMED_PHASE),
            Column("Before phase", "before_phase", PHASE, about=NAMED_PHASE),
            Column("Who decides", "decider", Reference("gate-deciders")),
            ORDER,
        ],
    ),
    Sheet(
        name="gate-branches",
        model=GateBranch,
        scope_path="lifecycle_gate__lifecycle__alliance",
        key=["lifecycle_gate", "code"],
        may_change=can_keep_records,
        about="The ways on from gates that lead to more than one place.",
        columns=[
            LIFECYCLE_GATE,
            Column("Code", "code", required=True),
            Column("Name", "name", required=True),
            Column("Leads to", "leads_to", PHASE, about=f"{NAMED_PHASE} Empty where it ends the way."),
            ORDER,
        ],
    ),
    Sheet(
        name="lifecycle-requirements",
        model=LifecycleRequirement,
        scope_path="lifecycle_gate__lifecycle__alliance",
        key=["lifecycle_gate", "text"],
        may_change=can_keep_records,
        about="What each gate of a lifecycle asks of every area.",
        columns=[
            LIFECYCLE_GATE,
            Column("What is asked for", "text", required=True, about="As written."),
            Column("Kind", "kind", Choice(TemplateKind)),
            Column("Made for", "each_for", Choice(EachFor)),
            Column("Mandatory", "mandatory", YesNo(), about="Without it the gate cannot be passed."),
            ORDER,
        ],
    ),
]

OF_AREAS = [
    Sheet(
        name="area-phases",
        model=AreaPhase,
        scope_path="area__alliance",
        key=["area", "name"],
        may_change=can_keep_records,
        about="The phases of the areas, with their dates and what each area makes of its lifecycle.",
        columns=[
            AREA,
            Column("Phase", "name", required=True, about="In the authors' words."),
            Column("Number", "number", about="Within the area."),
            Column("Of the lifecycle", "phase", PHASE, about=NAMED_PHASE),
            Column("Baseline start", "baseline_start", DateInWords()),
            Column("Baseline end", "baseline_end", DateInWords()),
            Column("Forecast start", "forecast_start", DateInWords()),
            Column("Forecast end", "forecast_end", DateInWords()),
            Column("Actual start", "actual_start", DateInWords()),
            Column("Actual end", "actual_end", DateInWords()),
            Column("State in words", "words", about="As written."),
            Column("Tailoring", "tailoring", Choice(Tailoring)),
            Column("Combined with", "combined_with", Reference("area-phases"), about="Area and phase."),
            Column("Reason for the tailoring", "tailored_because"),
            Column("Tailoring approved by", "tailoring_approved_by"),
            ORDER,
        ],
    ),
    Sheet(
        name="gates",
        model=Gate,
        scope_path="area__alliance",
        key=["area", "name"],
        may_change=can_keep_records,
        about="What each area has to pass, when, and what came of those that are behind it.",
        columns=[
            AREA,
            Column("Gate", "name", required=True),
            Column("Of the lifecycle", "lifecycle_gate", Reference("lifecycle-gates"), about="Lifecycle and code."),
            Column("Who decides", "own_decider", Reference("gate-deciders"), about="Only where the lifecycle differs."),
            Column("Planned", "planned_on", DateInWords(), about="The baseline."),
            Column("Forecast", "forecast_on", DateInWords()),
            Column("State", "state", Choice(GateState), about="Of a gate that is new here; later ones on its page."),
            Column("Passed", "passed_on", DateInWords(), about="Empty while it is ahead."),
            Column("Repeated or stopped", "held_on", DateInWords()),
            Column("Passed on", "authority", Choice(GateAuthority), about="Needed when it was passed."),
            Column("Decision or reason", "authority_words", about="Needed when it was passed."),
            Column("Words", "outcome_words"),
            Column("Ways on", "ways_on", about="The branches taken, separated by semicolons."),
            ORDER,
        ],
    ),
    Sheet(
        name="gate-requirements",
        model=GateRequirement,
        scope_path="gate__area__alliance",
        key=["gate", "text", "organisation"],
        may_change=can_keep_records,
        locked=_decided,
        about="What the gates of the areas ask for, and whether it is met.",
        columns=[
            Column("Gate", "gate", Reference("gates"), required=True, about="Area and gate."),
            Column("What is asked for", "text", required=True, about="As written."),
            Column("Made by", "organisation", Reference("organisations"), about="Empty where it is joint."),
            Column("Kind", "kind", Choice(RequirementKind)),
            Column("Mandatory", "mandatory", YesNo(), about="Without it the gate cannot be passed."),
            Column("Due", "due_on", Day()),
            Column("Business case", "business_case", Reference("business-cases"), about="Area and case."),
            Column("Met", "met_on", Day()),
            Column("Evidence", "evidence", about="Needed when it is met."),
            ORDER,
        ],
    ),
    Sheet(
        name="milestones",
        model=Milestone,
        scope_path="area__alliance",
        key=["area", "name"],
        may_change=can_keep_records,
        about="Days in the work of the areas: as first planned, as now expected, as they came.",
        columns=[
            AREA,
            Column("Milestone", "name", required=True),
            Column("Baseline", "baseline_on", DateInWords()),
            Column("Forecast", "forecast_on", DateInWords()),
            Column("Actual", "actual_on", DateInWords(), about="Empty while it is ahead."),
            Column("Owner", "owner_words", about="Who answers for it, as named."),
            Column("Condition", "condition", about="As written, where the date holds only if something else comes."),
            SOURCE,
            ORDER,
        ],
    ),
]
