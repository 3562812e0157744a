"""The kinds of record of this app, declared once for pages and API. No query and no page stands here."""

from __future__ import annotations

from alliance.permissions import can_keep_records
from core.records.registry import Column, Record
from governance.models import Board, BoardMember, ReportingLine

RECORDS = [
    Record(
        model=Board,
        slug="boards",
        may_change=can_keep_records,
        fields=[
            "slug",
            "name",
            "aliases",
            "kind",
            "cadence",
            "remit",
            "receives_highlight_report",
            "source",
            "order",
        ],
        columns=[
            Column("name", "Board", "name"),
            Column("kind", "What it does", "kind"),
            Column("cadence", "Meets"),
        ],
        filters=["kind"],
        search=["name", "aliases"],
        related=["alliance"],
        children=["board-members", "reporting-lines"],
        section="governance",
        intro="The bodies that steer, decide for and scrutinise this alliance.",
        empty="Add the board that decides.",
    ),
    Record(
        model=BoardMember,
        slug="board-members",
        scope_path="board__alliance",
        may_change=can_keep_records,
        fields=["board", "organisation", "post", "part", "from_date", "to_date", "order"],
        columns=[
            Column("organisation.name", "Body", "organisation__name"),
            Column("post", "Post"),
            Column("part", "Part"),
            Column("from_date", "From", "from_date"),
            Column("to_date", "To"),
        ],
        filters=["board"],
        search=["organisation__name"],
        related=["board__alliance", "organisation", "post__organisation"],
        section="governance",
        intro="The bodies and posts that sit on the boards.",
        empty="Add who sits on the board.",
    ),
    Record(
        model=ReportingLine,
        slug="reporting-lines",
        scope_path="board__alliance",
        may_change=can_keep_records,
        fields=["board", "what", "cadence", "produced_by", "source", "order"],
        columns=[
            Column("what", "Report", "what"),
            Column("board.name", "To", "board__name"),
            Column("cadence", "How often"),
            Column("produced_by", "Made by"),
        ],
        filters=["board", "cadence"],
        search=["what"],
        related=["board__alliance"],
        section="governance",
        intro="What is reported to whom, and how often.",
        empty="Add what a board receives.",
    ),
]
