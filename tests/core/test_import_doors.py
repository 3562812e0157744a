"""The doors of an import: pages, API and commands lead to the same checks, rows and verbs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook
from rest_framework.test import APIClient

from alliance.choices import Role
from alliance.models import Alliance, Contact
from core.imports.exporting import export_records
from core.models import ImportRun, Reading
from programmes.models import BusinessArea
from tests.factories import make_alliance, make_area, make_member, make_user

pytestmark = pytest.mark.django_db
AREAS = "Short name,Name\nict,ICT\n"
ALLIANCE = "Short name for addresses,Name,Short name\nnorth,North Alliance,North\n"


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


@pytest.fixture
def api(office: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(office)
    return client


def upload(text: str = AREAS, name: str = "areas.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_the_office_sends_sheets_reads_the_plan_and_applies_it(browser: Client) -> None:
    sent = browser.post("/a/north/import/", {"sheets": [upload()]})
    run = ImportRun.objects.get()
    assert sent["Location"] == f"/a/north/import/{run.pk}/"
    page = browser.get(sent["Location"]).content.decode()
    assert "1 row to add, 0 to change" in page
    assert not BusinessArea.objects.exists()
    applied = browser.post(f"/a/north/import/{run.pk}/apply/", follow=True)
    assert "The import has been applied" in applied.content.decode()
    assert BusinessArea.objects.get().name == "ICT"


def test_a_page_names_every_fault_and_escapes_what_was_sent(browser: Client) -> None:
    text = 'Short name,Name,Order\nict,"<script>alert(1)</script>","<b>first</b>"\n'
    page = browser.post("/a/north/import/", {"sheets": [upload(text)]}, follow=True).content.decode()
    assert "1 thing to mend" in page
    assert "&lt;b&gt;first&lt;/b&gt;" in page
    assert "<b>first" not in page


def test_a_form_without_a_file_says_so_and_changes_nothing(browser: Client) -> None:
    answer = browser.post("/a/north/import/", {})
    assert answer.status_code == 422
    assert "Choose at least one .csv, .xlsx or .zip file" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_an_empty_file_is_answered_in_words(browser: Client) -> None:
    page = browser.post("/a/north/import/", {"sheets": [upload("")]}, follow=True).content.decode()
    assert "It is empty; expected a row of headings" in page


def test_an_import_that_the_records_overtook_is_shown_again(browser: Client, alliance: Alliance) -> None:
    browser.post("/a/north/import/", {"sheets": [upload()]})
    run = ImportRun.objects.get()
    make_area(alliance, "Computers", slug="ict")
    answer = browser.post(f"/a/north/import/{run.pk}/apply/")
    assert answer.status_code == 409
    assert "have changed since this import was checked" in answer.content.decode()
    assert "Computers" in answer.content.decode()


def test_earlier_imports_are_listed_to_their_sender_alone(browser: Client, alliance: Alliance) -> None:
    browser.post("/a/north/import/", {"sheets": [upload()]})
    run = ImportRun.objects.get()
    assert f"/a/north/import/{run.pk}/" in browser.get("/a/north/import/").content.decode()
    other = Client()
    other.force_login(make_member(alliance))
    assert f"/a/north/import/{run.pk}/" not in other.get("/a/north/import/").content.decode()
    assert other.get(f"/a/north/import/{run.pk}/").status_code == 404
    assert other.post(f"/a/north/import/{run.pk}/apply/").status_code == 404


def test_an_import_is_found_only_under_its_own_alliance(browser: Client) -> None:
    browser.post("/a/north/import/", {"sheets": [upload()]})
    south = make_alliance(slug="south")
    other = make_member(south)
    client = Client()
    client.force_login(other)
    assert client.get(f"/a/south/import/{ImportRun.objects.get().pk}/").status_code == 404


def test_a_service_administrator_sets_up_a_new_alliance_from_sheets() -> None:
    client = Client()
    client.force_login(make_user(is_service_administrator=True))
    sheets = [upload(ALLIANCE, "alliance.csv"), upload()]
    sent = client.post("/import/", {"sheets": sheets})
    assert client.post(f"{sent['Location']}apply/", follow=True).status_code == 200
    assert BusinessArea.objects.get().alliance.slug == "north"


@pytest.mark.parametrize("address", ["/a/north/import/", "/import/", "/a/north/import/sheets.xlsx", "/a/north/export/"])
def test_those_who_may_not_import_get_the_reason(address: str, alliance: Alliance) -> None:
    client = Client()
    client.force_login(make_member(alliance, Role.AUDITOR))
    assert client.get(address).status_code == 403


def test_those_who_may_not_see_the_alliance_find_nothing(alliance: Alliance) -> None:
    client = Client()
    client.force_login(make_member(make_alliance()))
    for address in ("import/", "export/", "import/sheets.xlsx", "import/1/"):
        assert client.get(f"/a/north/{address}").status_code == 404


def test_the_empty_workbook_is_downloaded(browser: Client) -> None:
    answer = browser.get("/a/north/import/sheets.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="import-sheets.xlsx"'
    assert "How to" in load_workbook(io.BytesIO(answer.content)).sheetnames
    assert browser.get("/a/north/import/sheets.pdf").status_code == 404


def test_the_api_checks_shows_and_applies_an_import(api: APIClient) -> None:
    sent = api.post("/api/v1/imports/", {"sheets": [upload()], "alliance": "north"}, format="multipart")
    assert sent.status_code == 201, sent.data
    assert sent.data["state"] == "checked"
    assert sent.data["sheets"][0]["add"][0]["title"] == "ict"
    address = f"/api/v1/imports/{sent.data['id']}/"
    assert api.get(address).data["alliance"] == "north"
    assert api.post(f"{address}apply/").data["state"] == "applied"
    assert BusinessArea.objects.get().slug == "ict"
    again = api.post(f"{address}apply/")
    assert again.status_code == 409
    assert "applied already" in again.data["detail"]
    assert api.get("/api/v1/imports/").data["count"] == 1


def test_the_api_keeps_the_fresh_plan_when_the_records_moved_on(api: APIClient, alliance: Alliance) -> None:
    sent = api.post("/api/v1/imports/", {"sheets": [upload()], "alliance": "north"}, format="multipart")
    address = f"/api/v1/imports/{sent.data['id']}/"
    make_area(alliance, "Computers", slug="ict")
    refused = api.post(f"{address}apply/", HTTP_IDEMPOTENCY_KEY="once")
    assert refused.status_code == 409
    assert "have changed since" in refused.data["detail"]
    assert api.get(address).data["sheets"][0]["change"][0]["fields"] == [
        {"column": "Name", "old": "Computers", "new": "ICT"}
    ]
    assert api.post(f"{address}apply/", HTTP_IDEMPOTENCY_KEY="once").data["state"] == "applied"


def test_the_api_answers_faults_with_file_row_and_column(api: APIClient) -> None:
    sent = api.post(
        "/api/v1/imports/", {"sheets": [upload("Short name,Name\nict,\n")], "alliance": "north"}, format="multipart"
    )
    assert sent.data["state"] == "refused"
    assert sent.data["problems"] == [
        {"file": "areas.csv", "row": 2, "column": "Name", "message": "the cell is empty; expected text."}
    ]


def test_the_api_refuses_what_the_page_refuses(alliance: Alliance) -> None:
    client = APIClient()
    client.force_authenticate(make_member(alliance, Role.AUDITOR))
    assert (
        client.post("/api/v1/imports/", {"sheets": [upload()], "alliance": "north"}, format="multipart").status_code
        == 403
    )
    assert client.get(f"/api/v1/alliances/{alliance.pk}/export/").status_code == 403
    other = APIClient()
    other.force_authenticate(make_member(make_alliance()))
    answer = other.post("/api/v1/imports/", {"sheets": [upload()], "alliance": "north"}, format="multipart")
    assert answer.status_code == 400
    assert other.get(f"/api/v1/alliances/{alliance.pk}/export/").status_code == 404


def test_the_api_needs_a_file_and_shows_only_ones_own(api: APIClient, alliance: Alliance) -> None:
    assert "sheets" in api.post("/api/v1/imports/", {"alliance": "north"}, format="multipart").data
    api.post("/api/v1/imports/", {"sheets": [upload()], "alliance": "north"}, format="multipart")
    other = APIClient()
    other.force_authenticate(make_member(alliance))
    assert other.get("/api/v1/imports/").data["count"] == 0
    assert other.get(f"/api/v1/imports/{ImportRun.objects.get().pk}/").status_code == 404


def test_the_api_gives_the_empty_sheets(api: APIClient) -> None:
    assert api.get("/api/v1/imports/sheets/xlsx/").content.startswith(b"PK")
    assert api.get("/api/v1/imports/sheets/pdf/").status_code == 404


def test_telephones_leave_by_the_page_and_never_by_the_api(browser: Client, api: APIClient, alliance: Alliance) -> None:
    contacts = "For,Name,Telephone\nPress,Sue,(01305) 1\n"
    sent = browser.post("/a/north/import/", {"sheets": [upload(contacts, "contacts.csv")]})
    browser.post(f"{sent['Location']}apply/")
    assert Contact.objects.get().telephone == "(01305) 1"

    def sheet(content: bytes) -> str:
        return zipfile.ZipFile(io.BytesIO(content)).read("contacts.csv").decode()

    assert "(01305) 1" in sheet(browser.get("/a/north/export/").content)
    taken = sheet(api.get(f"/api/v1/alliances/{alliance.pk}/export/").content)
    assert "Sue" in taken
    assert "(01305)" not in taken
    assert "Telephone" not in taken


def test_taking_out_restricted_records_is_a_reading_of_each(browser: Client, alliance: Alliance, office: Any) -> None:
    make_area(alliance, "Secret", restricted=True)
    make_area(alliance, "Open")
    browser.get("/a/north/export/")
    noted = Reading.objects.get()
    assert (noted.user, noted.subject_title, noted.route) == (office, "Secret", "imports:export")


def test_what_is_taken_out_comes_back_as_it_was_even_where_it_looks_like_a_formula(
    alliance: Alliance, office: Any, browser: Client
) -> None:
    make_area(alliance, "=cmd|' /C calc'!A0", slug="one", description='\'=quoted\r\n@twice, "thrice"')
    make_area(alliance, "+44 (1305)", slug="two", restricted=True)
    content = browser.get("/a/north/export/").content
    names = zipfile.ZipFile(io.BytesIO(content)).read("areas.csv").decode()
    assert "'=cmd" in names
    sent = browser.post(
        "/a/north/import/", {"sheets": [SimpleUploadedFile("north.zip", content)]}, follow=True
    ).content.decode()
    assert "Everything in these sheets stands recorded already" in sent, sent


def test_the_same_records_make_the_same_bytes(browser: Client) -> None:
    assert browser.get("/a/north/export/").content == browser.get("/a/north/export/").content


def test_rows_of_another_alliance_are_not_taken_out(alliance: Alliance) -> None:
    make_area(make_alliance(slug="south"), "Theirs", slug="theirs")
    make_area(alliance, "Ours", slug="ours")
    texts = export_records(scope=alliance, by=None, at=None, route="test")  # type: ignore[arg-type]
    assert "ours" in texts["areas"]
    assert "theirs" not in texts["areas"]
    assert "organisations" not in texts


def folder(tmp_path: Path, **sheets: str) -> Path:
    for name, text in sheets.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a sheet.")
    return tmp_path


def test_the_command_imports_a_folder_and_its_check_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder(tmp_path, alliance=ALLIANCE, areas=AREAS)
    call_command("import_alliance", str(place), "--check")
    assert "  + row 2: ict" in capsys.readouterr().out
    assert not Alliance.objects.exists()
    call_command("import_alliance", str(place))
    assert BusinessArea.objects.get().name == "ICT"


def test_the_command_names_the_faults_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(tmp_path, alliance=ALLIANCE, areas="Short name,Name\nict,\n")
    with pytest.raises(CommandError, match="1 fault; nothing was imported"):
        call_command("import_alliance", str(place))
    assert "areas.csv, row 2, column 'Name': the cell is empty" in capsys.readouterr().err
    assert not Alliance.objects.exists()


def test_the_command_refuses_a_folder_that_is_not_there_or_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no folder or file"):
        call_command("import_alliance", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="There is no .csv file"):
        call_command("import_alliance", str(tmp_path))


def test_the_commands_take_records_out_and_in_again(tmp_path: Path, alliance: Alliance) -> None:
    make_area(alliance, "-dash", slug="dash")
    before = BusinessArea.history.count()
    call_command("export_alliance", "north", str(tmp_path / "out"))
    call_command("import_alliance", str(tmp_path / "out"))
    assert BusinessArea.history.count() == before
    with pytest.raises(CommandError, match="no alliance called 'south'"):
        call_command("export_alliance", "south", str(tmp_path))
