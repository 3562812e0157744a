"""Dependencies: who gives what to whom and by when, a giver that changed, and who may know of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance
from core import clock
from core.imports.actions import import_at_once
from core.imports.exporting import export_records
from programmes.models import BusinessArea, Dependency, DependencyProvider
from tests import factories as make

pytestmark = pytest.mark.django_db
SHEETS = {
    "areas": "Short name,Name\niam,Identity management\nit,Technology\n",
    "dependencies": (
        "Code,What is needed,Received by,Receiver in words,Needed by,Promised for,State,Met\n"
        "pki,PKI user access,iam,,July 2010,by end September 2010,At risk,\n"
        "niche,NICHE live in five forces,,The whole programme,June 2016,June 2016,Met,June 2016\n"
    ),
    "dependency-providers": (
        "Dependency,Area,Giver in words,From,To,Reason for the change\n"
        "pki,,Nottinghamshire,,31 May 2010,\npki,,NPIA,1 June 2010,,It was agreed nationally\n"
        "niche,it,,,,\n"
    ),
}


@pytest.fixture
def alliance() -> Alliance:
    return make.make_alliance(slug="region")


@pytest.fixture
def areas(alliance: Alliance) -> tuple[BusinessArea, BusinessArea]:
    return make.make_area(alliance, "Identity"), make.make_area(alliance, "Secret", restricted=True)


def client_of(alliance: Alliance, role: str) -> Client:
    client = Client()
    client.force_login(make.make_member(alliance, role))
    return client


def give(dependency: Dependency, **fields: Any) -> DependencyProvider:
    return make._save(DependencyProvider(dependency=dependency, **fields))


def refused(row: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def send(texts: dict[str, str], *, check_only: bool = False) -> Any:
    files = [(f"{name}.csv", text.encode()) for name, text in texts.items()]
    return import_at_once(files=files, check_only=check_only, actor="system:test")


def test_d_21_a_changed_giver_is_kept_with_its_dates(alliance: Alliance) -> None:
    exported = export_records(scope=alliance, by=None, at=clock.now(), route="test")
    send(SHEETS | {"alliance": exported["alliance"]})
    pki, niche = Dependency.objects.order_by("-code")
    assert [str(row) for row in pki.givers_on(date(2010, 5, 31))] == ["Nottinghamshire"]
    assert [str(row) for row in pki.givers_on(date(2010, 6, 28))] == ["NPIA"]
    assert (pki.given_by, niche.given_by) == ("NPIA", "Technology")
    assert (pki.received_by, niche.received_by) == ("Identity management", "The whole programme")
    again = export_records(scope=alliance, by=None, at=clock.now(), route="test")
    assert send(again, check_only=True).rows == []
    assert DependencyProvider.objects.as_at(date(2010, 5, 31)).filter(dependency=pki).get().name == "Nottinghamshire"


def test_it_says_by_how_many_days_it_is_late() -> None:
    row = Dependency(needed_by=make.day(2017, 9, 1), promised_by=make.day(2017, 9, 22))
    assert (row.slippage, row.is_late(date(2017, 9, 1)), row.is_late(date(2017, 9, 2))) == (21, False, True)
    row.state, row.met_on = "met", make.day(2017, 8, 31)
    assert (row.slippage, row.is_late(date(2017, 9, 2))) == (-1, False)


def test_what_makes_no_sense_is_refused_by_field(alliance: Alliance, areas: tuple[BusinessArea, ...]) -> None:
    nobody = Dependency(alliance=alliance, code="a", what="Rooms")
    assert "say in words" in refused(nobody)["receiver"][0]
    met = Dependency(alliance=alliance, code="a", what="Rooms", receiver=areas[0], state="met")
    assert "when it was met" in refused(met)["met_on"][0]
    met.met_on, met.state = make.day(2017, 9, 1), "open"
    assert "choose Met" in refused(met)["state"][0]
    row = make.make_dependency(areas[0])
    assert "Choose the area" in refused(DependencyProvider(dependency=row))["area"][0]
    assert "cannot give it too" in refused(DependencyProvider(dependency=row, area=areas[0]))["area"][0]
    foreign = make.make_area(make.make_alliance())
    assert "of this alliance" in refused(DependencyProvider(dependency=row, area=foreign))["area"][0]


@pytest.mark.parametrize("end", ["receiver", "giver", "former giver"])
def test_a_restricted_area_at_either_end_hides_it(
    end: str, alliance: Alliance, areas: tuple[BusinessArea, ...]
) -> None:
    plain, secret = areas
    row = make.make_dependency(secret if end == "receiver" else plain, what="Hidden rooms")
    if end == "giver":
        give(row, area=secret)
    elif end == "former giver":
        give(row, area=secret, to_date=make.day(2016, 1, 1))
        give(row, name="Somebody else")
    else:
        give(row, area=plain)
    for kind in ("dependencies", "dependency-providers"):
        counts = [
            client_of(alliance, role).get(f"/api/v1/{kind}/").json()["count"] for role in (Role.AREA_LEAD, Role.AUDITOR)
        ]
        assert counts[0] == 0
        assert counts[1] >= 1
    assert (
        "Hidden rooms"
        not in client_of(alliance, Role.AREA_LEAD).get("/a/region/records/dependencies/").content.decode()
    )
    assert Dependency.objects.in_edition(alliance, with_restricted=False).count() == 0
    assert DependencyProvider.objects.in_edition(alliance, with_restricted=False).count() == 0
    assert Dependency.objects.in_edition(alliance, with_restricted=True).count() == 1


def test_it_is_found_by_either_end(alliance: Alliance) -> None:
    one, two, three = (make.make_area(alliance, name) for name in ("One", "Two", "Three"))
    rooms = make.make_dependency(one, what="Rooms")
    give(rooms, area=two)
    make.make_dependency(three, what="Money")
    client = client_of(alliance, Role.AUDITOR)

    def found(query: str) -> list[str]:
        return [row["what"] for row in client.get(f"/api/v1/dependencies/?{query}").json()["results"]]

    assert found(f"giver={two.pk}") == found(f"receiver={one.pk}") == found(f"area={one.pk}") == ["Rooms"]
    assert found(f"area={two.pk}") == ["Rooms"]
    assert found(f"giver={one.pk}") == []
    page = client.get(f"/a/region/records/dependencies/?giver={two.pk}").content.decode()
    assert "Rooms" in page
    assert "Money" not in page


def test_the_overdue_are_those_that_are_needed_by_now(alliance: Alliance) -> None:
    area = make.make_area(alliance)
    make.make_dependency(area, what="Late", needed_by=make.day(2000, 1, 1))
    make.make_dependency(area, what="Came", needed_by=make.day(2000, 1, 1), state="met", met_on=make.day(2001, 1, 1))
    make.make_dependency(area, what="Ahead", needed_by=make.day(2100, 1, 1))
    client = client_of(alliance, Role.AUDITOR)
    late = client.get("/api/v1/dependencies/?overdue=true").json()["results"]
    assert [row["what"] for row in late] == ["Late"]
