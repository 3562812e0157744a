"""Malformed sheets: each is refused by row and reason through every door, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from rest_framework.test import APIClient

from core.models import ImportRun
from tests.core.import_books import (
    book,
    counts,
    good_sheets,
    long_sheets,
    swollen,
    texts,
    with_cell,
    without_column,
)
from tests.factories import make_user

pytestmark = pytest.mark.django_db
Files = list[tuple[str, bytes]]
GOOD = good_sheets()
PARTNERS = "partners"


def spoiled(sheet: str, heading: str, text: str) -> Callable[[], Files]:
    """The same fault as a workbook and as CSV files is sent by the cases below."""
    return lambda: [("book.xlsx", book(with_cell(GOOD, sheet, heading, text)))]


def as_text(sheet: str, heading: str, text: str) -> Callable[[], Files]:
    return lambda: texts(with_cell(GOOD, sheet, heading, text))


def doubled() -> Files:
    headings, row = GOOD["areas"]
    return [("book.xlsx", book(GOOD | {"areas": [headings, row, row]}))]


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def bomb() -> bytes:
    """A text of ninety million letters, which nobody would have typed."""
    return b"<sst " + MAIN + b"><si><t>" + b"x" * 90_000_000 + b"</t></si></sst>"


def wide() -> bytes:
    """One row of two million cells."""
    cells = b"<c><v>1</v></c>" * 2_000_000
    return b"<worksheet " + MAIN + b'><sheetData><row r="1">' + cells + b"</row></sheetData></worksheet>"


BROKEN = "could not be opened"
CASES: dict[str, tuple[Callable[[], Files], str]] = {
    "a sheet that does not exist": (
        lambda: [("book.xlsx", book(GOOD | {"leaders": [["Name"], ["x"]]}))],
        "sheet 'leaders': there is no sheet called “leaders”",
    ),
    "a column that is missing": (
        lambda: [("book.xlsx", book(without_column(GOOD, PARTNERS, "Organisation")))],
        "sheet 'partners', row 1, column 'Organisation': the column is missing",
    ),
    "a date that is none": (
        spoiled(PARTNERS, "From", "soonish"),
        "sheet 'partners', row 2, column 'From': found “soonish”; expected a date",
    ),
    "a day that no month has": (
        spoiled("periods", "Starts", "31 September 2025"),
        "sheet 'periods', row 2, column 'Starts': found “31 September 2025”; expected a day",
    ),
    "an organisation that nobody knows": (
        spoiled(PARTNERS, "Organisation", "nobody"),
        "sheet 'partners', row 2, column 'Organisation': found “nobody”, but there is no such row",
    ),
    "a key that stands twice": (doubled, "sheet 'areas', row 3: “moorings” stands in row 2 already"),
    "a formula": (
        spoiled("areas", "Name", "=1+1"),
        "sheet 'areas', row 2, column 'Name': “=1+1” is a formula; expected a value",
    ),
    "a formula in CSV": (
        as_text("areas", "Name", "=1+1"),
        "areas.csv, row 2, column 'Name': “=1+1” looks like a formula",
    ),
    "50,000 rows": (
        lambda: [("book.xlsx", book(long_sheets(50_000)))],
        "sheet 'areas': it has more than 5,000 rows; expected at most 5,000.",
    ),
    "50,000 rows in CSV": (
        lambda: texts(long_sheets(50_000)),
        "areas.csv: it has more than 5,000 rows; expected at most 5,000.",
    ),
    "a PDF": (
        lambda: [("book.xlsx", b"%PDF-1.7\n%%EOF\n")],
        "book.xlsx: it is not what its name says; expected an .xlsx workbook",
    ),
    "a workbook under a password": (
        lambda: [("book.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600))],
        "book.xlsx: it needs a password, or is of an old kind (.xls)",
    ),
    "a damaged zip": (lambda: [("book.xlsx", book(GOOD)[:-400])], BROKEN),
    "a damaged part": (
        lambda: [("book.xlsx", swollen("xl/styles.xml", b"<styleSheet><not closed"))],
        "book.xlsx: it could not be read as a workbook",
    ),
    "an empty file": (lambda: [("book.xlsx", b"")], "book.xlsx: it is empty"),
    "an empty CSV file": (lambda: [("areas.csv", b"")], "areas.csv: it is empty"),
    "texts that unpack to far more": (
        lambda: [("book.xlsx", swollen("xl/sharedStrings.xml", bomb()))],
        "book.xlsx: it unpacks to far more than it shows",
    ),
    "a row that unpacks to far more": (
        lambda: [("book.xlsx", swollen("xl/worksheets/sheet1.xml", wide()))],
        "book.xlsx: it unpacks to far more than it shows",
    ),
    "CSV that unpacks to far more": (
        lambda: [("sheets.zip", zip_of(("areas.csv", b"Short name,Name\n" + b"x,y\n" * 3_000_000)))],
        "sheets.zip: it unpacks to more than 10 MB",
    ),
    "two workbooks": (
        lambda: [("one.xlsx", book(GOOD)), ("two.xlsx", book(GOOD))],
        "two.xlsx: a workbook was sent already; expected one",
    ),
}
each_case = pytest.mark.parametrize("name", CASES)


def zip_of(*entries: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def uploads(files: Files) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in files]


def said(problem: dict[str, object]) -> str:
    """A problem as the command prints it."""
    row = f", row {problem['row']}" if problem["row"] else ""
    column = f", column '{problem['column']}'" if problem["column"] else ""
    return f"{problem['file']}{row}{column}: {problem['message']}"


@each_case
def test_the_page_refuses_it_and_nothing_is_written(name: str) -> None:
    make, words = CASES[name]
    browser = Client()
    browser.force_login(make_user(is_service_administrator=True))
    browser.get("/import/")
    before = counts()
    page = browser.post("/import/", {"sheets": uploads(make())}, follow=True)
    assert counts() == before
    run = ImportRun.objects.get()
    assert [each for each in map(said, run.problems) if words in each], run.problems
    assert len(run.problems) == 1
    assert "Nothing was changed" in page.content.decode()
    assert browser.post(f"/import/{run.pk}/apply/").status_code == 409
    assert counts() == before


@each_case
def test_the_api_refuses_it_and_nothing_is_written(name: str) -> None:
    make, words = CASES[name]
    api = APIClient()
    api.force_authenticate(make_user(is_service_administrator=True))
    before = counts()
    answer = api.post("/api/v1/imports/", {"sheets": uploads(make())}, format="multipart")
    assert answer.data["state"] == "refused"
    assert [each for each in map(said, answer.data["problems"]) if words in each], answer.data["problems"]
    assert api.post(f"/api/v1/imports/{answer.data['id']}/apply/").status_code == 409
    assert counts() == before


@pytest.mark.parametrize("name", [name for name in CASES if name != "two workbooks"])
def test_the_command_refuses_it_and_nothing_is_written(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, words = CASES[name]
    files = make()
    for each, content in files:
        (tmp_path / each).write_bytes(content)
    before = counts()
    alone = len(files) == 1
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_alliance", str(tmp_path / files[0][0] if alone else tmp_path))
    assert words in capsys.readouterr().err
    assert counts() == before


def test_the_good_sheets_are_taken() -> None:
    """What is spoiled above is good but for that."""
    before = counts()
    call_command("import_alliance", str(settings.IMPORT_EXAMPLE))
    assert counts()["alliance.alliance"] == before["alliance.alliance"] + 1
