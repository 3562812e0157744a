"""What a cell holds: reading what people type and writing what reads back. No file is opened here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.choices import Qualifier
from core.tabular.guard import guard, unguard
from core.tabular.kinds import (
    Amount,
    Choice,
    DateInWords,
    Day,
    References,
    Text,
    Unreadable,
    WholeNumber,
    YesNo,
)


@given(st.text())
def test_a_guarded_text_comes_back_as_it_was_unless_it_looked_guarded_to_begin_with(text: str) -> None:
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+44 1305", "-5", "@name", "'=1", "''=1", "\tx", "＝1"])
def test_a_text_that_a_spreadsheet_would_calculate_is_never_written_bare(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["'twas", "a=b", "£1.1m", ""])
def test_an_ordinary_text_is_written_as_it_is(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1100000", "1100000"), ("£1,100,000", "1100000"), ("18.50", "18.5"), ("-3", "-3"), ("0", "0")],
)
def test_an_amount_is_read_in_full_figures(typed: str, meant: str) -> None:
    assert Amount().read(typed) == Decimal(meant)
    assert Amount().write(Amount().read(typed)) == meant


@pytest.mark.parametrize("typed", ["1.1m", "about 5", "1,10", "1e6", "NaN", "²"])
def test_an_amount_in_words_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="in figures"):
        Amount().read(typed)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_every_amount_is_written_so_that_it_reads_back(amount: Decimal) -> None:
    assert Amount().read(Amount().write(amount)) == amount


@pytest.mark.parametrize("typed", ["12.5", "-1", "twelve", "٣", ""])
def test_a_whole_number_refuses_anything_else(typed: str) -> None:
    with pytest.raises(Unreadable):
        WholeNumber().read(typed)


def test_a_whole_number_takes_what_a_spreadsheet_makes_of_it() -> None:
    assert WholeNumber().read("12.0") == 12


@pytest.mark.parametrize(("typed", "meant"), [("Yes", True), ("n", False), ("TRUE", True), ("0", False)])
def test_yes_and_no_are_read_in_their_usual_forms(typed: str, meant: bool) -> None:
    assert YesNo().read(typed) is meant


@pytest.mark.parametrize("typed", ["22/09/2017", "2017-09-22", "22 September 2017"])
def test_a_day_is_read_day_first(typed: str) -> None:
    assert Day().read(typed) == date(2017, 9, 22)


def test_a_month_is_not_a_day() -> None:
    with pytest.raises(Unreadable, match="a day such as"):
        Day().read("September 2017")


@pytest.mark.parametrize("typed", ["March 2015", "by end September 2015", "TBA", "8 September [8 September 2017]"])
def test_a_date_in_words_reads_back_with_its_words(typed: str) -> None:
    kind = DateInWords()
    assert kind.read(kind.write(kind.read(typed))) == kind.read(typed)


def test_a_choice_is_given_by_its_words_or_its_code() -> None:
    kind = Choice(Qualifier)
    assert kind.read("At least") == kind.read("at_least") == "at_least"
    with pytest.raises(Unreadable, match="Almost, At least"):
        kind.read("roughly")


def test_several_references_are_a_set_whatever_their_order() -> None:
    assert References("organisations").read("b; a;b ;") == "a; b"


def test_line_ends_are_made_alike_and_nothing_else_is_touched() -> None:
    assert Text().read("  the team\r\nPAHSE “go live”  ") == "the team\nPAHSE “go live”"
