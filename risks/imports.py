"""The sheets of a spreadsheet import that fill this app's rows: registers and risks."""

from __future__ import annotations

from alliance.permissions import can_keep_records
from core.tabular.kinds import Choice, DateInWords, Reference, References, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet
from risks.choices import RegisterLevel, RiskState
from risks.models import Register, Risk

SHEETS = [
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
