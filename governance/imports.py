"""The sheets of a spreadsheet import that fill this app's rows: boards, meetings, agendas, papers and actions."""

from __future__ import annotations

from alliance.permissions import can_keep_records
from core.tabular.kinds import Choice, DateInWords, Day, Reference, TimeOfDay, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet, of_subject
from governance.choices import ActionState, BoardKind, Cadence, MeetingState, OwnReport, Purpose
from governance.models import Action, AgendaItem, Board, BoardMember, BoardName, Meeting, Paper, ReportingLine

SOURCE = Column("Source", "source", about="The document and where in it.")
ORDER = Column("Order", "order", WholeNumber(), about="The place in its list; the lowest comes first.")
MEETING = Reference("meetings")
NAMED_MEETING = "Board and code, for example strategic-board / 2017-09."

BOARDS = [
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
            Column("Tier", "tier", WholeNumber(), about="1 for the highest, where the alliance has tiers."),
            Column("Recommends to", "recommends_to", Reference("boards"), about="The board that decides on it."),
            Column("Area", "area", Reference("areas"), about="For the board of one area."),
            Column("How often", "cadence", Choice(Cadence)),
            Column("Remit", "remit", about="As written."),
            Column("Gets the highlight report", "receives_highlight_report", YesNo()),
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="board-names",
        model=BoardName,
        scope_path="board__alliance",
        key=["board", "name", "from_date"],
        may_change=can_keep_records,
        about="Names that a board bore between dates, or that a source gives it.",
        columns=[
            Column("Board", "board", Reference("boards"), required=True),
            Column("Name", "name", required=True),
            Column("From", "from_date", DateInWords(), about="Empty where it was not recorded."),
            Column("To", "to_date", DateInWords(), about="The last day it holds."),
            SOURCE,
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

MEETINGS = [
    Sheet(
        name="meetings",
        model=Meeting,
        scope_path="board__alliance",
        key=["board", "code"],
        may_change=can_keep_records,
        about="When the boards meet. Other sheets name a meeting by board and code: strategic-board / 2017-09.",
        columns=[
            Column("Board", "board", Reference("boards"), required=True),
            Column("Code", "code", required=True, about="Short name within the board, for example 2017-09."),
            Column("Title", "title", about="Only where it has a name of its own."),
            Column("Date", "held_on", Day(), required=True),
            Column("Starts", "starts_at", TimeOfDay()),
            Column("Ends", "ends_at", TimeOfDay()),
            Column("Place", "place"),
            Column("Contact", "contact", about="Whom to ask about it, as printed."),
            Column("State", "state", Choice(MeetingState)),
            Column("Reason for cancelling", "cancelled_because"),
        ],
    ),
    Sheet(
        name="agenda-items",
        model=AgendaItem,
        scope_path="meeting__board__alliance",
        key=["meeting", "number"],
        may_change=can_keep_records,
        about="What stands on the agendas. The papers name an item so: strategic-board / 2017-09 / 7b.",
        columns=[
            Column("Meeting", "meeting", MEETING, required=True, about=NAMED_MEETING),
            Column("Number", "number", required=True, about="As printed, for example 7b."),
            Column("Title", "title", required=True),
            Column("For", "purpose", Choice(Purpose)),
            Column("Presented by", "presenter", about="As printed."),
            Column("Minutes", "minutes_planned", WholeNumber()),
            Column("Restricted", "restricted", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="papers",
        model=Paper,
        scope_path="item__meeting__board__alliance",
        key=["item", "reference"],
        may_change=can_keep_records,
        about="Papers put to the boards. Their files are added on their pages, not imported.",
        columns=[
            Column(
                "Item",
                "item",
                Reference("agenda-items"),
                required=True,
                about="Meeting and number, for example strategic-board / 2017-09 / 7b.",
            ),
            Column("Reference", "reference", required=True, about="As printed, for example DA-2026-14/03."),
            Column("Title", "title", required=True),
            Column("Author", "author", about="As printed."),
            Column("Summary", "summary"),
            Column("Recommendation", "recommendation", about="What the board is asked to agree, as written."),
            Column("Made here", "report", Choice(OwnReport), about="For a document made from the records."),
            Column("Period", "period", Reference("periods"), about="For a document made here."),
            Column("Marking", "marking", about="Only where it differs from the alliance's own."),
            Column("Restricted", "restricted", YesNo()),
            ORDER,
        ],
    ),
    Sheet(
        name="actions",
        model=Action,
        scope_path="meeting__board__alliance",
        key=["meeting", "reference"],
        may_change=can_keep_records,
        about="What the meetings asked somebody to do, and what came of it.",
        columns=[
            Column("Meeting", "meeting", MEETING, required=True, about=NAMED_MEETING),
            Column("Reference", "reference", required=True, about="For example A-17."),
            Column("What is to be done", "text", required=True, about="As written."),
            Column("Owner", "owner", Reference("posts")),
            Column("Owner in words", "owner_words", about="Where it is no post of the directory."),
            Column("Due", "due_on", Day()),
            Column("State", "state", Choice(ActionState)),
            Column("Closed on", "done_on", Day(), about="For an action that is done or dropped."),
            Column("Outcome", "outcome", about="Needed when it is done."),
            Column("Restricted", "restricted", YesNo()),
            ORDER,
        ],
    ),
]

SHEETS = of_subject("Boards and meetings", BOARDS + MEETINGS)
