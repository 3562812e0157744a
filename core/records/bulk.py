"""One field of many records set to one value: all of them or none, each with its version and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from core.fields import ImpreciseDateField
from core.permissions import require
from core.records.actions import save_record
from core.records.changes import text_of
from core.records.registry import Record, record_of
from core.records.rows import visible_rows
from core.versions import StaleVersion
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

MOST = 500
USUAL = (models.BooleanField, models.ForeignKey, models.DateField, ImpreciseDateField)


@dataclass(frozen=True)
class Planned:
    """What would become of one row."""

    row: Any
    old: str
    new: str

    @property
    def changes(self) -> bool:
        return self.old != self.new


def bulk_fields(record: Record) -> list[models.Field[Any, Any]]:
    """The fields that may be set for many at once: those declared, else choices, yes or no, links and dates."""
    fields: list[Any] = [record.model._meta.get_field(name) for name in record.fields]
    if record.bulk is not None:
        return [field for field in fields if field.name in record.bulk]
    plain = [field for field in fields if field.name not in record.private and not field.unique]
    return [field for field in plain if field.choices or isinstance(field, USUAL)]


def rows_to_change(record: Record, user: Any, versions: Mapping[int, int], scope: Any = None) -> list[Any]:
    """The rows named, as they stand now. Raises WrongState when one is gone, and for too many at once."""
    if len(versions) > MOST:
        raise WrongState(f"At most {MOST} {record.plural} can be changed at once; {len(versions)} were chosen.")
    rows = list(visible_rows(record, user, scope).filter(pk__in=versions))
    if len(rows) < len(versions):
        gone = len(versions) - len(rows)
        raise WrongState(f"{gone} of the chosen {record.plural} can no longer be found. Nothing was changed.")
    for each in {record.scope_of(row) for row in rows}:
        require(record.may_change(user, each))
    return rows


def planned(record: Record, rows: list[Any], name: str, value: Any) -> list[Planned]:
    """What a change would do to each row, in words; nothing is written."""
    field: Any = record.model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        models.prefetch_related_objects(rows, name)
    changed = record.model(**{name: value})
    new = text_of(changed, field)
    return [Planned(row, _text(row, field), new) for row in rows]


def _text(row: Any, field: Any) -> str:
    if isinstance(field, models.ForeignKey):
        target = getattr(row, field.name)
        return "" if target is None else str(target)
    return text_of(row, field)


def change_many(
    record: Record, versions: Mapping[int, int], *, field: str, value: Any, by: User, at: datetime, why: str
) -> list[Planned]:
    """Set one field of many records, each read at the version given. Returns those that it changed.

    Raises ValidationError naming rows that may not bear the value, WrongState naming rows that somebody else changed
    meanwhile; then nothing is written.
    """
    if field not in {each.name for each in bulk_fields(record)}:
        raise ValidationError({"field": f"“{field}” cannot be changed for many {record.plural} at once."})
    if not why.strip():
        raise ValidationError({"reason": "Enter why they are changed."})
    stale: list[str] = []
    wrong: list[str] = []
    with transaction.atomic():
        plan = [each for each in planned(record, rows_to_change(record, by, versions), field, value) if each.changes]
        for each in plan:
            _refuse_other_scope(record, each.row, field, value)
            setattr(each.row, field, value)
            try:
                save_record(each.row, record, by=by, at=at, why=why.strip(), expected=versions[each.row.pk])
            except StaleVersion:
                stale.append(str(each.row))
            except ValidationError as error:
                wrong.append(f"{each.row}: {' '.join(error.messages)}")
        if stale:
            names = ", ".join(f"“{name}”" for name in stale)
            raise WrongState(f"Somebody else has changed {names} meanwhile. Nothing was changed; look at them again.")
        if wrong:
            raise ValidationError({"value": wrong})
    return plan


def _refuse_other_scope(record: Record, row: Any, field: str, value: Any) -> None:
    """What a record points at must belong to the same alliance as the record itself."""
    target = record_of(type(value)) if isinstance(value, models.Model) else None
    if target and target.scope_path and record.scope_path and target.scope_of(value) != record.scope_of(row):
        raise ValidationError({field: f"“{value}” belongs to another alliance than “{row}”."})
