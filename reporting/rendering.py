"""What every job that makes a document shares: limits, a failure in words, the file's titles, keeping the document."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
from django.conf import settings
from django.db import IntegrityError, transaction

from core import clock, files
from core.jobs import JobFailed
from core.models import Document
from core.sandbox.client import IsolationUnavailable, WorkFailed
from core.sandbox.forks import Limits
from reporting.content import where_printed

_UNPRINTABLE = re.compile(r'unsupported by fonts: "(.+?)" \((U\+[0-9A-F]+)\)')


def sandbox_options() -> dict[str, Any]:
    """How documents are shut in here, as the settings say."""
    limits = Limits(
        cpu_seconds=settings.RENDER_CPU_SECONDS,
        wall_seconds=settings.RENDER_WALL_SECONDS,
        memory_bytes=settings.RENDER_MEMORY_BYTES,
    )
    return {"allow_no_isolation": settings.ALLOW_NO_ISOLATION, "limits": limits}


def refusal(failure: WorkFailed | IsolationUnavailable, data: Any) -> JobFailed:
    """The failure as a job tells it. What may pass by being tried again is raised as it is."""
    if isinstance(failure, IsolationUnavailable):
        return JobFailed(str(failure))
    if failure.kind in ("crash", "killed"):
        raise failure
    return JobFailed(in_words(failure, data))


def in_words(failure: WorkFailed, data: Any) -> str:
    """Why the document could not be made; where a sign has no shape in any typeface, which sign in which text."""
    if failure.kind != "warning":
        return f"The document {failure.reason}."
    signs = dict(_UNPRINTABLE.findall(failure.reason))
    if not signs:
        return f"The document is not made while it gives a {failure.reason}."
    places = [f"{sign} ({code}) in “{_shortened(where_printed(data, sign))}”" for sign, code in signs.items()]
    return f"Its typefaces have no shape for {', '.join(places)}. Change the text there, then try again."


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def one_line(text: str) -> str:
    """A text for the file's properties, which hold one line each."""
    return " ".join(re.sub("[\x00-\x1f\x7f\ufffe\uffff]", " ", text).split())


def known(content_key: str) -> Document | None:
    """The document made from this content already, when its file is still there."""
    made = Document.objects.filter(content_key=content_key).first()
    return made if made is not None and files.path_of(made.sha256).exists() else None


def keep(pdf: bytes, *, kind: str, title: str, data: dict[str, Any], key: str) -> Document:
    """Store the file, then its row; a row made meanwhile by another worker for the same content is used instead."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    values = {"sha256": files.store(pdf), "size": len(pdf), "pages": pages, "data": data}
    try:
        with transaction.atomic():
            return Document.objects.create(kind=kind, title=title, content_key=key, created_at=clock.now(), **values)
    except IntegrityError:
        document = Document.objects.get(content_key=key)
        if document.sha256 != values["sha256"]:
            raise
        return document
