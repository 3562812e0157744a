"""A short name in addresses is made from the name when nobody gives one, stands once, and can be changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from alliance.choices import Role
from alliance.models import Organisation, Person
from programmes.models import BusinessArea
from tests import factories as make


class Place:
    def __init__(self) -> None:
        self.alliance = make.make_alliance(slug="north")
        self.office = make.make_member(self.alliance, Role.PROGRAMME_OFFICE)
        self.client = Client()
        self.client.force_login(self.office)
        self.api = APIClient()
        self.api.force_authenticate(self.office)

    def typed(self, plural: str, **values: Any) -> Any:
        page = f"/a/north/records/{plural}/add/" if plural == "areas" else f"/directory/{plural}/add/"
        return self.client.post(page, {"slug": "", "kind": "force", "order": "0", "tier": "", **values})

    def sent(self, plural: str, **values: Any) -> Any:
        return self.api.post(f"/api/v1/{plural}/", values)


@pytest.fixture
def place(db: Any) -> Place:
    return Place()


def test_a_form_makes_it_from_the_name(place: Place) -> None:
    shown = place.client.get("/directory/organisations/add/").content.decode()
    assert "Leave it empty to have it made from the name." in shown
    for _ in range(3):
        assert place.typed("organisations", name="Dorset Police & Crime").status_code == 302
    slugs = Organisation.objects.filter(name="Dorset Police & Crime").order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["dorset-police-crime", "dorset-police-crime-2", "dorset-police-crime-3"]
    assert place.typed("people", name="Zoë O’Neil").status_code == 302
    assert Person.objects.get().slug == "zoe-oneil"


def test_one_that_is_given_is_kept_and_one_that_is_taken_is_refused(place: Place) -> None:
    make.make_organisation("Dorset Police", slug="dorset")
    assert place.typed("organisations", name="Other", slug="mine").status_code == 302
    assert Organisation.objects.get(name="Other").slug == "mine"
    assert place.typed("organisations", name="Third", slug="dorset").status_code == 422


def test_areas_of_two_alliances_may_share_one(place: Place) -> None:
    make.make_area(make.make_alliance(), "Fleet", slug="fleet")
    for expected in ("fleet", "fleet-2"):
        answer = place.sent("areas", alliance=place.alliance.pk, name="Fleet")
        assert (answer.status_code, answer.json()["slug"]) == (201, expected)


def test_the_api_makes_it_where_it_is_left_out_or_empty(place: Place) -> None:
    names = [place.sent("organisations", name="Kent Fire", kind="force", **more) for more in ({}, {"slug": ""})]
    assert [(each.status_code, each.json()["slug"]) for each in names] == [(201, "kent-fire"), (201, "kent-fire-2")]
    nameless = place.sent("organisations", kind="force")
    assert (nameless.status_code, set(nameless.json())) == (400, {"name"})
    strange = place.sent("organisations", name="消防", kind="force")
    assert (strange.status_code, strange.json()["slug"]) == (201, "organisation")


def test_it_can_be_changed_and_stays_otherwise(place: Place) -> None:
    made = place.sent("organisations", name="Kent Fire", kind="force")
    address, match = f"/api/v1/organisations/{made.json()['id']}/", {"headers": {"If-Match": made.headers["ETag"]}}
    renamed = place.api.patch(address, {"name": "Kent Fire and Rescue"}, **match)
    assert renamed.json()["slug"] == "kent-fire"
    match = {"headers": {"If-Match": renamed.headers["ETag"]}}
    assert place.api.patch(address, {"slug": "kfrs"}, **match).json()["slug"] == "kfrs"


def test_a_long_name_leaves_room_for_its_number(place: Place) -> None:
    name = "word " * 30
    slugs = [place.sent("areas", alliance=place.alliance.pk, name=name.strip()).json()["slug"] for _ in range(2)]
    assert slugs[1].endswith("-2")
    assert all(len(slug) <= 100 for slug in slugs)
    assert BusinessArea.objects.filter(slug__in=slugs).count() == 2
