"""The parts made before, kept by their content keys, so that one changed paper costs one part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf

from core import files
from core.models import Document, Upload
from reporting.models import StoredPart

KEPT_FOR: Final = timedelta(days=60)
"""A part that no pack has used for so long is made anew when it is asked for again."""


def find(keys: Iterable[str], *, at: datetime) -> dict[str, StoredPart]:
    """The parts that are on the shelf, by key; they are noted as used."""
    rows = StoredPart.objects.filter(content_key__in=list(keys))
    found = {row.content_key: row for row in rows if files.path_of(row.sha256).exists()}
    StoredPart.objects.filter(content_key__in=list(found)).update(used_at=at)
    return found


def put(key: str, pdf: bytes, *, at: datetime) -> StoredPart:
    """Keep a part; two workers that made the same one have made the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    values = {"sha256": files.store(pdf), "pages": pages, "used_at": at}
    return StoredPart.objects.update_or_create(content_key=key, defaults=values)[0]


def read(part: StoredPart) -> bytes:
    return Path(files.path_of(part.sha256)).read_bytes()


def purge(at: datetime) -> int:
    """Forget parts unused for sixty days, and their files unless something else is the same file; returns how many."""
    old = StoredPart.objects.filter(used_at__lt=at - KEPT_FOR)
    hashes = set(old.values_list("sha256", flat=True))
    removed = old.delete()[0]
    held = (
        Document.objects.filter(sha256__in=hashes),
        Upload.objects.filter(sha256__in=hashes),
        StoredPart.objects.filter(sha256__in=hashes),
    )
    kept = {digest for rows in held for digest in rows.values_list("sha256", flat=True)}
    for digest in hashes - kept:
        files.path_of(digest).unlink(missing_ok=True)
    return removed
