"""One row in the place of another from a day on: what ends, what begins, what is pointed anew and what is left.

Which rows these are is found from the models; what becomes of each kind, it declares (`core.records.carrying`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core.dated import DatedFact
from core.imprecise_dates import ImpreciseDate
from core.records.addresses import page_of
from core.records.carrying import Carrying, How
from core.records.registry import Record, all_records, record_of
from core.records.relations import NAMED
from core.standing import standing
from core.tracked import Tracked
from core.versions import claim_version
from core.visibility import VisibleQuerySet
from core.workflow import WrongState

Only = Callable[[Any], bool]


class Pairs:
    """Who is succeeded by whom: rows of several kinds, such as a body and its posts. A successor may be unsaved."""

    def __init__(self) -> None:
        self._found: dict[type[models.Model], dict[int, Any]] = {}

    def add(self, old: Tracked, new: Tracked) -> None:
        self._found.setdefault(type(old), {})[old.pk] = new

    def of(self, kind: Any) -> dict[int, Any]:
        return self._found.get(kind, {})


@dataclass
class Step:
    """What becomes of the rows of one kind. `begun` are new and not saved until it is done."""

    record: Record
    ended: list[Any] = field(default_factory=list)
    begun: list[Any] = field(default_factory=list)
    pointed: list[Any] = field(default_factory=list)
    left: list[Any] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    parts: dict[int, list[Any]] = field(default_factory=dict)
    """By the place of a begun row among the begun: the new parts that begin with it."""
    many: list[tuple[Any, str, int, Any]] = field(default_factory=list)
    """A row, its field of several, the key that goes and the row that comes."""

    @property
    def is_empty(self) -> bool:
        return not (self.ended or self.begun or self.pointed or self.left or self.many)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What happens, in words, to how many of its rows."""
        moved = len(self.pointed) + len({row.pk for row, *_ in self.many})
        found = [("end on the day before", len(self.ended)), ("begin", len(self.begun))]
        found += [("go over as they are", moved), ("stay as they are", len(self.left))]
        return [(words, count) for words, count in found if count]

    def touched(self) -> Iterator[Any]:
        yield from self.ended
        yield from self.pointed
        yield from (row for row, *_ in self.many)

    def shown_to(self, user: Any) -> list[tuple[str, str]]:
        """The names and pages of the first rows that it touches, as far as the reader may see them."""
        numbers = [row.pk for row in self.touched()]
        rows: Any = self.record.model._default_manager.all()
        seen = rows.visible_to(user).filter(pk__in=numbers)[:NAMED] if isinstance(rows, VisibleQuerySet) else []
        return [(str(row), page_of(row)) for row in seen]


def plan(pairs: Pairs, on: date, *, only: Only = lambda row: True) -> list[Step]:
    """What happens to every row that names one of the old when the new take their places on a day.

    Rows of one kind that name several of them are one row and follow once. `only` leaves others as if they named none.
    """
    steps = []
    for record in all_records():
        fields = [name for name in record.succession if pairs.of(_target(record, name))]
        if not fields:
            continue
        step = Step(record)
        for row in _rows_naming(record, fields, pairs):
            if only(row):
                _decide(step, row, fields, pairs, on)
        if not step.is_empty:
            steps.append(step)
    return _with_owners(steps, pairs, on)


def _target(record: Record, name: str) -> Any:
    return record.model._meta.get_field(name).related_model


def _rows_naming(record: Record, fields: list[str], pairs: Pairs) -> list[Any]:
    named = Q()
    for name in fields:
        named |= Q(**{f"{name}__in": list(pairs.of(_target(record, name)))})
    manager: Any = record.model._base_manager
    return list(manager.filter(standing()).filter(named).distinct().order_by("pk"))


def _named(row: Any, fields: list[str], pairs: Pairs) -> dict[str, Any]:
    """The successors by the fields through which a row names the old."""
    model = type(row)
    found = {}
    for name in fields:
        column: Any = model._meta.get_field(name)
        if not column.many_to_many and getattr(row, column.attname) in pairs.of(column.related_model):
            found[name] = pairs.of(column.related_model)[getattr(row, column.attname)]
    return found


