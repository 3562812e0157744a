"""Saying that a meeting was held, cancelling it, and taking either back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from core.history import recorded
from core.versions import claim_version
from core.workflow import WrongState, move
from governance.choices import MeetingState
from governance.models import Meeting
from governance.notices import tell_of_meeting
from governance.workflow import MEETING

if TYPE_CHECKING:
    from core.models import User

LONGEST_REASON = 300


def hold_meeting(meeting: Meeting, *, by: User, at: datetime, expected: int) -> Meeting:
    """The meeting took place. Raises WrongState before its day, and StaleVersion when somebody else saved first."""
    if timezone.localdate(at) < meeting.held_on:
        day = date_format(meeting.held_on, "j F Y")
        raise WrongState(f"This meeting is planned for {day}: it can be marked as held from that day on.")
    return _change(meeting, "hold", "held", "", by=by, at=at, expected=expected)


def cancel_meeting(meeting: Meeting, *, reason: str, by: User, at: datetime, expected: int) -> Meeting:
    """The meeting will not take place, or did not. Raises ValidationError without a reason."""
    reason = _said(reason, "Say why the meeting is cancelled.")
    return _change(meeting, "cancel", f"cancelled: {reason}", reason, by=by, at=at, expected=expected)


def reinstate_meeting(meeting: Meeting, *, reason: str, by: User, at: datetime, expected: int) -> Meeting:
    """Take back that a meeting was held or cancelled: it is planned again. Raises ValidationError without a reason."""
    reason = _said(reason, "Say why the meeting is planned again.")
    return _change(meeting, "reinstate", f"reinstated: {reason}", "", by=by, at=at, expected=expected)


def _said(reason: str, words: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": words})
    if len(reason.strip()) > LONGEST_REASON:
        raise ValidationError({"reason": f"Use at most {LONGEST_REASON} characters."})
    return reason.strip()


def _change(
    meeting: Meeting, verb: str, reason: str, cancelled_because: str, *, by: User, at: datetime, expected: int
) -> Meeting:
    with transaction.atomic(), recorded(by=by, reason=f"governance.meeting_{reason}"[:500]):
        claim_version(meeting, expected)
        meeting.refresh_from_db()
        meeting.state = MeetingState(move(MEETING, verb, meeting.state))
        meeting.cancelled_because = cancelled_because
        meeting.save()
        tell_of_meeting(meeting, by=by, at=at)
    return meeting
