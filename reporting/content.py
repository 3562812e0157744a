"""A document's content as plain data and its key: what is printed, attached and compared. No query stands here."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.template.loader import get_template, render_to_string

from reporting.reports.base import Report

STYLE = "reporting/documents/_style.css"
FRAME = "reporting/documents/base.html"
RENDERER = "weasyprint-70"


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


def html_of(report: Report, content: Any, **extra: Any) -> str:
    """The document's HTML; the browser's preview and the PDF come from this one template."""
    return render_to_string(report.template, {"report": content, **extra})


def content_key(report: Report, data: dict[str, Any]) -> str:
    """The hash of all that decides the bytes: renderer, templates and content."""
    digest = hashlib.sha256()
    digest.update(f"{RENDERER}\0{report.slug}\0".encode())
    for name in (report.template, FRAME, STYLE):
        source: Any = get_template(name)
        digest.update(source.template.source.encode())
    digest.update(as_json(data))
    return digest.hexdigest()
