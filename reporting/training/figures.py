"""Benefits with their entries, forecast and actual by year, and other numbers that a report quotes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from core.choices import Basis, Period, Qualifier, Unit
from core.financial_years import FinancialYear
from core.imprecise_dates import ImpreciseDate
from programmes.choices import BenefitKind
from programmes.models import Benefit, BenefitEntry, KeyFigure
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size, months_back


def make_figures(size: Size, cast: Cast, courses: list[Course]) -> None:
    """The savings of the whole first, then what each area brings. Entries are stated, none is worked out here."""
    dice = size.dice("figures")
    months = months_back(size.until, size.months)
    this_year = FinancialYear.of(size.until)
    stated = months[-1]
    whole = Benefit(
        alliance=cast.alliance, slug="savings", title="Savings of the whole programme", kind=BenefitKind.CASHABLE
    )
    entries = [
        _entry(whole, "Savings so far", 240 + 60 * size.areas, stated, Basis.ACTUAL, Period.CUMULATIVE, str(this_year)),
        _entry(whole, "Savings a year when all is live", 90 * size.areas, stated, Basis.FORECAST, Period.A_YEAR, ""),
        _entry(whole, "Cost of the programme office", 310, stated, Basis.ACTUAL, Period.A_YEAR, str(this_year)),
    ]
    benefits = [whole]
    for course in courses:
        if dice.random() < 0.65:
            benefit, rows = _benefit(cast, course, len(benefits), this_year, stated, dice)
            benefits.append(benefit)
            entries += rows
    keep(benefits)
    for order, entry in enumerate(entries):
        entry.order = order
    keep(entries)
    keep(_key_figures(size, cast, stated))


def _benefit(
    cast: Cast, course: Course, order: int, this_year: FinancialYear, stated: date, dice: Random
) -> tuple[Benefit, list[BenefitEntry]]:
    """One area's benefit: money with a forecast for each year and actuals for those that ended, or hours."""
    cashable = dice.random() < 0.7
    benefit = Benefit(
        alliance=cast.alliance,
        slug=f"benefit-{order}",
        title=f"{'Savings' if cashable else 'Hours freed'}: {course.area.name}"[:200],
        kind=BenefitKind.CASHABLE if cashable else BenefitKind.NON_CASHABLE,
        area=course.area,
        order=order,
    )
    rows = []
    yearly = dice.randint(30, 420)
    for step in range(-2, 3):
        year = FinancialYear(this_year.first_year + step)
        amount = yearly * (step + 3) // 5 + dice.randint(1, 20)
        more: dict[str, Any] = {} if cashable else {"unit": Unit.OTHER, "unit_word": "hours"}
        caption = f"For {year}"
        if year.start >= date(course.began.year, 1, 1):
            rows.append(_entry(benefit, caption, amount, stated, Basis.FORECAST, Period.A_YEAR, str(year), **more))
        if year.end < stated and year.end >= course.began:
            came = max(1, amount - dice.randint(-15, 40))
            rows.append(_entry(benefit, caption, came, year.end, Basis.ACTUAL, Period.A_YEAR, str(year), **more))
    return benefit, rows


def _entry(
    benefit: Benefit, caption: str, thousands: int, on: date, basis: str, period: str, year: str, **more: Any
) -> BenefitEntry:
    money = more.get("unit", Unit.POUNDS) == Unit.POUNDS
    return BenefitEntry(
        benefit=benefit,
        caption=caption,
        amount_low=Decimal(thousands * (1000 if money else 1)),
        period=period,
        by_year=year,
        basis=basis,
        as_at=ImpreciseDate.day(on),
        source=SOURCE,
        **more,
    )


def _key_figures(size: Size, cast: Cast, stated: date) -> list[KeyFigure]:
    figures = [
        ("People in shared teams", 40 * size.areas, Unit.PEOPLE, "", True),
        ("Sites in use", 12 + size.areas, Unit.COUNT, "", True),
        ("Vehicles in the shared fleet", 35 * size.areas, Unit.OTHER, "vehicles", False),
        ("Posts filled", 93, Unit.PERCENT, "", True),
    ]
    return [
        KeyFigure(
            alliance=cast.alliance,
            caption=caption,
            amount_low=Decimal(amount),
            qualifier=Qualifier.AROUND if order == 0 else Qualifier.EXACTLY,
            unit=unit,
            unit_word=word,
            basis=Basis.ACTUAL,
            as_at=ImpreciseDate.day(stated),
            source=SOURCE,
            in_highlight_report=printed,
            order=order,
        )
        for order, (caption, amount, unit, word, printed) in enumerate(figures)
    ]
