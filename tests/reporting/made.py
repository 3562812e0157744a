"""Documents made from records by the real pipeline and the real sandbox, for tests that read them.

No expectation stands here.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
from django.db import transaction
from django.test import override_settings

from alliance.models import Alliance
from core import clock, files, jobs
from core.models import Job
from programmes.models import ReportingPeriod
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.reports import Request
from tests.reporting import structure

# What the data says for machines, or what stands in the running foot, which is no part of the reading order.
NOT_PRINTED = {"slug", "code", "tone", "on", "edition", "area_word", "areas_word", "marking"}


class NotMade(Exception):
    """The job failed; the message is the one that the page shows."""


@dataclass(frozen=True)
class Made:
    """One document: its bytes and the content that was kept of it."""

    pdf: bytes
    data: dict[str, Any]

    @cached_property
    def tree(self) -> structure.Element:
        """The structure tree, read once."""
        return structure.read(self.pdf)

    @cached_property
    def printed(self) -> str:
        """All tagged text, without white space."""
        return squeezed(self.tree.text)

    @property
    def pages(self) -> int:
        with self.on_disk() as path, pikepdf.open(path) as document:
            return len(document.pages)

    @contextlib.contextmanager
    def on_disk(self) -> Iterator[Path]:
        """A file for the programs that read one."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "document.pdf"
            path.write_bytes(self.pdf)
            yield path

    def answer(self, *command: str) -> bytes:
        """What a program prints about the document; its path stands where the command says FILE."""
        with self.on_disk() as path:
            words = [str(path) if word == "FILE" else word for word in command]
            return subprocess.run(words, capture_output=True, check=True, timeout=120).stdout


def squeezed(text: str) -> str:
    """A text without white space: a line that was broken reads like one that was not."""
    return "".join(text.split())


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a document's data that people are meant to read."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in NOT_PRINTED and not (key == "columns" and not any(column["rows"] for column in part)):
                yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str) and value:
        yield value


def make(
    alliance: Alliance,
    on: date,
    *,
    report: str = "highlight-report",
    edition: Edition = Edition.BOARD,
    period: ReportingPeriod | None = None,
) -> Made:
    """Ask for a report, do its job here, and return the document. Raises NotMade with the job's words."""
    request = Request(alliance=alliance, as_at=on, edition=edition, period=period)
    row = request_report(report, request, by=None, at=clock.now())
    assert jobs.run(row.job_id)
    row.job.refresh_from_db()
    if row.job.state != Job.State.DONE or row.job.document is None:
        raise NotMade(row.job.error)
    return Made(files.path_of(row.job.document.sha256).read_bytes(), row.job.document.data)


@contextlib.contextmanager
def scratch_record() -> Iterator[None]:
    """A database and a folder of files that forget everything at the end, for fixtures wider than one test."""
    with tempfile.TemporaryDirectory() as folder, override_settings(FILES_DIR=Path(folder)), transaction.atomic():
        yield
        transaction.set_rollback(True)
