"""Sheets that are good, and ways to spoil them, for the tests of what an import refuses."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from openpyxl import Workbook

from core.imports.registry import all_sheets

Rows = list[list[str]]


def good_sheets() -> dict[str, Rows]:
    """A row or two of every sheet of an alliance that does not exist, under its headings."""
    folder: Path = settings.IMPORT_EXAMPLE
    names = [sheet.name for sheet in all_sheets() if (folder / f"{sheet.name}.csv").exists()]
    return {name: list(csv.reader((folder / f"{name}.csv").open(newline="", encoding="utf-8"))) for name in names}


def book(sheets: dict[str, Rows]) -> bytes:
    """The sheets as a workbook. A cell that begins with an equals sign becomes a formula, as a spreadsheet does it."""
    made = Workbook(write_only=True)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def texts(sheets: dict[str, Rows]) -> list[tuple[str, bytes]]:
    """The sheets as CSV files."""
    files = []
    for name, rows in sheets.items():
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        files.append((f"{name}.csv", out.getvalue().encode()))
    return files


def with_cell(sheets: dict[str, Rows], name: str, heading: str, text: str) -> dict[str, Rows]:
    """The same sheets with one cell of the first row changed."""
    headings, first, *rest = sheets[name]
    row = list(first)
    row[headings.index(heading)] = text
    return sheets | {name: [headings, row, *rest]}


def without_column(sheets: dict[str, Rows], name: str, heading: str) -> dict[str, Rows]:
    place = sheets[name][0].index(heading)
    return sheets | {name: [[*row[:place], *row[place + 1 :]] for row in sheets[name]]}


def long_sheets(rows: int) -> dict[str, Rows]:
    return good_sheets() | {"areas": [["Short name", "Name"], *([f"area-{n}", f"Area {n}"] for n in range(rows))]}


def swollen(part: str, content: bytes) -> bytes:
    """A workbook of which one part unpacks to far more than it shows."""
    out = io.BytesIO()
    plain = io.BytesIO()
    made = Workbook()
    made.worksheets[0].append(["Short name", "Name"])
    made.save(plain)
    whole = zipfile.ZipFile(plain)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>' if "shared" in part else ""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in whole.infolist():
            kept = whole.read(entry).replace(b"</Types>", named.encode() or b"</Types>")
            archive.writestr(entry.filename, content if entry.filename == part else kept)
        if part not in whole.namelist():
            archive.writestr(part, content)
    return out.getvalue()


def counts() -> dict[str, int]:
    """How many rows there are of everything but the imports themselves and what a page visit leaves."""
    passed_over = {"core.importrun", "core.repeatguard", "sessions.session", "core.session"}
    models: list[Any] = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return {
        model._meta.label_lower: model._base_manager.count()
        for model in models
        if model._meta.label_lower not in passed_over
    }
