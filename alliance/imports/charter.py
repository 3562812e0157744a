"""The sheets of what an alliance set out for itself, and of what was there beside it."""

from __future__ import annotations

from alliance.choices import CharterKind
from alliance.imports.columns import FROM, ORDER, SOURCE, TO
from alliance.models import CharterLine, Collaboration
from alliance.permissions import can_keep_records
from core.tabular.kinds import Choice, DateInWords, Reference, References, WholeNumber
from core.tabular.sheets import Column, Sheet

CHARTER = [
    Sheet(
        name="charter-lines",
        model=CharterLine,
        key=["code"],
        may_change=can_keep_records,
        about="Principles, aims, scope, drivers, models and tests, each line as its authors wrote it.",
        columns=[
            Column("Short name", "code", required=True, about="Tells it from the others, for example principle-14."),
            Column("Kind", "kind", Choice(CharterKind), required=True),
            Column("Edition", "edition", WholeNumber(), about="2 where these lines took the place of the first."),
            Column("Number", "number", about="As printed, for example 14 or (b)."),
            Column("Under", "part_of", Reference("charter-lines"), about="The line under which it stands."),
            Column("Title", "title", about="Where the source gives it one."),
            Column("As written", "text", required=True),
            Column("Reason for change", "reason_for_change", about="Why the edition before it was changed."),
            FROM,
            TO,
            SOURCE,
            ORDER,
        ],
    ),
    Sheet(
        name="collaborations",
        model=Collaboration,
        key=["name"],
        may_change=can_keep_records,
        about="Collaborations that were there beside this alliance.",
        columns=[
            Column("Name", "name", required=True),
            Column("With", "with_words", about="As written."),
            Column("Organisations", "organisations", References("organisations"), about="Those of the directory."),
            Column("How it stands", "standing", about="As written, for example unchanged until reviewed."),
            Column("Reviewed", "reviewed_on", DateInWords(), about="When it was, or is to be."),
            FROM,
            TO,
            Column("As written", "text"),
            SOURCE,
            ORDER,
        ],
    ),
]
