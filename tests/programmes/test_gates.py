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
from programmes.models import Gate
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
        assert all(words in page for words in ("3 days late", "On time", "2 days early", "Not to the day"))
        assert page.index("First") < page.index("Fourth")
        assert "Elsewhere" not in page
