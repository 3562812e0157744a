"""An alliance that is not like the others is set up without code: from the workbook, and again in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance, SharingBasis
from core.imports.exporting import export_records
from core.imports.registry import sheet_named
from core.models import ImportRun
from core.records.registry import record_of
from governance.models import Board
from tests.core.import_books import good_sheets
from tests.factories import make_user
from tests.sixth.by_hand import Sheets, fill_forms, filled_book
from tests.sixth.tidewater import SHEETS

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 1, 12, tzinfo=UTC)


def as_begun() -> Sheets:
    """A row of every sheet, without what only a verb writes once the row stands."""
    found: Sheets = {}
    for name, (headings, *rows) in good_sheets().items():
        sheet = sheet_named(name)
        record = record_of(sheet.model)
        asked = {*record.fields, *record.private, sheet.scope_path} if record else None
        left_out = {each.heading for each in sheet.columns if asked is not None and each.field not in asked}
        found[name] = [
            {heading: cell for heading, cell in zip(headings, row, strict=True) if heading not in left_out}
            for row in rows
        ]
    return found


EVERY_SHEET: Sheets = as_begun()
DIRECTORY = ("organisations", "organisation-names", "people", "posts", "appointments", "successions")


class Undone(Exception):
    """Takes back what one way of setting up did, so that the other begins with nothing too."""


def signed_in(name: str, **fields: bool) -> Client:
    client = Client()
    client.force_login(make_user(name, **fields))
    return client


def from_the_workbook(sheets: Sheets) -> None:
    browser = signed_in("Service administrator", is_service_administrator=True)
    sent = browser.post("/import/", {"sheets": [SimpleUploadedFile("tidewater.xlsx", filled_book(sheets))]})
    run = ImportRun.objects.get()
    assert not run.problems, run.problems
    assert run.additions == sum(len(rows) for rows in sheets.values())
    browser.post(f"{sent['Location']}apply/")
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED, run.plan


def in_the_browser(sheets: Sheets) -> None:
    """A service administrator adds the alliance and gives the office its role; the office does the rest."""
    chief = signed_in("Service administrator", is_service_administrator=True)
    fill_forms({"alliance": sheets["alliance"]}, None, chief)
    alliance = Alliance.objects.get()
    office = make_user("Programme office")
    today = {"from_date_0": "1", "from_date_1": "6", "from_date_2": "2024"}
    given = {"user": str(office.pk), "role": Role.PROGRAMME_OFFICE, **today}
    answer = chief.post(f"/a/{alliance.slug}/records/roles/add/", given)
    assert answer.status_code == 302, answer.context["form"].errors
    browser = Client()
    browser.force_login(office)
    fill_forms({name: rows for name, rows in sheets.items() if name != "alliance"}, alliance, browser)


def exported(way: Callable[[Sheets], None], sheets: Sheets) -> dict[str, str]:
    """What stands recorded after one way of setting up; then nothing does again."""
    found: dict[str, str] = {}
    try:
        with transaction.atomic():
            way(sheets)
            found = export_records(scope=Alliance.objects.get(), by=None, at=AT, route="test")
            raise Undone
    except Undone:
        assert not Alliance.objects.exists()
    return found


@pytest.mark.parametrize("sheets", [SHEETS, EVERY_SHEET], ids=["the sixth alliance", "a row of every sheet"])
def test_both_ways_give_the_same_rows(sheets: Sheets) -> None:
    sent, typed = exported(from_the_workbook, sheets), exported(in_the_browser, sheets)
    assert set(sent) == set(sheets)
    assert {name: text.splitlines() for name, text in typed.items()} == {
        name: text.splitlines() for name, text in sent.items()
    }


class TestTheSixthAlliance:
    @pytest.fixture
    def office(self) -> Client:
        from_the_workbook(SHEETS)
        browser = Client()
        office = make_user("Programme office")
        browser.force_login(office)
        chief = signed_in("Another administrator", is_service_administrator=True)
        role = {"user": str(office.pk), "role": Role.PROGRAMME_OFFICE, "from_date_0": "1", "from_date_1": "6"}
        assert chief.post("/a/tidewater/records/roles/add/", role | {"from_date_2": "2024"}).status_code == 302
        return browser

    def test_it_says_that_it_is_fictional_and_uses_its_own_words(self, office: Client) -> None:
        page = office.get("/a/tidewater/").content.decode()
        assert "fictional" in page
        assert "venture" in page
        assert "business area" not in page.lower().split("<main")[1]

    def test_it_has_no_police_body_and_a_company_for_its_owner(self, office: Client) -> None:
        page = office.get("/a/tidewater/records/partners/").content.decode()
        assert "Quayside Services Limited" in page
        assert "Owner" in page
        assert "police" not in page.split("<main")[1].lower()

    def test_one_share_is_known_and_what_is_left_is_said(self, office: Client) -> None:
        basis = SharingBasis.objects.get()
        assert basis.completeness.startswith("Incomplete: 68.73% not recorded")
        page = office.get("/a/tidewater/split/?amount=100&on=2025-01-01").content.decode()
        assert "£31.27" in page
        assert "68.73%" in page

    def test_its_boards_stand_in_three_tiers(self, office: Client) -> None:
        crew = Board.objects.get(slug="crew")
        chain = [crew, crew.recommends_to, crew.recommends_to.recommends_to]
        assert [(board.slug, board.tier) for board in chain] == [("crew", 3), ("mates", 2), ("captains", 1)]

    @pytest.mark.parametrize(
        "page", ["", "position/", "areas/", "set-up/", "records/boards/", "records/risks/", "import/"]
    )
    def test_its_pages_are_drawn(self, office: Client, page: str) -> None:
        assert office.get(f"/a/tidewater/{page}").status_code == 200

    def test_its_workbook_comes_back_without_a_change(self, office: Client) -> None:
        made = office.get("/a/tidewater/export/?form=xlsx").content
        page = office.post("/a/tidewater/import/", {"sheets": [SimpleUploadedFile("t.xlsx", made)]}, follow=True)
        assert "Everything in these sheets stands recorded already" in page.content.decode()
