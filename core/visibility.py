"""The contract that every set of rows keeps: `visible_to(user)` comes first. What is visible is said by each app.

Withdrawn rows are in no set at all: the manager leaves them out, so that no list, count, choice or document has to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

from core import clock
from core.standing import standing_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User

M = TypeVar("M", bound=models.Model)


def kept_for(user: Any, name: object, build: Callable[[], Any]) -> Any:
    """A part of a query that depends on the reader and the day alone, built once for each request.

    It is a query and not its rows, unless `keep_for` was told otherwise: where no request has read the reader's roles,
    one that is given or ended meanwhile counts in the next query that uses it.
    """
    kept: dict[object, Any] | None = getattr(user, "_kept_queries", None)
    if kept is None:
        kept = {}
        user._kept_queries = kept
    key = (name, user.is_active, clock.today())
    if key not in kept:
        kept[key] = build()
    return kept[key]


def keep_for(user: Any, name: object, value: Any) -> None:
    """Keep what was read of a reader for the rest of their request, where `kept_for` finds it.

    What was built without it is forgotten.
    """
    user._kept_queries = {}
    kept_for(user, name, lambda: value)


class VisibleQuerySet(models.QuerySet[M]):
    """Rows of which a reader may see some. A queryset that does not say which shows none."""

    is_restricted_alone = False
    """Whether a row of the kind is restricted by its own word and by nothing that it speaks of."""
    is_shared = False
    """Whether the rows belong to no alliance and are read by members of all: what is said of them belongs to one."""

    def with_withdrawn(self) -> Self:
        """All rows of the kind, those withdrawn among them; for their own pages, their history and their return."""
        return type(self)(self.model, using=self.db)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.none()

    def unrestricted(self) -> Self:
        """The rows that are not restricted, neither themselves nor by what they speak of; all, where none can be."""
        return self

    def history_visible_to(self, user: User | AnonymousUser, history: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The history rows `user` may see: those of rows visible today. Apps with restricted rows narrow it further.

        A row withdrawn since keeps its history: what the record said then, it said.
        """
        seen = self.with_withdrawn().visible_to(user).values("pk")
        return history.filter(**{f"{self.model._meta.pk.attname}__in": seen})


def _as_manager(queryset: type[VisibleQuerySet[Any]]) -> Any:
    """Django's own manager of a queryset, but that its rows are those that stand."""
    manager = models.Manager.from_queryset(queryset)()
    setattr(type(manager), "get_queryset", standing_rows)  # noqa: B010
    return manager


_as_manager.queryset_only = True  # type: ignore[attr-defined]
# Not a method in the class above: the type checker works out managers from Django's `as_manager` alone.
setattr(VisibleQuerySet, "as_manager", classmethod(_as_manager))  # noqa: B010


def restricted_among(rows: list[Any]) -> set[int]:
    """The numbers of those rows of one kind that are restricted: one query, and none where none can be."""
    if not rows or not _can_be_restricted(type(rows[0])):
        return set()
    manager: Any = type(rows[0])._default_manager
    own = {row.pk for row in rows if getattr(row, "restricted", False)}
    if manager.all().is_restricted_alone:
        return own
    numbers = {row.pk for row in rows}
    open_to_all = set(manager.with_withdrawn().unrestricted().filter(pk__in=numbers).values_list("pk", flat=True))
    # A row read from the history may say that it was restricted then.
    return (numbers - open_to_all) | own


def _can_be_restricted(model: type[Any]) -> bool:
    kind: Any = type(model._default_manager.all())
    return issubclass(kind, VisibleQuerySet) and kind.unrestricted is not VisibleQuerySet.unrestricted
