"""From when to when a plan is drawn: what was asked for, else the years around its day. No query, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.financial_years import FinancialYear, quarter_number
from core.imprecise_dates import ImpreciseDate
from reporting.plan.facts import Plan

YEARS_BEFORE: Final = 1
YEARS_AFTER: Final = 3
MOST_YEARS: Final = 20
"""More would be too small to read, whatever is asked for."""


@dataclass(frozen=True)
class Time:
    """The first and the last day that are drawn."""

    start: date
    end: date


def time_of(plan: Plan, *, start: date | None = None, end: date | None = None) -> Time:
    """The time asked for; else from the first to the last date of the plan in whole quarters, at most five years.

    The five are the financial year of the plan's day, the one before it and three after. A plan that lies wholly
    outside them is drawn in the five years next to its day.
    """
    usual = _usual(plan)
    if start is not None and end is not None:
        return Time(start, end)
    if start is not None:
        return Time(start, usual.end if usual.end > start else _years_from(start))
    if end is not None:
        return Time(usual.start if usual.start < end else _years_to(end), end)
    return usual


def _usual(plan: Plan) -> Time:
    here = FinancialYear.of(plan.on).first_year
    first, last = FinancialYear(here - YEARS_BEFORE).start, FinancialYear(here + YEARS_AFTER).end
    days = list(_days(plan))
    if not days:
        year = FinancialYear.of(plan.on)
        return Time(year.start, year.end)
    begins, ends = min(days), max(days)
    if ends < first:
        return Time(max(_quarter(begins)[0], _years_to(_quarter(ends)[1])), _quarter(ends)[1])
    if begins > last:
        return Time(_quarter(begins)[0], min(_quarter(ends)[1], _years_from(_quarter(begins)[0])))
    # The plan's own day is on its line, so that what lies ahead is told from what is past.
    begins, ends = min(max(begins, first), plan.on), max(min(ends, last), plan.on)
    return Time(_quarter(begins)[0], _quarter(ends)[1])


def _years_from(day: date) -> date:
    return FinancialYear(FinancialYear.of(day).first_year + YEARS_BEFORE + YEARS_AFTER).end


def _years_to(day: date) -> date:
    return FinancialYear(FinancialYear.of(day - timedelta(days=1)).first_year - YEARS_BEFORE - YEARS_AFTER).start


def _quarter(day: date) -> tuple[date, date]:
    return FinancialYear.of(day).quarter(quarter_number(day))


def _days(plan: Plan) -> Iterable[date]:
    """Every day that is drawn."""
    for area in plan.areas:
        for phase in area.phases:
            if phase.is_drawn:
                yield from _ends(phase.dates.start, phase.dates.end)
        for point in (*area.gates, *area.milestones):
            yield from _ends(point.falls_on)


def _ends(*dates: ImpreciseDate | None) -> Iterable[date]:
    for each in dates:
        if each is not None and each.start is not None and each.end is not None:
            yield each.start
            yield each.end
