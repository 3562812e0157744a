"""Fills the forms of the browser as a person would, and the cells of the workbook that people are given."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.test import Client
from openpyxl import load_workbook

from alliance.models import Alliance
from core.imports.exporting import blank_book
from core.imports.registry import all_sheets, sheet_named
from core.imports.shelves import Shelves, key_named
from core.records.registry import record_of
from core.tabular.kinds import Choice, Reference, References
from core.tabular.sheets import Column, Sheet

OWN_PAGES = {"periods": "open-a-period/"}
"""Where a row is added whose kind has pages of its own."""
Sheets = Mapping[str, Sequence[Mapping[str, str]]]


def filled_book(sheets: Sheets) -> bytes:
    """The empty workbook with the rows under its headings."""
    book = load_workbook(io.BytesIO(blank_book()))
    for name, rows in sheets.items():
        page = book[name]
        places = {cell.value: cell.column for cell in page[1]}
        for number, row in enumerate(rows, start=2):
            for heading, text in row.items():
                if text:
                    page.cell(row=number, column=places[heading], value=text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill_forms(sheets: Sheets, scope: Alliance | None, browser: Client) -> None:
    """Add every row through the form of its kind: those of the alliance, or those of the directory and it itself."""
    for sheet in all_sheets():
        left = list(sheets.get(sheet.name, ()))
        while left:
            # Who fills forms adds what another row names before that row, wherever it stands in the sheet.
            ready = [row for row in left if not _names_one_of(sheet, row, left)]
            assert ready, f"the rows of {sheet.name} wait for one another"
            for row in ready:
                _add(sheet, row, scope, browser)
            left = [row for row in left if row not in ready]


def _names_one_of(sheet: Sheet, row: Mapping[str, str], others: Sequence[Mapping[str, str]]) -> bool:
    keys = {tuple(other.get(column.heading, "") for column in sheet.key_columns) for other in others if other != row}
    own = [each for each in sheet.references if each.kind.sheet == sheet.name]  # type: ignore[attr-defined]
    return any(key_named(sheet, row.get(column.heading, "")) in keys for column in own)


def _add(sheet: Sheet, row: Mapping[str, str], scope: Alliance | None, browser: Client) -> None:
    place = _address(sheet, scope)
    page = browser.get(place)
    assert page.status_code == 200, f"{place}: {page.status_code}"
    form = page.context["form"]
    typed = {column.field: column for column in sheet.columns if row.get(column.heading)}
    missing = set(typed) - set(form.fields) - ({sheet.scope_path} if sheet.scope_path else set())
    # What a verb moves later begins as the form's rows begin.
    missing -= {name for name in missing if _begins_so(sheet, typed[name], row)}
    assert not missing, f"the form of {sheet.name} does not ask for {missing}"
    sent: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = _meant(typed[name], row[typed[name].heading], scope) if name in typed else form[name].value()
        sent |= _sent(name, field, value)
    answer = browser.post(place, sent)
    assert answer.status_code == 302, (sheet.name, dict(row), answer.context and answer.context["form"].errors)


def _begins_so(sheet: Sheet, column: Column, row: Mapping[str, str]) -> bool:
    default = sheet.model._meta.get_field(column.field).get_default()
    return isinstance(column.kind, Choice) and column.kind.read(row[column.heading]) == default


def _address(sheet: Sheet, scope: Alliance | None) -> str:
    """Where a row of the sheet is added."""
    record = record_of(sheet.model)
    if record is None:
        assert scope is not None
        return f"/a/{scope.slug}/{OWN_PAGES[sheet.name]}"
    if scope is not None and record.scope_path:
        return f"/a/{scope.slug}/records/{record.slug}/add/"
    return f"/directory/{record.slug}/add/"


def _meant(column: Column, text: str, scope: Alliance | None) -> Any:
    """What a person chooses or types where the sheet has this text."""
    value = column.kind.read(text)
    if isinstance(column.kind, References):
        return [_key(column.kind.sheet, each, scope) for each in value.split("; ")]
    if isinstance(column.kind, Reference):
        return _key(column.kind.sheet, value, scope)
    if isinstance(value, bool | date) or isinstance(column.kind, Choice):
        return value
    return column.kind.write(value)


def _key(name: str, text: str, scope: Alliance | None) -> str:
    sheet = sheet_named(name)
    (found,) = Shelves(None, scope).find(sheet, key_named(sheet, text))
    return str(found.pk)


def _sent(name: str, field: forms.Field, value: Any) -> dict[str, Any]:
    """What a browser sends for one field with that value in it."""
    if isinstance(field.widget, forms.CheckboxInput):
        return {name: "on"} if value else {}
    if isinstance(field.widget, forms.MultiWidget):
        parts = [value.day, value.month, value.year] if isinstance(value, date) else ["", "", ""]
        return {f"{name}_{place}": str(part) for place, part in enumerate(parts)}
    if isinstance(value, list):
        return {name: value}
    return {name: "" if value is None else str(value)}
