"""The rows that stand recorded now, found by the keys of their sheets. Each sheet is read once; nothing is changed."""

from __future__ import annotations

from typing import Any

from core.imports.registry import sheet_named
from core.tabular.kinds import Reference, References
from core.tabular.sheets import Column, Sheet


def text_of(column: Column, row: Any) -> str:
    """A recorded row's cell, written as the sheet would hold it."""
    value = getattr(row, column.field)
    kind = column.kind
    if isinstance(kind, References):
        target = sheet_named(kind.sheet)
        return "; ".join(sorted(key_of(target, each)[0] for each in value.all())) if row.pk else ""
    if isinstance(kind, Reference):
        return "" if value is None else key_of(sheet_named(kind.sheet), value)[0]
    return kind.write(value)


def key_of(sheet: Sheet, row: Any) -> tuple[str, ...]:
    """What tells a recorded row from the others of its sheet."""
    return tuple(text_of(column, row) for column in sheet.key_columns)


def rows_of(sheet: Sheet, user: Any, scope: Any) -> Any:
    """The recorded rows of a sheet that `user` may see (all, for the system itself), with what they refer to."""
    manager: Any = sheet.model._default_manager
    rows = manager.all() if user is None else manager.visible_to(user)
    if sheet.is_scope:
        rows = rows.filter(pk=getattr(scope, "pk", None))
    elif sheet.scope_path:
        rows = rows.filter(**{sheet.scope_path: scope}) if scope is not None and scope.pk else rows.none()
    return rows.select_related(*(column.field for column in sheet.references)).prefetch_related(
        *(column.field for column in sheet.many)
    )


class Shelves:
    """Every sheet's recorded rows by key, as `user` sees them within one scope."""

    def __init__(self, user: Any, scope: Any) -> None:
        self.user, self.scope = user, scope
        self._rows: dict[str, dict[tuple[str, ...], list[Any]]] = {}

    def of(self, sheet: Sheet) -> dict[tuple[str, ...], list[Any]]:
        if sheet.name not in self._rows:
            shelf: dict[tuple[str, ...], list[Any]] = {}
            for row in rows_of(sheet, self.user, self.scope):
                shelf.setdefault(key_of(sheet, row), []).append(row)
            self._rows[sheet.name] = shelf
        return self._rows[sheet.name]

    def find(self, sheet: Sheet, key: tuple[str, ...]) -> list[Any]:
        """The recorded rows with that key: none, one or, where nothing forbids it, several."""
        return self.of(sheet).get(key, [])
