"""What changed between two states of a row, in the words of its fields. No page stands here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from core.records.labels import label_of


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryEntry:
    """One line of a record's history: when, by whom, why and what."""

    at: datetime
    who: str
    why: str
    kind: str
    changes: tuple[FieldChange, ...]


KINDS = {"+": "Added", "~": "Changed", "-": "Removed"}
VERBS = {"_withdrawn": "Withdrawn", "_put_back": "Put back", "_merged": "Merged", "_succeeded": "Succeeded"}
"""How the code of a reason ends, and the word for such a change."""
UNSHOWN = frozenset({"version", "id", "withdrawn_at", "withdrawn_by", "withdrawn_reason"})
"""What the verb, the name and the time of an entry say already."""


Names = Mapping[tuple[Any, Any], str]
"""The names of rows that others point at, by kind and number, where they were read together."""


def text_of(row: Any, field: models.Field[Any, Any], names: Names | None = None) -> str:
    """A field's value in words; a name that can no longer be found prints as its number."""
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if isinstance(field, models.ForeignKey) and names is not None:
        return names.get((field.related_model, value), f"no. {value}")
    if isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.filter(pk=value).first()  # type: ignore[union-attr]
        return str(found) if found else f"no. {value}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)


def changes_between(
    old: Any, new: Any, hidden: frozenset[str] = frozenset(), names: Names | None = None
) -> tuple[FieldChange, ...]:
    """The fields that differ, but for the version and what is hidden from this reader."""
    model = new.instance_type if hasattr(new, "instance_type") else type(new)
    tracked = [field for field in model._meta.concrete_fields if field.name not in hidden | UNSHOWN]
    tracked = [field for field in tracked if hasattr(old, field.attname) and hasattr(new, field.attname)]
    return tuple(
        FieldChange(
            label_of(field.name, str(field.verbose_name)), text_of(old, field, names), text_of(new, field, names)
        )
        for field in tracked
        if getattr(old, field.attname) != getattr(new, field.attname)
    )


def entries(rows: list[Any], hidden: frozenset[str] = frozenset()) -> list[HistoryEntry]:
    """History rows of one record, newest first, each with what it changed."""
    result = []
    for place, row in enumerate(rows):
        earlier = rows[place + 1] if place + 1 < len(rows) else None
        changes = changes_between(earlier, row, hidden) if earlier is not None else ()
        code, _, why = (row.history_change_reason or "").partition(": ")
        kind = next((word for end, word in VERBS.items() if code.endswith(end)), KINDS[row.history_type])
        result.append(HistoryEntry(row.history_date, row.history_actor, why, kind, changes))
    return result
