"""The declarations of sheets: each can be filled by an import and none refers to what comes after it."""

from __future__ import annotations

import pytest

from core.imports.registry import all_sheets, find_sheet
from core.tabular.sheets import Sheet

sheets = pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.name)


@sheets
def test_a_sheet_refers_only_to_itself_and_to_sheets_before_it(sheet: Sheet) -> None:
    names = [each.name for each in all_sheets()]
    for column in [*sheet.references, *sheet.many]:
        target = find_sheet(column.kind.sheet)  # type: ignore[attr-defined]
        assert target is not None
        assert names.index(target.name) <= names.index(sheet.name)
        # One cell names the row, so only the first part of its key may be a name of several parts itself.
        assert not {each.field for each in target.references} & set(target.key[1:])
        assert target.model is sheet.model._meta.get_field(column.field).related_model


@sheets
def test_a_sheet_has_a_column_for_everything_that_a_row_cannot_do_without(sheet: Sheet) -> None:
    columns = {column.field: column for column in sheet.columns}
    assert set(sheet.key) <= set(columns)
    for field in sheet.model._meta.concrete_fields:
        needed = not (field.blank or field.has_default() or field.primary_key or not field.editable)
        if needed and field.name != sheet.scope_path:
            assert columns[field.name].required, field.name


@sheets
def test_a_sheet_names_each_heading_once(sheet: Sheet) -> None:
    headings = [column.heading.lower() for column in sheet.columns]
    assert len(headings) == len(set(headings))


def test_sheet_names_are_different_and_one_sheet_holds_the_alliance() -> None:
    names = [sheet.name for sheet in all_sheets()]
    assert len(names) == len(set(names))
    assert [sheet.name for sheet in all_sheets() if sheet.is_scope] == ["alliance"]
