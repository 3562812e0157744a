"""The sheets that fill tolerances, change requests, business cases and independent reviews.

A sheet brings in what came of a request, a case or a recommendation before; afterwards each moves on its page.
"""

from __future__ import annotations

from typing import Any

from alliance.permissions import can_keep_records
from core.choices import Unit
from core.tabular.kinds import Amount, Choice, DateInWords, Day, Reference, YesNo
from core.tabular.sheets import Column, Sheet
from programmes.choices import (
    AssentKind,
    AssentStage,
    AssentState,
    CaseLevel,
    CaseState,
    ChangeState,
    Consultation,
    CostKind,
    Dimension,
    RagTone,
    RecommendationState,
    Urgency,
)
from programmes.imports.areas import FIGURE, ORDER, SOURCE
from programmes.models import (
    BusinessCase,
    CaseAssent,
    CaseCost,
    CaseOption,
    CaseVersion,
    ChangeRequest,
    ConfidenceRating,
    ConfidenceScale,
    GateReview,
    ReviewRecommendation,
    Tolerance,
    ToleranceReading,
)

AS_WRITTEN = Column("As written", "words", about="The authors' own words.")
AREA = Column("Area", "area", Reference("areas"), required=True)
AREA_OR_ALL = Column("Area", "area", Reference("areas"), about="Empty where it is of the whole alliance.")
FROM = Column("From", "from_date", DateInWords(), about="Empty where it was not recorded.")
TO = Column("To", "to_date", DateInWords(), about="The last day it holds.")
OWNER = Column("Owner", "owner", Reference("posts"))
OWNER_WORDS = Column("Owner in words", "owner_words", about="Where it is no post of the directory.")
CASE = Column("Business case", "case", Reference("business-cases"), required=True, about="Area and case.")


def _complete(part: Any) -> str:
    case = part.case
    return f"“{case}” is complete." if case.state == CaseState.COMPLETE else ""


