"""Saying that what a review recommended is done, and taking that back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.history import recorded
from core.versions import claim_version
from core.workflow import move
from programmes.choices import RecommendationState
from programmes.models import ReviewRecommendation
from programmes.workflow import RECOMMENDATION

if TYPE_CHECKING:
    from core.models import User


def close_recommendation(
    row: ReviewRecommendation, *, outcome: str, by: User, at: datetime, expected: int, done_on: date | None = None
) -> ReviewRecommendation:
    """What was recommended is done; `done_on` is today when it is not given.

    Raises ValidationError without an outcome or for a day after today, WrongState when it is done already, and
    StaleVersion when somebody else saved first.
    """
    today = timezone.localdate(at)
    on = done_on or today
    problems = {}
    if not outcome.strip():
        problems["outcome"] = "Say what came of it."
    if on > today:
        problems["done_on"] = "The day must not lie in the future."
    if problems:
        raise ValidationError(problems)
    return _move(row, "close", "done", {"done_on": on, "outcome": outcome.strip()}, by, expected)


def reopen_recommendation(
    row: ReviewRecommendation, *, reason: str, by: User, at: datetime, expected: int
) -> ReviewRecommendation:
    """Say that it is not done after all. What was said of its end stays in the history."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is opened again."})
    return _move(row, "reopen", f"reopened: {reason.strip()}", {"done_on": None, "outcome": ""}, by, expected)


def _move(
    row: ReviewRecommendation, verb: str, reason: str, values: dict[str, object], by: User, expected: int
) -> ReviewRecommendation:
    with transaction.atomic(), recorded(by=by, reason=f"programmes.recommendation_{reason}"[:500]):
        claim_version(row, expected)
        row.refresh_from_db()
        row.state = RecommendationState(move(RECOMMENDATION, verb, row.state))
        for name, value in values.items():
            setattr(row, name, value)
        row.is_moving = True
        row.full_clean()
        row.save()
        row.is_moving = False
    return row
