"""Whoever opens restricted matter, by whatever door, is written down; who opens what is open is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from core.models import Reading
from core.readings import restricted_among
from programmes.models import AreaPhase
from tests import factories as make


class Place:
    """An alliance with an open and a restricted row of several kinds, and an auditor who reads it."""

    def __init__(self) -> None:
        self.alliance = make.make_alliance(slug="north")
        self.reader = make.make_member(self.alliance, Role.AUDITOR)
        self.client = Client()
        self.client.force_login(self.reader)
        register, board = make.make_register(self.alliance), make.make_board(self.alliance)
        self.sealed = make.make_area(self.alliance, "Sealed", slug="sealed", restricted=True)
        self.open = make.make_area(self.alliance, "Open", slug="open")
        self.risks = [make.make_risk(register, restricted=n > 1) for n in (1, 2, 3)]
        self.of_sealed = make.make_risk(register, area=self.sealed)
        self.meeting = make.make_meeting(board)
        self.item = make.make_item(self.meeting, restricted=True)
        self.paper = make.make_paper(self.item)
        self.benefit = make.make_benefit(self.alliance, title="Hidden", area=self.sealed)

    def read(self, url: str) -> list[tuple[str, int, str]]:
        """What is written down of one request."""
        Reading.objects.all().delete()
        assert self.client.get(url).status_code == 200, url
        assert set(Reading.objects.values_list("user", flat=True)) <= {self.reader.pk}
        return list(Reading.objects.values_list("subject_kind", "subject_id", "route"))


@pytest.fixture
def place(db: Any) -> Place:
    return Place()


@pytest.mark.parametrize("door", ["", "history/"])
def test_opening_a_restricted_record_is_noted_by_page_and_api(place: Place, door: str) -> None:
    for kind, row in {
        "risks": place.risks[1],
        "agenda-items": place.item,
        "benefits": place.benefit,
    }.items():
        name = type(row)._meta.model_name
        assert place.read(f"/a/north/records/{kind}/{row.pk}/{door}") == [(name, row.pk, "page")]
        assert place.read(f"/api/v1/{kind}/{row.pk}/{door}") == [(name, row.pk, "api")]
    assert place.read(f"/api/v1/risks/{place.of_sealed.pk}/{door}") == [("risk", place.of_sealed.pk, "api")]


def test_pages_of_their_own_are_noted_too(place: Place) -> None:
    assert place.read("/a/north/areas/sealed/") == [("businessarea", place.sealed.pk, "page")]
    assert place.read(f"/a/north/papers/{place.paper.pk}/") == [("paper", place.paper.pk, "page")]
    assert place.read(f"/a/north/meetings/{place.meeting.pk}/") == [("agendaitem", 0, "page-list")]


def test_what_is_open_is_not_noted(place: Place) -> None:
    for url in (
        f"/a/north/records/risks/{place.risks[0].pk}/",
        f"/api/v1/risks/{place.risks[0].pk}/",
        "/a/north/areas/open/",
        "/a/north/records/boards/",
        "/api/v1/boards/",
    ):
        assert place.read(url) == []


@pytest.mark.parametrize(("url", "route"), [("/a/north/records/risks/", "page"), ("/api/v1/risks/", "api")])
@pytest.mark.parametrize("asked", ["", "?known_on=2100-01-01"])
def test_a_list_is_one_reading_that_names_the_restricted_rows(place: Place, url: str, route: str, asked: str) -> None:
    assert place.read(url + asked) == [("risk", 0, f"{route}-list")]
    hidden = sorted([place.risks[1].pk, place.risks[2].pk, place.of_sealed.pk])
    assert Reading.objects.get().subject_title == f"List of 3 restricted risks: {', '.join(map(str, hidden))}"


def test_the_list_of_areas_is_one_reading(place: Place) -> None:
    assert place.read("/a/north/areas/") == [("businessarea", 0, "page-list")]


def test_what_cannot_be_read_is_not_noted(place: Place) -> None:
    outsider = Client()
    outsider.force_login(make.make_member(place.alliance, Role.AREA_LEAD))
    Reading.objects.all().delete()
    assert outsider.get(f"/a/north/records/risks/{place.risks[1].pk}/").status_code == 404
    assert outsider.get("/a/north/records/risks/").status_code == 200
    assert not Reading.objects.exists()


def test_what_a_kind_speaks_of_restricts_its_rows(place: Place, django_assert_num_queries: Any) -> None:
    phases = [AreaPhase(area=area, name="Discovery") for area in (place.sealed, place.open)]
    for phase in phases:
        make._save(phase)
    with django_assert_num_queries(1):
        assert restricted_among(phases) == {phases[0].pk}
    with django_assert_num_queries(0):
        assert restricted_among([place.alliance]) == set()
