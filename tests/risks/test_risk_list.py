"""The list of risks, on its page and over the API: the worst first, with score, band, owner and mark."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from tests import factories as make
from tests.access.world import World

pytestmark = pytest.mark.django_db
LIMIT = 14
"""Two of them note which restricted risks were read."""


@pytest.fixture
def office(world: World) -> Client:
    client = Client()
    client.force_login(world.people["programme_office"])
    client.get("/account/")
    return client


@pytest.fixture
def register(world: World) -> Any:
    return make.make_register(world.a)


def results(office: Client, register: Any, **asked: str) -> list[dict[str, Any]]:
    return office.get(reverse("api:risks-list"), {"register": register.pk, **asked}).json()["results"]


def page(office: Client, world: World, **asked: Any) -> Any:
    return office.get(reverse("records:list", kwargs={"alliance": world.a.slug, "kind": "risks"}), asked)


def test_the_worst_come_first_and_the_unscored_after_the_scored(office: Client, world: World, register: Any) -> None:
    framework = make.make_framework(world.a)
    unscored, low, high, wide = (make.make_risk(register) for _ in range(4))
    gone = make.make_risk(register, state="closed", closed_on=make.day(2017, 7, 1))
    make.make_assessment(low, framework, 1, 1)
    make.make_assessment(high, framework, 5, 5)
    make.make_assessment(wide, framework, 5, 4)
    make.make_assessment(gone, framework, 5, 5)
    rows = results(office, register)
    assert [row["id"] for row in rows] == [high.pk, wide.pk, low.pk, unscored.pk, gone.pk]
    assert [(row["band"], row["score"]) for row in rows[::3]] == [("High", "likelihood 5, impact 5"), (None, None)]
    shown = page(office, world, register=register.pk)
    assert [row.pk for row, _ in shown.context["table"]] == [row["id"] for row in rows]
    assert "Not scored" in shown.content.decode()


def test_another_order_may_be_asked_for(office: Client, world: World, register: Any) -> None:
    first, second = (make.make_risk(register) for _ in range(2))
    make.make_assessment(second, make.make_framework(world.a), 5, 5)
    assert [row["id"] for row in results(office, register, ordering="reference")] == [first.pk, second.pk]


def test_the_score_is_that_of_the_day_of_the_list(office: Client, world: World, register: Any) -> None:
    framework, risk = make.make_framework(world.a), make.make_risk(register)
    make.make_assessment(risk, framework, 1, 1, assessed_on=date(2016, 1, 1))
    make.make_assessment(risk, framework, 5, 5, assessed_on=date(2017, 1, 1))
    assert [row["band"] for row in results(office, register, as_at="2016-06-01")] == ["Low"]
    assert [row["band"] for row in results(office, register)] == ["High"]
    assert office.get(reverse("api:risks-detail", args=[risk.pk])).json()["band"] == "High"


def test_the_score_known_on_a_day_is_what_the_record_said_then(office: Client, world: World, register: Any) -> None:
    framework, risk = make.make_framework(world.a), make.make_risk(register)
    make.make_assessment(risk, framework, 5, 5)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    [row] = [each for each in page(office, world, known_on=tomorrow).context["table"] if each[0].pk == risk.pk]
    assert [cell.text for cell in row[1]][2:4] == ["High", "Likelihood 5, impact 5"]


def test_the_list_names_the_owner_and_marks_the_restricted(office: Client, world: World, register: Any) -> None:
    owner = make.make_post()
    make.make_risk(register, owner=owner)
    assert str(owner) in page(office, world, register=register.pk).content.decode()
    shown = page(office, world)
    restricted = [row for row, _ in shown.context["table"] if row.restricted]
    assert restricted
    assert shown.content.decode().count(">Restricted</span>") == len(restricted)


def test_scored_risks_of_many_frameworks_ask_no_query_more(office: Client, world: World, register: Any) -> None:
    def count() -> list[int]:
        numbers = []
        for ask in (lambda: page(office, world), lambda: results(office, register)):
            with CaptureQueriesContext(connection) as queries:
                ask()
            numbers.append(len(queries))
        return numbers

    def more(number: int) -> None:
        for _ in range(number):
            risk = make.make_risk(register, owner=make.make_post())
            make.make_assessment(risk, make.make_framework(world.a, side=2), 2, 2)

    more(2)
    before = count()
    more(8)
    assert count() == before
    assert before[0] <= LIMIT


def test_without_a_day_the_list_says_all_dates_and_shows_them(office: Client, world: World, register: Any) -> None:
    today = clock.today()
    make.make_risk(register)
    make.make_risk(register, state="closed", closed_on=make.day(2017, 7, 1))
    alike = page(office, world, register=register.pk)
    assert "<strong>All dates</strong>" in alike.content.decode()
    assert len(alike.context["table"]) == len(results(office, register)) == 2
    asked: list[dict[str, str]] = [
        {"as_at": today.isoformat()},
        {"as_at-day": str(today.day), "as_at-month": str(today.month), "as_at-year": str(today.year)},
    ]
    for query in asked:
        of_today = page(office, world, register=register.pk, **query)
        assert "<strong>All dates</strong>" not in of_today.content.decode()
        assert len(of_today.context["table"]) == 1
    assert len(results(office, register, as_at=today.isoformat())) == 1


def test_one_row_is_spoken_of_as_one(office: Client, world: World, register: Any) -> None:
    make.make_risk(register)
    words = page(office, world, register=register.pk).content.decode()
    assert ">1 risk</p>" in words
    assert "1 to 1 of 1 risk</p>" in words
    assert "Change the one risk of this filter" in words


def test_the_filters_stand_open_while_one_is_set(office: Client, world: World, register: Any) -> None:
    assert '<details class="filter-bar-fold">' in page(office, world).content.decode()
    words = page(office, world, register=register.pk).content.decode()
    assert '<details class="filter-bar-fold" open><summary>Filters (1 set)</summary>' in words
