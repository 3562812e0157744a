"""Quantities that say what they are: their British form, their sums, what they refuse; financial years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.financial_years import FinancialYear, FinancialYearError, quarter_name
from core.quantities import (
    Basis,
    Period,
    Qualifier,
    Quantity,
    QuantityError,
    Unit,
    UnlikeQuantities,
    add,
    number,
    pounds,
)

AMOUNTS = st.decimals(-(10**13), 10**13, places=4)


def quantity(low: str, high: str | None = None, **parts: Any) -> Quantity:
    return Quantity(low=Decimal(low), high=None if high is None else Decimal(high), **parts)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (quantity("1100000", period=Period.A_YEAR), "£1.1m a year"),
        (quantity("2600000", period=Period.A_YEAR, by="2022/23"), "£2.6m a year for 2022/23"),
        (quantity("10600000", period=Period.CUMULATIVE, by="2022/23"), "£10.6m in total by 2022/23"),
        (quantity("50000000", "75000000", period=Period.A_YEAR), "£50m to £75m a year"),
        (quantity("480000000", qualifier=Qualifier.AROUND), "around £480m"),
        (quantity("60000000", period=Period.ONE_OFF), "£60m one-off"),
        (quantity("1200", unit=Unit.PEOPLE, qualifier=Qualifier.ALMOST), "almost 1,200 people"),
        (quantity("1", unit=Unit.PEOPLE), "1 person"),
        (quantity("18", unit=Unit.PERCENT), "18%"),
        (quantity("10.4", "15.6", unit=Unit.PERCENT), "10.4% to 15.6%"),
        (quantity("1.0000", unit=Unit.DAYS, qualifier=Qualifier.AT_LEAST), "at least 1 day"),
        (quantity("5", "5", unit=Unit.DAYS, qualifier=Qualifier.UP_TO), "up to 5 days"),
        (quantity("36", unit=Unit.COUNT), "36"),
        (quantity("12", unit=Unit.OTHER, unit_word="officers", qualifier=Qualifier.OVER), "over 12 officers"),
    ],
)
def test_reads_as_a_british_report_writes_it(made: Quantity, text: str) -> None:
    assert made.text == str(made) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "£0"),
        ("-0.0000", "£0"),
        ("999999", "£999,999"),
        ("1000000", "£1m"),
        ("1234567", "£1,234,567"),
        ("1234000.0000", "£1.234m"),
        ("1200000000", "£1.2bn"),
        ("-1100000", "-£1.1m"),
        ("1234.5", "£1,234.50"),
    ],
)
def test_money_is_shortened_only_where_nothing_is_lost(amount: str, text: str) -> None:
    assert pounds(Decimal(amount)) == text


@given(AMOUNTS)
def test_money_as_written_is_the_whole_amount(amount: Decimal) -> None:
    written = pounds(amount).replace("£", "").replace(",", "")
    scale = 10**9 if written.endswith("bn") else 10**6 if written.endswith("m") else 1
    assert Decimal(written.rstrip("bnm")) * scale == amount


@given(AMOUNTS)
def test_a_number_as_written_is_the_whole_number(amount: Decimal) -> None:
    assert Decimal(number(amount).replace(",", "")) == amount


def test_the_authors_words_win_over_the_standard_form() -> None:
    stated = quantity("50000000", "75000000", words="between £50m and £75m each year")
    assert stated.as_written == "between £50m and £75m each year"
    assert stated.text == "£50m to £75m"
    assert quantity("18", unit=Unit.PERCENT).as_written == "18%"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"low": Decimal(2), "high": Decimal(1)}, "high"),
        ({"low": Decimal("NaN")}, "low"),
        ({"low": 1.5}, "low"),
        ({"low": Decimal(1), "high": Decimal("Infinity")}, "high"),
        ({"low": Decimal(1), "unit": "other"}, "unit_word"),
        ({"low": Decimal(1), "unit_word": "officers"}, "unit_word"),
        ({"low": Decimal(1), "by": "2022/24"}, "by"),
        ({"low": Decimal(1), "by": "2022/2023"}, "by"),
        ({"low": Decimal(1), "qualifier": "roughly"}, "qualifier"),
        ({"low": Decimal(1), "period": "monthly"}, "period"),
        ({"low": Decimal(1), "basis": "hope"}, "basis"),
    ],
)
def test_a_contradiction_is_refused_by_the_name_of_its_part(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(QuantityError) as caught:
        Quantity(**parts)
    assert caught.value.field == field


@given(st.lists(st.tuples(AMOUNTS, st.none() | st.decimals(0, 10**9, places=4)), min_size=1, max_size=8))
def test_a_sum_adds_low_to_low_and_high_to_high(pairs: list[tuple[Decimal, Decimal | None]]) -> None:
    items = [Quantity(low=low, high=None if more is None else low + more) for low, more in pairs]
    total = add(items)
    assert total.low == sum(item.low for item in items)
    if any(item.high is not None for item in items):
        assert total.high == sum(item.low if item.high is None else item.high for item in items)
    else:
        assert total.high is None
    assert add(reversed(items)) == total


def test_a_sum_keeps_what_its_parts_share_and_has_no_words() -> None:
    parts: dict[str, Any] = {"period": Period.A_YEAR, "basis": Basis.FORECAST, "by": "2022/23"}
    total = add([quantity("1100000", words="£1.1m", **parts), quantity("1500000", **parts)])
    assert total == quantity("2600000", **parts)
    assert total.words == ""


@pytest.mark.parametrize(
    ("difference", "name"),
    [
        ({"unit": Unit.PEOPLE}, "unit"),
        ({"period": Period.A_YEAR}, "period"),
        ({"basis": Basis.ACTUAL}, "basis"),
        ({"by": "2022/23"}, "by"),
    ],
)
def test_unlike_quantities_are_not_added_and_the_difference_is_named(difference: dict[str, Any], name: str) -> None:
    with pytest.raises(UnlikeQuantities, match=f": {name} "):
        add([quantity("1"), quantity("2", **difference)])


def test_percentages_are_not_added() -> None:
    with pytest.raises(UnlikeQuantities, match="wholes"):
        add([quantity("18", unit=Unit.PERCENT), quantity("2", unit=Unit.PERCENT)])


def test_nothing_has_no_sum() -> None:
    with pytest.raises(ValueError, match="at least one"):
        add([])


@pytest.mark.parametrize(
    ("qualifiers", "joint"),
    [
        (("exactly", "exactly"), "exactly"),
        (("exactly", "around"), "around"),
        (("almost", "exactly", "almost"), "almost"),
        (("almost", "up_to"), "up_to"),
        (("over", "at_least"), "at_least"),
        (("around", "at_least"), "around"),
    ],
)
def test_a_sum_is_no_more_exact_than_its_parts(qualifiers: tuple[str, ...], joint: str) -> None:
    assert add(quantity("1", qualifier=Qualifier(code)) for code in qualifiers).qualifier == joint


def test_a_ceiling_and_a_floor_are_not_added() -> None:
    with pytest.raises(UnlikeQuantities, match="at least.*up to"):
        add([quantity("1", qualifier=Qualifier.UP_TO), quantity("1", qualifier=Qualifier.AT_LEAST)])


@given(st.dates(date(2, 1, 1), date(9990, 12, 31)))
def test_a_day_lies_in_its_financial_year_and_quarter(on: date) -> None:
    year = FinancialYear.of(on)
    assert on in year
    assert FinancialYear.parse(f"{year.first_year:04d}/{(year.first_year + 1) % 100:02d}") == year
    start, end = year.quarter(int(quarter_name(on)[1]))
    assert start <= on <= end


@pytest.mark.parametrize(
    ("on", "year", "quarter"),
    [
        (date(2016, 3, 31), "2015/16", "Q4 2015/16"),
        (date(2016, 4, 1), "2016/17", "Q1 2016/17"),
        (date(2017, 7, 1), "2017/18", "Q2 2017/18"),
        (date(2017, 12, 31), "2017/18", "Q3 2017/18"),
    ],
)
def test_the_financial_year_turns_on_1_april(on: date, year: str, quarter: str) -> None:
    assert (str(FinancialYear.of(on)), quarter_name(on)) == (year, quarter)


@pytest.mark.parametrize("text", ["2015", "2015/17", "15/16", "2015-16", "0000/01"])
def test_text_that_is_no_financial_year_is_refused(text: str) -> None:
    with pytest.raises(FinancialYearError, match="expected|written"):
        FinancialYear.parse(text)
