"""A name that the API does not know is refused, in a body and in a query, with the names that it knows."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework import serializers
from rest_framework.test import APIClient

from core.api.known_names import KnownNames
from core.api.reference import document
from core.records.registry import all_records
from tests import factories as make

pytestmark = pytest.mark.django_db
AREAS = "/api/v1/areas/"


class Place:
    def __init__(self) -> None:
        self.alliance = make.make_alliance()
        self.area = make.make_area(self.alliance)
        self.office = make.make_member(self.alliance)
        self.api = APIClient()
        self.api.force_authenticate(self.office)

    def patch(self, sent: Any, version: int = 1) -> Any:
        return self.api.patch(f"{AREAS}{self.area.pk}/", sent, headers={"If-Match": f'"v{version}"'})


@pytest.fixture
def place(db: Any) -> Place:
    return Place()


def test_an_unknown_field_of_a_change_is_named_with_the_known_ones(place: Place) -> None:
    answer = place.patch({"nonfield": "banana", "name": "Other"})
    assert answer.status_code == 400
    [words] = answer.json()["nonfield"]
    assert words.startswith("There is no field “nonfield” here. There are: alliance, change_reason, ")
    assert " version" not in words
    place.area.refresh_from_db()
    assert (place.area.version, place.area.name) == (1, place.area.name)


def test_an_unknown_field_of_a_new_record_is_named_beside_what_else_is_wrong(place: Place) -> None:
    answer = place.api.post(AREAS, {"alliance": place.alliance.pk, "nmae": "Custody"})
    assert answer.status_code == 400
    assert {"nmae", "name"} <= set(answer.json())


def test_an_unknown_field_of_a_verb_is_named(place: Place) -> None:
    address = f"{AREAS}{place.area.pk}/withdraw/"
    answer = place.api.post(address, {"reason": "x", "why": "y"}, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.json()) == (
        400,
        {"why": ["There is no field “why” here. There are: reason."]},
    )


@pytest.mark.parametrize("record", all_records(), ids=lambda record: record.slug)
def test_every_list_refuses_an_unknown_query_parameter(record: Any, place: Place) -> None:
    answer = place.api.get(f"/api/v1/{record.slug}/", {"bnad": "4"})
    assert answer.status_code == 400
    [words] = answer.json()["bnad"]
    assert words.startswith("There is no query parameter “bnad” here. There are: ")
    for name in ("format", "known_on", "page", "page_size"):
        assert name in words


@pytest.mark.parametrize(
    "address",
    ["periods/", "updates/", "users/", "notices/", "api-keys/", "saved-filters/", "reports/", "imports/", "my-work/"],
)
def test_every_other_list_does_too(address: str, place: Place) -> None:
    assert place.api.get(f"/api/v1/{address}").status_code == 200
    answer = place.api.get(f"/api/v1/{address}", {"bnad": "4"})
    assert (answer.status_code, list(answer.json())) == (400, ["bnad"])


@pytest.mark.parametrize("part", ["position", "overview"])
def test_a_misspelt_date_is_not_taken_for_today(part: str, place: Place) -> None:
    answer = place.api.get(f"/api/v1/alliances/{place.alliance.pk}/{part}/", {"asat": "2017-09-22"})
    assert (answer.status_code, list(answer.json())) == (400, ["asat"])


def test_what_all_lists_take_is_known(place: Place) -> None:
    query = {"page": 1, "page_size": 5, "format": "json", "alliance": place.alliance.slug, "search": "", "ordering": ""}
    assert place.api.get(AREAS, query).status_code == 200
    assert place.api.get(AREAS, {"known_on": "2030-01-01"}).status_code == 200
    subject = {"kind": "areas", "record": place.area.pk}
    assert place.api.get("/api/v1/comments/", subject).status_code == 200


def test_every_serializer_of_a_body_refuses_unknown_names() -> None:
    # First, as the serializers of records are made when the addresses are.
    paths = document()["paths"]
    # Other tests make serializers of their own, some by the name of one of ours.
    ours = {kind for kind in _below(serializers.BaseSerializer) if not kind.__module__.startswith("tests.")}
    kinds = {kind.__name__: kind for kind in ours}
    bodies = {
        content["schema"]["$ref"].rpartition("/")[2].removeprefix("Patched")
        for methods in paths.values()
        for stated in methods.values()
        for content in stated.get("requestBody", {}).get("content", {}).values()
        if "$ref" in content["schema"]
    }
    # Imports read their files by a form; their view refuses what it does not know.
    lax = {name for name in bodies if not issubclass(kinds[f"{name}Serializer"], KnownNames)} - {"ImportRequest"}
    assert len(bodies) > 20
    assert lax == set()


def test_an_import_refuses_an_unknown_field(place: Place) -> None:
    answer = place.api.post("/api/v1/imports/", {"aliance": "x"}, format="multipart")
    assert (answer.status_code, answer.json()) == (
        400,
        {"aliance": ["There is no field “aliance” here. There are: alliance, sheets."]},
    )


def _below(kind: type[Any]) -> set[type[Any]]:
    return {each for below in kind.__subclasses__() for each in {below, *_below(below)}}
