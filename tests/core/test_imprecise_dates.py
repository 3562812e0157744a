"""Dates that say how precise they are: reading, writing, ordering and storing them, without a database."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.imprecise_dates import (
    MAX_WORDS,
    ImpreciseDate,
    ImpreciseDateError,
    Precision,
    decode,
    is_encoded,
    parse,
)

DAYS = st.dates(date(1801, 1, 1), date(2980, 12, 31))


@st.composite
def imprecise_dates(draw: st.DrawFn) -> ImpreciseDate:
    first = draw(DAYS)
    later = first + timedelta(days=draw(st.integers(32, 3000)))
    plain = draw(
        st.sampled_from(
            [
                ImpreciseDate.day(first),
                ImpreciseDate.month(first.year, first.month),
                ImpreciseDate.months((first.year, first.month), (later.year, later.month)),
                ImpreciseDate.quarter(first.year, first.month % 4 + 1),
                ImpreciseDate.financial_year(first.year),
                ImpreciseDate.year(first.year),
                ImpreciseDate.by(first),
                ImpreciseDate.by_end_of(first.year, first.month),
                parse(f"by {first.year}"),
                parse(f"by {ImpreciseDate.financial_year(first.year)}"),
                ImpreciseDate.between(first, later),
                ImpreciseDate.tba(),
            ]
        )
    )
    words = draw(st.one_of(st.just(""), st.text(max_size=MAX_WORDS).filter(lambda text: "\0" not in text)))
    return ImpreciseDate(plain.start, plain.end, plain.precision, words)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("22 September 2017", "2017-09-22", "2017-09-22", "day"),
        ("22nd September 2017", "2017-09-22", "2017-09-22", "day"),
        ("Friday 22 September 2017", "2017-09-22", "2017-09-22", "day"),
        ("2017-09-22", "2017-09-22", "2017-09-22", "day"),
        ("3/4/2017", "2017-04-03", "2017-04-03", "day"),
        ("15 Sept 2015", "2015-09-15", "2015-09-15", "day"),
        ("29 February 2016", "2016-02-29", "2016-02-29", "day"),
        ("March 2015", "2015-03-01", "2015-03-31", "month"),
        ("in July 2010", "2010-07-01", "2010-07-31", "month"),
        ("2015-03", "2015-03-01", "2015-03-31", "month"),
        ("June to Aug 2010", "2010-06-01", "2010-08-31", "months"),
        ("June \N{EN DASH} August 2010", "2010-06-01", "2010-08-31", "months"),
        ("Nov to Jan 2011", "2010-11-01", "2011-01-31", "months"),
        ("by end September 2015", "2015-09-30", "2015-09-30", "by"),
        ("by the end of June 2016", "2016-06-30", "2016-06-30", "by"),
        ("by 22 September 2017", "2017-09-22", "2017-09-22", "by"),
        ("by 2022/23", "2022-04-01", "2023-03-31", "by"),
        ("2019/20", "2019-04-01", "2020-03-31", "financial_year"),
        ("Q1 2017/18", "2017-04-01", "2017-06-30", "quarter"),
        ("Q2 2017/18", "2017-07-01", "2017-09-30", "quarter"),
        ("Q4 2017/18", "2018-01-01", "2018-03-31", "quarter"),
        ("2017", "2017-01-01", "2017-12-31", "year"),
        ("between 1 June 2017 and 30 June 2018", "2017-06-01", "2018-06-30", "between"),
        ("28 June to 5 July 2010", "2010-06-28", "2010-07-05", "between"),
    ],
)
def test_reads_how_dates_are_written(text: str, start: str, end: str, precision: str) -> None:
    found = parse(text)
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert found.precision == precision


@pytest.mark.parametrize("text", ["22nd September 2017", "June to Aug 2010", "by end September 2015", "2019/20"])
def test_prints_the_words_as_written(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize(
    ("figures", "printed"),
    [("2017-09-22", "22 September 2017"), ("22/09/2017", "22 September 2017"), ("2015-03", "March 2015")],
)
def test_prints_figures_in_the_british_form(figures: str, printed: str) -> None:
    assert str(parse(figures)) == printed


@pytest.mark.parametrize(
    ("made", "printed"),
    [
        (ImpreciseDate.day(date(2017, 9, 14)), "14 September 2017"),
        (ImpreciseDate.month(2015, 3), "March 2015"),
        (ImpreciseDate.months((2010, 6), (2010, 8)), "June to August 2010"),
        (ImpreciseDate.months((2010, 11), (2011, 1)), "November 2010 to January 2011"),
        (ImpreciseDate.by(date(2017, 9, 22)), "by 22 September 2017"),
        (ImpreciseDate.by_end_of(2015, 9), "by end September 2015"),
        (ImpreciseDate.quarter(2017, 2), "Q2 2017/18"),
        (ImpreciseDate.financial_year(1999), "1999/00"),
        (ImpreciseDate.year(2017), "2017"),
        (ImpreciseDate.between(date(2017, 6, 1), date(2018, 6, 30)), "between 1 June 2017 and 30 June 2018"),
        (ImpreciseDate.tba(), "TBA"),
    ],
)
def test_writes_a_date_made_from_code_in_the_british_form(made: ImpreciseDate, printed: str) -> None:
    assert str(made) == printed


@pytest.mark.parametrize("text", ["TBA", "tbc", "yet to be determined", "to be confirmed"])
def test_keeps_the_words_of_an_open_date(text: str) -> None:
    assert (parse(text).start, parse(text).precision, str(parse(text))) == (None, Precision.TBA, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "22 September 2017"),
        ("", "March 2015"),
        ("before 22 September 2017", "could not be read"),
        ("31 June 2017", "1 to 30"),
        ("29 February 2015", "1 to 28"),
        ("13/13/2017", "no month 13"),
        ("2019-20", "2019/20"),
        ("2019/21", "2019/20"),
        ("Thursday 22 September 2017", "was a Friday"),
        ("August to June 2010 2009", "could not be read"),
        ("June 2017 to May 2017", "the earlier date first"),
        ("March 2015 to March 2015", "the earlier date first"),
        ("0217", "1800 to 2999"),
    ],
)
def test_says_what_is_expected_when_it_cannot_read(text: str, said: str) -> None:
    with pytest.raises(ImpreciseDateError, match=said):
        parse(text)


@given(st.one_of(st.text(max_size=40), st.from_regex(r"(by )?(end )?\d{0,2} ?(june |q1 |may to )?\d{0,4}[/-]?\d{0,4}")))
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    with contextlib.suppress(ImpreciseDateError):
        found = parse(text)
        assert decode(found.encode()) == found


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        (date(2017, 9, 22), date(2017, 9, 23), "day"),
        (date(2015, 3, 1), date(2015, 3, 30), "month"),
        (date(2015, 3, 1), date(2015, 3, 31), "months"),
        (date(2015, 4, 1), date(2016, 4, 1), "financial_year"),
        (date(2015, 4, 2), date(2015, 4, 9), "by"),
        (date(2018, 1, 1), date(2017, 1, 1), "between"),
        (None, None, "day"),
        (date(2017, 1, 1), date(2017, 1, 1), "tba"),
        (date(2017, 1, 1), None, "between"),
        (date(2017, 1, 1), date(2017, 1, 1), "fortnight"),
    ],
)
def test_refuses_a_span_that_its_precision_does_not_mean(start: date | None, end: date | None, precision: str) -> None:
    with pytest.raises(ImpreciseDateError):
        ImpreciseDate(start, end, precision)  # type: ignore[arg-type]


def test_refuses_words_too_long_to_store() -> None:
    with pytest.raises(ImpreciseDateError, match=str(MAX_WORDS)):
        ImpreciseDate(None, None, Precision.TBA, "x" * (MAX_WORDS + 1))


@given(imprecise_dates())
def test_comes_back_whole_from_the_stored_text(value: ImpreciseDate) -> None:
    assert is_encoded(value.encode())
    assert decode(value.encode()) == value


@given(imprecise_dates())
def test_comes_back_whole_from_what_a_person_may_type(value: ImpreciseDate) -> None:
    assert parse(value.as_typed) == value


@given(imprecise_dates())
def test_its_british_form_means_the_same(value: ImpreciseDate) -> None:
    again = parse(value.standard)
    assert (again.start, again.end, again.precision) == (value.start, value.end, value.precision)


@given(imprecise_dates(), imprecise_dates())
def test_sorts_by_first_day_then_last_day_with_tba_last(one: ImpreciseDate, other: ImpreciseDate) -> None:
    def days(value: ImpreciseDate) -> tuple[date, date]:
        return value.start or date.max, value.end or date.max

    if days(one) != days(other):
        assert (one < other) is (days(one) < days(other)) is (one.encode() < other.encode())
    assert one == other or (one < other) is not (other < one)


@pytest.mark.parametrize("text", ["", "2017-09-22", "2017-02-31|2017-02-31|day|x", "2017-01-01|2017-01-01|tba|TBA"])
def test_refuses_stored_text_that_it_never_wrote(text: str) -> None:
    with pytest.raises(ImpreciseDateError):
        decode(text)


def test_brackets_hold_the_date_for_words_that_cannot_be_read() -> None:
    found = parse("at the end of June [June 2016]")
    assert (str(found), found.start) == ("at the end of June", date(2016, 6, 1))
    assert found.as_typed == "at the end of June [June 2016]"


def test_a_month_may_have_come_by_its_middle_but_not_certainly() -> None:
    march = ImpreciseDate.month(2015, 3)
    assert march.could_be_by(date(2015, 3, 15))
    assert not march.is_by(date(2015, 3, 15))
    assert march.is_by(date(2015, 3, 31))
    assert not march.could_be_by(date(2015, 2, 28))


def test_a_month_is_over_only_when_its_last_day_is() -> None:
    march = ImpreciseDate.month(2015, 3)
    assert not march.is_before(date(2015, 3, 31))
    assert march.is_before(date(2015, 4, 1))


def test_a_month_contains_its_own_days_only() -> None:
    march = ImpreciseDate.month(2015, 3)
    days = [date(2015, 2, 28), date(2015, 3, 1), date(2015, 3, 31), date(2015, 4, 1)]
    assert [march.contains(day) for day in days] == [False, True, True, False]


def test_a_deadline_may_be_met_any_day_before() -> None:
    deadline = parse("by end September 2015")
    assert deadline.could_be_by(date(2014, 1, 1))
    assert deadline.contains(date(2014, 1, 1))
    assert not deadline.contains(date(2015, 10, 1))
    assert deadline.is_before(date(2015, 10, 1))


@given(DAYS)
def test_an_open_date_promises_nothing(on: date) -> None:
    tba = ImpreciseDate.tba()
    promises = [tba.is_before(on), tba.is_by(on), tba.could_be_by(on), tba.contains(on)]
    assert promises == [False] * 4
