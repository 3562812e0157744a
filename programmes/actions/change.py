"""Recording what came of a change request, and taking that back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from core.workflow import WrongState, move
from programmes.choices import ChangeState
from programmes.models import BaselineMove, ChangeRequest
from programmes.notices import tell_change
from programmes.workflow import CHANGE_OUTCOMES, CHANGE_REQUEST

if TYPE_CHECKING:
    from core.models import User

LONGEST_NAME = 200
UNDECIDED: dict[str, Any] = {"decided_on": None, "decided_by_words": "", "reason": "", "deferred_until": None}


def decide_change(
    request: ChangeRequest,
    *,
    outcome: str,
    on: date,
    decided_by: str,
    by: User,
    at: datetime,
    expected: int,
    reason: str = "",
    deferred_until: ImpreciseDate | None = None,
) -> ChangeRequest:
    """Record what came of a change request on a day, and who decided it, as named.

    `outcome` is a state: approved, refused, deferred or withdrawn; all but an approval need a reason, and a deferral
    may say until when (rule X-14). Raises ValidationError naming the fields, WrongState when the request has its
    outcome, and StaleVersion when somebody else saved first.
    """
    if outcome not in CHANGE_OUTCOMES:
        raise ValidationError({"outcome": f"Choose one of: {', '.join(CHANGE_OUTCOMES)}."})
    with (
        transaction.atomic(),
        recorded(by=by, reason=f"programmes.change_{outcome}: {reason.strip()}".rstrip(": ")[:500]),
    ):
        claim_version(request, expected)
        request.refresh_from_db()
        request.state = ChangeState(move(CHANGE_REQUEST, CHANGE_OUTCOMES[outcome], request.state))
        problems = _problems(request, on, decided_by, reason, deferred_until, at)
        if problems:
            raise ValidationError(problems)
        request.decided_on, request.decided_by_words = on, decided_by.strip()
        request.reason, request.deferred_until = reason.strip(), deferred_until
        _save(request)
        tell_change(request, by=by, at=at)
    return request


def reopen_change(request: ChangeRequest, *, reason: str, by: User, at: datetime, expected: int) -> ChangeRequest:
    """Take back what was recorded of a change request: it is raised again. Its history keeps what was said.

    Raises ValidationError without a reason, and WrongState where it has no outcome or a baseline was moved for it.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is raised again."})
    with transaction.atomic(), recorded(by=by, reason=f"programmes.change_reopened: {reason.strip()}"[:500]):
        claim_version(request, expected)
        request.refresh_from_db()
        state = move(CHANGE_REQUEST, "reopen", request.state)
        if BaselineMove.objects.filter(change_request=request).exists():
            raise WrongState("A baseline was moved for this request, so its approval stays.")
        request.state = ChangeState(state)
        for name, value in UNDECIDED.items():
            setattr(request, name, value)
        _save(request)
        tell_change(request, by=by, at=at)
    return request


def _problems(
    request: ChangeRequest, on: date, decided_by: str, reason: str, until: ImpreciseDate | None, at: datetime
) -> dict[str, str]:
    """What is wrong with an outcome, by field."""
    problems = {}
    if on > timezone.localdate(at):
        problems["on"] = "The day must not lie in the future."
    elif on < request.raised_on:
        problems["on"] = "It cannot be decided before it was raised."
    if not decided_by.strip():
        problems["decided_by"] = "Say who decided it, for example Executive Board."
    elif len(decided_by.strip()) > LONGEST_NAME:
        problems["decided_by"] = f"Use at most {LONGEST_NAME} characters."
    if request.state != ChangeState.APPROVED and not reason.strip():
        problems["reason"] = "Say why."
    if until is not None and request.state != ChangeState.DEFERRED:
        problems["deferred_until"] = "Only a request that is deferred has this."
    return problems


def _save(request: ChangeRequest) -> None:
    request.is_moving = True
    request.full_clean()
    request.save()
    request.is_moving = False
