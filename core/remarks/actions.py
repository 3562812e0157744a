"""Saying something of a record, and withdrawing it. A comment is never changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.history import recorded
from core.models import Comment
from core.permissions import NotAllowed, require
from core.records.withdrawal import checked_reason
from core.remarks.subjects import may_comment, may_keep
from core.versions import claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

LONGEST = 4000


def add_comment(subject: Any, *, text: str, by: User, at: datetime) -> Comment:
    """Keep a comment. Raises NotAllowed for who may not comment, ValidationError on `text` when there is none."""
    require(may_comment(by, subject))
    words = text.strip()
    if not words:
        raise ValidationError({"text": "Enter a comment."})
    if len(words) > LONGEST:
        raise ValidationError({"text": f"Enter the comment in {LONGEST} characters or fewer; it has {len(words)}."})
    with transaction.atomic(), recorded(by=by, reason="core.comment_added"):
        return Comment.objects.create(
            subject_kind=subject._meta.label_lower, subject_id=subject.pk, said_by=by, said_at=at, text=words
        )


def withdraw_comment(comment: Comment, subject: Any, *, by: User, at: datetime, why: str) -> None:
    """Take a comment back. Its author may, and who keeps the record. Raises NotAllowed, ValidationError, WrongState."""
    if comment.is_withdrawn:
        raise WrongState("This comment has been withdrawn already.")
    mine = comment.said_by_id == by.pk and may_comment(by, subject)
    if not mine and not may_keep(by, subject):
        raise NotAllowed("Only its author and the programme office can withdraw a comment.")
    reason = checked_reason(why)
    with transaction.atomic(), recorded(by=by, reason=f"core.comment_withdrawn: {reason}"):
        claim_version(comment, comment.version)
        comment.withdrawn_at, comment.withdrawn_by, comment.withdrawn_reason = at, by, reason
        comment.save()
