"""What changed between two dates: added, changed from what to what, withdrawn; by today's permissions, page by page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.choices import Role
from alliance.models import Alliance
from programmes.models import BusinessArea
from tests import factories as make

pytestmark = pytest.mark.django_db
SPAN = "from=2017-09-01&to=2017-09-30"


@pytest.fixture
def alliance() -> Alliance:
    return make.make_alliance(slug="region")


def client_of(alliance: Alliance, role: str = Role.AUDITOR) -> Client:
    client = Client()
    client.force_login(make.make_member(alliance, role))
    return client


def dated(row: Any, *days: str) -> None:
    """Give the history of a row these days, the oldest first."""
    for entry, day in zip(row.history.order_by("history_id"), days, strict=True):
        entry.history_date = timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))
        entry.save()


def changed(alliance: Alliance, query: str = SPAN, role: str = Role.AUDITOR) -> list[dict[str, Any]]:
    answer = client_of(alliance, role).get(f"/api/v1/alliances/{alliance.pk}/changes/?{query}&kind=areas")
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def renamed(alliance: Alliance, name: str, to: str, *days: str, **fields: Any) -> BusinessArea:
    area = make.make_area(alliance, name, **fields)
    area.name = to
    make._save(area)
    dated(area, *days)
    return area


def test_a_change_is_told_as_what_it_was_and_what_it_became(alliance: Alliance) -> None:
    renamed(alliance, "Fleet", "Vehicles", "2017-08-01", "2017-09-10")
    [row] = changed(alliance)
    assert (row["what"], row["name"], row["kind"]) == ("Changed", "Vehicles", "areas")
    assert row["changes"] == [{"field": "Name", "old": "Fleet", "new": "Vehicles"}]
    page = client_of(alliance).get(f"/a/region/changes/?{SPAN}").content.decode()
    assert "<del>Fleet</del>" in page
    assert "<ins>Vehicles</ins>" in page


@pytest.mark.parametrize(
    ("days", "what"),
    [
        (("2017-09-02", "2017-09-03"), "Added"),
        (("2017-09-01", "2017-09-02"), "Changed"),
        (("2017-08-01", "2017-09-30"), "Changed"),
        (("2017-08-01", "2017-10-01"), None),
        (("2017-08-01", "2017-08-02"), None),
    ],
)
def test_it_is_from_the_end_of_one_day_to_the_end_of_the_other(
    days: tuple[str, ...], what: str | None, alliance: Alliance
) -> None:
    renamed(alliance, "Fleet", "Vehicles", *days)
    assert [row["what"] for row in changed(alliance)] == ([what] if what else [])


def test_what_was_withdrawn_and_put_back_is_called_so(alliance: Alliance) -> None:
    area = make.make_area(alliance, "Fleet")
    area.withdrawn_at, area.withdrawn_reason = timezone.now(), "A duplicate."
    make._save(area)
    area.withdrawn_at, area.withdrawn_reason = None, ""
    make._save(area)
    dated(area, "2017-08-01", "2017-09-10", "2017-10-10")
    assert [row["what"] for row in changed(alliance)] == ["Withdrawn"]
    assert [row["what"] for row in changed(alliance, "from=2017-09-30&to=2017-10-31")] == ["Put back"]
    assert [row["what"] for row in changed(alliance, "from=2017-08-31&to=2017-10-31")] == ["Changed"]


def test_what_was_restricted_then_is_not_told_to_who_may_not_read_it(alliance: Alliance) -> None:
    area = make.make_area(alliance, "Covert", restricted=True)
    area.name, area.restricted = "Open now", False
    make._save(area)
    dated(area, "2017-08-01", "2017-09-10")
    renamed(alliance, "Hidden", "Hidden still", "2017-08-01", "2017-09-10", restricted=True)
    [row] = changed(alliance, role=Role.AREA_LEAD)
    assert (row["name"], row["what"], row["changes"]) == ("Open now", "Changed", [])
    assert {row["name"] for row in changed(alliance)} == {"Open now", "Hidden still"}
    page = client_of(alliance, Role.AREA_LEAD).get(f"/a/region/changes/?{SPAN}").content.decode()
    assert "Covert" not in page
    assert "Hidden" not in page
    assert "Nothing differs that you may see" in page


def test_rows_of_another_alliance_are_not_there(alliance: Alliance) -> None:
    renamed(make.make_alliance(), "Fleet", "Vehicles", "2017-08-01", "2017-09-10")
    assert changed(alliance) == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2017-09-31", "From must be a real date"),
        ("to=soon", "To must be a real date"),
        ("from=2017-09-30&to=2017-09-01", "is before the start"),
        ("from_0=31&from_1=9&from_2=2017", "From must be a real date"),
    ],
)
def test_what_is_no_span_is_refused_in_words(query: str, words: str, alliance: Alliance) -> None:
    page = client_of(alliance).get(f"/a/region/changes/?{query}")
    assert page.status_code == 400
    assert words in page.content.decode()


def test_the_api_refuses_what_it_does_not_know(alliance: Alliance) -> None:
    client, url = client_of(alliance), f"/api/v1/alliances/{alliance.pk}/changes/"
    assert "no kind of record" in str(client.get(f"{url}?kind=wrong").json())
    assert "From must be a real date" in str(client.get(f"{url}?from=wrong").json())
    assert client.get(f"{url}?since=2017-09-01").status_code == 400


def test_the_days_of_the_form_and_of_an_address_are_the_same(alliance: Alliance) -> None:
    renamed(alliance, "Fleet", "Vehicles", "2017-08-01", "2017-09-10")
    client = client_of(alliance)
    form = "from_0=1&from_1=9&from_2=2017&to_0=30&to_1=9&to_2=2017&kind=areas"
    assert "<ins>Vehicles</ins>" in client.get(f"/a/region/changes/?{form}").content.decode()
    assert "No record changed" in client.get(f"/a/region/changes/?{form}&kind=risks").content.decode()


def test_it_is_cut_into_pages(alliance: Alliance) -> None:
    for number in range(53):
        make.make_area(alliance, f"Area {number}")
    client = client_of(alliance)
    first = client.get("/a/region/changes/?kind=areas").content.decode()
    assert "1 to 50 of 53 records" in first
    assert client.get("/a/region/changes/?kind=areas&page=2").content.decode().count('<th scope="row">') == 3
    assert client.get(f"/api/v1/alliances/{alliance.pk}/changes/?kind=areas&page_size=10").json()["count"] == 53


def test_a_page_asks_no_more_for_many_rows_than_for_few(alliance: Alliance) -> None:
    client = client_of(alliance)

    def grow(number: int) -> None:
        for _ in range(number):
            area = make.make_area(alliance, parent=make.make_area(alliance))
            area.name = "Renamed"
            make._save(area)
            make.make_gate(area)
            make.make_dependency(area)
            make.make_risk(make.make_register(alliance), area=area)

    def asked(url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    urls = ["/a/region/changes/", f"/api/v1/alliances/{alliance.pk}/changes/"]
    grow(1)
    client.get("/account/")
    before = [asked(url) for url in urls]
    grow(5)
    assert [asked(url) for url in urls] == before
    assert max(before) < 60
