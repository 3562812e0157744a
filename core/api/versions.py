"""Versions over HTTP: the ETag of a row and the If-Match of a change (RFC 9110)."""

from __future__ import annotations

from rest_framework.request import Request

from core.api.errors import VersionNeeded, VersionStale
from core.versions import Versioned


def etag(row: Versioned) -> str:
    return f'"v{row.version}"'


def expected_version(request: Request) -> int:
    """The version the caller read, from If-Match. Raises VersionNeeded (428) or VersionStale (412)."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionNeeded
    text = header.strip('"').removeprefix("v")
    if not text.isascii() or not text.isdigit():
        raise VersionStale
    return int(text)
