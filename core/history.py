"""Who changed what, when and why: every tracked save must run inside `recorded`. No domain rule stands here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from core.standing import can_be_withdrawn, standing

if TYPE_CHECKING:
    from core.models import User


class Unrecorded(RuntimeError):
    """A tracked row was saved outside `recorded`, so nobody could be named for the change."""


@dataclass(frozen=True)
class Change:
    """One change: the account that made it, or the name of the system part that did, and the reason."""

    by: User | None
    actor: str
    reason: str


_change: ContextVar[Change | None] = ContextVar("change", default=None)


@contextmanager
def recorded(*, by: User | None, reason: str, actor: str = "") -> Iterator[None]:
    """Name who changes rows in this block and why. Without an account, `actor` says which part of the system did it.

    An inner block keeps the outer one's account, so an action that calls another needs no care.
    """
    if by is None and not actor:
        raise Unrecorded("A change needs an account, or the name of the part of the system that makes it.")
    token = _change.set(Change(by=by, actor=actor or str(by), reason=reason))
    try:
        yield
    finally:
        _change.reset(token)


def current_change() -> Change:
    change = _change.get()
    if change is None:
        raise Unrecorded("Save tracked rows inside core.history.recorded(by=…, reason=…).")
    return change


def current_actor() -> str:
    return current_change().actor


class HistoryRow(models.Model):
    """What every history row holds beside the values: the actor by name, which stays when an account goes."""

    history_actor = models.CharField(max_length=200, default=current_actor, editable=False)

    class Meta:
        abstract = True


class StandingHistory(HistoryManager):  # type: ignore[misc]
    """Asked what the record said at a moment, it leaves out what was withdrawn by then."""

    def as_of(self, date: datetime) -> Any:
        rows = super().as_of(date)
        return rows.filter(standing()) if self.instance is None and can_be_withdrawn(self.model) else rows


class History(HistoricalRecords):  # type: ignore[misc]
    """django-simple-history with the account and the reason taken from `recorded` instead of the request."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("bases", [HistoryRow])
        options.setdefault("history_manager", StandingHistory)
        options.setdefault("history_change_reason_field", models.CharField(max_length=500, null=True))  # noqa: DJ001
        super().__init__(**options)

    def get_history_user(self, instance: models.Model) -> User | None:
        return current_change().by

    def get_change_reason_for_object(self, instance: models.Model, history_type: str, using: str) -> str:
        return current_change().reason
