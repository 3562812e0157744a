"""The sheets of a spreadsheet import that fill this app's rows: registers and risks."""

from __future__ import annotations

from alliance.permissions import can_keep_records
from core.tabular.kinds import Choice, DateInWords, Day, Reference, References, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet, of_subject
from programmes.choices import RagTone
from risks.choices import AssessmentKind, Axis, RegisterLevel, RiskState
from risks.models import Assessment, Band, MatrixCell, Register, Risk, RiskFramework, ScaleStep

FRAMEWORK = Column("Framework", "framework", Reference("risk-frameworks"), required=True)

FRAMEWORKS = [
    Sheet(
        name="risk-frameworks",
        model=RiskFramework,
        key=["slug"],
        may_change=can_keep_records,
        about="Ways of scoring risks. A matrix that changes is a new framework.",
        columns=[
            Column("Short name", "slug", required=True, about="Other sheets name the framework by it."),
            Column("Name", "name", required=True),
            Column("From", "from_date", DateInWords(), about="Empty where it was not recorded."),
            Column("To", "to_date", DateInWords(), about="The last day it holds."),
        ],
    ),
    Sheet(
        name="scale-steps",
        model=ScaleStep,
        scope_path="framework__alliance",
        key=["framework", "axis", "value"],
        may_change=can_keep_records,
        about="The steps of the two scales of a framework.",
        columns=[
            FRAMEWORK,
            Column("Scale", "axis", Choice(Axis), required=True),
            Column("Value", "value", WholeNumber(), required=True),
            Column("Name", "name", required=True),
            Column("Meaning", "meaning"),
        ],
    ),
    Sheet(
        name="risk-bands",
        model=Band,
        scope_path="framework__alliance",
        key=["framework", "code"],
        may_change=can_keep_records,
        about="What a score means, lowest first.",
        columns=[
            FRAMEWORK,
            Column("Code", "code", required=True, about="The cells name the band by framework and code."),
            Column("Name", "name", required=True),
            Column("Letter", "letter", required=True),
            Column("Colour", "tone", Choice(RagTone), required=True),
            Column("Order", "order", WholeNumber()),
        ],
    ),
    Sheet(
        name="matrix-cells",
        model=MatrixCell,
        scope_path="framework__alliance",
        key=["framework", "likelihood", "impact"],
        may_change=can_keep_records,
        about="The band of each pair of values. A pair without a row cannot be scored.",
        columns=[
            FRAMEWORK,
            Column("Likelihood", "likelihood", WholeNumber(), required=True),
            Column("Impact", "impact", WholeNumber(), required=True),
            Column(
                "Band", "band", Reference("risk-bands"), required=True, about="Framework and code: five-by-five / high."
            ),
        ],
    ),
]

RISKS = [
    Sheet(
        name="registers",
        model=Register,
        key=["slug"],
        may_change=can_keep_records,
        about="Lists of risks, each kept at one level.",
        columns=[
            Column("Short name", "slug", required=True, about="The risks name their register by it."),
            Column("Name", "name", required=True),
            Column("Level", "level", Choice(RegisterLevel)),
            Column("Kept by", "kept_by", about="Who monitors and controls it, as written."),
        ],
    ),
    Sheet(
        name="risks",
        model=Risk,
        scope_path="register__alliance",
        key=["register", "reference"],
        may_change=can_keep_records,
        about="Risks as their authors wrote them. Cause, event and effect are filled only where the words say them.",
        columns=[
            Column("Register", "register", Reference("registers"), required=True),
            Column("Reference", "reference", required=True, about="For example R-01."),
            Column("Title", "title"),
            Column("As written", "text", required=True),
            Column("Cause", "cause"),
            Column("Event", "event"),
            Column("Effect", "effect"),
            Column("Owner", "owner", Reference("posts")),
            Column("Area", "area", Reference("areas")),
            Column("Partners affected", "affected", References("organisations")),
            Column("State", "state", Choice(RiskState)),
            Column("Identified", "identified_on", DateInWords()),
            Column("Closed", "closed_on", DateInWords()),
            Column("Reason for closing", "closing_reason"),
            Column("Key risk", "is_key", YesNo()),
            Column("Restricted", "restricted", YesNo()),
            Column("May be published", "public_summary", about="What may be published of it."),
            Column("Source", "source", about="The document and where in it."),
            Column("Order", "order", WholeNumber()),
        ],
    ),
]

ASSESSMENTS = [
    Sheet(
        name="assessments",
        model=Assessment,
        scope_path="risk__register__alliance",
        key=["risk", "kind", "assessed_on"],
        may_change=can_keep_records,
        about="How each risk was scored, on which day and why.",
        columns=[
            Column(
                "Risk", "risk", Reference("risks"), required=True, about="Register and reference: programme / R-01."
            ),
            Column("Kind", "kind", Choice(AssessmentKind)),
            FRAMEWORK,
            Column("Likelihood", "likelihood", WholeNumber(), required=True),
            Column("Impact", "impact", WholeNumber(), required=True),
            Column("Assessed", "assessed_on", Day(), required=True),
            Column("Reason", "reason"),
        ],
    ),
]

SHEETS = of_subject("Risks", FRAMEWORKS + RISKS + ASSESSMENTS)
