"""What an alliance set out for itself, and what was there beside it. No query and no page stands here."""

from __future__ import annotations

from alliance.models import CharterLine, Collaboration
from alliance.permissions import can_keep_records
from core.records.carrying import LEFT
from core.records.registry import Column, Record

CHARTER = [
    Record(
        model=CharterLine,
        slug="charter-lines",
        may_change=can_keep_records,
        fields=[
            "code",
            "kind",
            "edition",
            "number",
            "part_of",
            "title",
            "text",
            "reason_for_change",
            "from_date",
            "to_date",
            "source",
            "order",
        ],
        columns=[
            Column("text", "As written"),
            Column("kind", "Kind", "kind"),
            Column("number", "No."),
            Column("edition", "Edition", "edition"),
            Column("part_of", "Under"),
            Column("source", "Source"),
        ],
        filters=["kind", "edition", "part_of"],
        search=["number", "title", "text", "reason_for_change"],
        related=["alliance", "part_of"],
        children=["charter-lines"],
        intro="Principles, aims, scope, drivers, models and tests, each line as its authors wrote it.",
        empty="Add the principles, the aims and the scope that the partners agreed, line by line.",
    ),
    Record(
        model=Collaboration,
        slug="collaborations",
        may_change=can_keep_records,
        fields=[
            "name",
            "with_words",
            "organisations",
            "standing",
            "reviewed_on",
            "from_date",
            "to_date",
            "text",
            "source",
            "order",
        ],
        succession={"organisations": LEFT},
        columns=[
            Column("name", "Collaboration", "name"),
            Column("with_words", "With"),
            Column("standing", "How it stands"),
            Column("reviewed_on", "Reviewed", "reviewed_on"),
        ],
        search=["name", "with_words", "standing", "text"],
        related=["alliance"],
        intro="What was there beside this alliance: inherited, left until it is reviewed, or out of its scope.",
        empty="Add a collaboration with others that this alliance found, or leaves as it is.",
    ),
]
