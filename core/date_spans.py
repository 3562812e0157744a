"""Spans of days with a precision: what each precision means in days, and its standard British words.

Pure calendar arithmetic; reading words stands in `core.date_words`, the value that rows hold in
`core.imprecise_dates`, and no database, no Django and no reading of today's date may stand here.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from core.financial_years import FinancialYear, quarter_name, quarter_number

MONTHS: Final = tuple(calendar.month_name)[1:]
EARLIEST: Final = 1800
LATEST: Final = 2999


class ImpreciseDateError(ValueError):
    """The text or the span is not a date; the message says what is expected, with examples."""


class Precision(StrEnum):
    """How much a date says (rule X-11). The codes are stored; labels stand in `core.choices`."""

    DAY = "day"
    MONTH = "month"
    MONTHS = "months"
    BY = "by"
    QUARTER = "quarter"
    FINANCIAL_YEAR = "financial_year"
    YEAR = "year"
    BETWEEN = "between"
    TBA = "tba"


class Span(NamedTuple):
    """First and last day meant, both included; for `by`, the days the deadline itself may be."""

    precision: Precision
    start: date
    end: date


def month_span(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a calendar month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_after(on: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def in_words(on: date) -> str:
    """Return a day as it is written: 14 September 2017."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


# The unit that holds a given day, finest first: `by` may speak of any of them.
UNITS: Final[dict[Precision, Callable[[date], tuple[date, date]]]] = {
    Precision.DAY: lambda on: (on, on),
    Precision.MONTH: lambda on: month_span(on.year, on.month),
    Precision.QUARTER: lambda on: FinancialYear.of(on).quarter(quarter_number(on)),
    Precision.FINANCIAL_YEAR: lambda on: (FinancialYear.of(on).start, FinancialYear.of(on).end),
    Precision.YEAR: lambda on: (date(on.year, 1, 1), date(on.year, 12, 31)),
}


def _unit_of(start: date, end: date) -> Precision | None:
    return next((unit for unit, around in UNITS.items() if around(start) == (start, end)), None)


def check(span: Span) -> None:
    """Raise ImpreciseDateError unless first and last day are exactly what the precision means."""
    precision, start, end = span
    if not EARLIEST <= start.year <= end.year <= LATEST:
        raise ImpreciseDateError(f"A date lies between the years {EARLIEST} and {LATEST}, not {start} to {end}.")
    if precision in UNITS:
        sound = UNITS[precision](start) == (start, end)
    elif precision is Precision.BY:
        sound = _unit_of(start, end) is not None
    elif precision is Precision.MONTHS:
        whole = start.day == 1 and month_span(end.year, end.month)[1] == end
        sound = whole and (start.year, start.month) < (end.year, end.month)
    else:
        sound = precision is Precision.BETWEEN and start < end
    if not sound:
        raise ImpreciseDateError(f'{start} to {end} is not a span of the precision "{precision}".')


def write(span: Span) -> str:
    """Return the standard British words for a span, such as "22 September 2017" or "June to August 2010"."""
    precision, start, end = span
    match precision:
        case Precision.DAY:
            return f"{start.day} {MONTHS[start.month - 1]} {start.year}"
        case Precision.MONTH:
            return f"{MONTHS[start.month - 1]} {start.year}"
        case Precision.MONTHS:
            first = MONTHS[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
            return f"{first} to {MONTHS[end.month - 1]} {end.year}"
        case Precision.QUARTER:
            return quarter_name(start)
        case Precision.FINANCIAL_YEAR:
            return str(FinancialYear.of(start))
        case Precision.YEAR:
            return str(start.year)
        case Precision.BY:
            return f"by {write(Span(_unit_of(start, end) or Precision.DAY, start, end))}"
        case Precision.BETWEEN:
            first_day, last_day = (write(Span(Precision.DAY, day, day)) for day in (start, end))
            return f"between {first_day} and {last_day}"
        case Precision.TBA:
            return "TBA"


def span_around(precision: Precision, on: date) -> Span:
    """Return the day, month, quarter, financial year or year that holds a day. Raises ImpreciseDateError."""
    span = Span(precision, *UNITS[precision](on))
    check(span)
    return span
