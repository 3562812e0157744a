"""From a table of text to rows of values, with every fault named by file, row and column. No database is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.imports.registry import all_sheets, find_sheet
from core.tabular.kinds import Unreadable
from core.tabular.reading import MAX_ROWS_TOGETHER, quote, table
from core.tabular.sheets import Column, Line, Problem, Sheet, Table

MOST_PROBLEMS = 500
"""So many things to mend are shown at once."""


@dataclass
class ParsedRow:
    """One row as sent: its number, its values by field and, written alike, its texts by field."""

    number: int
    values: dict[str, Any]
    texts: dict[str, str]
    key: tuple[str, ...] = ()


@dataclass
class ParsedSheet:
    """One sheet as sent: what it fills, how to speak of it, the columns it has and its rows."""

    sheet: Sheet
    label: str
    columns: list[Column]
    rows: list[ParsedRow] = field(default_factory=list)
    is_whole: bool = True
    """Whether all that was sent stands in `rows`: nothing of the sheet was refused."""


def parse_all(texts: dict[str, str], labels: dict[str, str]) -> tuple[list[ParsedSheet], list[Problem]]:
    """The sheets that were sent, in the order in which they are filled, and everything wrong with their cells.

    It stops once so much is wrong that no more of it would be shown, or so much was sent that it is not taken.
    """
    problems: list[Problem] = []
    rows = 0
    parsed: dict[str, ParsedSheet] = {}
    known = ", ".join(sheet.name for sheet in all_sheets())
    for name, text in texts.items():
        label = labels.get(name, f"sheet '{name}'")
        sheet = find_sheet(name)
        if sheet is None:
            problems.append(Problem(label, f"there is no sheet called {quote(name)}; expected one of: {known}."))
            continue
        found = table(name, text, label)
        if isinstance(found, list):
            problems += found
            continue
        rows += len(found.lines)
        if rows > MAX_ROWS_TOGETHER:
            words = f"there are more than {MAX_ROWS_TOGETHER:,} rows in these sheets; expected at most so many at once."
            return [], [Problem("Import", words)]
        parsed[name], wrong = parse_sheet(sheet, found)
        problems += wrong
        if len(problems) > MOST_PROBLEMS:
            break
    return [parsed[sheet.name] for sheet in all_sheets() if sheet.name in parsed], problems


def parse_sheet(sheet: Sheet, found: Table) -> tuple[ParsedSheet, list[Problem]]:
    """The rows of one sheet. A row with a fault is left out of them, so that it is not complained of twice.

    What is wrong with a heading or a line hides nothing of the others.
    """
    columns, known = _columns(sheet, found.headings), {column.heading.lower() for column in sheet.columns}
    missing = [column for column in sheet.columns if column.required and column not in columns]
    problems = [
        *found.problems,
        *(
            Problem(found.label, f"this column is not known; expected some of: {_headings(sheet)}.", 1, heading)
            for heading, column in zip(found.headings, columns, strict=True)
            if column is None and heading and heading.lower() not in known
        ),
        *(
            Problem(found.label, "the column is missing; the sheet cannot be read without it.", 1, column.heading)
            for column in missing
        ),
    ]
    result = ParsedSheet(sheet, found.label, [column for column in columns if column is not None])
    seen: dict[tuple[str, ...], int] = {}
    for line in found.lines:
        row, wrong = _parse_row(sheet, columns, line, found.label)
        problems += wrong
        if wrong or missing:
            continue
        first = seen.setdefault(row.key, row.number)
        if first != row.number:
            problems.append(_twice(sheet, row, first, found.label))
        result.rows.append(row)
    result.is_whole = not problems
    return result, problems


def _columns(sheet: Sheet, headings: list[str]) -> list[Column | None]:
    """The column under each heading; none where it is not known, or stands there a second time."""
    by_heading = {column.heading.lower(): column for column in sheet.columns}
    return [by_heading.pop(heading.lower(), None) for heading in headings]


def _headings(sheet: Sheet) -> str:
    return ", ".join(column.heading for column in sheet.columns)


def _twice(sheet: Sheet, row: ParsedRow, first: int, label: str) -> Problem:
    names = " and ".join(f"'{column.heading}'" for column in sheet.key_columns)
    return Problem(
        label, f"{name_of(row.key)} stands in row {first} already; expected {names} to be different.", row.number
    )


def name_of(key: tuple[str, ...]) -> str:
    """A row's key as a message shows it."""
    return quote(", ".join(part for part in key if part))


def _parse_row(sheet: Sheet, columns: list[Column | None], line: Line, label: str) -> tuple[ParsedRow, list[Problem]]:
    row = ParsedRow(line.number, {}, {})
    problems = []
    for column, cell in zip(columns, line.cells, strict=False):
        if column is None:
            continue
        if not cell.strip():
            if column.required:
                words = f"the cell is empty; expected {column.kind.describe()}."
                problems.append(Problem(label, words, line.number, column.heading))
            value = _default(sheet, column)
        else:
            try:
                value = column.kind.read(cell)
            except Unreadable as error:
                words = f"found {quote(cell)}; expected {error}."
                problems.append(Problem(label, words, line.number, column.heading))
                continue
        row.values[column.field] = value
        row.texts[column.field] = column.kind.write(value)
    if not problems:
        row.key = tuple(row.texts.get(name, "") for name in sheet.key)
    return row, problems


def _default(sheet: Sheet, column: Column) -> Any:
    """What an empty cell means: nothing where the field can hold nothing, else the field's default."""
    model_field = sheet.model._meta.get_field(column.field)
    if getattr(model_field, "many_to_many", False):
        return ""
    return model_field.get_default()  # type: ignore[union-attr]
