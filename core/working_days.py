"""Working days and clear days under the two calendars that governance uses (domain.md 2.9).

Pure counting over the bank holidays of the `holidays` library; how many days a body requires is data of that
body and may not stand here, nor may the reading of today's date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

_SATURDAY: Final = 5
_NATIONS: Final = ("ENG", "WLS", "SCT", "NIR")


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Whose bank holidays are not working days, with the closures a body or alliance adds of its own.

    `nations` are codes ENG, WLS, SCT, NIR: a bank holiday in any one of them is excluded. Bank holidays are
    those of the Banking and Financial Dealings Act 1971 with Christmas Day and Good Friday, proclaimed
    one-off days included.
    """

    code: str
    name: str
    nations: tuple[str, ...]
    closures: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.nations or set(self.nations) - set(_NATIONS):
            raise ValueError(f"nations: expected one or more of {', '.join(_NATIONS)}, not {self.nations!r}.")


ENGLAND_AND_WALES: Final = WorkingCalendar("england_and_wales", "England and Wales", ("ENG", "WLS"))
# Freedom of Information Act 2000 s10(6): a bank holiday in any part of the United Kingdom does not count.
ANY_PART_OF_UK: Final = WorkingCalendar("any_part_of_uk", "Any part of the United Kingdom", _NATIONS)
CALENDARS: Final = {calendar.code: calendar for calendar in (ENGLAND_AND_WALES, ANY_PART_OF_UK)}


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=nation, years=year, expand=False))


def is_working_day(on: date, calendar: WorkingCalendar = ENGLAND_AND_WALES) -> bool:
    """Say whether the day is neither a Saturday, a Sunday, a bank holiday nor a closure of the calendar."""
    if on.weekday() >= _SATURDAY or on in calendar.closures:
        return False
    return not any(on in _bank_holidays(nation, on.year) for nation in calendar.nations)


def add_working_days(on: date, count: int, calendar: WorkingCalendar = ENGLAND_AND_WALES) -> date:
    """Return the working day `count` working days after `on`, or before it when `count` is negative.

    The day itself is never counted, so that an approval on a Wednesday plus three is the Monday. A count of 0
    returns `on` as it is, whether a working day or not.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        on += step
        left -= is_working_day(on, calendar)
    return on


def working_days_between(first: date, last: date, calendar: WorkingCalendar = ENGLAND_AND_WALES) -> int:
    """Return how many working days lie strictly between two days: the clear days of a notice."""
    days = (last - first).days
    return sum(is_working_day(first + timedelta(days=n), calendar) for n in range(1, days))


def clear_days_before(meeting: date, count: int, calendar: WorkingCalendar = ENGLAND_AND_WALES) -> date:
    """Return the last working day to publish for `count` clear working days before the meeting.

    Clear days exclude the day of publication and the day of the meeting (rules A-36 and B-41; Local
    Government Act 1972 s100B as amended by SI 2002/715 for those it binds). Raises ValueError when `count` is
    negative.
    """
    if count < 0:
        raise ValueError(f"count: expected 0 or more clear days, not {count}.")
    return add_working_days(meeting, -(count + 1), calendar)
