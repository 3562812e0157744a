"""The page of an area, where everything about it meets, and its twin over the API: both ways, by date, by reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance, Appointment
from programmes.models import (
    AreaName,
    AreaPartner,
    AreaRole,
    AreaStatement,
    AreaSuccession,
    Asset,
    BusinessArea,
    DependencyProvider,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


@dataclass
class Place:
    alliance: Alliance
    area: BusinessArea
    other: BusinessArea
    hidden: BusinessArea

    def client(self, role: str = Role.AUDITOR) -> Client:
        client = Client()
        client.force_login(make.make_member(self.alliance, role))
        return client

    def page(self, role: str = Role.AUDITOR, query: str = "", area: str = "fleet") -> str:
        return self.client(role).get(f"/a/{self.alliance.slug}/areas/{area}/{query}").content.decode()

    def data(self, role: str = Role.AUDITOR, query: str = "") -> dict[str, Any]:
        answer: dict[str, Any] = self.client(role).get(f"/api/v1/areas/{self.area.pk}/facts/{query}").json()
        return answer


@pytest.fixture
def place() -> Place:
    alliance = make.make_alliance(slug="region")
    area = make.make_area(alliance, "Fleet", slug="fleet")
    other = make.make_area(alliance, "Estates", slug="estates")
    return Place(alliance, area, other, make.make_area(alliance, "Covert", slug="covert", restricted=True))


def test_dependencies_stand_on_the_pages_of_both_ends(place: Place) -> None:
    row = make.make_dependency(
        place.area, what="Rooms", needed_by=make.day(2017, 9, 1), promised_by=make.day(2017, 9, 22)
    )
    make._save(DependencyProvider(dependency=row, name="The region", to_date=make.day(2017, 5, 31)))
    given = DependencyProvider(dependency=row, area=place.other, from_date=make.day(2017, 6, 1), reason="It was agreed")
    make._save(given)
    page = place.page(query="?as_at=2017-09-22")
    for words in ("It needs", "Rooms", "Until 31 May 2017: The region", "It was agreed", "21 days late", ">Late<"):
        assert words in page, words
    assert "/a/region/areas/estates/?as_at=2017-09-22" in page
    there = place.page(area="estates")
    assert "It gives" in there
    assert "/a/region/areas/fleet/" in there
    assert [line["given_by"] for line in place.data(query="?as_at=2017-05-01")["receives"]] == ["The region"]
    assert [line["given_by"] for line in place.data()["receives"]] == ["Estates"]
    assert "It gives" not in place.page(area="estates", query="?as_at=2017-05-01")


def test_what_touches_a_restricted_area_is_shown_to_the_cleared_alone(place: Place) -> None:
    row = make.make_dependency(place.area, what="Covert rooms")
    make._save(DependencyProvider(dependency=row, area=place.hidden))
    became = AreaSuccession(area=place.area, successor=place.hidden, kind="split", happened_on=make.day(2017, 1, 1))
    make._save(became)
    assert "Covert rooms" in place.page()
    assert "/areas/covert/" in place.page()
    for text in (place.page(Role.AREA_LEAD), str(place.data(Role.AREA_LEAD))):
        assert "Covert" not in text
    assert place.data(Role.AREA_LEAD)["became"] == []


def test_people_are_those_of_the_day(place: Place) -> None:
    post = make.make_post(make.make_organisation("North"), title="Deputy Chief Constable")
    make._save(AreaRole(area=place.area, part="SRO", post=post, provisional=True))
    make._save(AreaRole(area=place.area, part="Coordinating", person=make.make_person("Gary Jones")))
    make._save(AreaRole(area=place.area, part="Assigned"))
    before, now = make.make_person("Before Then"), make.make_person("Now There")
    make._save(Appointment(post=post, person=before, to_date=make.day(2016, 12, 31)))
    acting = Appointment.Standing.ACTING
    make._save(Appointment(post=post, person=now, from_date=make.day(2017, 1, 1), standing=acting))
    page = place.page()
    assert "Acting: Now There" in page
    assert "(provisional)" in page
    assert "Gary Jones" in page
    assert "Nobody is named" in page
    assert [line["holder"] for line in place.data(query="?as_at=2016-12-31")["roles"]] == ["Before Then", "", ""]


def test_partners_are_its_own_or_all_of_the_alliance(place: Place) -> None:
    north, south = (make.make_organisation(name) for name in ("North", "South"))
    for body in (north, south):
        make.make_partner(place.alliance, body)
    assert "All partners of the alliance" in place.page()
    assert [each["name"] for each in place.data()["partners"]] == ["North", "South"]
    make._save(AreaPartner(area=place.area, organisation=north))
    make._save(AreaPartner(area=place.area, organisation=south, to_date=make.day(2017, 3, 31), words="By notice."))
    assert [each["name"] for each in place.data(query="?as_at=2017-03-31")["partners"]] == ["North", "South"]
    assert [each["name"] for each in place.data(query="?as_at=2017-04-01")["partners"]] == ["North"]
    assert "Until 31 March 2017. By notice." in place.page()


def test_what_is_said_of_it_and_what_it_has_is_there(place: Place) -> None:
    make._save(AreaName(area=place.area, name="Vehicles", context="In the list of leads"))
    said = {"topic": "Options", "text": "Lead Force, Shared lead, hybrid etc", "source": "Order 0059"}
    make._save(AreaStatement(area=place.area, as_at=make.day(2016, 2, 12), **said))
    make._save(Asset(area=place.area, what="One set of hardware", stands_at=make.make_organisation("North")))
    register = make.make_register(place.alliance)
    make.make_risk(register, area=place.area, title="Drivers leave")
    make.make_risk(register, area=place.area, title="Sealed risk", restricted=True)
    page = place.page(Role.AREA_LEAD)
    for words in ("Vehicles", "In the list of leads", said["text"], "One set of hardware", "At North", "Drivers leave"):
        assert words in page, words
    assert "Sealed risk" not in page
    assert "Sealed risk" in place.page()
    assert said["text"] not in place.page(query="?as_at=2016-02-11")


def test_as_known_on_a_day_it_says_what_the_record_said(place: Place) -> None:
    row = make.make_dependency(place.area, what="Rooms as first written")
    row.history.update(history_date=row.history.first().history_date.replace(year=2020))
    BusinessArea.history.update(history_date=row.history.first().history_date)
    row.what = "Rooms as written now"
    make._save(row)
    assert "Rooms as first written" in place.page(query="?known_on=2020-12-31")
    assert "Rooms as written now" not in place.page(query="?known_on=2020-12-31")
    assert "Rooms as written now" in place.page()


def test_only_who_keeps_the_records_is_offered_to_reshape_it(place: Place) -> None:
    make.make_area_status(place.area, make.make_status(place.alliance), from_date=make.day(2016, 1, 1))
    assert "/areas/fleet/split/" in place.page(Role.PROGRAMME_OFFICE)
    assert "/areas/fleet/move/" not in place.page(Role.PROGRAMME_OFFICE), "there is no wider alliance"
    assert "/areas/fleet/split/" not in place.page(Role.AUDITOR)
    assert "/areas/fleet/split/" not in place.page(Role.PROGRAMME_OFFICE, query="?as_at=2017-01-01")
