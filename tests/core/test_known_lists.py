"""A list as known on a past day holds what its filters, search, order and scope ask, or says what it cannot."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from core import clock
from risks.models import Register, Risk
from tests import factories as make

THEN = "2100-01-01"
CLOSED = {"state": "closed", "closed_on": make.day(2017, 9, 1)}


def named(reference: str, register: Register, **fields: Any) -> Risk:
    risk = Risk(register=register, reference=reference, text="Something may happen.", **fields)
    saved: Risk = make._save(risk)
    return saved


class Place:
    """Two alliances of one reader; a risk of the first that was open and said "Old" once, and is closed today."""

    def __init__(self) -> None:
        self.reader = make.make_user("Reader")
        self.alliances = [make.make_alliance(slug=slug) for slug in ("north", "south")]
        for each in self.alliances:
            make.give_role(self.reader, each, Role.PROGRAMME_OFFICE)
        self.registers = [make.make_register(each) for each in self.alliances]
        self.risk = named("R-01", self.registers[0], title="Old words")
        self.other = named("R-02", self.registers[0], title="Another", **CLOSED)
        self.south = named("R-03", self.registers[1], title="Old words")
        self.client = Client()
        self.client.force_login(self.reader)
        self.risk.history.update(history_date=clock.now().replace(year=2020))
        self.risk.title, self.risk.state, self.risk.closed_on = "New words", "closed", CLOSED["closed_on"]
        make._save(self.risk)

    def api(self, **asked: Any) -> Any:
        return self.client.get("/api/v1/risks/", {"known_on": THEN, **asked})

    def found(self, **asked: Any) -> list[str]:
        answer = self.api(**asked)
        assert answer.status_code == 200, answer.content
        return [row["reference"] for row in answer.json()["results"]]

    def page(self, **asked: Any) -> Any:
        return self.client.get("/a/north/records/risks/", {"known_on": THEN, **asked})


@pytest.fixture
def place(db: Any) -> Place:
    return Place()


def test_the_api_asks_the_rows_as_they_were(place: Place) -> None:
    assert sorted(place.found()) == ["R-01", "R-02", "R-03"]
    assert sorted(place.found(alliance="north")) == ["R-01", "R-02"]
    assert place.found(alliance=place.alliances[1].pk) == ["R-03"]
    assert place.found(alliance="north", state="open") == []
    assert place.found(known_on="2020-12-31", state="open", search="old") == ["R-01"]
    assert place.found(known_on="2020-12-31", state="closed") == []
    assert place.found(search="new") == ["R-01"]
    assert place.found(ordering="-reference") == ["R-03", "R-02", "R-01"]
    assert place.found(register=place.registers[1].pk) == ["R-03"]


@pytest.mark.parametrize("asked", [{"likelihood": 4}, {"scored": "true"}, {"impact": 1, "likelihood": 2}])
def test_the_api_refuses_what_history_cannot_answer(place: Place, asked: dict[str, Any]) -> None:
    answer = place.api(**asked)
    assert answer.status_code == 400
    assert set(answer.json()) == set(asked)


def test_a_wrong_value_is_refused_as_of_any_list(place: Place) -> None:
    for asked in ({"state": "nowhere"}, {"alliance": "nowhere"}, {"ordering": "nowhere"}):
        answer = place.api(**asked)
        assert (answer.status_code, set(answer.json())) == (400, set(asked))


def test_the_page_asks_the_same(place: Place) -> None:
    def shown(**asked: Any) -> list[bool]:
        text = place.page(**asked).content.decode()
        return [reference in text for reference in ("R-01", "R-02", "R-03")]

    assert shown() == [True, True, False]
    assert shown(state="open") == [False, False, False]
    assert shown(known_on="2020-12-31", state="open") == [True, False, False]
    assert shown(search="another") == [False, True, False]


def test_the_page_says_what_it_cannot_be_asked(place: Place) -> None:
    answer = place.page(likelihood="4")
    assert answer.status_code == 400
    assert "This cannot be asked of the rows as known on a past day" in answer.content.decode()
    assert "R-01" not in answer.content.decode()
    for url, name in (("/a/north/areas/", "search"), ("/a/north/areas/", "sort"), ("/a/north/meetings/", "board")):
        refused = place.client.get(url, {"known_on": THEN, name: "name"})
        assert (refused.status_code, name in refused.content.decode()) == (400, True)
        assert place.client.get(url, {"known_on": THEN}).status_code == 200


LISTS = ["risks", "areas", "periods", "updates", "reports", "paper-versions", "baseline-moves", "meetings"]


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_takes_an_alliance_by_number_or_short_name(place: Place, kind: str) -> None:
    def numbers(alliance: Any) -> list[int]:
        answer = place.client.get(f"/api/v1/{kind}/", {"alliance": alliance})
        assert answer.status_code == 200, answer.content
        return [row["id"] for row in answer.json()["results"]]

    assert numbers("north") == numbers(place.alliances[0].pk)
    if kind == "risks":
        assert sorted(numbers(place.alliances[0].pk)) == sorted([place.risk.pk, place.other.pk])
    hidden = make.make_alliance(slug="hidden")
    for unknown in ("nowhere", 987654, "hidden", hidden.pk, "9" * 40):
        refused = place.client.get(f"/api/v1/{kind}/", {"alliance": unknown})
        assert (refused.status_code, str(unknown) in str(refused.json()["alliance"])) == (400, True)


def test_a_short_name_that_is_a_number_goes_before_the_number(place: Place) -> None:
    named = make.make_alliance(slug=str(place.alliances[0].pk))
    make.give_role(place.reader, named, Role.PROGRAMME_OFFICE)
    assert place.client.get("/api/v1/risks/", {"alliance": named.slug}).json()["results"] == []
    withdrawn = place.client.get("/api/v1/risks/withdrawn/", {"alliance": place.alliances[1].pk})
    assert withdrawn.status_code == 200
