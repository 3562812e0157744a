"""Releasing an announcement: until then only cleared readers know of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from core.workflow import WrongState
from programmes.models import Announcement

if TYPE_CHECKING:
    from core.models import User


def release_announcement(
    announcement: Announcement, *, on: date, reason: str, by: User, at: datetime, expected: int
) -> Announcement:
    """Open an announcement to all readers of its alliance, as released on a day (rule B-32).

    What was written before stays hidden from the uncleared, as its history says what it was then. Raises
    ValidationError without a reason, for a day to come or while the embargo stands; WrongState when it is released
    already; StaleVersion when somebody else saved it first.
    """
    with transaction.atomic(), recorded(by=by, reason=f"programmes.announcement_released: {reason.strip()}"[:500]):
        claim_version(announcement, expected)
        announcement.refresh_from_db()
        if announcement.released_on is not None:
            raise WrongState(f"It was released {announcement.released_on}, and stays so.")
        problems = _problems(announcement, on, reason, at)
        if problems:
            raise ValidationError(problems)
        announcement.released_on, announcement.is_releasing = ImpreciseDate.day(on), True
        announcement.full_clean()
        announcement.save()
        announcement.is_releasing = False
    return announcement


def _problems(announcement: Announcement, on: date, reason: str, at: datetime) -> dict[str, str]:
    problems = {}
    embargo = announcement.embargo
    if not reason.strip():
        problems["reason"] = "Say why it is released now, for example who agreed to it."
    if on > timezone.localdate(at):
        problems["on"] = "The day must not lie in the future."
    elif embargo is not None and (at < embargo or on < timezone.localdate(embargo)):
        until = date_format(timezone.localtime(embargo), "j F Y, H:i")
        problems["on"] = f"It is under embargo until {until}. Change the embargo first if it no longer holds."
    return problems
