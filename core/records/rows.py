"""Which rows of a kind a reader gets, for a page and for the API alike. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from core.as_at import Moment
from core.records.filters import RecordFilter
from core.records.registry import Record
from core.standing import standing

THEN = "_then"


class NotOfHistory(Exception):
    """What was asked cannot be asked of rows as they were known; `names` are the parameters, `words` say so of one."""

    words = "This cannot be asked of the rows as known on a past day: leave it out, or leave out the day."

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"{', '.join(names)}: {self.words}")
        self.names = names


def visible_rows(record: Record, user: Any, scope: Any = None) -> QuerySet[Any]:
    """The rows `user` may see, of one alliance when it is given."""
    manager: Any = record.model._default_manager
    return _of(record, manager.visible_to(user), scope)


def rows_with_withdrawn(record: Record, user: Any, scope: Any = None) -> QuerySet[Any]:
    """The same with the withdrawn ones; a page that shows these asks first who may change them."""
    manager: Any = record.model._default_manager
    return _of(record, manager.with_withdrawn().visible_to(user), scope).select_related("withdrawn_by")


def withdrawn_rows(record: Record, user: Any, scope: Any = None) -> QuerySet[Any]:
    """The withdrawn rows alone, for those who may put them back."""
    return rows_with_withdrawn(record, user, scope).exclude(standing())


def _of(record: Record, rows: QuerySet[Any], scope: Any) -> QuerySet[Any]:
    if scope is not None and record.scope_path:
        rows = rows.filter(**{record.scope_path: scope})
    return rows.select_related(*record.related).prefetch_related(*record.prefetched)


def shown_as_at(rows: Iterable[Any]) -> list[Any]:
    """The rows of a list, each field saying what it said on the reader's day where `as_at` brought that with it.

    A queryset brings it as `<field>_then`. What comes back is for showing and must not be saved.
    """
    found = list(rows)
    for row in found:
        for name in [name for name in vars(row) if name.endswith(THEN)]:
            setattr(row, name.removesuffix(THEN), getattr(row, name))
    return found


def rows_known_on(
    record: Record, user: Any, moment: Moment, scope: Any = None, selection: RecordFilter | None = None
) -> list[Any]:
    """The rows as the record stood at a moment, for what the reader may see today (design law 1).

    What a valid `selection` asks holds of the rows as they were then. Raises NotOfHistory for what it cannot be asked.
    A queryset with `complete_known` gives them what the record knew then of their own rows.
    """
    model: Any = record.model
    history = model.history.as_of(moment.known_on)
    allowed = model._default_manager.all().history_visible_to(user, history)
    if selection is not None:
        beyond = selection.beyond_history(allowed)
        if beyond:
            raise NotOfHistory(beyond)
        allowed = selection.narrow_history(allowed)
    rows = list(allowed)
    withdrawn = set(withdrawn_rows(record, user).values_list("pk", flat=True))
    for row in rows:
        row.has_page = row.pk not in withdrawn
    if scope is not None and record.scope_path:
        rows = [row for row in rows if record.scope_of(row) == scope]
    complete = getattr(model._default_manager.all().visible_to(user), "complete_known", None)
    if complete is not None:
        complete(rows, moment.on, moment.known_on)
    return rows
