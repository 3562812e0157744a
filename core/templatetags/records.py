"""Addresses of record pages for templates. No rule and no query stands here."""

from __future__ import annotations

from typing import Any

from django import template

from core.records.addresses import address, page_of
from core.records.registry import record_for

register = template.Library()


@register.simple_tag
def record_url(name: str, kind: str, alliance: Any = None, row: Any = None) -> str:
    """The address of a record page: list, add, detail, edit or history."""
    record = record_for(kind)
    return address(name, record, alliance, **({"pk": row.pk} if row is not None else {}))


@register.filter
def page_url(row: Any) -> str:
    """Where a row is read."""
    return page_of(row)


@register.filter
def in_words(slug: str) -> str:
    """A name for addresses and files as words: position statuses for "position-statuses"."""
    return slug.replace("-", " ")


@register.filter
def dated(url: str, moment: Any) -> str:
    """The address, keeping the date the reader asked for."""
    query = getattr(moment, "query", "")
    return f"{url}{'&' if '?' in url else '?'}{query}" if query else url
