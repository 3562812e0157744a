"""The rows that stand recorded now, found by the keys of their sheets. Each sheet is read once; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from core.imports.registry import sheet_named
from core.tabular.kinds import Reference, References
from core.tabular.sheets import Column, Sheet

BETWEEN_PARTS: Final = " / "
"""Between the parts of a key where one cell names a row by it, such as `strategic-board / 2017-09`."""


def text_of(column: Column, row: Any) -> str:
    """A recorded row's cell, written as the sheet would hold it."""
    value = getattr(row, column.field)
    kind = column.kind
    if isinstance(kind, References):
        target = sheet_named(kind.sheet)
        return "; ".join(sorted(name_by_key(target, each) for each in value.all())) if row.pk else ""
    if isinstance(kind, Reference):
        return "" if value is None else name_by_key(sheet_named(kind.sheet), value)
    return kind.write(value)


def key_of(sheet: Sheet, row: Any) -> tuple[str, ...]:
    """What tells a recorded row from the others of its sheet."""
    return tuple(text_of(column, row) for column in sheet.key_columns)


def name_by_key(sheet: Sheet, row: Any) -> str:
    """The text by which a cell of another sheet names a recorded row."""
    return BETWEEN_PARTS.join(key_of(sheet, row))


def key_named(sheet: Sheet, text: str) -> tuple[str, ...]:
    """The key that such a text gives. Only its first part may itself be the name of a row with several."""
    return tuple(part.strip() for part in text.rsplit(BETWEEN_PARTS, len(sheet.key) - 1))


def _paths(sheet: Sheet) -> Iterator[str]:
    """What the references of a sheet lead to, and what is needed to name those rows in turn."""
    for column in sheet.references:
        yield column.field
        target = sheet_named(column.kind.sheet)  # type: ignore[attr-defined]
        if target is not sheet:
            yield from (f"{column.field}__{path}" for path in _paths(target) if path.split("__")[0] in target.key)


def rows_of(sheet: Sheet, user: Any, scope: Any, *, to_name: bool = False) -> Any:
    """The recorded rows of a sheet that `user` may see (all, for the system itself), with what they refer to.

    Of the scopes that is the one scope alone, but `to_name` those to which a cell of it may lead: all of them.
    """
    manager: Any = sheet.model._default_manager
    rows = manager.all() if user is None else manager.visible_to(user)
    if sheet.is_scope and not to_name:
        rows = rows.filter(pk=getattr(scope, "pk", None))
    elif sheet.scope_path and not sheet.is_scope:
        rows = rows.filter(**{sheet.scope_path: scope}) if scope is not None and scope.pk else rows.none()
    return rows.select_related(*_paths(sheet)).prefetch_related(*(column.field for column in sheet.many))


class Shelves:
    """Every sheet's recorded rows by key, as `user` sees them within one scope."""

    def __init__(self, user: Any, scope: Any) -> None:
        self.user, self.scope = user, scope
        self._rows: dict[str, dict[tuple[str, ...], list[Any]]] = {}

    def of(self, sheet: Sheet) -> dict[tuple[str, ...], list[Any]]:
        if sheet.name not in self._rows:
            shelf: dict[tuple[str, ...], list[Any]] = {}
            for row in rows_of(sheet, self.user, self.scope, to_name=True):
                shelf.setdefault(key_of(sheet, row), []).append(row)
            self._rows[sheet.name] = shelf
        return self._rows[sheet.name]

    def find(self, sheet: Sheet, key: tuple[str, ...]) -> list[Any]:
        """The recorded rows with that key: none, one or, where nothing forbids it, several."""
        return self.of(sheet).get(key, [])