def _decide(step: Step, row: Any, fields: list[str], pairs: Pairs, on: date) -> None:
    rules = step.record.succession
    named = _named(row, fields, pairs)
    for name in set(fields) - set(named):
        _decide_many(step, row, name, pairs, on)
    ways = {name: rules[name].of(row, on) for name in named}
    follows = {name: named[name] for name, how in ways.items() if how is not How.LEAVE}
    if How.END_AND_BEGIN in ways.values():
        _end_and_begin(step, row, follows, on)
    elif How.BESIDE in ways.values():
        step.left.append(row)
        _begin(step, row, follows, on)
    elif How.REPOINT in ways.values():
        step.pointed.append(_substituted(row, follows))
    elif How.OWNER in ways.values():
        step.pointed.append(row)
    elif named and How.COUNTERPART not in ways.values():
        step.left.append(row)


def _decide_many(step: Step, row: Any, name: str, pairs: Pairs, on: date) -> None:
    column: Any = type(row)._meta.get_field(name)
    if not column.many_to_many:
        return
    for each in getattr(row, name).all():
        successor = pairs.of(column.related_model).get(each.pk)
        if successor is None:
            continue
        if step.record.succession[name].of(row, on) is How.REPOINT:
            step.many.append((row, name, each.pk, successor))
        else:
            step.left.append(row)


def _substituted(row: Any, named: Mapping[str, Any]) -> Any:
    for name, successor in named.items():
        setattr(row, name, successor)
    return row


def _end_and_begin(step: Step, row: Any, named: Mapping[str, Any], on: date) -> None:
    first, last = row.from_date, row.to_date
    if last is not None and last.is_before(on):
        step.left.append(row)
    elif first is not None and (first.start is None or first.start >= on):
        step.pointed.append(_substituted(row, named))
    else:
        _begin(step, row, named, on, from_date=ImpreciseDate.day(on))
        row.to_date = ImpreciseDate.day(on - timedelta(days=1))
        step.ended.append(row)


def _begin(step: Step, row: Any, named: Mapping[str, Any], on: date, **values: Any) -> None:
    """A row like another, for the successors; none where they stand there already."""
    begun = _substituted(_copy(row), named)
    for name, successor in named.items():
        values |= step.record.succession[name].fresh(row, successor, on)
    for key, value in values.items():
        setattr(begun, key, value)
    if not _stands_already(step.record, begun, named, on):
        step.begun.append(begun)
        step.conflicts += _conflicts(begun)


def _copy(row: Any) -> Any:
    values = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}
    return type(row)(**(values | {"version": 1}))


def _stands_already(record: Record, begun: Any, named: Mapping[str, Any], on: date) -> bool:
    """Whether the successor stands in that place by a row of its own, where it can stand but once."""
    manager: Any = record.model._base_manager
    for name, successor in named.items():
        once_by = record.succession[name].once_by
        same = {name: successor} | {each: getattr(begun, each) for each in once_by or ()}
        if once_by is None or any(isinstance(each, models.Model) and each.pk is None for each in same.values()):
            continue
        rows = manager.filter(standing(), **{key: value for key, value in same.items() if value is not None})
        if any(row.in_force(on) if isinstance(row, DatedFact) else True for row in rows):
            return True
    return False


def _conflicts(row: Any) -> list[str]:
    """Which row holds already what this one has to hold alone."""
    unique, _ = row._get_unique_checks(include_meta_constraints=True)
    for model, names in unique:
        values = {name: getattr(row, name) for name in names}
        if any(value is None or (isinstance(value, models.Model) and value.pk is None) for value in values.values()):
            continue
        holder = model._base_manager.filter(**values).exclude(pk=row.pk).first()
        if holder is not None:
            return [f"The {row._meta.verbose_name} “{holder}” (no. {holder.pk}) holds the place of “{row}” already."]
    return []


