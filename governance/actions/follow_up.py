"""Closing what a meeting asked for, with its outcome, and opening it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from core.history import recorded
from core.versions import claim_version
from core.workflow import move
from governance.choices import ActionState
from governance.models import Action
from governance.workflow import ACTION

if TYPE_CHECKING:
    from core.models import User


def close_action(
    action: Action, *, outcome: str, by: User, at: datetime, expected: int, done_on: date | None = None
) -> Action:
    """The action is done; `done_on` is today when it is not given.

    Raises ValidationError without an outcome, or for a day before the meeting or after today; WrongState when it is
    closed already; StaleVersion when somebody else saved first.
    """
    return _end(action, "close", "done", outcome, "Say what came of it.", by=by, at=at, expected=expected, on=done_on)


def drop_action(
    action: Action, *, outcome: str, by: User, at: datetime, expected: int, done_on: date | None = None
) -> Action:
    """The action will not be done; `outcome` says why not. Raises what `close_action` raises."""
    words = "Say why it will not be done."
    return _end(action, "drop", "dropped", outcome, words, by=by, at=at, expected=expected, on=done_on)


def reopen_action(action: Action, *, reason: str, by: User, at: datetime, expected: int) -> Action:
    """Open a closed action again. What was said of its end stays in the history."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is opened again."})
    return _move(action, "reopen", f"reopened: {reason.strip()}", {"done_on": None, "outcome": ""}, by, expected)


def _end(
    action: Action,
    verb: str,
    past: str,
    outcome: str,
    words: str,
    *,
    by: User,
    at: datetime,
    expected: int,
    on: date | None,
) -> Action:
    today = timezone.localdate(at)
    on = on or today
    problems = {}
    if not outcome.strip():
        problems["outcome"] = words
    if on > today:
        problems["done_on"] = "The day must not lie in the future."
    elif on < action.meeting.held_on:
        raised = date_format(action.meeting.held_on, "j F Y")
        problems["done_on"] = f"It was raised on {raised}, so it cannot have been closed before."
    if problems:
        raise ValidationError(problems)
    return _move(action, verb, past, {"done_on": on, "outcome": outcome.strip()}, by, expected)


def _move(action: Action, verb: str, reason: str, values: dict[str, object], by: User, expected: int) -> Action:
    with transaction.atomic(), recorded(by=by, reason=f"governance.action_{reason}"[:500]):
        claim_version(action, expected)
        action.refresh_from_db()
        action.state = ActionState(move(ACTION, verb, action.state))
        for name, value in values.items():
            setattr(action, name, value)
        action.save()
    return action
