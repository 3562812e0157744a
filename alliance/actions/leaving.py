"""A partner that leaves its alliance, and an alliance that comes to its end. What is open is not ended."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alliance.models import Alliance, Partner
from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User


def leave_alliance(
    partner: Partner,
    *,
    last_day: ImpreciseDate,
    notice_given_on: ImpreciseDate | None,
    reason: str,
    by: User,
    at: datetime,
    expected: int,
) -> Partner:
    """Record on which day a partner is one for the last time, and its notice. It stays readable as at any day.

    Raises WrongState for one that has left, ValidationError naming the field, StaleVersion.
    """
    if partner.to_date is not None and not partner.to_date.is_tba:
        raise WrongState(f"“{partner}” leaves already, {partner.to_date}. Change the record where that is wrong.")
    partner.to_date, partner.notice_given_on = last_day, notice_given_on or partner.notice_given_on
    partner.full_clean()
    with transaction.atomic(), recorded(by=by, reason=f"alliance.partner_left: {reason}"[:500]):
        claim_version(partner, expected)
        partner.save()
    return partner


def end_alliance(
    alliance: Alliance, *, ended_on: ImpreciseDate, reason: str, by: User, at: datetime, expected: int
) -> Alliance:
    """Record the last day of an alliance. What belongs to it ends on its own dates; all stays readable.

    Raises WrongState for one that has ended, StaleVersion when somebody else saved it first.
    """
    if alliance.ended_on is not None:
        raise WrongState(f"“{alliance}” has ended already, {alliance.ended_on}.")
    alliance.ended_on = ended_on
    alliance.full_clean()
    with transaction.atomic(), recorded(by=by, reason=f"alliance.alliance_ended: {reason}"[:500]):
        claim_version(alliance, expected)
        alliance.save()
    return alliance
