"""Turns the bytes and text of CSV into a table, or says in plain words what is wrong with it. No meaning is read."""

from __future__ import annotations

import csv
import io
from typing import Final

from core.tabular.guard import guard, unguard
from core.tabular.sheets import Line, Problem, Table

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_ROWS: Final = 5000
MAX_ROWS_TOGETHER: Final = 20_000
MAX_COLUMNS: Final = 200
SHOWN: Final = 80


def quote(text: str) -> str:
    """A cell as a message shows it: short, and on one line."""
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= SHOWN else plain[:SHOWN] + '…'}”"


def decode(content: bytes, label: str) -> str | Problem:
    """The text of a CSV file in UTF-8, with or without a byte order mark."""
    if len(content) > MAX_BYTES:
        return Problem(label, "it is larger than 10 MB; expected a CSV file of at most 10 MB.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(label, "it is in UTF-16; expected UTF-8: save it again as 'CSV UTF-8'.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        return Problem(label, f"it is not in UTF-8 (near line {row}); expected UTF-8: save it again as 'CSV UTF-8'.")
    return text


def table(name: str, text: str, label: str) -> Table | list[Problem]:
    """The lines of a CSV text, or why it cannot be read at all. Blank lines are skipped but keep their number."""
    if "\0" in text:
        return [Problem(label, "it holds a NUL character; expected plain text in UTF-8.")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    headings: list[str] | None = None
    lines: list[Line] = []
    problems: list[Problem] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if headings is None:
                headings = _headings(cells)
                if unreadable := _unreadable(headings, label):
                    return [unreadable]
                problems += _wrong_headings(headings, label)
            elif len(lines) == MAX_ROWS:
                return [too_many_rows(label)]
            else:
                _take(number, cells, headings, label, lines, problems)
    except csv.Error as error:
        last = lines[-1].number if lines else 0 if headings is None else 1
        return [Problem(label, f"it could not be read after row {last} ({error}); expected comma-separated cells.")]
    if headings is None:
        return [Problem(label, "it is empty; expected a row of headings with rows under it.")]
    return Table(name, label, headings, lines, problems)


def too_many_rows(label: str) -> Problem:
    """What is said of a sheet that is longer than one may be."""
    return Problem(label, f"it has more than {MAX_ROWS:,} rows; expected at most {MAX_ROWS:,}.")


def _headings(cells: list[str]) -> list[str]:
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _unreadable(headings: list[str], label: str) -> Problem | None:
    """Why nothing under these headings can be told apart."""
    if len(headings) > MAX_COLUMNS:
        return Problem(label, f"it has {len(headings)} columns; expected at most {MAX_COLUMNS}.", 1)
    if len(headings) == 1 and (";" in headings[0] or "\t" in headings[0]):
        return Problem(label, "its cells are not separated by commas; expected 'CSV UTF-8 (comma delimited)'.", 1)
    return None


def _wrong_headings(headings: list[str], label: str) -> list[Problem]:
    problems = [
        Problem(label, f"column {place} has no heading; expected one, or no column there.", 1)
        for place, heading in enumerate(headings, start=1)
        if not heading
    ]
    lower = [heading.lower() for heading in headings]
    twice = sorted({heading for heading in headings if heading and lower.count(heading.lower()) > 1})
    problems += [Problem(label, "the heading stands there twice; expected it once.", 1, each) for each in twice]
    return problems


def _take(
    number: int, cells: list[str], headings: list[str], label: str, lines: list[Line], problems: list[Problem]
) -> None:
    width = len(headings)
    if len(cells) < width:
        words = f"the row has {len(cells)} cells; expected {width}, one under each heading."
        problems.append(Problem(label, words, number))
        return
    if any(cell.strip() for cell in cells[width:]):
        words = f"the row has {len(cells)} cells; expected {width}: is a comma in a text without quotation marks?"
        problems.append(Problem(label, words, number))
        return
    for heading, cell in zip(headings, cells, strict=False):
        if cell.lstrip().startswith(("=", "\uff1d")):
            words = f"{quote(cell)} looks like a formula; expected a value. Text that begins so needs a ' before it."
            problems.append(Problem(label, words, number, heading))
    lines.append(Line(number, tuple(unguard(cell) for cell in cells[:width])))


def write_csv(headings: list[str], rows: list[list[str]], numbers: list[bool]) -> str:
    """A CSV text whose cells no spreadsheet runs; `numbers` says which columns hold plain figures."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([cell if figure else guard(cell) for cell, figure in zip(row, numbers, strict=True)])
    return out.getvalue()
