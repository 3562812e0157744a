"""The door for files: `check` opens a file in the sandbox and cleans it, `keep` stores what came out of that.

What is taken out of which kind stands in the modules that run inside the sandbox; who may send a file, and what it is
sent for, is said by whoever calls.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction

from core import files
from core.models import Upload
from core.sandbox import client
from core.sandbox.client import IsolationUnavailable, WorkFailed
from core.sandbox.forks import Limits, size_in_words
from core.uploads.kinds import PDF, Kind, kind_of
from core.uploads.names import shown_name

if TYPE_CHECKING:
    from core.models import User

_log = logging.getLogger(__name__)
# Each check may use half a gigabyte, and a web process answers several people at once.
_checks_at_once = threading.BoundedSemaphore(2)
_SECONDS_TO_WAIT = 2
_IN_WORDS = {
    "time": "takes too long to check",
    "processor": "takes too long to check",
    "memory": "needs too much memory to open",
    "size": "became too large while it was cleaned",
}


class UploadRefused(Exception):
    """A file is not taken; the message names it, says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that has been cleaned and is not kept yet. `content` is what may be kept; the original is gone.

    pages: None where the kind has none. claims: standards such as "PDF/UA-1" that its author claims and that nothing
    found here contradicts. removed: what was taken out, in words.
    """

    name: str
    media_type: str
    content: bytes
    original_sha256: str
    original_size: int
    pages: int | None = None
    is_tagged: bool = False
    claims: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class CleaningSandbox(client.Sandbox):
    """The sandbox that opens and cleans what people send."""

    program = Path(__file__).with_name("clean.py")


def check(name: str, content: bytes, *, accept: Sequence[Kind] = (PDF,)) -> Checked:
    """Open a file in the sandbox and clean it. Takes at most about ten seconds; keeps nothing.

    Raises UploadRefused, naming the file, when it is not one of the kinds accepted or cannot be made safe.
    """
    shown = shown_name(name)
    if not content:
        raise UploadRefused(f"{shown} is empty.")
    refuse_larger(shown, len(content))
    kind = kind_of(name, content)
    if kind is None or kind not in accept:
        raise UploadRefused(f"{shown} is not {expected(accept)}.")
    said, made = _cleaned(shown, kind, content)
    return Checked(
        name=shown_name(name, kind.suffixes),
        media_type=kind.media_type,
        content=made,
        original_sha256=hashlib.sha256(content).hexdigest(),
        original_size=len(content),
        pages=said.get("pages"),
        is_tagged=said.get("is_tagged", False),
        claims=tuple(said.get("claims", ())),
        removed=tuple(said.get("removed", ())),
    )


def expected(accept: Collection[Kind]) -> str:
    """The kinds accepted, in words: "a PDF, a picture (PNG) or a text"."""
    *most, last = [kind.words for kind in accept]
    return f"{', '.join(most)} or {last}" if most else last


def refuse_larger(shown: str, size: int) -> None:
    """Raise UploadRefused when a file of `size` bytes is larger than one may be."""
    most = settings.UPLOAD_MAX_BYTES
    if size > most:
        raise UploadRefused(
            f"{shown} has {size_in_words(size)}; a file may have at most {size_in_words(most)}. "
            "Upload it in parts or with smaller pictures."
        )


def _cleaned(shown: str, kind: Kind, content: bytes) -> tuple[dict[str, Any], bytes]:
    began = time.monotonic()
    most = {"most_pages": settings.UPLOAD_MAX_PAGES, "most_unpacked": settings.UPLOAD_MAX_UNPACKED}
    header = {"kind": kind.code, "most": most if kind == PDF else {}}
    if not _checks_at_once.acquire(timeout=_SECONDS_TO_WAIT):
        raise UploadRefused(f"{shown} waits behind other files that are being checked. Send it again in a minute.")
    try:
        with CleaningSandbox(allow_no_isolation=settings.ALLOW_NO_ISOLATION) as sandbox:
            return sandbox.work(header, [content], limits=_limits(time.monotonic() - began))
    except WorkFailed as failure:
        if failure.kind in _IN_WORDS:
            words = f"{shown} {_IN_WORDS[failure.kind]}. Save it again with fewer pages or smaller pictures."
        elif failure.kind in ("killed", "crash"):
            _log.error("The check of an uploaded file %s", failure.reason)
            words = f"{shown} could not be opened: it is most likely broken. Save it again, then upload that."
        else:
            words = f"{shown} {failure.reason}"
        raise UploadRefused(words) from failure
    except IsolationUnavailable as error:
        _log.error("No file can be taken: %s", error)
        words = f"{shown} cannot be checked, because this system has no sandbox to open it in. Tell whoever runs it."
        raise UploadRefused(words) from error
    finally:
        _checks_at_once.release()


def _limits(gone: float) -> Limits:
    """What is left for opening a file: the seconds are those of the whole check, waiting and start included."""
    left = max(1, int(settings.UPLOAD_SECONDS - gone))
    return Limits(
        wall_seconds=left,
        cpu_seconds=left,
        memory_bytes=settings.UPLOAD_MEMORY_BYTES,
        file_bytes=2 * settings.UPLOAD_MAX_BYTES,
    )


def keep(checked: Checked, *, by: User | None, at: datetime) -> Upload:
    """Store a cleaned file and its row. The same content twice is one file on the disk, and two rows."""
    with transaction.atomic():
        return Upload.objects.create(
            name=checked.name,
            media_type=checked.media_type,
            sha256=files.store(checked.content),
            size=len(checked.content),
            pages=checked.pages,
            original_sha256=checked.original_sha256,
            original_size=checked.original_size,
            is_tagged=checked.is_tagged,
            claims=list(checked.claims),
            removed=list(checked.removed),
            uploaded_by=by,
            uploaded_at=at,
        )
