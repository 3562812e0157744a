"""The cells of a list and the lines of a detail page, from a record's declaration. No query beyond what is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format

from core.permissions import Answer
from core.records.addresses import address, page_of
from core.records.labels import label_of
from core.records.registry import Record, record_for, scope_model
from core.records.rows import visible_rows


@dataclass(frozen=True)
class Cell:
    """A value in words, and where it leads."""

    text: str
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class ChildTable:
    """Rows of another kind that belong to this one, on its page."""

    record: Record
    rows: list[tuple[Any, list[Cell]]]
    may_add: Answer
    add_url: str


def value_at(row: Any, path: str) -> str:
    """The words of a dotted attribute: choices by their label, yes and no, empty for nothing."""
    *steps, last = path.split(".")
    for step in steps:
        row = getattr(row, step)
        if row is None:
            return ""
    display = getattr(row, f"get_{last}_display", None)
    value = display() if display else getattr(row, last)
    value = value() if callable(value) else value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def cells(record: Record, row: Any) -> list[Cell]:
    """One line of a list; its first cell leads to the row."""
    first, *others = record.columns
    # What the record said on an earlier day may have been withdrawn since; then there is no page to lead to.
    url = page_of(row) if getattr(row, "has_page", True) else ""
    return [
        Cell(value_at(row, first.path) or "Not named", url, first.label),
        *(Cell(value_at(row, column.path), "", column.label) for column in others),
    ]


def details(record: Record, row: Any) -> list[Cell]:
    """The fields of a row in words; those the record leaves empty are left out."""
    lines = []
    for name in (*record.fields, *record.computed):
        label, url = _label(record, name), ""
        field = getattr(row, name)
        if isinstance(field, models.Manager):
            text = ", ".join(str(other) for other in field.all())
        else:
            text = value_at(row, name)
            url = page_of(field) if isinstance(field, models.Model) else ""
        if text:
            lines.append(Cell(text, url, label))
    return lines


def _label(record: Record, name: str) -> str:
    try:
        label = str(getattr(record.model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        label = name.replace("_", " ")
    return label_of(name, label)


def child_tables(record: Record, row: Any, user: Any, scope: Any) -> list[ChildTable]:
    """The rows of the kinds declared as this kind's children, as far as the reader may see them."""
    tables = []
    scope = row if isinstance(row, scope_model()) else scope
    for slug in record.children:
        child = record_for(slug)
        link = next(
            field.name
            for field in child.model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model is record.model
        )
        rows = visible_rows(child, user).filter(**{link: row})
        tables.append(
            ChildTable(
                child,
                [(each, cells(child, each)) for each in rows],
                child.may_change(user, scope),
                f"{address('add', child, scope)}?{link}={row.pk}",
            )
        )
    return tables
