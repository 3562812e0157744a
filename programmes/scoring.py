"""How far something stands from its plan, and whether that is beyond what was allowed. Numbers and days only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class When:
    """The first and the last day that a date may mean; no first day where it is a deadline: then, or any day before."""

    first: date | None
    last: date


@dataclass(frozen=True)
class Room:
    """How far from the plan is allowed, in one unit: so much less, so much more. None where that side has no limit."""

    less: Decimal | None
    more: Decimal | None


@dataclass(frozen=True)
class Excess:
    """How far beyond the room something stands, above zero, and on which side."""

    beyond: Decimal
    is_more: bool


def days_off(planned: When, then: When) -> int:
    """Days that `then` is certainly later than planned, below zero when certainly earlier, 0 where neither is certain.

    Between two days it is their difference. Where a date is a month, it is counted from the end of the plan, so that
    what is called late is late whatever day was meant. What came before a deadline is on time and not early.
    """
    if then.first is not None and then.first > planned.last:
        return (then.first - planned.last).days
    if planned.first is not None and then.last < planned.first:
        return (then.last - planned.first).days
    return 0


def days_off_on(planned: When, actual: When | None, forecast: When | None, on: date) -> int:
    """The same as at a day: by when it came, if it has begun by then; else by when it is expected, and at the least by
    the days for which it is overdue."""
    came = actual is not None and (actual.first or actual.last) <= on
    if actual is not None and came:
        return days_off(planned, actual)
    overdue = max((on - planned.last).days, 0)
    expected = days_off(planned, forecast) if forecast is not None else 0
    return max(overdue, expected) if overdue else expected


def excess(off: Decimal, room: Room) -> Excess | None:
    """What lies beyond the room; None where it is within, both limits included."""
    if room.more is not None and off > room.more:
        return Excess(off - room.more, is_more=True)
    if room.less is not None and off < -room.less:
        return Excess(-room.less - off, is_more=False)
    return None
