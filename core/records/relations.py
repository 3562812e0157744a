"""Which rows hang on a row, found from the models themselves, so that no list of relations can forget one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from core.history import HistoryRow
from core.records.addresses import page_of
from core.records.registry import record_of
from core.standing import can_be_withdrawn, standing
from core.visibility import VisibleQuerySet

HIDDEN = "It is in use elsewhere as well, so it must stay as it is: ask a service administrator."
"""What is said where only, or also, rows that the reader may not see stand in the way."""
NAMED = 5
"""So many of each kind are named; the others are counted."""


@dataclass(frozen=True)
class Relation:
    """A field of another kind (or of the same) that points at rows of a kind."""

    model: type[models.Model]
    name: str
    is_many: bool = False
    is_part: bool = False
    """Whether its rows are parts of the row, such as the versions of a paper: they go where it goes, by no verb."""

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def noun(self, count: int) -> str:
        """What so many of its rows are called."""
        return str(self.model._meta.verbose_name) if count == 1 else self.plural


@dataclass(frozen=True)
class Hanging:
    """The rows of one relation that point at a row and that the reader may see: the first by name, all by number.

    Of those that they may not see nothing is said but that there are some (`HIDDEN`), without kind or number.
    """

    relation: Relation
    named: list[tuple[str, str]]
    count: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.named)

    @property
    def noun(self) -> str:
        return self.relation.noun(self.count)

    @property
    def words(self) -> str:
        """In words, such as "3 risks (R-01, R-02, R-03)"."""
        names = [name for name, _ in self.named]
        names += [f"{self.more} more"] if self.more else []
        return f"{self.count} {self.noun} ({', '.join(names)})"


def relations_to(model: type[models.Model]) -> Iterator[Relation]:
    """Every field that points at rows of this kind. Histories are no relations: they keep what was."""
    for field in model._meta.get_fields(include_hidden=True):
        if not isinstance(field, models.ForeignObjectRel) or field.concrete:
            continue
        other: Any = field.related_model
        if issubclass(other, HistoryRow) or other._meta.auto_created:
            continue
        is_part = (
            getattr(field, "on_delete", None) is models.CASCADE
            and other._meta.app_label == model._meta.app_label
            and not can_be_withdrawn(other)
        )
        yield Relation(other, field.field.name, isinstance(field, models.ManyToManyRel), is_part)


def hanging_on(row: models.Model, user: Any) -> tuple[list[Hanging], bool]:
    """What stands and points at the row, relation by relation, as far as the reader sees it; and whether there is more.

    Relations without such rows are left out.
    """
    found, hidden = [], False
    for relation in relations_to(type(row)):
        if relation.is_part or _goes_with(relation):
            continue
        manager: Any = relation.model._default_manager
        rows = manager.filter(**{relation.name: row})
        count = rows.count()
        if not count:
            continue
        seen = rows.visible_to(user) if isinstance(rows, VisibleQuerySet) else rows.none()
        shown = seen.count()
        hidden = hidden or shown < count
        if shown:
            found.append(Hanging(relation, [(str(each), page_of(each)) for each in seen[:NAMED]], shown))
    return found, hidden


def parts_of(row: models.Model, **which: Any) -> list[Any]:
    """The rows that go with this row when it is withdrawn, whoever may see them: those that stand, or `which`."""
    found: list[Any] = []
    for relation in relations_to(type(row)):
        if _goes_with(relation):
            rows = relation.model._base_manager.filter(**{relation.name: row})
            found += rows.filter(**which) if which else rows.filter(standing())
    return found


def _goes_with(relation: Relation) -> bool:
    record = record_of(relation.model)
    return record is not None and record.goes_with == relation.name


def withdrawn_above(row: models.Model) -> models.Model | None:
    """A withdrawn row at which this one points, if there is one."""
    for field in row._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            target = getattr(row, field.name)
            if getattr(target, "is_withdrawn", False) and field.name != "merged_into":
                return target  # type: ignore[no-any-return]
    return None
