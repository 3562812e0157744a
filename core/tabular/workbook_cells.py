"""From the bytes of an .xlsx workbook to the text of its cells. Inside the sandbox: Django may not be imported here.

Values only: a formula is named, never calculated. No meaning of a cell is read here, and no words are made.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from core.sandbox.forks import Failure, Made
from core.tabular.escapes import unescaped
from core.tabular.guard import guard

_FAULTS: Final = {"f": "formula", "e": "error"}
_FURTHEST: Final = 200_000
"""The last row that is looked at: a spreadsheet may leave many empty rows behind."""


def unfold(content: bytes, *, passed_over: list[str], most_rows: int, most_columns: int, most_text: int) -> Made:
    """Each sheet's title, its text as CSV, whether it is too long, and the cells that hold no value. As JSON.

    Raises Failure "broken" when it is no workbook, and "large" when it holds more text than `most_text` letters.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = []
        for sheet in book.worksheets:
            if sheet.title.strip().lower() in passed_over:
                continue
            sheet.reset_dimensions()
            read = _Sheet(sheet.iter_rows(max_col=most_columns + 1), most_rows)
            most_text -= len(read.text)
            if most_text < 0:
                raise Failure("large", "holds too much text")
            sheets.append({"title": sheet.title.strip(), **read.as_json()})
    except (Failure, MemoryError):
        raise
    except Exception as error:
        # A damaged part can make the library fall over in any way, and only this fork is there to fall. What parses
        # for it calls a want of memory a fault of the file.
        if "memory" in str(error):
            raise MemoryError from error
        raise Failure("broken", "could not be read as a workbook") from error
    return {}, json.dumps(sheets).encode()


class _Sheet:
    """The text of one sheet, as far as it may go, and its faults."""

    def __init__(self, rows: Iterable[Iterable[Any]], most_rows: int) -> None:
        self._out = io.StringIO(newline="")
        self._writer = csv.writer(self._out)
        self._headings: list[str] = []
        self._faults: list[dict[str, Any]] = []
        filled = 0
        self._is_long = False
        for number, row in enumerate(rows, start=1):
            filled += self._take(number, list(row))
            if filled > most_rows + 1 or number > _FURTHEST:
                self._is_long = True
                return

    @property
    def text(self) -> str:
        return "" if self._is_long else self._out.getvalue()

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "is_long": self._is_long, "faults": self._faults}

    def _take(self, number: int, row: list[Any]) -> bool:
        """Write one row; whether there is anything in it."""
        cells = [self._read(number, cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells and not self._headings:
            self._headings = cells
        # A workbook leaves empty cells out at the end of a row, so a short row is not a fault here.
        self._writer.writerow(cells + [""] * (len(self._headings) - len(cells)))
        return bool(cells)

    def _read(self, number: int, cell: Any) -> str:
        fault = _FAULTS.get(cell.data_type)
        if fault is None or cell.value is None:
            return _text(cell.value)
        place = cell.column - 1
        heading = self._headings[place] if place < len(self._headings) else ""
        column = heading or get_column_letter(cell.column)
        self._faults.append({"row": number, "column": column, "found": str(cell.value)[:200], "fault": fault})
        return ""


def _text(value: Any) -> str:
    """A cell's value as text that reads back as the same."""
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
    text = unescaped(str(value))
    # A text that came here from one of our CSV files still bears its guard.
    return text if text.startswith("'") else guard(text)
