"""Merging two rows of a kind that are one: every relation moves to the one that stays, found from the models.

Which kinds can be merged, what becomes of the other's name and what must stay apart, a kind's own declaration says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from core.history import recorded
from core.models import Attachment, Comment
from core.records.addresses import page_of
from core.records.registry import Record
from core.records.relations import HIDDEN, NAMED, Relation, relations_to
from core.tracked import Tracked
from core.versions import claim_version
from core.visibility import VisibleQuerySet
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

LONGEST_REASON = 300


@dataclass(frozen=True)
class Conflict:
    """Why a row cannot move, in words, and the rows that these words name."""

    words: str
    named: tuple[Any, ...]

    def shown_to(self, user: Any) -> str:
        """The words where the reader sees all that they name; else only that it is so."""
        return self.words if all(_sees(user, row) for row in self.named) else HIDDEN


@dataclass(frozen=True)
class Moving:
    """The rows of one relation that would move, withdrawn ones among them, and what stands in the way."""

    relation: Relation
    rows: list[Any]
    conflicts: list[Conflict]


def plan(kept: Tracked, other: Tracked) -> list[Moving]:
    """What a merge would move from `other` to `kept`, relation by relation, with the conflicts named."""
    found = []
    for relation in relations_to(type(kept)):
        if relation.name == "merged_into":
            continue
        manager: Any = relation.model._base_manager
        rows = list(manager.filter(**{relation.name: other}))
        if rows:
            found_ = [] if relation.is_many else [_conflict(relation, row, kept) for row in rows]
            conflicts = [each for each in found_ if each is not None]
            found.append(Moving(relation, rows, conflicts))
    return found


def _sees(user: Any, row: Any) -> bool:
    rows: Any = type(row)._default_manager.all()
    return isinstance(rows, VisibleQuerySet) and rows.with_withdrawn().visible_to(user).filter(pk=row.pk).exists()


def _conflict(relation: Relation, row: Any, kept: Tracked) -> Conflict | None:
    """Why a row cannot point at the one that stays: another holds that place already, or it would point at itself."""
    if isinstance(row, type(kept)) and row.pk == kept.pk:
        name = relation.name.replace("_", " ")
        return Conflict(f"“{row}” points at the one that is to go by its {name}. Change that first.", (row,))
    moved = type(row)._base_manager.get(pk=row.pk)
    setattr(moved, relation.name, kept)
    unique, _ = moved._get_unique_checks(include_meta_constraints=True)
    for model, names in unique:
        if relation.name not in names:
            continue
        values = {name: getattr(moved, name) for name in names}
        if any(value is None for value in values.values()):
            continue
        holder = model._base_manager.filter(**values).exclude(pk=row.pk).first()
        if holder is not None:
            kind = row._meta.verbose_name
            state = "withdrawn " if getattr(holder, "is_withdrawn", False) else ""
            return Conflict(
                f"The {kind} “{row}” cannot move: the {state}{kind} “{holder}” of “{kept}” (no. {holder.pk}) "
                "holds its place already. Decide which of the two stands, and change or end the other.",
                (row, holder),
            )
    return None


def refusals(record: Record, kept: Any, other: Any, user: Any) -> list[str]:
    """Why the two may not be merged, in words that name nothing the reader may not see; empty when they may."""
    if kept.pk == other.pk:
        return ["Choose two different records."]
    if record.merging is None:
        return [f"{record.plural.capitalize()} cannot be merged."]
    apart = record.merging.must_stay_apart(kept, other)
    conflicts = (each.shown_to(user) for moving in plan(kept, other) for each in moving.conflicts)
    return [*([apart] if apart else []), *dict.fromkeys(conflicts)]


def merge(
    kept: Any, other: Any, record: Record, *, by: User, at: datetime, why: str, versions: tuple[int, int]
) -> list[Moving]:
    """Move all that points at `other` to `kept`, keep its name there, and withdraw it with a pointer. All or nothing.

    `versions` are those of the two that were read. Raises ValidationError without a reason, WrongState naming every
    conflict before anything is written, StaleVersion when one of the two has moved on.
    """
    reason = why.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": "Enter why they are one, for example 'Entered twice', in 300 characters."})
    with transaction.atomic():
        wrong = refusals(record, kept, other, by)
        if wrong:
            raise WrongState(" ".join(wrong))
        moving = plan(kept, other)
        # The history of the two is read by members of every alliance, so it counts nothing that moved.
        words = f"“{other}” (no. {other.pk}) into “{kept}” (no. {kept.pk}): {reason}"
        with recorded(by=by, reason=f"{record.stem}_merged: {words}"[:500]):
            claim_version(kept, versions[0])
            claim_version(other, versions[1])
            for each in moving:
                for row in each.rows:
                    _move(each.relation, row, kept, other)
            _move_remarks(kept, other)
            if record.merging is not None:
                record.merging.keep_name(kept, other)
            other.withdrawn_at, other.withdrawn_by = at, by
            other.withdrawn_reason, other.merged_into = reason, kept
            other.save()
            kept.save()
    return moving


def _move(relation: Relation, row: Any, kept: Tracked, other: Tracked) -> None:
    # Read anew: a row that points at the other by two relations has been saved by the first of them.
    row = type(row)._base_manager.get(pk=row.pk)
    if relation.is_many:
        many = getattr(row, relation.name)
        many.add(kept)
        many.through._base_manager.filter(**{many.source_field_name: row.pk, many.target_field_name: other.pk}).delete()
    else:
        setattr(row, relation.name, kept)
    if isinstance(row, Tracked):
        claim_version(row, row.version)
        row.save()
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**{relation.name: kept})


def _move_remarks(kept: Tracked, other: Tracked) -> None:
    """What was said of the other is said of the one that stays."""
    models_: tuple[type[models.Model], ...] = (Comment, Attachment)
    for model in models_:
        for row in model._base_manager.filter(subject_kind=other._meta.label_lower, subject_id=other.pk):
            remark: Any = row
            claim_version(remark, remark.version)
            remark.subject_id = kept.pk
            remark.save()


@dataclass(frozen=True)
class Shown:
    """What of one relation moves as far as a reader may see it: how many, and the first with their pages."""

    relation: Relation
    count: int
    named: list[tuple[str, str]]
    conflicts: list[str]

    @property
    def noun(self) -> str:
        return self.relation.noun(self.count)


def shown(moving: list[Moving], user: Any) -> list[Shown]:
    """Each relation that moves, of the rows that the reader may see; of the others there is no trace."""
    found = []
    for each in moving:
        rows: Any = each.relation.model._default_manager.all()
        if not isinstance(rows, VisibleQuerySet):
            continue
        seen = rows.with_withdrawn().visible_to(user).filter(pk__in=[row.pk for row in each.rows])
        count = seen.count()
        if count:
            named = [(str(row), page_of(row)) for row in seen[:NAMED]]
            conflicts = [words for one in each.conflicts if (words := one.shown_to(user)) != HIDDEN]
            found.append(Shown(each.relation, count, named, conflicts))
    return found
