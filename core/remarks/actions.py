"""Saying something of a record or laying a file beside it, and withdrawing that. Neither is ever changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.history import recorded
from core.models import Attachment, Comment
from core.permissions import NotAllowed, require
from core.records.withdrawal import checked_reason
from core.remarks.subjects import may_comment, may_withdraw, scope_to_write_in
from core.uploads.receive import Checked, keep
from core.versions import claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

LONGEST = 4000
LONGEST_TITLE = 200


def add_comment(subject: Any, *, text: str, by: User, at: datetime, alliance: str = "") -> Comment:
    """Keep a comment; of a shared record for the members of `alliance` alone (its short name or number).

    Raises NotAllowed for who may not comment, ValidationError on `text` when there is none and on `alliance` where it
    must be said.
    """
    require(may_comment(by, subject))
    words = text.strip()
    if not words:
        raise ValidationError({"text": "Enter a comment."})
    if len(words) > LONGEST:
        raise ValidationError({"text": f"Enter the comment in {LONGEST} characters or fewer; it has {len(words)}."})
    scope = scope_to_write_in(by, subject, alliance)
    with transaction.atomic(), recorded(by=by, reason="core.comment_added"):
        return Comment.objects.create(
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            scope_id=scope,
            said_by=by,
            said_at=at,
            text=words,
        )


def attach(subject: Any, *, checked: Checked, title: str, by: User, at: datetime, alliance: str = "") -> Attachment:
    """Lay a file beside a record; beside a shared one for the members of `alliance` alone.

    Raises NotAllowed for who may not, ValidationError on `title` when it has none and on `alliance` where it must be
    said.
    """
    require(may_comment(by, subject))
    name = title.strip()
    if not name or len(name) > LONGEST_TITLE:
        raise ValidationError({"title": f"Enter what the file is, in 1 to {LONGEST_TITLE} characters."})
    scope = scope_to_write_in(by, subject, alliance)
    with transaction.atomic(), recorded(by=by, reason="core.attachment_added"):
        return Attachment.objects.create(
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            scope_id=scope,
            said_by=by,
            said_at=at,
            title=name,
            upload=keep(checked, by=by, at=at),
        )


def withdraw_remark(comment: Comment | Attachment, subject: Any, *, by: User, at: datetime, why: str) -> None:
    """Take a comment or an attachment back: who made it may, and who keeps the record.

    Raises NotAllowed, ValidationError without a reason, WrongState when it has been done.
    """
    kind = comment._meta.verbose_name
    if comment.is_withdrawn:
        raise WrongState(f"This {kind} has been withdrawn already.")
    mine = comment.said_by_id == by.pk and may_comment(by, subject)
    if not mine and not may_withdraw(by, comment, subject):
        raise NotAllowed(f"Only its author and the programme office can withdraw this {kind}.")
    reason = checked_reason(why)
    with transaction.atomic(), recorded(by=by, reason=f"core.{kind}_withdrawn: {reason}"):
        claim_version(comment, comment.version)
        comment.withdrawn_at, comment.withdrawn_by, comment.withdrawn_reason = at, by, reason
        comment.save()
