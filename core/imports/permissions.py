"""Who may import and take out records: whoever may change those rows on their pages. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.imports.registry import all_sheets, scope_sheet
from core.permissions import Answer
from core.tabular.sheets import Sheet


def may_import(user: Any, scope: Any) -> Answer:
    """Whether `user` may import into `scope`; None or an unsaved one asks for the right to set one up."""
    if scope is None or scope.pk is None:
        return scope_sheet().may_change(user, None)
    scoped = next(sheet for sheet in all_sheets() if sheet.scope_path and not sheet.is_scope)
    return scoped.may_change(user, scope)


def may_import_somewhere(user: Any) -> Answer:
    """Whether there is anything `user` may import into: an alliance of theirs, or a new one."""
    scoped = next(sheet for sheet in all_sheets() if sheet.scope_path and not sheet.is_scope)
    return scoped.may_change(user, None) or may_import(user, None)


def may_import_sheets(user: Any, scope: Any, sheets: Iterable[Sheet]) -> Answer:
    """Whether `user` may fill every one of the sheets. The right to set up a scope covers what belongs to it."""
    fresh = scope is not None and scope.pk is None
    for sheet in sheets:
        if not sheet.scope_path:
            answer = sheet.may_change(user, None)
        elif fresh:
            answer = scope_sheet().may_change(user, None)
        else:
            answer = sheet.may_change(user, scope)
        if not answer:
            return answer
    return Answer(True)
