"""The page "who we are" and its twin over the API: one reading, nothing empty, next steps for the office."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from alliance.choices import Role
from tests import factories as make
from tests.reporting.documents import signed_in, text_of
from tests.reporting.history import alliance_with_a_history

pytestmark = pytest.mark.django_db
PAGE = "/a/northern/who-we-are/"


@pytest.fixture
def past() -> SimpleNamespace:
    return alliance_with_a_history()


@pytest.fixture
def reader(past: SimpleNamespace) -> Client:
    return signed_in(make.make_member(past.alliance, Role.AUDITOR))


def page(client: Client, query: str = "?as_at=2017-09-22") -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return text_of(answer)


def test_shows_who_the_alliance_is(reader: Client) -> None:
    words = page(reader)
    for shown in (
        "To keep people safe together.",
        "2 partners, 4 bodies that decide.",
        "until 30 September 2016",
        "Senior Responsible Officer for the forces",
        "DCC Cat Deputy",
        "Recommends to Programme Board",
        "Lead (provisional)",
        "until 31 December 2016",
        "Unsigned in the source",
        "Why it was changed: The boards asked for it.",
        "Aims, edition 1, not in force any more",
        "Neighbourhood teams.",
        "Regional air support",
        "62.5%",
        "up to £50,000",
        "26 members of parliament",
        "01234 567890",
    ):
        assert shown in words, shown


def test_is_read_as_at_a_day(reader: Client) -> None:
    words = page(reader, "?as_at=2015-10-01")
    assert "3 partners, 6 bodies that decide." in words
    assert "Northshire Constabulary" in words
    assert "edition 2" not in words


def test_what_was_known_on_a_day_is_said_elsewhere(reader: Client) -> None:
    answer = reader.get(f"{PAGE}?known_on=2017-09-22")
    assert answer.status_code == 400
    assert "issued documents and the history" in text_of(answer)


def test_a_part_without_content_is_left_out_for_readers_and_a_next_step_for_the_office(past: SimpleNamespace) -> None:
    empty = make.make_alliance("New Alliance", slug="new")
    reader, office = make.make_member(empty, Role.AUDITOR), make.make_member(empty, Role.PROGRAMME_OFFICE)
    seen, kept = (signed_in(each).get("/a/new/who-we-are/").content.decode() for each in (reader, office))
    assert re.findall(r'<h2 [^>]*id="([a-z-]+)"', seen) == ["facts"]
    assert re.findall(r'<h2 [^>]*id="([a-z-]+)"', kept) == ["lacking", "facts"]
    assert "Add the organisations that deliver this programme together." in kept


def test_the_api_says_the_same_without_whom_to_ask(past: SimpleNamespace, reader: Client) -> None:
    answer = reader.get(f"/api/v1/alliances/{past.alliance.pk}/profile/?as_at=2017-09-22")
    assert answer.status_code == 200
    data = answer.json()
    assert [line["body"]["name"] for line in data["partners"]] == ["Northshire Police", "Eastshire Police"]
    assert data["partners_left"][0]["what"]["name"] == "Westshire Police"
    assert data["tiers"][1]["boards"][0]["recommends_to"] == "Programme Board"
    assert data["position"]["live"] == 2
    assert "01234" not in answer.content.decode()


def test_the_api_refuses_what_it_does_not_know(past: SimpleNamespace, reader: Client) -> None:
    answer = reader.get(f"/api/v1/alliances/{past.alliance.pk}/profile/?known_on=2017-09-22")
    assert answer.status_code == 400
