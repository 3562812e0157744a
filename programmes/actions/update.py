"""Filing an update, accepting it and returning it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.history import recorded
from core.versions import StaleVersion, claim_version
from core.workflow import WrongState, move
from programmes.choices import PeriodState, UpdateState
from programmes.models import BusinessArea, RagRating, ReportingPeriod, Update
from programmes.notices import tell_accepted, tell_returned, tell_submitted
from programmes.permissions import can_accept_update, can_file_update
from programmes.workflow import UPDATE

if TYPE_CHECKING:
    from core.models import User

FIELDS = ("rag", "rag_reason", "done", "next_steps", "decision_asked")


def save_update(
    period: ReportingPeriod,
    area: BusinessArea,
    *,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    expected: int | None,
) -> Update:
    """Keep what has been typed, without filing it. `expected` is the version that was read; None before the first save.

    Raises WrongState once it is submitted or the period is signed off, StaleVersion when somebody else saved first.
    """
    with transaction.atomic(), recorded(by=by, reason="programmes.update_saved"):
        update = _filled(period, area, values, expected, by)
        update.redrafted = update.state == UpdateState.RETURNED
        update.save()
    return update


def submit_update(
    period: ReportingPeriod,
    area: BusinessArea,
    *,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    expected: int | None,
) -> Update:
    """File an area's update for a period.

    Raises ValidationError naming what is missing: a rating where the alliance has any, the reason for one that needs
    it (domain.md 2.2), and what was done or comes next.
    """
    with transaction.atomic(), recorded(by=by, reason="programmes.update_submitted"):
        update = _filled(period, area, values, expected, by)
        check_complete(update)
        update.state = UpdateState(_moved("submit", update, by))
        update.redrafted = False
        update.submitted_by, update.submitted_at, update.return_comment = by, at, ""
        update.save()
        tell_submitted(update, by=by, at=at)
    return update


def check_complete(update: Update) -> None:
    """Raise ValidationError, by field, for what an update must say before it is filed."""
    problems: dict[str, str] = {}
    has_ratings = RagRating.objects.filter(alliance=update.period.alliance_id).exists()
    if update.rag is None and has_ratings:
        problems["rag"] = "Choose a rating."
    elif update.rag is not None and update.rag.needs_reason and not update.rag_reason.strip():
        problems["rag_reason"] = f"Say why the rating is {update.rag.word}."
    if not update.done.strip() and not update.next_steps.strip():
        problems["done"] = "Say what was done in this period, or below what is planned for the next."
    if problems:
        raise ValidationError(problems)


def accept_update(update: Update, *, by: User, at: datetime, expected: int) -> Update:
    """The programme office takes the update into the period's report."""
    values = {"accepted_by": by, "accepted_at": at}
    with transaction.atomic():
        _judge(update, "accept", "accepted", values, by=by, expected=expected)
        tell_accepted(update, by=by, at=at)
    return update


def return_update(update: Update, *, comment: str, by: User, at: datetime, expected: int) -> Update:
    """Send an update back with a comment that its lead sees. Raises ValidationError without one."""
    if not comment.strip():
        raise ValidationError({"comment": "Say what should be changed."})
    values = {"accepted_by": None, "accepted_at": None, "return_comment": comment.strip(), "redrafted": False}
    with transaction.atomic():
        _judge(update, "return", f"returned: {comment.strip()}", values, by=by, expected=expected)
        tell_returned(update, by=by, at=at)
    return update


def _judge(update: Update, verb: str, reason: str, values: dict[str, Any], *, by: User, expected: int) -> None:
    with recorded(by=by, reason=f"programmes.update_{reason}"[:500]):
        _hold_open(update.period)
        claim_version(update, expected)
        update.refresh_from_db()
        update.state = UpdateState(_moved(verb, update, by))
        for name, value in values.items():
            setattr(update, name, value)
        update.save()


def _moved(verb: str, update: Update, by: User) -> str:
    """The state that `verb` leads to; a refusal names only what this person may do instead."""

    def may(other: str) -> object:
        if other in ("accept", "return"):
            return can_accept_update(by, update.period.alliance)
        return can_file_update(by, update.area)

    return move(UPDATE, verb, update.state, may=may)


def _filled(
    period: ReportingPeriod, area: BusinessArea, values: Mapping[str, Any], expected: int | None, by: User
) -> Update:
    """The update with what was typed, in its present state and not yet saved; its version is claimed."""
    _hold_open(period)
    if area.alliance_id != period.alliance_id:
        raise ValidationError({"area": "This area belongs to another alliance."})
    if not area.counts:
        raise ValidationError({"area": "This area does not stand in the position table, so it files no update."})
    update = Update.objects.select_for_update().filter(period=period, area=area).first()
    if update is None:
        if expected not in (None, 0):
            raise StaleVersion(None)
        update = Update(period=period, area=area)
    else:
        if expected is None:
            raise StaleVersion(update.version)
        _moved("correct" if update.state == UpdateState.RETURNED else "save", update, by)
        claim_version(update, expected)
    for name in FIELDS:
        if name in values:
            setattr(update, name, values[name])
    if update.rag is not None and update.rag.alliance_id != period.alliance_id:
        raise ValidationError({"rag": "This rating belongs to another alliance."})
    update.full_clean()
    return update


def _hold_open(period: ReportingPeriod) -> None:
    """Keep the period from being signed off until this transaction has ended. Raises WrongState when it already is."""
    held = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    if held.state != PeriodState.OPEN:
        raise WrongState(f"{held.title} is signed off. A senior responsible owner can open it again.")
