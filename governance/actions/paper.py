"""Receiving a file for a paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from core.history import recorded
from core.uploads.receive import Checked, keep
from core.versions import claim_version
from core.workflow import WrongState
from governance.choices import MeetingState
from governance.models import Paper, PaperVersion
from governance.notices import tell_received

if TYPE_CHECKING:
    from core.models import User

LONGEST_NOTE = 300


def receive_paper(paper: Paper, *, checked: Checked, note: str, by: User, at: datetime, expected: int) -> PaperVersion:
    """Keep a file as the paper's next version; the earlier ones stay. `expected` is the paper's version that was read.

    Raises ValidationError for a paper that is made here, for the file that the newest version is, and without a note
    of what changed where there is a version already; WrongState when the meeting is cancelled; StaleVersion when
    somebody else saved the paper or received a file for it first.
    """
    note = note.strip()
    with transaction.atomic():
        # Also what keeps two files from getting one number: the second waits here, then finds the paper moved on.
        claim_version(paper, expected)
        paper.refresh_from_db()
        newest = PaperVersion.objects.filter(paper=paper).select_related("upload").order_by("-number").first()
        _check(paper, checked, note, newest)
        number = newest.number + 1 if newest is not None else 1
        version = PaperVersion(paper=paper, number=number, note=note, received_at=at, received_by=by)
        version.upload = keep(checked, by=by, at=at)
        version.save()
        reason = f"governance.paper_received: Version {number} received, {checked.name}" + (f": {note}" if note else "")
        with recorded(by=by, reason=reason[:500]):
            paper.save()
        tell_received(version, by=by, at=at)
    return version


def _check(paper: Paper, checked: Checked, note: str, newest: PaperVersion | None) -> None:
    if paper.item.meeting.state == MeetingState.CANCELLED:
        raise WrongState("This meeting is cancelled, so no papers are received for it.")
    if paper.report:
        words = f"{checked.name} is not taken: this paper is made here from the records."
        raise ValidationError({"file": words})
    problems = {}
    if newest is not None and newest.upload.original_sha256 == checked.original_sha256:
        problems["file"] = f"{checked.name} is the same file as version {newest.number}. Choose the changed one."
    if newest is not None and not note:
        problems["note"] = f"Say what changed since version {newest.number}."
    if len(note) > LONGEST_NOTE:
        problems["note"] = f"Use at most {LONGEST_NOTE} characters."
    if problems:
        raise ValidationError(problems)
