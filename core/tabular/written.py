"""Writes workbooks: the empty one that people fill in, and the same with the rows that stand recorded.

Both are read again by an import, which passes over the sheet that explains and the one with the lists.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from core.tabular.escapes import escaped
from core.tabular.guard import guard
from core.tabular.kinds import Choice, Reference, References, YesNo
from core.tabular.reading import MAX_ROWS, MAX_ROWS_TOGETHER
from core.tabular.sheets import Column, Sheet
from core.tabular.workbooks import HOW_TO, LISTS

LONGEST: Final = 32_767
"""So many letters a spreadsheet takes in one cell."""
_LONGEST_PROMPT: Final = 255
_LONGEST_TITLE: Final = 32
_COLOURS: Final = ("1D3557", "2A6F77", "6B4E9B", "8A5A00", "8C2F39", "3D6B35", "44546A", "7A3E65")
_LINES: Final = (
    "Fill in the sheets that you need, from left to right: a row may name rows of the sheets before its own.",
    "Leave the headings as they are. Columns, rows and whole sheets that you do not need may stay empty.",
    "Every row has a key, marked below. A row whose key is recorded already is changed; any other is added. "
    "Nothing is ever deleted.",
    "Where one of a closed list is expected, the cell offers it. Choose a cell to read what its column takes.",
    f"Values only: no formulas. At most {MAX_ROWS:,} rows in a sheet and {MAX_ROWS_TOGETHER:,} in all.",
    "When you send the workbook, you are shown what would change, row by row, before anything does.",
    "This sheet is not imported. Its examples are invented, and only show the form.",
)
_HEADINGS: Final = ("Subject", "Sheet", "Column", "Must be filled", "What it takes", "About", "Example")
_WIDTHS: Final = (22, 24, 26, 16, 52, 56, 44)
_HEAD: Final = PatternFill("solid", fgColor="E8EDF3")
_LINE: Final = Border(bottom=Side(style="thin", color="B1B4B6"))


class TooLong(Exception):
    """A text that no cell of a spreadsheet can hold; the message says which."""


def workbook(
    sheets: Iterable[Sheet],
    *,
    rows: Mapping[str, Sequence[Sequence[str]]],
    examples: Mapping[str, Mapping[str, str]],
) -> bytes:
    """The guide and every sheet with its headings, its drop-down lists and `rows`, by the sheet's name.

    `examples` gives a cell for the guide by sheet and heading. Raises TooLong.
    """
    made = _Book(list(sheets))
    for sheet in made.sheets:
        made.add(sheet, rows.get(sheet.name, ()))
    made.explain(examples)
    made.keep_lists()
    out = io.BytesIO()
    made.book.save(out)
    return out.getvalue()


class _Book:
    """A workbook in the making."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self.sheets, self.book = sheets, Workbook()
        self.guide: Any = self.book.active
        self.guide.title = HOW_TO
        subjects = list(dict.fromkeys(sheet.subject for sheet in sheets))
        self._colours = {subject: _COLOURS[place % len(_COLOURS)] for place, subject in enumerate(subjects)}
        self._keys = {sheet.name: sheet for sheet in sheets}
        self._lists: dict[tuple[str, ...], str] = {}

    def add(self, sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
        page: Any = self.book.create_sheet(sheet.name)
        page.sheet_properties.tabColor = self._colours[sheet.subject]
        page.freeze_panes = "A2"
        for place, column in enumerate(sheet.columns, start=1):
            letter = get_column_letter(place)
            # As text, so that a spreadsheet does not turn "March 2015" into the first of the month.
            page.column_dimensions[letter].number_format = "@"
            page.column_dimensions[letter].width = max(16, len(column.heading) + 4)
            head = page.cell(row=1, column=place, value=column.heading)
            head.font, head.fill, head.border = Font(bold=column.required), _HEAD, _LINE
            page.add_data_validation(self._validation(column, f"{letter}2:{letter}{MAX_ROWS + 1}"))
        for number, cells in enumerate(rows, start=2):
            for place, text in enumerate(cells, start=1):
                if text:
                    cell = page.cell(row=number, column=place)
                    cell.number_format = "@"
                    cell.value = _kept(text, f"{sheet.name}, row {number}, column '{sheet.columns[place - 1].heading}'")

    def _validation(self, column: Column, cells: str) -> DataValidation:
        """What the spreadsheet says and offers when a cell of the column is chosen."""
        source = self._source(column)
        kind = column.kind
        made = DataValidation(type="list" if source else None, formula1=source or None, allow_blank=True, sqref=cells)
        made.showInputMessage = True
        made.promptTitle = column.heading[:_LONGEST_TITLE]
        made.prompt = _short(f"{'Must be filled. ' if column.required else ''}{_takes(column)}")
        # A row that is recorded already may be named without standing in the workbook.
        made.showErrorMessage = bool(source) and not isinstance(kind, Reference)
        made.errorTitle, made.error = "Not in the list", _short(_takes(column))
        return made

    def _source(self, column: Column) -> str:
        """Where the values stand among which a cell may choose; empty where it may hold anything."""
        kind = column.kind
        if isinstance(kind, References):
            return ""
        if isinstance(kind, Reference):
            target = self._keys.get(kind.sheet)
            if target is None or len(target.key) > 1:
                return ""
            letter = get_column_letter(list(target.columns).index(target.key_columns[0]) + 1)
            return f"{quote_sheetname(target.name)}!${letter}$2:${letter}${MAX_ROWS + 1}"
        if isinstance(kind, YesNo):
            return self._listed(("yes", "no"))
        if isinstance(kind, Choice):
            return self._listed(tuple(str(label) for label in kind.choices.labels if label))
        return ""

    def _listed(self, values: tuple[str, ...]) -> str:
        if values not in self._lists:
            letter = get_column_letter(len(self._lists) + 1)
            self._lists[values] = f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(values)}"
        return self._lists[values]

    def keep_lists(self) -> None:
        """The values that cells offer, on a sheet that need not be seen."""
        page: Any = self.book.create_sheet(LISTS)
        page.sheet_state = "hidden"
        for place, values in enumerate(self._lists, start=1):
            for number, value in enumerate(values, start=1):
                page.cell(row=number, column=place, value=value)

    def explain(self, examples: Mapping[str, Mapping[str, str]]) -> None:
        guide = self.guide
        guide.append(["How to fill in this workbook"])
        guide["A1"].font = Font(bold=True, size=16)
        for line in _LINES:
            guide.append([line])
        guide.append([])
        guide.append(list(_HEADINGS))
        top = guide.max_row
        for sheet in self.sheets:
            self._explain_sheet(sheet, examples.get(sheet.name, {}))
        for place, width in enumerate(_WIDTHS, start=1):
            guide.column_dimensions[get_column_letter(place)].width = width
        for cell in guide[top]:
            cell.font, cell.fill, cell.border = Font(bold=True), _HEAD, _LINE
        for row in guide.iter_rows(min_row=top + 1):
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        guide.freeze_panes = f"A{top + 1}"
        guide.auto_filter.ref = f"A{top}:{get_column_letter(len(_HEADINGS))}{guide.max_row}"

    def _explain_sheet(self, sheet: Sheet, example: Mapping[str, str]) -> None:
        self.guide.append([sheet.subject, sheet.name, "", "", "", sheet.about, ""])
        number = self.guide.max_row
        for cell in self.guide[number]:
            cell.border = _LINE
        name = self.guide.cell(row=number, column=2)
        name.hyperlink = f"#{quote_sheetname(sheet.name)}!A1"
        name.font = Font(bold=True, underline="single", color=self._colours[sheet.subject])
        for column in sheet.columns:
            must = "yes" if column.required else ""
            must = f"{must}, key".removeprefix(", ") if column.field in sheet.key else must
            about = column.about
            shown = guard(example.get(column.heading, ""))
            self.guide.append([sheet.subject, sheet.name, column.heading, must, column.kind.describe(), about, shown])


def _takes(column: Column) -> str:
    words = column.kind.describe()
    return f"{words[:1].upper()}{words[1:]}. {column.about}".strip()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_PROMPT else text[: _LONGEST_PROMPT - 1] + "…"


def _kept(text: str, place: str) -> str:
    """A text as the cell holds it: guarded as in CSV, so that no spreadsheet runs it. Raises TooLong."""
    kept = escaped(guard(text))
    if len(kept) > LONGEST:
        raise TooLong(f"{place}: the text is longer than the {LONGEST:,} letters that a spreadsheet takes in one cell.")
    return kept
