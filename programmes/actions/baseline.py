"""Moving a baseline: never quietly, but with a reason and who approved it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from core.workflow import WrongState
from programmes.choices import ChangeState
from programmes.models import AreaPhase, BaselineMove, ChangeRequest, Gate, Milestone
from programmes.notices import tell_moved

if TYPE_CHECKING:
    from core.models import User

LONGEST_REASON = 300
LONGEST_NAME = 200


def move_baseline(
    row: AreaPhase | Gate | Milestone,
    *,
    baseline: str,
    to: ImpreciseDate,
    reason: str,
    approved_by: str,
    by: User,
    at: datetime,
    expected: int,
    change_request: ChangeRequest | None = None,
) -> BaselineMove:
    """Move one baseline of a phase, a gate or a milestone; the move is a row that stays.

    `baseline` is the name of its field, such as `baseline_end`; `change_request` is the approved request that led to
    it. Raises ValidationError naming the fields: without a reason or an approver, where there is no baseline yet, none
    is moved, or the request is not approved or concerns another area; WrongState when what was planned has come;
    StaleVersion when somebody else saved first.
    """
    if row.has_actual:
        raise WrongState(f"“{row}” has come, so its baseline moves no more.")
    with transaction.atomic(), recorded(by=by, reason=_history(reason, approved_by)):
        claim_version(row, expected)
        row.refresh_from_db()
        problems = _problems(row, baseline, to, reason, approved_by) | _wrong_request(row, change_request)
        if problems:
            raise ValidationError(problems)
        old = getattr(row, baseline)
        setattr(row, baseline, to)
        row.is_moving = True
        row.full_clean()
        row.save()
        row.is_moving = False
        subject: dict[str, Any] = {SUBJECTS[type(row)]: row}
        move = BaselineMove.objects.create(
            area=row.area,
            **subject,
            baseline=baseline,
            old=old,
            new=to,
            reason=reason.strip(),
            approved_by=approved_by.strip(),
            moved_by=by,
            moved_at=at,
            change_request=change_request,
        )
        tell_moved(move, by=by, at=at)
    return move


SUBJECTS: dict[type[Any], str] = {AreaPhase: "phase", Gate: "gate", Milestone: "milestone"}


def _history(reason: str, approved_by: str) -> str:
    return f"programmes.baseline_moved: {reason.strip()} Approved by {approved_by.strip()}"[:500]


def _wrong_request(row: Any, request: ChangeRequest | None) -> dict[str, str]:
    """Whoever sees a moved baseline sees the request that led to it, so it is of that area or of the whole alliance."""
    if request is None:
        return {}
    if request.alliance_id != row.area.alliance_id or request.area_id not in (None, row.area_id):
        return {"change_request": f"Choose a change request of {row.area}, or of the whole alliance."}
    if request.state != ChangeState.APPROVED:
        return {"change_request": f"{request.reference} is not approved, so it leads to no move."}
    return {}


def _problems(row: Any, baseline: str, to: ImpreciseDate, reason: str, approved_by: str) -> dict[str, str]:
    problems = {}
    if baseline not in row.baselines:
        return {"baseline": f"Choose one of: {', '.join(row.baselines)}."}
    if getattr(row, baseline) is None:
        problems["baseline"] = "There is no baseline yet: enter it as the record is changed."
    elif getattr(row, baseline) == to:
        problems["to"] = "This is the baseline that stands. Give another date."
    for name, text, longest, words in (
        ("reason", reason, LONGEST_REASON, "Say why the baseline is moved."),
        ("approved_by", approved_by, LONGEST_NAME, "Say who approved it, for example Executive Board."),
    ):
        if not text.strip():
            problems[name] = words
        elif len(text.strip()) > longest:
            problems[name] = f"Use at most {longest} characters."
    return problems
