"""What the form of a kind can show of a row before it is saved. What is shown is said by whoever composes pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Drawn = Callable[[Any, Any], dict[str, Any]]
"""(row as it would be saved, reader) to what its template takes. It reads and saves nothing of the row."""


@dataclass(frozen=True)
class Preview:
    """The template that draws a row with its neighbours, and what that takes."""

    title: str
    template: str
    draw: Drawn


@cache
def _previews() -> Mapping[str, Preview]:
    found: Mapping[str, Preview] = import_string(settings.RECORD_PREVIEWS)
    return found


def has_preview(slug: str) -> bool:
    return slug in _previews()


def drawn(slug: str, row: Any, user: Any) -> dict[str, Any] | None:
    """What the form shows of the row; None for a kind that has no preview."""
    preview = _previews().get(slug)
    if preview is None:
        return None
    return {"title": preview.title, "template": preview.template, **preview.draw(row, user)}
