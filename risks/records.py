"""The kinds of record of this app, declared once for pages and API. No query and no page stands here."""

from __future__ import annotations

from alliance.permissions import can_keep_records
from core.records.registry import Column, Record
from risks.models import Register, Risk

RECORDS = [
    Record(
        model=Risk,
        slug="risks",
        scope_path="register__alliance",
        may_change=can_keep_records,
        fields=[
            "register",
            "reference",
            "title",
            "text",
            "cause",
            "event",
            "effect",
            "owner",
            "area",
            "affected",
            "state",
            "identified_on",
            "closed_on",
            "closing_reason",
            "is_key",
            "restricted",
            "public_summary",
            "source",
            "order",
        ],
        columns=[
            Column("reference", "Reference", "reference"),
            Column("text", "Risk"),
            Column("state", "State", "state"),
            Column("register.name", "Register", "register__name"),
        ],
        filters=["register", "state", "area", "is_key"],
        search=["reference", "title", "text"],
        related=["register__alliance", "owner__organisation", "area__alliance"],
        section="risks",
        intro="What may happen to the programme, as its authors wrote it.",
        empty="Add the first risk: its cause, the event and its effect.",
    ),
    Record(
        model=Register,
        slug="risk-registers",
        may_change=can_keep_records,
        fields=["slug", "name", "level", "kept_by"],
        columns=[
            Column("name", "Register", "name"),
            Column("level", "Level", "level"),
            Column("kept_by", "Kept by"),
        ],
        filters=["level"],
        search=["name"],
        related=["alliance"],
        children=["risks"],
        section="risks",
        intro="Lists of risks, at the levels at which they are kept.",
        empty="Add the programme's register.",
    ),
]
