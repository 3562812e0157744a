"""What changed in a scope between two moments: which rows were added, changed, withdrawn or put back, and how.

It is read from the history and by today's permissions: what a reader may not see of a row is in neither of its states.
The number of queries follows the number of kinds, not of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Max, Value

from core.records.addresses import address
from core.records.changes import FieldChange, Names, changes_between
from core.records.registry import Record, all_records, record_of, scope_model

ADDED, CHANGED, WITHDRAWN, PUT_BACK, REMOVED = "Added", "Changed", "Withdrawn", "Put back", "Removed"


@dataclass(frozen=True)
class RowChange:
    """One row that is otherwise at the end than it was at the start; who changed it last, when and why."""

    record: Record
    pk: int
    name: str
    url: str
    what: str
    changes: tuple[FieldChange, ...]
    at: datetime
    who: str
    why: str


def kinds_of(scope: Any, only: str = "") -> list[Record]:
    """The kinds of record that can change in a scope, or the one asked for."""
    found = [each for each in all_records() if each.scope_path or each.model is scope_model()]
    return [each for each in found if not only or each.slug == only]


def changed_between(records: Sequence[Record], user: Any, scope: Any, start: datetime, end: datetime) -> Any:
    """One line (kind, number, last change) for each row changed after `start` and by `end`, the last changed first."""
    sets = [_changed(record, user, scope, start, end) for record in records]
    if not sets:
        return scope_model()._default_manager.none().values_list("pk", "pk", "pk")
    first, *others = sets
    return first.union(*others, all=True).order_by("-last", "kind", "id")


def _changed(record: Record, user: Any, scope: Any, start: datetime, end: datetime) -> Any:
    window = {"history_date__gt": start, "history_date__lte": end, record.scope_path or "id": scope.pk}
    rows = _seen(record, user).filter(**window).order_by().values("id").annotate(last=Max("history_date"))
    return rows.annotate(kind=Value(record.slug, models.CharField())).values_list("kind", "id", "last")


def _seen(record: Record, user: Any) -> Any:
    """The history of a kind that the reader may see."""
    model: Any = record.model
    return model._default_manager.all().history_visible_to(user, model.history.all())


def _last_of(record: Record, keys: list[int], moment: datetime) -> Any:
    """The last state of each row by a moment, whoever may read it: an older one may not be shown in its place."""
    model: Any = record.model
    by_then = model.history.filter(id__in=keys, history_date__lte=moment)
    return by_then.order_by().values("id").annotate(last=Max("history_id")).values("last")


def described(lines: Iterable[tuple[str, int, datetime]], user: Any, scope: Any, start: datetime, end: datetime) -> Any:
    """The lines of `changed_between` with what changed, in their order."""
    wanted: dict[str, list[int]] = {}
    lines = list(lines)
    for kind, pk, _ in lines:
        wanted.setdefault(kind, []).append(pk)
    found: dict[tuple[str, int], RowChange] = {}
    for record in kinds_of(scope):
        if record.slug in wanted:
            found |= _of_kind(record, wanted[record.slug], user, scope, start, end)
    return [found[kind, pk] for kind, pk, _ in lines if (kind, pk) in found]


def _of_kind(
    record: Record, keys: list[int], user: Any, scope: Any, start: datetime, end: datetime
) -> dict[tuple[str, int], RowChange]:
    before, after = (_states(record, keys, user, moment) for moment in (start, end))
    added = _seen(record, user).filter(id__in=keys, history_date__gt=start, history_type="+")
    begun = set(added.values_list("id", flat=True))
    instances = {pk: row.instance for pk, row in after.items()}
    names = _names(record, [*before.values(), *after.values()], instances.values())
    found = {}
    for pk, row in after.items():
        old = before.get(pk)
        changes = () if old is None else changes_between(old, row, frozenset(), names)
        _, _, why = (row.history_change_reason or "").partition(": ")
        found[record.slug, pk] = RowChange(
            record=record,
            pk=pk,
            name=str(instances[pk]),
            url=_address(record, scope, pk, row),
            what=_what(old, row, is_new=pk in begun),
            changes=changes,
            at=row.history_date,
            who=row.history_actor,
            why=why,
        )
    return found


def _states(record: Record, keys: list[int], user: Any, moment: datetime) -> dict[int, Any]:
    """What the record said of each row at a moment, as far as the reader may see it."""
    last = _last_of(record, keys, moment)
    return {row.id: row for row in _seen(record, user).filter(history_id__in=last)}


def _what(old: Any, row: Any, *, is_new: bool) -> str:
    if row.history_type == "-":
        return REMOVED
    is_withdrawn, was_withdrawn = (getattr(each, "withdrawn_at", None) is not None for each in (row, old))
    if is_withdrawn and not was_withdrawn:
        return WITHDRAWN
    if was_withdrawn and not is_withdrawn:
        return PUT_BACK
    return ADDED if is_new else CHANGED


def _names(record: Record, states: Sequence[Any], instances: Iterable[Any]) -> Names:
    """The names of all rows that the states point at, read together; the instances are given those rows too."""
    links = [field for field in record.model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    wanted: dict[Any, set[Any]] = {}
    for field in links:
        values = {getattr(row, field.attname) for row in states if hasattr(row, field.attname)}
        wanted.setdefault(field.related_model, set()).update(values - {None})
    rows: dict[tuple[Any, Any], Any] = {}
    for model, keys in wanted.items():
        target = record_of(model)
        found = model._base_manager.filter(pk__in=keys).select_related(*(target.related if target else ()))
        rows |= {(model, row.pk): row for row in found}
    for instance in instances:
        for field in links:
            row = rows.get((field.related_model, getattr(instance, field.attname)))
            if row is not None:
                setattr(instance, field.name, row)
    return {key: str(row) for key, row in rows.items()}


def _address(record: Record, scope: Any, pk: int, row: Any) -> str:
    """Where it is read; nowhere when it was removed."""
    if row.history_type == "-":
        return ""
    return address("detail", record, scope if record.scope_path else None, pk=pk)
