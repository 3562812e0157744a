"""The verbs of an import: check what was sent, apply it, all or nothing. Which rows and cells stands in the plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from core import clock
from core.history import recorded
from core.imports.examining import examine
from core.imports.permissions import may_import
from core.imports.planning import Plan, PlannedRow, faults
from core.models import ImportRun
from core.permissions import require
from core.records.registry import record_of, scope_model
from core.tabular.parcels import Parcel, open_parcel
from core.tabular.sheets import Problem
from core.versions import StaleVersion, claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from core.models import User

CHANGED = "The records have changed since this import was checked. It has been checked again: read it and apply it."


class ImportRefused(Exception):
    """The sheets cannot be applied; `problems` say why, and nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def check_import(*, files: Iterable[tuple[str, bytes]], scope: Any, by: User, at: datetime) -> ImportRun:
    """Keep what was sent with its plan or its faults. Raises NotAllowed; changes no record."""
    require(may_import(by, scope))
    parcel = open_parcel(files)
    plan = examine(parcel, user=by, scope=scope).as_json()
    if scope is not None:
        plan["scope"] = scope.slug
    return ImportRun.objects.create(
        uploaded_by=by,
        state=_state(plan),
        sheets={name: text.replace("\0", "") for name, text in parcel.texts.items()},
        plan=plan,
        created_at=at,
    )


def _state(plan: dict[str, Any]) -> str:
    return ImportRun.State.REFUSED if plan["problems"] else ImportRun.State.CHECKED


def apply_import(*, run: ImportRun, by: User, at: datetime) -> ImportRun:
    """Do what the checked plan says. When the records have moved on since, plan again and raise WrongState."""
    try:
        with transaction.atomic():
            held = ImportRun.objects.visible_to(by).select_for_update().get(pk=run.pk)
            if held.state != ImportRun.State.CHECKED:
                raise WrongState(_not_now(held))
            plan = _plan_again(held, by)
            if plan.as_json() == held.plan:
                save_plan(plan, by=by, reason=f"core.import: spreadsheet import {held.pk}")
                held.state, held.applied_at = ImportRun.State.APPLIED, at
                held.save()
                return held
    except (ImportRefused, StaleVersion, IntegrityError) as fault:
        # Mostly somebody saved between our reading and our saving; the fresh plan says what is left to do.
        reason = str(fault)
    else:
        reason = ""
    with transaction.atomic():
        fresh = _plan_again(run, by).as_json()
        same = fresh == run.plan
        run.plan, run.state = fresh, _state(fresh)
        run.save()
    raise WrongState(f"Nothing was imported: {reason}" if same else CHANGED)


def _not_now(run: ImportRun) -> str:
    if run.state == ImportRun.State.APPLIED:
        return "This import has been applied already. Send the sheets again to import them again."
    return "This import has errors, so it cannot be applied. Mend the sheets and send them again."


def _plan_again(run: ImportRun, by: User) -> Plan:
    scope = None
    if run.scope:
        manager: Any = scope_model()._default_manager
        scope = manager.visible_to(by).select_for_update(of=("self",)).filter(slug=run.scope).first()
    require(may_import(by, scope))
    return examine(Parcel(texts=dict(run.sheets)), user=by, scope=scope)


def import_at_once(*, files: Iterable[tuple[str, bytes]], check_only: bool, actor: str) -> Plan:
    """Check and, unless only that is asked, apply, as a part of the system. Raises ImportRefused."""
    with transaction.atomic():
        plan = examine(open_parcel(files), user=None, scope=None)
        if plan.problems:
            raise ImportRefused(plan.problems)
        if not check_only:
            save_plan(plan, by=None, actor=actor, reason="core.import: from the command line")
    return plan


def save_plan(plan: Plan, *, by: User | None, reason: str, actor: str = "") -> None:
    """Save every planned row in one transaction. Raises ImportRefused, StaleVersion or IntegrityError, and then
    nothing is changed."""
    with transaction.atomic(), recorded(by=by, actor=actor, reason=reason):
        for row in _in_order(plan.rows):
            _save(row, plan.scope)
            if by is not None and not row.is_new:
                _tell(row, by)


def _tell(row: PlannedRow, by: User) -> None:
    """What a page's save would tell others of a row that was changed."""
    record = record_of(row.sheet.model)
    if record is not None and record.tells is not None:
        record.tells(row.instance, by=by, at=clock.now())


def _in_order(rows: list[PlannedRow]) -> list[PlannedRow]:
    """The rows as they were sent, but that those which others refer to come before those; the plan has no circles.

    Rows without an order of their own stand later as they were saved, so no row is moved further than it must be.
    """
    new = {id(row.instance): row for row in rows if row.is_new}
    place = {id(row): number for number, row in enumerate(rows)}
    done: dict[int, PlannedRow] = {}
    for row in rows:
        before = [row]
        while before:
            needed = [new[each] for each in before[-1].meant if each in new]
            ahead = [each for each in needed if id(each) not in done and each is not before[-1]]
            if ahead:
                before += sorted(ahead, key=lambda each: -place[id(each)])
            else:
                last = before.pop()
                done.setdefault(id(last), last)
    return list(done.values())


def _save(row: PlannedRow, scope: Any) -> None:
    instance = row.instance
    path = row.sheet.scope_path
    if path and "__" not in path and not row.sheet.is_scope:
        setattr(instance, path, scope)
    for name, target in row.targets.items():
        setattr(instance, name, target)
    try:
        instance.full_clean()
    except ValidationError as error:
        raise ImportRefused(faults(row, error)) from error
    if not row.is_new:
        claim_version(instance, instance.version)
    try:
        instance.save()
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise ImportRefused([Problem(row.label, f"the database refused it: {error}.", row.parsed.number)]) from error
    for name, targets in row.many.items():
        getattr(instance, name).set(targets)
