"""Gates: how late one is, which come next, and who sees them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.test import APIClient

from alliance.choices import Role
from core import clock
from core.imprecise_dates import ImpreciseDate
from programmes.models import Gate, slippage_in_words
from programmes.readings.courses import against_plan
from tests import factories as make

DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))


@given(planned=DAYS, forecast=DAYS, passed=st.none() | DAYS)
def test_slippage_is_the_days_between_two_days(planned: date, forecast: date, passed: date | None) -> None:
    gate = Gate(planned_on=planned, forecast_on=forecast, passed_on=passed)
    assert planned + timedelta(days=gate.slippage) == (passed or forecast)


@pytest.mark.parametrize(
    ("planned", "forecast"),
    [("June 2017", "1 July 2017"), ("1 June 2017", "July 2017"), ("1 June 2017", "TBA"), ("1 June 2017", None)],
)
def test_there_is_none_where_a_date_is_less_than_a_day(planned: str, forecast: str | None) -> None:
    assert Gate(planned_on=planned, forecast_on=forecast and ImpreciseDate.parse(forecast)).slippage is None


@pytest.mark.parametrize(
    ("planned", "now", "words"),
    [
        ("1 June 2017", "13 June 2017", "12 days late"),
        ("1 June 2017", "31 May 2017", "1 day early"),
        ("1 June 2017", "1 June 2017", "On time"),
        ("March 2016", "May 2016", "2 months late"),
        ("March 2016", "10 March 2016", "In the month planned"),
        ("December 2016", "November 2016", "1 month early"),
        ("2016/17", "May 2016", "Not to the month"),
        ("1 June 2017", "TBA", "Not to the month"),
        ("1 June 2017", None, ""),
    ],
)
def test_slippage_in_words_is_as_precise_as_the_dates(planned: str, now: str | None, words: str) -> None:
    assert slippage_in_words(ImpreciseDate.parse(planned), now and ImpreciseDate.parse(now)) == words


def test_c_11_a_gate_of_a_month_is_overdue_in_words_when_the_month_is_over() -> None:
    gate = Gate(planned_on=ImpreciseDate.parse("March 2016"))
    assert against_plan(gate, date(2016, 3, 31)) == ""
    assert against_plan(gate, date(2016, 5, 20)) == "Overdue: was due March 2016"
    gate.forecast_on = ImpreciseDate.parse("April 2016")
    assert against_plan(gate, date(2016, 5, 20)) == "Overdue: was due April 2016, 1 month late"


@pytest.mark.django_db
def test_the_next_gates_come_by_their_forecast_and_those_passed_do_not() -> None:
    area = make.make_area(make.make_alliance())
    make.make_gate(area, "passed", passed_on=make.day(2017, 7, 1))
    make.make_gate(area, "late", forecast_on=make.day(2018, 1, 1))
    make.make_gate(area, "soon", planned_on=make.day(2017, 9, 1))
    make.make_gate(area, "some day", planned_on=None)
    assert [gate.name for gate in Gate.objects.ahead_on(date(2017, 8, 1))] == ["soon", "late", "some day"]
    assert [gate.name for gate in Gate.objects.ahead_on(date(2017, 6, 30))] == ["passed", "soon", "late", "some day"]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "seen"), [(Role.AREA_LEAD, 0), (Role.AUDITOR, 1)])
def test_a_restricted_area_hides_its_gates(role: str, seen: int) -> None:
    alliance = make.make_alliance()
    make.make_gate(make.make_area(alliance, restricted=True), "hidden")
    client = APIClient()
    client.force_authenticate(make.make_member(alliance, role))
    assert client.get("/api/v1/gates/").json()["count"] == seen


@pytest.mark.django_db
def test_the_api_says_the_days_late() -> None:
    alliance = make.make_alliance()
    area = make.make_area(alliance)
    make.make_gate(area, planned_on=make.day(2017, 6, 1), forecast_on=make.day(2017, 6, 15))
    make.make_gate(area, planned_on=ImpreciseDate.parse("June 2017"), forecast_on=make.day(2017, 6, 15))
    client = APIClient()
    client.force_authenticate(make.make_member(alliance))
    assert [row["slippage"] for row in client.get("/api/v1/gates/").json()["results"]] == ["14", None]


@pytest.mark.django_db
def test_the_page_of_an_area_shows_its_gates_against_the_plan() -> None:
    alliance = make.make_alliance()
    area = make.make_area(alliance, slug="ict")
    for name, planned, passed in (("First", 1, 4), ("Second", 5, 5), ("Third", 9, 7), ("Fourth", 10, None)):
        make.make_gate(
            area, name, planned_on=make.day(2017, 6, planned), passed_on=passed and make.day(2017, 6, passed)
        )
    make.make_gate(make.make_area(alliance), "Elsewhere")
    client = Client()
    client.force_login(make.make_member(alliance, Role.AUDITOR))
    for query in ("", f"?known_on={clock.today().isoformat()}"):
        page = client.get(f"/a/{alliance.slug}/areas/ict/{query}").content.decode()
        assert all(words in page for words in ("3 days late", "On time", "2 days early", "was due 10 June 2017"))
        assert page.index("First") < page.index("Fourth")
        assert "Elsewhere" not in page
