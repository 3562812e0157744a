"""Opening, changing, signing off and reopening a reporting period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from core.history import recorded
from core.versions import claim_version
from core.workflow import move
from programmes.choices import PeriodState
from programmes.models import ReportingPeriod
from programmes.notices import tell_opened
from programmes.workflow import PERIOD

if TYPE_CHECKING:
    from core.models import User

DATES = ("starts_on", "ends_on", "due_on")


def save_period(
    period: ReportingPeriod, *, by: User, at: datetime, expected: int | None = None, why: str = ""
) -> ReportingPeriod:
    """Open a period, or change the words and dates of one that is open.

    Raises ValidationError naming the fields, WrongState once it is signed off, StaleVersion when somebody else
    saved first.
    """
    verb = "opened" if period.pk is None else "changed"
    move(PERIOD, "change", period.state)
    if problems := dates_out_of_order({name: getattr(period, name) for name in DATES}):
        raise ValidationError(problems)
    namesakes = ReportingPeriod.objects.filter(alliance=period.alliance_id, code=period.code).exclude(pk=period.pk)
    if namesakes.exists():
        raise ValidationError({"code": f"There is a period with the code {period.code} already. Choose another."})
    period.full_clean()
    with transaction.atomic(), recorded(by=by, reason=f"programmes.period_{verb}: {why}".rstrip(": ")[:500]):
        if period.pk is not None:
            claim_version(period, expected or 0)
        period.save()
        if verb == "opened":
            tell_opened(period, by=by, at=at)
    return period


def dates_out_of_order(dates: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a period's dates, by field: it must not end, nor be due, before it has begun."""
    start = dates.get("starts_on")
    if start is None:
        return {}
    wrong = {name for name in ("ends_on", "due_on") if dates.get(name) is not None and dates[name] < start}
    words = {
        "ends_on": "The last day must not lie before the first.",
        "due_on": "Updates cannot be due before the period begins.",
    }
    return {name: text for name, text in words.items() if name in wrong}


def sign_off_period(period: ReportingPeriod, *, summary: str, by: User, at: datetime, expected: int) -> ReportingPeriod:
    """The senior responsible owner's word that the whole stands, with areas missing named as not reported."""
    return _change(
        period,
        "sign off",
        "signed_off",
        {"summary": summary, "signed_off_by": by, "signed_off_at": at},
        by=by,
        expected=expected,
    )


def reopen_period(period: ReportingPeriod, *, reason: str, by: User, at: datetime, expected: int) -> ReportingPeriod:
    """Open a signed period again, so that its updates can change. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why the period is opened again."})
    cleared = {"signed_off_by": None, "signed_off_at": None}
    return _change(period, "reopen", f"reopened: {reason.strip()}", cleared, by=by, expected=expected)


def _change(
    period: ReportingPeriod, verb: str, reason: str, values: dict[str, Any], *, by: User, expected: int
) -> ReportingPeriod:
    with transaction.atomic(), recorded(by=by, reason=f"programmes.period_{reason}"[:500]):
        claim_version(period, expected)
        period.refresh_from_db()
        period.state = PeriodState(move(PERIOD, verb, period.state))
        for name, value in values.items():
            setattr(period, name, value)
        period.save()
    return period
