"""The addresses of record pages. No page stands here."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.records.registry import Record, record_of


def address(name: str, record: Record, scope: Any, **kwargs: Any) -> str:
    """The address of a record page, in the alliance or in the directory."""
    if scope is not None and record.scope_path:
        return reverse(f"records:{name}", kwargs={"kind": record.slug, "alliance": scope.slug, **kwargs})
    return reverse(f"records:directory_{name}", kwargs={"kind": record.slug, **kwargs})


def page_of(row: Any) -> str:
    """Where a row is read: its kind's own page where it has one. Empty for rows that have no page.

    A withdrawn row is read on the record page alone.
    """
    record = record_of(type(row))
    if record is None:
        return ""
    if record.page and not row.is_withdrawn:
        return reverse(record.page, kwargs=record.page_arguments(row))
    return address("detail", record, record.scope_of(row), pk=row.pk)
