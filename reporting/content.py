"""A document's content as plain data and its key: what is printed, attached and compared. No query stands here."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from django.template.loader import render_to_string

RENDERER = "weasyprint-70"
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def as_data(content: Any) -> dict[str, Any]:
    """The printed content as JSON-ready data; the attachment of the document."""

    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(f"{type(value).__name__} has no place in a document's content.")

    data: dict[str, Any] = json.loads(json.dumps(asdict(content), default=plain))
    return data


def as_json(data: dict[str, Any]) -> bytes:
    """The same data, the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def html_of(template: str, content: Any, **extra: Any) -> str:
    """A document's HTML; the browser's preview and the PDF come from this one template.

    Control characters, which pasted text brings along and no typeface prints, become spaces.
    """
    return _NOT_TEXT.sub(" ", render_to_string(template, {"report": content, **extra}))


def where_printed(data: Any, sign: str) -> str:
    """The first text of the content that holds `sign`, for a message; empty when none does."""
    if isinstance(data, str):
        return data if sign in data else ""
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return next((found for part in parts if (found := where_printed(part, sign))), "")


def content_key(report: str, data: dict[str, Any], html: str) -> str:
    """The hash of all that decides the bytes: renderer, the document as drawn, and the data attached to it."""
    parts = (RENDERER.encode(), report.encode(), html.encode(), as_json(data))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
