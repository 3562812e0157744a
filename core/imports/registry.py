"""Which sheets there are, in the order in which they are filled. What a sheet holds is said by each app."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from core.tabular.sheets import Sheet


@cache
def all_sheets() -> tuple[Sheet, ...]:
    """Every sheet, each after those that it refers to."""
    return tuple(sheet for name in settings.IMPORT_SHEETS for sheet in import_string(name))


def find_sheet(name: str) -> Sheet | None:
    return next((sheet for sheet in all_sheets() if sheet.name == name), None)


def sheet_named(name: str) -> Sheet:
    """The sheet of that name. Raises LookupError when there is none."""
    sheet = find_sheet(name)
    if sheet is None:
        raise LookupError(f"There is no sheet called '{name}'.")
    return sheet


def scope_sheet() -> Sheet:
    """The sheet with one row that all scoped sheets belong to."""
    return next(sheet for sheet in all_sheets() if sheet.is_scope)
