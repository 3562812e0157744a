"""What a file holds: every way in which it can be wrong is said in plain words with the row."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from core.imports.exporting import blank_book, blank_zip, zipped
from core.imports.registry import all_sheets
from core.tabular import reading
from core.tabular.parcels import open_parcel
from core.tabular.reading import decode, table
from core.tabular.sheets import Problem, Table


def read(text: str) -> Table:
    found = table("areas", text, "areas.csv")
    assert isinstance(found, Table), found
    assert not found.problems
    return found


def faults(text: str) -> list[str]:
    found = table("areas", text, "areas.csv")
    return [str(each) for each in (found if isinstance(found, list) else found.problems)]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    found = read('Name,Order\r\n"two\r\nlines",1\r\n\r\nlast,2\r\n')
    assert [(line.number, line.cells) for line in found.lines] == [(2, ("two\r\nlines", "1")), (4, ("last", "2"))]


@pytest.mark.parametrize("content", [b"Name\r\nDorset\r\n", b"\xef\xbb\xbfName\r\nDorset\r\n"])
def test_utf_8_is_read_with_and_without_a_byte_order_mark(content: bytes) -> None:
    text = decode(content, "areas.csv")
    assert isinstance(text, str)
    assert read(text).headings == ["Name"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Name\nKing\x92s Cross\n", "not in UTF-8 (near line 2)"),
        ("Name".encode("utf-16"), "UTF-16"),
        (b"x" * (reading.MAX_BYTES + 1), "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_utf_8_text_is_refused(content: bytes, words: str) -> None:
    found = decode(content, "areas.csv")
    assert isinstance(found, Problem)
    assert words in str(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "areas.csv: it is empty"),
        (" , \n", "it is empty"),
        ("Name\nDor\0set\n", "NUL character"),
        ("Name,Order\nDorset\n", "row 2: the row has 1 cells; expected 2"),
        ("Name,Order\nAudit, insurance,1\n", "row 2: the row has 3 cells; expected 2"),
        ('Name\n"never closed\n', "could not be read after row 1"),
        ("Name;Order\nDorset;1\n", "not separated by commas"),
        ("Name,name\na,b\n", "stands there twice"),
        ("Name,,Order\na,b,1\n", "column 2 has no heading"),
        ("Name\n=HYPERLINK(1)\n", "row 2, column 'Name': “=HYPERLINK(1)” looks like a formula"),
        ("Name\n" + "x\n" * (reading.MAX_ROWS + 1), "more than 5,000 rows"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_is_expected(text: str, words: str) -> None:
    assert any(words in each for each in faults(text)), faults(text)


def test_a_guarded_formula_is_text() -> None:
    assert read("Name\n'=not a formula\n").lines[0].cells == ("=not a formula",)


def book(*rows: list[object], title: str = "areas") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_is_read_sheet_by_sheet_as_the_same_text() -> None:
    content = book(["Name", "Order", "From", "Counts"], ["Dogs", 5, datetime(2017, 9, 22), True], ["IOM", 1.5])
    parcel = open_parcel([("book.xlsx", content)])
    assert not parcel.problems
    lines = read(parcel.texts["areas"]).lines
    assert [line.cells for line in lines] == [("Dogs", "5", "2017-09-22", "yes"), ("IOM", "1.5", "", "")]


def test_a_formula_in_a_workbook_is_refused_with_its_place() -> None:
    parcel = open_parcel([("book.xlsx", book(["Name"], ["=1+1"]))])
    assert [str(each) for each in parcel.problems] == [
        "book.xlsx, sheet 'areas', row 2, column 'Name': “=1+1” is a formula; "
        "expected a value: paste it again as values only."
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04 nothing", b"PK\x03\x04", b"PK\x03\x04" + bytes(500)])
def test_a_broken_workbook_is_refused(content: bytes) -> None:
    assert "could not be opened" in str(open_parcel([("book.xlsx", content)]).problems[0])


def test_a_workbook_with_broken_parts_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<not xml")
    assert "could not be read as a workbook" in str(open_parcel([("b.xlsx", out.getvalue())]).problems[0])


def test_a_file_that_unpacks_to_far_more_than_it_shows_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("areas.csv", b"x" * (101 * 1024 * 1024))
    assert "unpacks to more than 10 MB" in str(open_parcel([("a.zip", out.getvalue())]).problems[0])


@pytest.mark.parametrize("name", ["../../etc/areas.csv", "C:\\sheets\\Areas.CSV", "a/b/areas.csv"])
def test_a_file_name_is_only_looked_up_and_never_a_path(name: str) -> None:
    assert list(open_parcel([(name, b"Name\nDogs\n")]).texts) == ["areas"]


def test_a_kind_of_file_that_is_not_known_is_refused() -> None:
    assert "expected a .csv or an .xlsx file" in str(open_parcel([("areas.pdf", b"%PDF")]).problems[0])


def test_the_same_sheet_twice_is_refused() -> None:
    parcel = open_parcel([("areas.csv", b"Name\na\n"), ("AREAS.csv", b"Name\nb\n")])
    assert "sent twice" in str(parcel.problems[0])


def test_a_zip_of_sheets_is_opened() -> None:
    assert open_parcel([("all.zip", zipped({"areas": "Name\r\nDogs\r\n"}))]).texts == {"areas": "Name\r\nDogs\r\n"}


def test_the_empty_workbook_has_every_sheet_with_its_headings_and_says_how() -> None:
    made = load_workbook(io.BytesIO(blank_book()))
    assert made.sheetnames == ["How to", *(sheet.name for sheet in all_sheets()), "Lists"]
    assert made["Lists"].sheet_state == "hidden"
    for sheet in all_sheets():
        assert [cell.value for cell in made[sheet.name][1]] == [column.heading for column in sheet.columns]
    explained = {(row[1].value, row[2].value) for row in made["How to"].iter_rows(min_row=2)}
    assert explained >= {(sheet.name, column.heading) for sheet in all_sheets() for column in sheet.columns}


def test_the_empty_sheets_are_named_after_what_they_hold() -> None:
    names = zipfile.ZipFile(io.BytesIO(blank_zip())).namelist()
    assert names == [f"{sheet.name}.csv" for sheet in all_sheets()]
