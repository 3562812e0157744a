"""The meetings of an alliance as a calendar: what comes from a day on, and what was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alliance.models import Alliance
from core.as_at import Moment
from governance.models import Board, Meeting
from governance.readings.then import known_then


@dataclass(frozen=True)
class MeetingCalendar:
    """Meetings on or after the reader's date, the next one first, and those before it, the latest first."""

    coming: Any
    earlier: Any


def meeting_calendar(meetings: QuerySet[Any], on: Any) -> MeetingCalendar:
    """The calendar of a set of meetings that the reader may see, around a day."""
    rows = meetings.select_related("board__alliance")
    return MeetingCalendar(
        rows.filter(held_on__gte=on).order_by("held_on", "starts_at", "pk"), rows.filter(held_on__lt=on)
    )


def calendar_known_on(alliance: Alliance, user: Any, moment: Moment) -> MeetingCalendar:
    """The calendar as the record stood at a moment."""
    boards = {board.pk: board for board in Board.objects.with_withdrawn().visible_to(user).filter(alliance=alliance)}
    rows = list(known_then(Meeting, user, moment).filter(board__in=boards))
    for row in rows:
        row.board = boards[row.board_id]
    rows.sort(key=lambda row: (row.held_on, row.pk))
    coming = [row for row in rows if row.held_on >= moment.on]
    return MeetingCalendar(coming, [row for row in reversed(rows) if row.held_on < moment.on])
