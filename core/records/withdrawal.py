"""Withdrawing a record and putting it back. Permission is asked by the door; which sets leave it out, by `core`."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core import clock
from core.history import recorded
from core.permissions import require
from core.records.registry import Record
from core.records.relations import HIDDEN, Hanging, hanging_on, parts_of, withdrawn_above
from core.versions import claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User
    from core.tracked import Tracked

LONGEST_REASON = 300


def withdraw(row: Tracked, record: Record, *, by: User, at: datetime, why: str, expected: int | None = None) -> Tracked:
    """Take a record out of every list, count, choice and document; its page, its history and its past stay.

    Its parts (`Record.goes_with`) go with it.

    Raises ValidationError without a reason, WrongState naming what hangs on it, StaleVersion when it has moved on.
    """
    reason = checked_reason(why)
    with transaction.atomic(), recorded(by=by, reason=f"{record.stem}_withdrawn: {reason}"):
        claim_version(row, expected if expected is not None else row.version)
        hanging, hidden = hanging_on(row, by)
        if hanging or hidden:
            raise WrongState(_held(row, hanging, hidden))
        for each in (row, *parts_of(row)):
            if each is not row:
                claim_version(each, each.version)
            each.withdrawn_at, each.withdrawn_by, each.withdrawn_reason = at, by, reason
            each.save()
    return row


def _held(row: Tracked, hanging: list[Hanging], hidden: bool) -> str:
    words = [f"“{row}” cannot be withdrawn."]
    if hanging:
        held = "; ".join(each.words for each in hanging)
        words = [f"“{row}” cannot be withdrawn while these point at it: {held}."]
        words += ["Withdraw them first, or point them elsewhere."]
    return " ".join([*words, HIDDEN] if hidden else words)


def parts_in_words(row: Tracked) -> str:
    """What goes with the row, by number: "7 assessments, 1 signature"; empty where nothing does."""
    counts = Counter(type(part) for part in parts_of(row))
    return ", ".join(
        f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
        for model, count in counts.items()
    )


def put_back(row: Tracked, record: Record, *, by: User, why: str = "", expected: int | None = None) -> Tracked:
    """Undo a withdrawal. Raises WrongState when the row stands, or hangs on one that is withdrawn itself, and
    NotAllowed for what its kind refuses."""
    if not row.is_withdrawn:
        raise WrongState(f"“{row}” is not withdrawn.")
    merged: Any = getattr(row, "merged_into", None)
    if merged is not None:
        raise WrongState(f"“{row}” was merged into “{merged}”, which holds its records now. It cannot be put back.")
    above = withdrawn_above(row)
    if above is not None:
        kind = above._meta.verbose_name
        raise WrongState(f"“{row}” belongs to the withdrawn {kind} “{above}”. Put that one back first.")
    require(record.refuses(row, by))
    reason = f"{record.stem}_put_back" + (f": {why.strip()}" if why.strip() else "")
    with transaction.atomic(), recorded(by=by, reason=reason[:500]):
        claim_version(row, expected if expected is not None else row.version)
        # What was withdrawn before by itself stays so.
        parts = parts_of(row, withdrawn_at=row.withdrawn_at, withdrawn_by=row.withdrawn_by)
        for each in (*parts, row):
            if each is not row:
                claim_version(each, each.version)
            each.withdrawn_at, each.withdrawn_by, each.withdrawn_reason = None, None, ""
            each.save()
        if record.tells is not None:
            record.tells(row, by=by, at=clock.now())
    return row


def checked_reason(why: str) -> str:
    """The reason without its margins. Raises ValidationError on `reason` when it is empty or too long."""
    reason = why.strip()
    if not reason:
        raise ValidationError({"reason": "Enter why it is withdrawn, for example 'Entered twice'."})
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": f"Enter the reason in {LONGEST_REASON} characters or fewer."})
    return reason
