"""How dates are written in British documents: reads the words into a span of days with its precision.

Pure text; what the precisions mean stands in `core.date_spans`, the value that rows hold in
`core.imprecise_dates`, and no database, no Django and no reading of today's date may stand here.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

from core.date_spans import (
    EARLIEST,
    LATEST,
    MONTHS,
    ImpreciseDateError,
    Precision,
    Span,
    month_span,
    span_around,
    write,
)
from core.financial_years import FinancialYear, FinancialYearError

EXAMPLES: Final = (
    "22 September 2017, March 2015, June to August 2010, by end September 2015, "
    "between 1 June 2017 and 30 June 2018, Q2 2017/18, 2019/20, 2017 or TBA"
)

_MONTH = "(?P<month>[a-z]{3,9})\\.?"
_NUMERIC_DAY: Final = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[/.](?P<m2>\d{1,2})[/.](?P<y2>\d{4})"
)
_NUMERIC_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")
_WEEKDAY: Final = "(?:(?P<weekday>" + "|".join(calendar.day_name).lower() + "),? )?"
_DAY: Final = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})")
_MONTH_YEAR: Final = re.compile(rf"(?:in )?{_MONTH},? (?P<year>\d{{4}})")
_QUARTER: Final = re.compile(r"q(?:uarter )?([1-4]),? (?:of )?(\d{4}/\d{2,4})")
_FINANCIAL_YEAR: Final = re.compile(r"(?:in )?(?:the )?(?:fy ?|financial year )?(\d{4}/\d{2,4})")
_YEAR: Final = re.compile(r"(?:in )?(\d{4})")
_BY: Final = re.compile(r"(?:by|no later than|not later than) (?:the )?(?P<end>end (?:of )?(?:the )?)?(?P<rest>.+)")
_BETWEEN: Final = re.compile(r"between (?P<left>.+?) and (?P<right>.+)")
_RANGE: Final = re.compile(r"(?:from )?(?P<left>.+?) (?:to|until) (?P<right>.+)")
_TBA: Final = re.compile(
    r"tb[acd]|t\.b\.[acd]\.?|(?:yet )?to be (?:announced|confirmed|agreed|determined|decided|arranged)"
)


def is_notation(text: str) -> bool:
    """Say whether a date is in figures only (2017-09-22, 22/09/2017, 2015-03): a notation, not words."""
    plain = text.strip()
    return bool(_NUMERIC_DAY.fullmatch(plain) or _NUMERIC_MONTH.fullmatch(plain))


def is_undecided(text: str) -> bool:
    """Say whether the words leave the date open: TBA, TBC, "to be confirmed" and the like."""
    return _TBA.fullmatch(" ".join(text.lower().split())) is not None


def read(text: str) -> Span:
    """Read the words of a date. Days in figures are day first, as in Britain. Raises ImpreciseDateError."""
    plain = re.sub(" ?[\u2013\u2014] ?| - ", " to ", " ".join(text.lower().split()))
    plain = re.sub(r"(?<=[a-z])-(?=[a-z])", " to ", plain)
    if by := _BY.fullmatch(plain):
        found = _read_unit(by["rest"])
        if found is not None:
            return Span(Precision.BY, found.end if by["end"] else found.start, found.end)
    elif pair := _BETWEEN.fullmatch(plain) or _RANGE.fullmatch(plain):
        found = _read_pair(pair["left"], pair["right"], is_range=pair.re is _RANGE)
        if found is not None:
            return found
    elif (found := _read_unit(plain)) is not None:
        return found
    raise ImpreciseDateError(f'"{text}" could not be read as a date: expected a form such as {EXAMPLES}.')


def _read_unit(plain: str) -> Span | None:
    if numeric := _NUMERIC_DAY.fullmatch(plain):
        year, month, day = (int(numeric[name] or numeric[f"{name}2"]) for name in "ymd")
        return _day(year, month, day)
    if (worded := _DAY.fullmatch(plain)) and (number := _month_number(worded["month"])):
        return _day(int(worded["year"]), number, int(worded["day"]), worded["weekday"])
    if (worded := _MONTH_YEAR.fullmatch(plain)) and (number := _month_number(worded["month"])):
        return span_around(Precision.MONTH, _first_day(int(worded["year"]), number))
    if numeric := _NUMERIC_MONTH.fullmatch(plain):
        if 1 <= int(numeric[2]) <= 12:
            return span_around(Precision.MONTH, _first_day(int(numeric[1]), int(numeric[2])))
        raise ImpreciseDateError(f'"{plain}" has no such month: write a financial year as 2019/20, a month as 2015-03.')
    if year_only := _YEAR.fullmatch(plain):
        return span_around(Precision.YEAR, _first_day(int(year_only[1]), 1))
    return _read_financial(plain)


def _read_financial(plain: str) -> Span | None:
    try:
        if quarter := _QUARTER.fullmatch(plain):
            start, _ = FinancialYear.parse(quarter[2]).quarter(int(quarter[1]))
            return span_around(Precision.QUARTER, start)
        if whole := _FINANCIAL_YEAR.fullmatch(plain):
            return span_around(Precision.FINANCIAL_YEAR, FinancialYear.parse(whole[1]).start)
    except FinancialYearError as error:
        raise ImpreciseDateError(str(error)) from error
    return None


def _read_pair(left: str, right: str, *, is_range: bool) -> Span | None:
    last = _read_unit(right)
    first = _read_left(left, right, last.end) if last else None
    if first is None or last is None:
        return None
    if first.start >= last.end or first == last:
        raise ImpreciseDateError(f"{write(first)} is not before {write(last)}: expected the earlier date first.")
    months = is_range and first.precision is last.precision is Precision.MONTH and first.start < last.start
    return Span(Precision.MONTHS if months else Precision.BETWEEN, first.start, last.end)


def _read_left(left: str, right: str, end: date) -> Span | None:
    """Read the first half of a range, which may borrow from the second: "June to Aug 2010"."""
    tails = right.split()
    borrowed = [f"{left} {' '.join(tails[cut:])}" for cut in range(1, len(tails))]
    if tails[-1].isdecimal():
        borrowed.append(f"{left} {int(tails[-1]) - 1}")
    for attempt in (left, *borrowed):
        # What is borrowed may not carry the start past the end: "Nov to Jan 2011" began in 2010.
        found = _read_unit(attempt)
        if found is not None and (attempt == left or found.start <= end):
            return found
    return None


def _month_number(word: str) -> int | None:
    if word == "sept":
        return 9
    return next((n for n, name in enumerate(MONTHS, 1) if word in (name.lower(), name[:3].lower())), None)


def _first_day(year: int, month: int) -> date:
    if not EARLIEST <= year <= LATEST:
        raise ImpreciseDateError(f"The year {year} is out of range: expected {EARLIEST} to {LATEST}.")
    return date(year, month, 1)


def _day(year: int, month: int, day: int, weekday: str | None = None) -> Span:
    if not 1 <= month <= 12:
        raise ImpreciseDateError(f"There is no month {month}: expected figures in the order 22/09/2017 or 2017-09-22.")
    first = _first_day(year, month)
    last = month_span(year, month)[1]
    if not 1 <= day <= last.day:
        raise ImpreciseDateError(f"There is no day {day} in {MONTHS[month - 1]} {year}: expected 1 to {last.day}.")
    found = first.replace(day=day)
    actual = calendar.day_name[found.weekday()]
    if weekday is not None and weekday != actual.lower():
        span = Span(Precision.DAY, found, found)
        raise ImpreciseDateError(
            f"{write(span)} was a {actual}, not a {weekday.capitalize()}: expected one of the two."
        )
    return span_around(Precision.DAY, found)
