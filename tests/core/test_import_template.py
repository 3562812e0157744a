"""The workbook that people fill in: it explains and offers what its columns take, and comes back as it went."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from openpyxl import Workbook, load_workbook
from rest_framework.test import APIClient

from alliance.models import Alliance, Contact
from core.imports.examples import examples
from core.imports.exporting import blank_book, export_book
from core.imports.registry import all_sheets
from core.models import ImportRun
from core.tabular.kinds import Choice, Reference, References, YesNo
from core.tabular.parcels import open_parcel
from core.tabular.sheets import Column, Sheet
from tests.factories import make_alliance, make_area, make_member

sheets = pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.name)


@pytest.fixture(scope="module")
def blank() -> Workbook:
    return load_workbook(io.BytesIO(blank_book()))


def validation(book: Workbook, sheet: Sheet, column: Column) -> Any:
    letter = book[sheet.name].cell(row=1, column=list(sheet.columns).index(column) + 1).column_letter
    found = [each for each in book[sheet.name].data_validations.dataValidation if f"{letter}2" in str(each.sqref)]
    assert len(found) == 1
    return found[0]


def offered(book: Workbook, source: str) -> list[str]:
    name, cells = source.replace("'", "").split("!")
    return [row[0].value for row in book[name][cells.replace("$", "")]] if ":" in cells else []


@sheets
def test_a_cell_says_what_its_column_takes(blank: Workbook, sheet: Sheet) -> None:
    for column in sheet.columns:
        found = validation(blank, sheet, column)
        assert found.showInputMessage
        assert found.promptTitle == column.heading[:32]
        assert ("Must be filled" in found.prompt) == column.required
        expected = column.kind.describe()
        assert f"{expected[:1].upper()}{expected[1:]}"[:120] in found.prompt
        assert len(found.prompt) <= 255


@sheets
def test_a_cell_offers_the_values_of_a_closed_list(blank: Workbook, sheet: Sheet) -> None:
    for column in sheet.columns:
        found = validation(blank, sheet, column)
        kind = column.kind
        if isinstance(kind, Choice):
            assert offered(blank, found.formula1) == [label for label in kind.choices.labels if label]
            assert all(kind.read(each) for each in offered(blank, found.formula1))
            assert found.showErrorMessage
        elif isinstance(kind, YesNo):
            assert offered(blank, found.formula1) == ["yes", "no"]
        elif isinstance(kind, Reference) and not isinstance(kind, References):
            target = next(each for each in all_sheets() if each.name == kind.sheet)
            offers = found.formula1 is not None and found.formula1.replace("'", "").startswith(f"{target.name}!$")
            assert offers == (len(target.key) == 1)
            assert not found.showErrorMessage
        else:
            assert found.formula1 is None


def test_the_guide_says_of_every_column_what_it_takes_with_an_example(blank: Workbook) -> None:
    rows = [[cell.value or "" for cell in row] for row in blank["How to"].iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[:3] == ["Subject", "Sheet", "Column"])
    by_column = {(row[1], row[2]): row for row in rows[head + 1 :]}
    for sheet in all_sheets():
        assert by_column[sheet.name, ""][0] == sheet.subject != ""
        assert by_column[sheet.name, ""][5] == sheet.about
        for column in sheet.columns:
            subject, _, _, must, takes, about, example = by_column[sheet.name, column.heading]
            assert (subject, takes, about) == (sheet.subject, column.kind.describe(), column.about)
            assert ("yes" in must, "key" in must) == (column.required, column.field in sheet.key)
            assert example or not column.required, (sheet.name, column.heading)


def test_an_example_is_read_as_its_column_asks() -> None:
    for sheet in all_sheets():
        for column in sheet.columns:
            if text := examples()[sheet.name].get(column.heading, ""):
                column.kind.read(text)


def test_the_sheets_of_a_subject_stand_together() -> None:
    subjects = [sheet.subject for sheet in all_sheets()]
    assert len(dict.fromkeys(subjects)) == sum(
        one != other for one, other in zip(["", *subjects], subjects, strict=False)
    )
    assert all(len(sheet.name) <= 31 for sheet in all_sheets())


def test_the_guide_is_not_imported() -> None:
    parcel = open_parcel([("book.xlsx", blank_book())])
    assert not parcel.problems
    assert set(parcel.texts) == {sheet.name for sheet in all_sheets()}


@pytest.mark.django_db
class TestAFilledWorkbook:
    @pytest.fixture
    def alliance(self) -> Alliance:
        call_command("import_alliance", str(settings.IMPORT_EXAMPLE))
        alliance = Alliance.objects.get(slug="harbour-example")
        odd = "=SUM(A1)\n'=quoted\n\x0bold page break _x000B_ as written"
        make_area(alliance, "+44 (1305)", slug="odd", description=odd)
        return alliance

    @pytest.fixture
    def browser(self, alliance: Alliance) -> Client:
        client = Client()
        client.force_login(make_member(alliance))
        return client

    def test_it_comes_back_as_it_went(self, browser: Client) -> None:
        made = browser.get("/a/harbour-example/export/?form=xlsx")
        assert made["Content-Disposition"] == 'attachment; filename="harbour-example.xlsx"'
        file = SimpleUploadedFile("harbour-example.xlsx", made.content)
        page = browser.post("/a/harbour-example/import/", {"sheets": [file]}, follow=True).content.decode()
        assert "Everything in these sheets stands recorded already" in page, page
        run = ImportRun.objects.get()
        assert sum(sheet["same"] for sheet in run.plan["sheets"]) > len(all_sheets()) - 1

    def test_it_is_the_same_workbook_with_rows(self, alliance: Alliance, blank: Workbook) -> None:
        filled = load_workbook(io.BytesIO(export_book(scope=alliance, by=None, at=None, route="test")))  # type: ignore[arg-type]
        assert filled.sheetnames == blank.sheetnames
        for sheet in all_sheets():
            assert [cell.value for cell in filled[sheet.name][1]] == [cell.value for cell in blank[sheet.name][1]]
            assert filled[sheet.name].max_row > 1, sheet.name
            assert not [cell for row in filled[sheet.name].iter_rows() for cell in row if cell.data_type == "f"]

    def test_a_text_that_no_cell_holds_is_said_and_taken_out_as_csv(self, browser: Client, alliance: Alliance) -> None:
        make_area(alliance, "Long", slug="long", description="x" * 40_000)
        page = browser.get("/a/harbour-example/export/?form=xlsx", follow=True)
        said = [str(each) for each in page.context["messages"]]
        assert [each for each in said if "column 'Description': the text is longer" in each], said
        assert browser.get("/a/harbour-example/export/").content.startswith(b"PK")

    def test_telephones_never_leave_by_the_api(self, alliance: Alliance) -> None:
        api = APIClient()
        api.force_authenticate(make_member(alliance))
        made = api.get(f"/api/v1/alliances/{alliance.pk}/export/", {"form": "xlsx"})
        assert Contact.objects.get().telephone.encode() not in made.content
        heads = [cell.value for cell in load_workbook(io.BytesIO(made.content))["contacts"][1]]
        assert "Name" in heads
        assert "Telephone" not in heads
        assert api.get(f"/api/v1/alliances/{alliance.pk}/export/", {"form": "pdf"}).status_code == 400

    def test_a_form_that_is_none_is_not_found(self, browser: Client) -> None:
        assert browser.get("/a/harbour-example/export/?form=pdf").status_code == 404

    def test_rows_of_another_alliance_are_not_in_it(self, alliance: Alliance) -> None:
        make_area(make_alliance(slug="south"), "Theirs", slug="theirs")
        filled = load_workbook(io.BytesIO(export_book(scope=alliance, by=None, at=None, route="test")))  # type: ignore[arg-type]
        assert "theirs" not in [row[0].value for row in filled["areas"].iter_rows()]
