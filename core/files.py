"""Files named by their own hash; no reader ever meets half of one. What a file means stands elsewhere."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

TEMPORARY_SUFFIX = ".part"
TEMPORARY_LIFETIME_SECONDS = 3600


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_DIR) / sha256[:2] / sha256


def store(content: bytes) -> str:
    """Keep `content` and return its SHA-256. Storing the same bytes twice is harmless.

    The bytes reach the disk before the name does, so a name that exists is a whole file.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = path_of(digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(suffix=TEMPORARY_SUFFIX, dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def purge_temporary(now: datetime) -> int:
    """Remove what interrupted writers left more than an hour ago; return how many."""
    removed = 0
    for stray in Path(settings.FILES_DIR).glob(f"*/*{TEMPORARY_SUFFIX}"):
        if now.timestamp() - stray.stat().st_mtime > TEMPORARY_LIFETIME_SECONDS:
            stray.unlink(missing_ok=True)
            removed += 1
    return removed
