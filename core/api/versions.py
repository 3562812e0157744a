"""Versions over HTTP: the ETag of a row and the If-Match of a change (RFC 9110)."""

from __future__ import annotations

from rest_framework.request import Request

from core.api.errors import VersionNeeded, VersionStale
from core.versions import Versioned


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
