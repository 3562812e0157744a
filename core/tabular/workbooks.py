"""Turns an .xlsx workbook into CSV text, sheet by sheet, and writes the empty one that people fill in.

Values only: a formula is refused, never calculated. No meaning of a cell is read here.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from core.tabular.guard import guard
from core.tabular.reading import MAX_COLUMNS, MAX_ROWS, quote
from core.tabular.sheets import Problem, Sheet

HOW_TO: Final = "How to"
MAX_UNPACKED: Final = 100 * 1024 * 1024
BROKEN: Final = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
)


def read_workbook(content: bytes, label: str) -> tuple[dict[str, str], list[Problem]]:
    """Each sheet's name to its text as CSV, and what is wrong. The sheet that explains is passed over."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            if sheet.title.strip().lower() == HOW_TO.lower():
                continue
            place = f"{label}, sheet '{sheet.title[:40]}'"
            sheet.reset_dimensions()
            text, found = _sheet_text(sheet.iter_rows(max_col=MAX_COLUMNS), place)
            problems += found
            texts[sheet.title.strip()] = text
    except BROKEN:
        return {}, [
            Problem(label, "it could not be read as a workbook; expected an .xlsx file saved by a spreadsheet.")
        ]
    if not texts and not problems:
        problems.append(Problem(label, "the workbook has no sheet of records."))
    return texts, problems


def _sheet_text(rows: Iterable[Iterable[Any]], place: str) -> tuple[str, list[Problem]]:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    problems: list[Problem] = []
    width = 0
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS + 1:
            return "", [Problem(place, f"it has more than {MAX_ROWS} rows; expected at most {MAX_ROWS}.")]
        cells = []
        for cell in row:
            try:
                cells.append(_text(cell))
            except ValueError as error:
                cells.append("")
                column = get_column_letter(getattr(cell, "column", 1) or 1)
                problems.append(Problem(place, str(error), number, column))
        while cells and not cells[-1]:
            cells.pop()
        # A workbook leaves empty cells out at the end of a row, so a short row is not a fault here.
        width = width or len(cells)
        writer.writerow(cells + [""] * (width - len(cells)))
    return out.getvalue(), problems


def _text(cell: Any) -> str:
    """A cell's value as text that reads back as the same. Raises ValueError on formulas and errors."""
    value = cell.value
    if cell.data_type == "f":
        raise ValueError(f"{quote(str(value))} is a formula; expected a value: paste it again as values only.")
    if cell.data_type == "e":
        raise ValueError(f"{quote(str(value))} is a spreadsheet's error; expected a value.")
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    # A text that came here from one of our CSV files still bears its guard.
    return text if text.startswith("'") else guard(text)


def blank_workbook(sheets: Iterable[Sheet]) -> bytes:
    """A workbook with every sheet and its headings, and one that says what each column takes."""
    book = Workbook()
    guide: Any = book.active
    guide.title = HOW_TO
    guide.append(["Sheet", "Column", "Must be filled", "What it takes", "About"])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        guide.append([sheet.name, "", "", "", sheet.about])
        for place, column in enumerate(sheet.columns, start=1):
            page.cell(row=1, column=place, value=column.heading).font = Font(bold=True)
            # As text, so that a spreadsheet does not turn "March 2015" into the first of the month.
            letter = get_column_letter(place)
            page.column_dimensions[letter].number_format = "@"
            page.column_dimensions[letter].width = max(14, len(column.heading) + 4)
            must = "yes" if column.required else ""
            guide.append([sheet.name, column.heading, must, column.kind.describe(), column.about])
        page.freeze_panes = "A2"
    for letter, width in zip("ABCDE", (20, 24, 15, 60, 60), strict=True):
        guide.column_dimensions[letter].width = width
    for cell in guide[1]:
        cell.font = Font(bold=True)
    for row in guide.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
