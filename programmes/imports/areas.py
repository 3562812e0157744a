"""The sheets that fill areas, positions, figures and periods."""

from __future__ import annotations

from typing import Any

from alliance.permissions import can_keep_records
from core.choices import Basis, Period, Qualifier, Unit
from core.tabular.kinds import Amount, Choice, DateInWords, Day, Reference, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet
from programmes.choices import BenefitKind, Measure, PeriodState, RagTone
from programmes.models import (
    AreaStatus,
    Benefit,
    BenefitEntry,
    BusinessArea,
    KeyFigure,
    PositionStatus,
    ProgrammeRag,
    RagRating,
    ReportedCount,
    ReportingPeriod,
)

SOURCE = Column("Source", "source", about="The document and where in it.")
ORDER = Column("Order", "order", WholeNumber(), about="The place in its list; the lowest comes first.")
FIGURE = [
    Column("Amount", "amount_low", Amount(), required=True, about="Or the low end of a range. Money in pounds."),
    Column("High end", "amount_high", Amount(), about="Of a range only."),
    Column("Qualifier", "qualifier", Choice(Qualifier)),
    Column("Unit", "unit", Choice(Unit)),
    Column("Word for the unit", "unit_word", about="For another unit only, in the plural."),
    Column("Over what time", "period", Choice(Period)),
    Column("By financial year", "by_year", about="For example 2022/23."),
    Column("Basis", "basis", Choice(Basis)),
    Column("As at", "as_at", DateInWords()),
    Column("As written", "words", about="The authors' own words."),
    SOURCE,
]


def _signed_off(period: Any) -> str:
    return f"{period.title} is signed off." if period.state == PeriodState.SIGNED_OFF else ""


AREAS = [
    Sheet(
        name="position-statuses",
        model=PositionStatus,
        key=["code"],
        may_change=can_keep_records,
        about="The alliance's words for where an area stands, in order.",
        columns=[
            Column("Code", "code", required=True, about="Other sheets name the status by it."),
            Column("Name", "name", required=True),
            Column("Counts as approved", "means_approved", YesNo()),
            Column("Counts as live", "means_live", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="areas",
        model=BusinessArea,
        key=["slug"],
        may_change=can_keep_records,
        about="Business areas, work streams or projects: whatever the alliance calls them.",
        columns=[
            Column("Short name", "slug", required=True, about="Other sheets name the area by it."),
            Column("Name", "name", required=True, about="As written by its authors."),
            Column("Kind", "kind", Reference("area-kinds")),
            Column("Letter or number", "reference", about="As its authors list it, for example (a)."),
            Column("Part of", "parent", Reference("areas")),
            Column("Description", "description"),
            Column("Tranche", "tranche", about="As written."),
            Column("Quick win", "is_quick_win", YesNo()),
            Column(
                "Collaboration model", "collaboration_model", Reference("charter-lines"), about="By its short name."
            ),
            Column("Employment model", "employment_model", about="As written."),
            Column("Resourced until", "resourced_until", DateInWords()),
            Column(
                "Sharing basis",
                "sharing_basis",
                Reference("sharing-bases"),
                about="Only where its costs are shared otherwise than those of the alliance.",
            ),
            Column(
                "In the position table",
                "counts",
                YesNo(),
                about="No for an area that is delivered in phases: each phase has a row, the whole has none.",
            ),
            Column("Restricted", "restricted", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="area-statuses",
        model=AreaStatus,
        scope_path="area__alliance",
        key=["area", "from_date"],
        may_change=can_keep_records,
        about="Where an area stood from one date to another.",
        columns=[
            Column("Area", "area", Reference("areas"), required=True),
            Column("Status", "status", Reference("position-statuses"), required=True),
            Column("From", "from_date", DateInWords(), about="Empty where it was not recorded."),
            Column("To", "to_date", DateInWords(), about="The last day it holds."),
            Column("Order", "order", WholeNumber(), about="The place in the status's column, as authored."),
            Column("Act", "act", about="What moved it there, for example approved by the Executive Board."),
            SOURCE,
        ],
    ),
    Sheet(
        name="reported-counts",
        model=ReportedCount,
        key=["measure", "as_at"],
        may_change=can_keep_records,
        about="Counts as reported for dates of which the areas behind them are not recorded.",
        columns=[
            Column("What is counted", "measure", Choice(Measure), required=True),
            Column("Number", "value", WholeNumber(), required=True),
            Column("As at", "as_at", DateInWords(), required=True),
            Column("As written", "words"),
            Column("Source", "source", required=True),
        ],
    ),
]

FIGURES = [
    Sheet(
        name="rag-ratings",
        model=RagRating,
        key=["code"],
        may_change=can_keep_records,
        about="The ratings in use, best first, each with its letter and word.",
        columns=[
            Column("Code", "code", required=True, about="Other sheets name the rating by it."),
            Column("Letter", "letter", required=True),
            Column("Word", "word", required=True),
            Column("Colour", "tone", Choice(RagTone), required=True),
            Column("Meaning", "meaning"),
            Column("Needs a reason", "needs_reason", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="programme-rags",
        model=ProgrammeRag,
        key=["dimension", "as_at"],
        may_change=can_keep_records,
        about="What somebody reported of the whole programme on a date.",
        columns=[
            Column("What was rated", "dimension", required=True),
            Column("Rating", "rating", Reference("rag-ratings"), required=True),
            Column("As at", "as_at", DateInWords(), required=True),
            Column("As written", "words"),
            SOURCE,
        ],
    ),
    Sheet(
        name="benefits",
        model=Benefit,
        key=["slug"],
        may_change=can_keep_records,
        about="What the programme is to bring.",
        columns=[
            Column("Short name", "slug", required=True, about="The entries name the benefit by it."),
            Column("Title", "title", required=True),
            Column("Kind", "kind", Choice(BenefitKind)),
            Column("Area", "area", Reference("areas")),
            Column("Description", "description"),
            ORDER,
        ],
    ),
    Sheet(
        name="benefit-entries",
        model=BenefitEntry,
        scope_path="benefit__alliance",
        key=["benefit", "caption", "as_at"],
        may_change=can_keep_records,
        about="Figures of a benefit as they were stated. Nothing is worked out from them.",
        columns=[
            Column("Benefit", "benefit", Reference("benefits"), required=True),
            Column("Caption", "caption", required=True, about="What it is in a few plain words."),
            Column("Condition", "condition", about="As written, where the figure holds only if."),
            *FIGURE,
            ORDER,
        ],
    ),
    Sheet(
        name="key-figures",
        model=KeyFigure,
        key=["caption", "as_at", "area"],
        may_change=can_keep_records,
        about="Other numbers that the authors gave.",
        columns=[
            Column("Caption", "caption", required=True),
            Column("Area", "area", Reference("areas"), about="Only where it is about one area."),
            *FIGURE,
            Column("In the highlight report", "in_highlight_report", YesNo()),
            ORDER,
        ],
    ),
]

CYCLE = [
    Sheet(
        name="periods",
        model=ReportingPeriod,
        key=["code"],
        may_change=can_keep_records,
        locked=_signed_off,
        about="Spans for which every area reports once. Updates are filed on their pages, not imported.",
        columns=[
            Column("Code", "code", required=True, about="For example 2017-09."),
            Column("Title", "title", required=True, about="As printed, for example September 2017."),
            Column("Starts", "starts_on", Day(), required=True),
            Column("Ends", "ends_on", Day(), required=True),
            Column("Updates due", "due_on", Day(), required=True),
            Column("As at", "as_at", Day(), required=True, about="The date its report speaks of."),
        ],
    ),
]
