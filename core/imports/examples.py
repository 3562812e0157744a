"""One row of every sheet, for those who fill in a workbook to see the form. No record is read or written here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings

from core.imports.registry import all_sheets
from core.tabular.reading import table
from core.tabular.sheets import Table


@cache
def examples() -> Mapping[str, Mapping[str, str]]:
    """The first row of every sheet that has an example: sheet name, then heading, to the text of its cell."""
    found = {}
    for sheet in all_sheets():
        path = settings.IMPORT_EXAMPLE / f"{sheet.name}.csv"
        if path.exists():
            read = table(sheet.name, path.read_text(encoding="utf-8"), path.name)
            if isinstance(read, Table) and read.lines:
                found[sheet.name] = dict(zip(read.headings, read.lines[0].cells, strict=True))
    return found
