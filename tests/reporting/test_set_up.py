"""The set-up page by subject, and what its forms show before a row is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance, Share
from core.records.registry import all_records, record_for
from programmes.models import LifecyclePhase, PositionStatus, RagRating
from reporting.previews import PREVIEWS
from reporting.set_up import ELSEWHERE, SUBJECTS, parts_of
from tests.factories import make_alliance, make_area, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance() -> Alliance:
    return make_alliance("North Alliance", slug="north")


@pytest.fixture
def office(alliance: Alliance) -> Any:
    return make_member(alliance, name="Office")


@pytest.fixture
def browser(office: Any) -> Client:
    client = Client()
    client.force_login(office)
    return client


def rows_shown(browser: Client, kind: str, **sent: str) -> Any:
    """The form of a new row, sent to be seen before it is saved."""
    return browser.post(f"/a/north/records/{kind}/add/", {"preview": "yes", **sent})


def test_every_kind_of_record_stands_under_one_subject() -> None:
    named = [slug for subject in SUBJECTS for slug in subject.kinds]
    assert len(named) == len(set(named))
    kept = {record.slug for record in all_records() if record.scope_path} - set(ELSEWHERE) - {"alliances"}
    assert kept <= set(named), "name the kind in reporting.set_up.SUBJECTS, under the subject where people look for it"
    assert {slug for subject in SUBJECTS for slug in subject.needed} <= set(named)


def test_it_counts_what_stands_recorded_and_says_what_is_next(browser: Client, alliance: Alliance, office: Any) -> None:
    make_area(alliance, "Ours")
    make_area(make_alliance(), "Theirs")
    counts = {kind.record.slug: kind.count for part in parts_of(alliance, office) for kind in part.kinds}
    assert (counts["areas"], counts["roles"], counts["partners"]) == (1, 1, 0)
    page = browser.get("/a/north/set-up/").content.decode()
    assert "Still empty: partners, leads" in page
    assert 'href="/a/north/records/partners/add/"' in page


def test_what_a_reader_may_not_see_is_not_counted(alliance: Alliance) -> None:
    make_area(alliance, "Secret", restricted=True)
    lead, office = make_member(alliance, Role.AREA_LEAD), make_member(alliance)

    def areas(user: Any) -> int:
        return next(
            kind.count for part in parts_of(alliance, user) for kind in part.kinds if kind.record.slug == "areas"
        )

    assert (areas(lead), areas(office)) == (0, 1)


def test_those_who_may_not_add_are_offered_nothing_to_add(alliance: Alliance) -> None:
    client = Client()
    client.force_login(make_member(alliance, Role.AUDITOR))
    page = client.get("/a/north/set-up/").content.decode()
    assert "Still empty" in page
    assert "/add/" not in page


def test_who_only_sees_that_the_alliance_exists_is_told_of_its_roles_alone(alliance: Alliance) -> None:
    make_area(alliance, "Ours")
    chief = make_user(is_service_administrator=True)
    counts = {kind.record.slug: kind.count for part in parts_of(alliance, chief) for kind in part.kinds}
    assert counts["roles"] == 0
    assert {count for slug, count in counts.items() if slug != "roles"} == {None}
    client = Client()
    client.force_login(chief)
    page = client.get("/a/north/set-up/").content.decode()
    assert 'href="/a/north/records/roles/add/"' in page
    assert "Still empty: roles" in page
    assert "areas" not in page.split("Subjects")[1].split("Still empty")[1].split("</span>")[0]


@pytest.mark.parametrize("slug", PREVIEWS)
def test_a_preview_is_of_a_kind_that_exists(slug: str) -> None:
    assert record_for(slug).slug == slug


def test_a_status_is_seen_in_its_place_and_not_saved(browser: Client, alliance: Alliance) -> None:
    for order, name in enumerate(("Planned", "Live"), start=1):
        PositionStatus.objects.bulk_create([PositionStatus(alliance=alliance, code=name, name=name, order=order * 10)])
    page = rows_shown(browser, "position-statuses", code="paused", name="Paused", order="15")
    assert [column.status.name for column in page.context["preview"]["columns"]] == ["Planned", "Paused", "Live"]
    assert "nothing is saved yet" in page.content.decode()
    assert PositionStatus.objects.count() == 2


def test_a_rating_is_seen_with_its_letter_and_word(browser: Client) -> None:
    sent = {"code": "mixed", "letter": "M", "word": "Mixed", "tone": "amber", "order": "1", "meaning": "Half and half."}
    page = rows_shown(browser, "rag-ratings", **sent).content.decode()
    assert "Mixed" in page.split("The ratings")[1]
    assert "Half and half." in page.split("The ratings")[1]
    assert not RagRating.objects.exists()


def test_a_phase_is_seen_in_the_strip_of_its_lifecycle(browser: Client) -> None:
    browser.post("/a/north/records/lifecycles/add/", {"slug": "way", "name": "The way", "order": "0"})
    lifecycle = str(Alliance.objects.get().lifecycles.get().pk)  # type: ignore[attr-defined]
    plan = {"lifecycle": lifecycle, "code": "1", "name": "Plan", "order": "1"}
    assert browser.post("/a/north/records/lifecycle-phases/add/", plan).status_code == 302
    page = rows_shown(browser, "lifecycle-phases", lifecycle=lifecycle, code="0", name="Think", order="0")
    steps = [(step.label, step.state) for step in page.context["preview"]["steps"]]
    assert steps == [("0 Think", "current"), ("1 Plan", "todo")]
    assert LifecyclePhase.objects.count() == 1


def test_a_share_is_seen_as_its_part_of_one_hundred_pounds(browser: Client, alliance: Alliance) -> None:
    council = make_organisation("Council")
    browser.post("/a/north/records/partners/add/", {"organisation": str(council.pk), "role": "full", "order": "0"})
    sent = {"slug": "costs", "name": "Costs", "measure": "percent", "order": "0"}
    assert browser.post("/a/north/records/sharing-bases/add/", sent).status_code == 302
    basis = str(alliance.sharing_bases.get().pk)  # type: ignore[attr-defined]
    page = rows_shown(browser, "shares", basis=basis, organisation=str(council.pk), value="31.27", order="0")
    assert "£31.27" in page.content.decode()
    assert "68.73%" in page.content.decode()
    assert not Share.objects.exists()


def test_what_is_wrong_is_said_instead_of_a_preview(browser: Client) -> None:
    page = rows_shown(browser, "position-statuses", code="paused", name="", order="1")
    assert page.status_code == 422
    assert page.context["preview"] is None


def test_a_row_that_stands_recorded_is_shown_as_it_stands(browser: Client, alliance: Alliance) -> None:
    PositionStatus.objects.bulk_create([PositionStatus(alliance=alliance, code="live", name="Live")])
    page = browser.get(f"/a/north/records/position-statuses/{PositionStatus.objects.get().pk}/change/")
    assert "As it stands" in page.content.decode()
