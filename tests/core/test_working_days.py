"""Working days and clear days under both calendars, with the worked examples of domain.md 2.9."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import (
    ANY_PART_OF_UK,
    CALENDARS,
    ENGLAND_AND_WALES,
    WorkingCalendar,
    add_working_days,
    clear_days_before,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(date(2005, 1, 1), date(2035, 12, 31))
CALENDAR = st.sampled_from(list(CALENDARS.values()))


@pytest.mark.parametrize(
    ("meeting", "publish_by"),
    [
        (date(2017, 9, 22), date(2017, 9, 14)),  # rule B-41
        (date(2016, 6, 6), date(2016, 5, 26)),  # rule A-36: 30 May was a bank holiday
        (date(2010, 6, 28), date(2010, 6, 18)),
    ],
)
def test_five_clear_days_fall_before_the_meeting(meeting: date, publish_by: date) -> None:
    assert clear_days_before(meeting, 5) == publish_by


@pytest.mark.parametrize(
    ("approved", "due"),
    [(date(2015, 9, 16), date(2015, 9, 21)), (date(2016, 3, 24), date(2016, 3, 31))],
)
def test_three_working_days_after_an_approval_skip_weekends_and_easter(approved: date, due: date) -> None:
    assert add_working_days(approved, 3) == due


@pytest.mark.parametrize("calendar", CALENDARS.values())
@pytest.mark.parametrize(
    "on",
    [
        date(2011, 4, 29),
        date(2012, 6, 4),
        date(2012, 6, 5),
        date(2020, 5, 8),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    ],
)
def test_a_proclaimed_or_moved_bank_holiday_is_no_working_day(on: date, calendar: WorkingCalendar) -> None:
    assert not is_working_day(on, calendar)


@pytest.mark.parametrize("on", [date(2012, 5, 28), date(2020, 5, 4), date(2022, 5, 30)])
def test_the_day_that_a_bank_holiday_was_moved_from_is_a_working_day(on: date) -> None:
    assert is_working_day(on)
    assert is_working_day(on, ANY_PART_OF_UK)


@pytest.mark.parametrize(
    "on",
    [
        date(2018, 1, 2),  # Scotland
        date(2017, 3, 17),  # St Patrick's Day
        date(2017, 7, 12),  # the Battle of the Boyne
        date(2017, 8, 7),  # the first Monday in August
        date(2017, 11, 30),  # St Andrew's Day
        date(2013, 12, 2),  # St Andrew's Day moved from a Saturday
    ],
)
def test_a_holiday_of_scotland_or_northern_ireland_counts_for_information_requests_only(on: date) -> None:
    assert is_working_day(on, ENGLAND_AND_WALES)
    assert not is_working_day(on, ANY_PART_OF_UK)


@pytest.mark.parametrize("on", [date(2015, 12, 25), date(2015, 12, 28), date(2017, 4, 14), date(2017, 4, 17)])
def test_christmas_and_easter_are_no_working_days_anywhere(on: date) -> None:
    assert not is_working_day(on)
    assert not is_working_day(on, ANY_PART_OF_UK)


def test_an_information_request_is_answered_in_twenty_days_free_of_any_bank_holiday() -> None:
    received = date(2017, 7, 10)
    assert add_working_days(received, 20) == date(2017, 8, 7)
    assert add_working_days(received, 20, ANY_PART_OF_UK) == date(2017, 8, 9)


def test_a_calendar_may_hold_closures_of_its_own() -> None:
    shut = date(2017, 9, 20)
    own = WorkingCalendar("office", "The office", ("ENG",), frozenset({shut}))
    assert not is_working_day(shut, own)
    assert clear_days_before(date(2017, 9, 22), 5, own) == date(2017, 9, 13)


@pytest.mark.parametrize("nations", [(), ("ENG", "FRA")])
def test_a_calendar_of_no_known_nation_is_refused(nations: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="nations"):
        WorkingCalendar("x", "X", nations)


def test_a_negative_count_of_clear_days_is_refused() -> None:
    with pytest.raises(ValueError, match="count"):
        clear_days_before(date(2017, 9, 22), -1)


@given(DAYS, st.integers(1, 60), CALENDAR)
def test_going_on_and_back_returns_to_a_working_day(on: date, count: int, calendar: WorkingCalendar) -> None:
    start = add_working_days(on, 1, calendar)
    assert add_working_days(add_working_days(start, count, calendar), -count, calendar) == start


@given(DAYS, st.integers(1, 60), CALENDAR)
def test_counting_agrees_with_looking_at_each_day(on: date, count: int, calendar: WorkingCalendar) -> None:
    end = add_working_days(on, count, calendar)
    passed = [on + timedelta(days=n) for n in range(1, (end - on).days + 1)]
    assert sum(is_working_day(day, calendar) for day in passed) == count
    assert is_working_day(end, calendar)


@given(DAYS, st.integers(0, 30), CALENDAR)
def test_publishing_a_working_day_later_leaves_too_few_clear_days(
    meeting: date, count: int, calendar: WorkingCalendar
) -> None:
    publish_by = clear_days_before(meeting, count, calendar)
    assert working_days_between(publish_by, meeting, calendar) == count
    too_late = add_working_days(publish_by, 1, calendar)
    assert max(working_days_between(too_late, meeting, calendar), 0) < max(count, 1)


@given(DAYS)
def test_the_calendar_of_the_whole_kingdom_is_never_the_more_generous(on: date) -> None:
    assert is_working_day(on) or not is_working_day(on, ANY_PART_OF_UK)