CASES = [
    Sheet(
        name="business-cases",
        model=BusinessCase,
        scope_path="area__alliance",
        key=["area", "code"],
        may_change=can_keep_records,
        about="The business cases of the areas, in the words of their authors.",
        columns=[
            AREA,
            Column("Code", "code", required=True, about="Other sheets name the case by its area and this."),
            Column("Level", "level", Choice(CaseLevel), required=True),
            Column("Title", "title", required=True),
            OWNER,
            OWNER_WORDS,
            Column("Strategic case", "strategic"),
            Column("Economic case", "economic"),
            Column("Commercial case", "commercial"),
            Column("Financial case", "financial"),
            Column("Management case", "management"),
            Column("Exit strategy", "exit_strategy"),
            Column("Risk management assessment", "risk_assessment"),
            Column("Consultation", "consultation", Choice(Consultation)),
            Column("Consultation, as written", "consultation_words"),
            Column("State", "state", Choice(CaseState), about="Of a case that is new here; later ones on its page."),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="case-versions",
        model=CaseVersion,
        scope_path="case__area__alliance",
        key=["case", "number"],
        may_change=can_keep_records,
        about="The versions of the business cases, as their logs have them.",
        columns=[
            CASE,
            Column("Version", "number", required=True, about="As written, for example v1 00."),
            Column("Made", "made_on", DateInWords()),
            Column("Author", "author"),
            Column("Note", "note"),
            ORDER,
        ],
    ),
    Sheet(
        name="case-options",
        model=CaseOption,
        scope_path="case__area__alliance",
        key=["case", "number"],
        may_change=can_keep_records,
        locked=_complete,
        about="What the business cases weigh.",
        columns=[
            CASE,
            Column("Number", "number", required=True, about="As written."),
            Column("Name", "name", required=True),
            Column("Appraisal", "appraisal"),
            Column("Preferred", "preferred", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="case-assents",
        model=CaseAssent,
        scope_path="case__area__alliance",
        key=["case", "organisation", "kind", "stage"],
        may_change=can_keep_records,
        about="What each deciding body gave to a business case.",
        columns=[
            CASE,
            Column("Deciding body", "organisation", Reference("organisations"), required=True),
            Column("What", "kind", Choice(AssentKind), required=True),
            Column("For what", "stage", Choice(AssentStage), required=True),
            Column("State", "state", Choice(AssentState)),
            Column("On", "given_on", DateInWords(), about="Empty where the day was not recorded."),
            Column("Who signed", "person", Reference("people")),
            AS_WRITTEN,
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="case-costs",
        model=CaseCost,
        scope_path="case__area__alliance",
        key=["case", "kind", "caption"],
        may_change=can_keep_records,
        locked=_complete,
        about="What the business cases say that it costs to set up, operate and dismantle.",
        columns=[
            CASE,
            Column("What for", "kind", Choice(CostKind), required=True),
            Column("Caption", "caption", required=True),
            *FIGURE,
            ORDER,
        ],
    ),
]

TOLERANCES = [
    Sheet(
        name="tolerances",
        model=Tolerance,
        key=["code"],
        may_change=can_keep_records,
        about="How far from the plan is allowed, in each dimension.",
        columns=[
            Column("Code", "code", required=True, about="The readings name the tolerance by it."),
            AREA_OR_ALL,
            Column("Dimension", "dimension", Choice(Dimension), required=True),
            Column("Allowed below the plan", "less", Amount(), about="Empty where there is no limit."),
            Column("Allowed above the plan", "more", Amount(), about="Empty where there is no limit."),
            Column("Unit", "unit", Choice(Unit), about="Time is in days."),
            Column("Word for the unit", "unit_word", about="For another unit only, in the plural."),
            FROM,
            TO,
            AS_WRITTEN,
            Column("Set by", "approved_by"),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="tolerance-readings",
        model=ToleranceReading,
        scope_path="tolerance__alliance",
        key=["tolerance", "as_at"],
        may_change=can_keep_records,
        about="How far from the plan things stood, but for time, which is read from dates.",
        columns=[
            Column("Tolerance", "tolerance", Reference("tolerances"), required=True),
            Column("Above or below the plan", "value", Amount(), required=True, about="-12 for 12 less than planned."),
            Column("As at", "as_at", DateInWords(), required=True),
            AS_WRITTEN,
            SOURCE,
        ],
    ),
]

CHANGES = [
    Sheet(
        name="change-requests",
        model=ChangeRequest,
        key=["reference"],
        may_change=can_keep_records,
        about="What somebody asked to change in what was agreed, and what came of it.",
        columns=[
            Column("Reference", "reference", required=True),
            Column("Title", "title", required=True),
            AREA_OR_ALL,
            Column("What it changes", "dimension", Choice(Dimension), required=True),
            Column("What is asked for", "text", required=True, about="As written."),
            Column("Impact", "impact"),
            Column("Raised by", "raised_by_words", required=True),
            Column("Raised", "raised_on", Day(), required=True),
            Column(
                "State", "state", Choice(ChangeState), about="Of a request that is new here; later ones on its page."
            ),
            Column("Decided", "decided_on", Day(), about="Needed when it is decided."),
            Column("Decided by", "decided_by_words", about="Needed when it is decided."),
            Column("Reason", "reason"),
            Column("Deferred until", "deferred_until", DateInWords()),
            SOURCE,
            ORDER,
        ],
    ),
]

REVIEWS = [
    Sheet(
        name="confidence-scales",
        model=ConfidenceScale,
        key=["code"],
        may_change=can_keep_records,
        about="The scales of delivery confidence, each between its dates.",
        columns=[
            Column("Code", "code", required=True, about="The ratings name the scale by it."),
            Column("Name", "name", required=True),
            FROM,
            TO,
            AS_WRITTEN,
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="confidence-ratings",
        model=ConfidenceRating,
        scope_path="scale__alliance",
        key=["scale", "code"],
        may_change=can_keep_records,
        about="The points of each scale, best first, with their definitions.",
        columns=[
            Column("Scale", "scale", Reference("confidence-scales"), required=True),
            Column("Code", "code", required=True),
            Column("Letters", "letter", required=True),
            Column("Word", "word", required=True),
            Column("Colour", "tone", Choice(RagTone), required=True),
            Column("Meaning", "meaning"),
            ORDER,
        ],
    ),
    Sheet(
        name="gate-reviews",
        model=GateReview,
        key=["reference"],
        may_change=can_keep_records,
        about="Independent reviews, with the delivery confidence that they gave.",
        columns=[
            Column("Reference", "reference", required=True),
            AREA_OR_ALL,
            Column("Gate", "gate", Reference("gates"), about="Area and gate."),
            Column("Review", "point", required=True, about="As the reviewers call it."),
            Column("Held", "held_on", DateInWords()),
            Column("Reviewers", "reviewers", required=True),
            Column("Addressed to", "addressed_to"),
            Column("Delivery confidence", "rating", Reference("confidence-ratings"), about="Scale and rating."),
            Column("Findings", "words", about="As written."),
            Column("Restricted", "restricted", YesNo(), about="Yes where nothing is said."),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="review-recommendations",
        model=ReviewRecommendation,
        scope_path="review__alliance",
        key=["review", "number"],
        may_change=can_keep_records,
        about="What the reviews recommended, and what came of it.",
        columns=[
            Column("Review", "review", Reference("gate-reviews"), required=True),
            Column("Number", "number", required=True, about="As printed."),
            Column("What is recommended", "text", required=True, about="As written."),
            Column("How soon", "urgency", Choice(Urgency), required=True),
            OWNER,
            OWNER_WORDS,
            Column("Due", "due_on", Day()),
            Column(
                "State", "state", Choice(RecommendationState), about="Of one that is new here; later ones on its page."
            ),
            Column("Done", "done_on", Day(), about="Needed when it is done."),
            Column("Outcome", "outcome", about="Needed when it is done."),
            ORDER,
        ],
    ),
]
