"""Any one cell of a good workbook, made bad, is refused naming its sheet, row and column; and nothing is written."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.imports.actions import ImportRefused, import_at_once
from core.imports.registry import all_sheets
from core.tabular.kinds import Amount, Choice, DateInWords, Day, Kind, Reference, TimeOfDay, WholeNumber, YesNo
from core.tabular.sheets import Column, Sheet
from tests.core.import_books import book, counts, good_sheets, texts

BAD: Final[dict[type[Kind], list[str]]] = {
    WholeNumber: ["first", "-1", "1.5", "12345678901"],
    Amount: ["much", "1.2.3", "£", "1m"],
    YesNo: ["perhaps", "2"],
    Day: ["31 February 2025", "September 2025", "soon"],
    TimeOfDay: ["25:00", "noon"],
    DateInWords: ["soonish", "32 May 2025", "99/99/9999"],
    Choice: ["none of these", "-"],
    Reference: ["nobody-of-that-name"],
}
"""What no cell of that kind can hold."""
GOOD: Final = good_sheets()
SHEETS: Final = {sheet.name: sheet for sheet in all_sheets() if sheet.name in GOOD}
CELLS: Final = [(sheet, column) for sheet in SHEETS.values() for column in sheet.columns]


def ways(sheet: Sheet, column: Column) -> list[str]:
    """What makes the cell bad, whatever stood in it."""
    kinds = [kind for kind in BAD if isinstance(column.kind, kind)]
    found = [f"={column.heading}", *(text for kind in kinds for text in BAD[kind])]
    return [*found, *([""] if column.required else [])]


def spoiled(sheet: Sheet, column: Column, text: str) -> dict[str, list[list[str]]]:
    headings, first, *rest = GOOD[sheet.name]
    row = [text if heading == column.heading else cell for heading, cell in zip(headings, first, strict=True)]
    return GOOD | {sheet.name: [headings, row, *rest]}


@st.composite
def bad_cells(draw: st.DrawFn) -> tuple[Sheet, Column, str]:
    sheet, column = draw(st.sampled_from([each for each in CELLS if each[1].heading in GOOD[each[0].name][0]]))
    return sheet, column, draw(st.sampled_from(ways(sheet, column)))


def refused(files: list[tuple[str, bytes]]) -> list[tuple[str, int | None, str]]:
    before = counts()
    with pytest.raises(ImportRefused) as caught:
        import_at_once(files=files, check_only=False, actor="system:import")
    assert counts() == before
    return [(problem.file, problem.row, problem.column) for problem in caught.value.problems]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=bad_cells())
def test_as_csv(cell: tuple[Sheet, Column, str]) -> None:
    sheet, column, text = cell
    found = refused(texts(spoiled(sheet, column, text)))
    assert (f"{sheet.name}.csv", 2, column.heading) in found, found


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=bad_cells())
def test_as_a_workbook(cell: tuple[Sheet, Column, str]) -> None:
    sheet, column, text = cell
    found = refused([("book.xlsx", book(spoiled(sheet, column, text)))])
    assert (f"book.xlsx, sheet '{sheet.name}'", 2, column.heading) in found, found


def test_every_kind_of_cell_can_be_made_bad() -> None:
    kinds = {type(column.kind) for _, column in CELLS}
    assert {kind for kind in kinds if not any(issubclass(kind, bad) for bad in BAD)} == {
        kind for kind in kinds if kind.__name__ == "Text"
    }