def _with_owners(steps: list[Step], pairs: Pairs, on: date) -> list[Step]:
    """Parts whose owner ends and begins anew go with it; what was pointed of them becomes its new parts."""
    found = []
    for step in steps:
        rules = {name: rule for name, rule in step.record.succession.items() if rule.how is How.OWNER}
        if not rules:
            found.append(step)
            continue
        [(name, rule)] = rules.items()
        owners = {getattr(row, rule.owner).pk: getattr(row, rule.owner) for row in step.pointed}
        record = record_of(type(next(iter(owners.values()))))
        if record is not None:
            found.append(_owners_anew(record, list(owners.values()), step.record, name, rule, pairs, on))
    return found


def _owners_anew(
    record: Record, owners: list[Any], parts: Record, name: str, rule: Carrying, pairs: Pairs, on: date
) -> Step:
    step = Step(record)
    column: Any = parts.model._meta.get_field(name)
    new = pairs.of(column.related_model)
    for owner in owners:
        manager: Any = parts.model._base_manager
        rows = list(manager.filter(standing(), **{rule.owner: owner}))
        if owner.to_date is not None and owner.to_date.is_before(on):
            step.left.append(owner)
            continue
        successors = {new[getattr(row, column.attname)].pk for row in rows if getattr(row, column.attname) in new}
        both = [row for row in rows if getattr(row, column.attname) in successors]
        step.conflicts += [
            f"“{row}” has a {row._meta.verbose_name} of “{owner}” itself, and two cannot be made one here. "
            f"End “{owner}” and enter the one that follows it first."
            for row in both
        ]
        if owner.from_date is not None and (owner.from_date.start is None or owner.from_date.start >= on):
            begun, follows = owner, [row for row in rows if getattr(row, column.attname) in new]
            step.pointed.append(owner)
        else:
            begun, follows = _copy(owner), [_copy(row) for row in rows]
            begun.from_date = ImpreciseDate.day(on)
            for key, value in rule.fresh(owner, None, on).items():
                setattr(begun, key, value)
            owner.to_date = ImpreciseDate.day(on - timedelta(days=1))
            step.ended.append(owner)
            step.begun.append(begun)
            step.conflicts += _conflicts(begun)
        for row in follows:
            setattr(row, rule.owner, begun)
            successor = new.get(getattr(row, column.attname))
            if successor is not None:
                setattr(row, name, successor)
        step.parts[id(begun)] = follows
    return step


def token_of(steps: list[Step], on: date, *rows: Tracked) -> str:
    """What a plan was made from, as a short text: another when any row of it has moved on since."""
    said = [on.isoformat(), *(f"{row._meta.label_lower} {row.pk} {row.version}" for row in rows)]
    for step in steps:
        for kind in ("ended", "pointed", "left"):
            said += [f"{step.record.slug} {kind} {row.pk} {row.version}" for row in getattr(step, kind)]
        said += [f"{step.record.slug} {name} {row.pk} {key}" for row, name, key, _ in step.many]
        said += [f"{step.record.slug} begun {len(step.begun)}"]
        said += [f"{step.record.slug} part {row.pk} {row.version}" for each in step.parts.values() for row in each]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def carry_out(steps: list[Step]) -> None:
    """Do what a plan says, inside the transaction and the `recorded` of the act.

    Raises WrongState naming the row that cannot follow, and StaleVersion; then nothing is changed.
    """
    for step in steps:
        for row in (*step.ended, *step.pointed):
            _save(row)
        for row in step.begun:
            _save(row)
        for parts in step.parts.values():
            for row in parts:
                _save(row)
        for row, name, gone, successor in step.many:
            claim_version(row, row.version)
            row.save()
            many = getattr(row, name)
            many.add(successor)
            many.remove(gone)


def _save(row: Any) -> None:
    # A part or a row names what was saved since it was planned: its key is read anew.
    for each in row._meta.concrete_fields:
        if isinstance(each, models.ForeignKey) and each.is_cached(row):
            setattr(row, each.name, getattr(row, each.name))
    try:
        row.full_clean()
    except ValidationError as fault:
        words = " ".join(fault.messages)
        raise WrongState(f"The {row._meta.verbose_name} “{row}” cannot follow: {words}") from fault
    if row.pk is not None:
        claim_version(row, row.version)
    row.save()
