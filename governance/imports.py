"""The sheets of a spreadsheet import that fill this app's rows: boards, members and what is reported to them."""

from __future__ import annotations

from alliance.permissions import can_keep_records
from core.tabular.kinds import Choice, DateInWords, Reference, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet
from governance.choices import BoardKind, Cadence
from governance.models import Board, BoardMember, ReportingLine

SOURCE = Column("Source", "source", about="The document and where in it.")
ORDER = Column("Order", "order", WholeNumber(), about="The place in its list; the lowest comes first.")

SHEETS = [
    Sheet(
        name="boards",
        model=Board,
        key=["slug"],
        may_change=can_keep_records,
        about="Standing bodies of the alliance, and those outside that scrutinise it.",
        columns=[
            Column("Short name", "slug", required=True, about="The other sheets name the board by it."),
            Column("Name", "name", required=True),
            Column("Other names", "aliases", about="Separated by semicolons."),
            Column("Kind", "kind", Choice(BoardKind), required=True),
            Column("How often", "cadence", Choice(Cadence)),
            Column("Remit", "remit", about="As written."),
            Column("Gets the highlight report", "receives_highlight_report", YesNo()),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="board-members",
        model=BoardMember,
        scope_path="board__alliance",
        key=["board", "organisation", "post", "from_date"],
        may_change=can_keep_records,
        about="The deciding bodies, or posts, that sit on a board.",
        columns=[
            Column("Board", "board", Reference("boards"), required=True),
            Column("Organisation", "organisation", Reference("organisations"), required=True),
            Column("Post", "post", Reference("posts")),
            Column("Part", "part", about="For example Chair."),
            Column("From", "from_date", DateInWords(), about="Empty where it was not recorded."),
            Column("To", "to_date", DateInWords(), about="The last day it holds."),
            ORDER,
        ],
    ),
    Sheet(
        name="reporting-lines",
        model=ReportingLine,
        scope_path="board__alliance",
        key=["board", "what"],
        may_change=can_keep_records,
        about="What is reported to a board, how often and by whom.",
        columns=[
            Column("Board", "board", Reference("boards"), required=True),
            Column("What", "what", required=True),
            Column("How often", "cadence", Choice(Cadence)),
            Column("Produced by", "produced_by"),
            SOURCE,
            ORDER,
        ],
    ),
]
