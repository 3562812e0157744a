"""The records of one scope, written into the same sheets that an import reads, so that they come back as they went."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.imports.examples import examples
from core.imports.registry import all_sheets
from core.imports.shelves import rows_of, text_of
from core.models import Reading
from core.tabular.kinds import References
from core.tabular.reading import write_csv
from core.tabular.sheets import Sheet
from core.tabular.written import workbook

if TYPE_CHECKING:
    from core.models import User

# Zip entries bear this time, so that the same records make the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def export_records(
    *, scope: Any, by: User | None, at: datetime, route: str, with_private: bool = True
) -> dict[str, str]:
    """Sheet name to CSV text: the scope's rows that `by` may see, and the directory rows they lead to.

    Reading restricted rows is noted under `route`. `with_private` False leaves out what never leaves by the API.
    """
    chosen = _chosen(by, scope)
    if by is not None:
        _note_reading(chosen, by, at, route)
    return {
        sheet.name: write_csv(
            [column.heading for column in sheet.columns],
            [[text_of(column, row) for column in sheet.columns] for row in rows],
            [column.kind.is_number for column in sheet.columns],
        )
        for sheet, rows in _kept(chosen, with_private)
        if rows
    }


def export_book(*, scope: Any, by: User | None, at: datetime, route: str, with_private: bool = True) -> bytes:
    """The same as a workbook, with the sheets that have no row yet. Raises TooLong where a cell cannot hold a text."""
    chosen = _chosen(by, scope)
    sheets = _kept(chosen, with_private)
    rows = {sheet.name: [[text_of(column, row) for column in sheet.columns] for row in held] for sheet, held in sheets}
    made = workbook([sheet for sheet, _ in sheets], rows=rows, examples=examples())
    if by is not None:
        _note_reading(chosen, by, at, route)
    return made


def _kept(chosen: list[tuple[Sheet, list[Any]]], with_private: bool) -> list[tuple[Sheet, list[Any]]]:
    """The sheets without the columns that may not leave."""
    if with_private:
        return chosen
    return [
        (dataclasses.replace(sheet, columns=[each for each in sheet.columns if not each.private]), rows)
        for sheet, rows in chosen
    ]


def _chosen(by: User | None, scope: Any) -> list[tuple[Sheet, list[Any]]]:
    """Every row of the scope, and from the directory what those rows name, and what goes with that in turn."""
    everything = {sheet.name: list(rows_of(sheet, by, scope)) for sheet in all_sheets()}
    wanted: dict[type, set[int]] = {}
    taken: dict[str, set[int]] = {sheet.name: set() for sheet in all_sheets()}
    growing = True
    while growing:
        growing = False
        for sheet in all_sheets():
            for row in everything[sheet.name]:
                if row.pk in taken[sheet.name] or not _belongs(sheet, row, wanted):
                    continue
                taken[sheet.name].add(row.pk)
                growing = True
                for target in _named_by(sheet, row):
                    wanted.setdefault(type(target), set()).add(target.pk)
    return [(sheet, [row for row in everything[sheet.name] if row.pk in taken[sheet.name]]) for sheet in all_sheets()]


def _belongs(sheet: Sheet, row: Any, wanted: dict[type, set[int]]) -> bool:
    if sheet.scope_path or row.pk in wanted.get(sheet.model, set()):
        return True
    if not sheet.belongs_to:
        return False
    owner = getattr(row, sheet.belongs_to)
    return owner is not None and owner.pk in wanted.get(type(owner), set())


def _named_by(sheet: Sheet, row: Any) -> Iterable[Any]:
    for column in sheet.references:
        target = getattr(row, column.field)
        if target is not None:
            yield target
    for column in sheet.many:
        if isinstance(column.kind, References):
            yield from getattr(row, column.field).all()


def _note_reading(chosen: list[tuple[Sheet, list[Any]]], by: User, at: datetime, route: str) -> None:
    """Every restricted row that leaves is one reading of it (design section 6)."""
    Reading.objects.bulk_create(
        Reading(
            user=by,
            subject_kind=sheet.model._meta.model_name or "",
            subject_id=row.pk,
            subject_title=str(row)[:300],
            route=route,
            at=at,
        )
        for sheet, rows in chosen
        for row in rows
        if getattr(row, "restricted", False)
    )


def zipped(texts: dict[str, str]) -> bytes:
    """A zip with one CSV file for each sheet; the same texts make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            entry = zipfile.ZipInfo(f"{name}.csv", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The byte order mark tells spreadsheets that this is UTF-8.
            archive.writestr(entry, "\ufeff" + text)
    return out.getvalue()


def blank_zip() -> bytes:
    """Every sheet with its headings and no row."""
    return zipped(
        {sheet.name: write_csv([column.heading for column in sheet.columns], [], []) for sheet in all_sheets()}
    )


def blank_book() -> bytes:
    """The same as a workbook, with a sheet that says what each column takes, and an example of each."""
    return workbook(all_sheets(), rows={}, examples=examples())
