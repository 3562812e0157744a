"""Versions over HTTP: the ETag of a row and the If-Match of a change (RFC 9110)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from rest_framework.request import Request

from core.api.errors import VersionNeeded, VersionStale
from core.versions import Versioned

ABOUT_THE_CHANGE: Final = frozenset({"change_reason"})
"""What a change says of itself, not of the row."""


def etag(row: Versioned) -> str:
    return f'"v{row.version}"'


def expected_version(request: Request, row: Versioned) -> int:
    """The version the caller read, from If-Match; `*` stands for whichever there is.

    Raises VersionNeeded (428) or VersionStale (412).
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionNeeded
    if header == "*":
        return row.version
    text = header.strip('"').removeprefix("v")
    if not text.isascii() or not text.isdigit():
        raise VersionStale
    return int(text)


def unchanged(row: Versioned, values: Mapping[str, Any], expected: int) -> bool:
    """Whether a row holds all these values already: then nothing is saved, and no version and no history is made.

    Raises VersionStale (412) when it holds them at another version than `expected`.
    """
    if not all(_holds(row, name, value) for name, value in values.items() if name not in ABOUT_THE_CHANGE):
        return False
    if expected != row.version:
        raise VersionStale
    return True


def _holds(row: Versioned, name: str, value: Any) -> bool:
    held: Any = getattr(row, name)
    return set(held.all()) == set(value) if hasattr(held, "through") else bool(held == value)
