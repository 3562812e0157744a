"""Which rows of this app a reader may see, and the sets that pages and reports ask for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from alliance.querysets import AllianceScopedQuerySet, RestrictableQuerySet
from core.dated import AskedOnQuerySetMixin, DatedQuerySetMixin
from core.visibility import M
from governance.choices import MeetingState
from programmes.querysets import AreaBoundQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


class BoardQuerySet(AreaBoundQuerySet[M]):
    """Boards: that of one area is seen by those who see the area."""


class BoardScopedQuerySet(AreaBoundQuerySet[M]):
    """Rows of a board: seen by those who see the board."""

    alliance_path = "board__alliance"
    area_path = "board__area"


class DatedBoardScopedQuerySet(DatedQuerySetMixin, BoardScopedQuerySet[M]):
    """Rows of a board that are in force between dates."""


class AskedBoardScopedQuerySet(AskedOnQuerySetMixin[M], BoardScopedQuerySet[M]):
    """The same for rows that say of which day they were asked."""


class MeetingQuerySet(BoardScopedQuerySet[M]):
    def before(self, meeting: Any) -> Self:
        """The earlier meetings of the same board, the newest first; those cancelled never took place."""
        rows = self.filter(board=meeting.board_id, held_on__lt=meeting.held_on)
        return rows.exclude(state=MeetingState.CANCELLED).order_by("-held_on", "-pk")


class AgendaItemQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    alliance_path = "meeting__board__alliance"
    area_path = "meeting__board__area"


class ActionQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    alliance_path = "meeting__board__alliance"
    area_path = "meeting__board__area"

    def carried_to(self, meeting: Any) -> Self:
        """The action log that a meeting takes up: what its board's earlier meetings raised and what was open still
        when the last of them sat, closed since or not; the oldest first."""
        earlier = type(meeting).objects.before(meeting)
        last = earlier.values_list("held_on", flat=True).first()
        open_then = Q(done_on__isnull=True) | Q(done_on__gte=last)
        rows = self.filter(open_then, meeting__in=earlier.order_by().values("pk")) if last else self.none()
        return rows.order_by("meeting__held_on", "meeting", "order", "pk")


class BelongingQuerySet(AllianceScopedQuerySet[M]):
    """Rows that belong to another row, by `owner`: hidden wherever that one is."""

    owner = ""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return super().visible_to(user).filter(**{f"{self.owner}__in": self._owners().visible_to(user)})

    def unrestricted(self) -> Self:
        return super().unrestricted().filter(**{f"{self.owner}__in": self._owners().unrestricted()})

    def history_visible_to(self, user: User | AnonymousUser, history: QuerySet[Any]) -> QuerySet[Any]:
        """What was written while the owner was restricted stays hidden from those who may not read that of it."""
        owners = self._owners()
        then = owners.model.history.filter(
            id=OuterRef(f"{self.owner}_id"), history_date__lte=OuterRef("history_date")
        ).order_by("-history_date", "-history_id")
        readable = owners.history_visible_to(user, owners.model.history.all())
        rows = super().history_visible_to(user, history).filter(**{f"{self.owner}__in": owners.visible_to(user)})
        rows = rows.annotate(owner_then=Subquery(then.values("history_id")[:1]))
        return rows.filter(Q(owner_then__isnull=True) | Q(owner_then__in=readable.values("history_id")))

    def _owners(self) -> Any:
        owners: Any = self.model._meta.get_field(self.owner).related_model
        return owners._default_manager.with_withdrawn()


class PaperQuerySet(BelongingQuerySet[M], RestrictableQuerySet[M]):
    alliance_path = "item__meeting__board__alliance"
    owner = "item"


class PaperVersionQuerySet(BelongingQuerySet[M]):
    alliance_path = "paper__item__meeting__board__alliance"
    owner = "paper"

    def received_by(self, moment: datetime | None) -> Self:
        """The versions that had come by a moment; all, when it is None."""
        return self if moment is None else self.filter(received_at__lte=moment)

    def newest(self) -> Self:
        """Of each paper the newest of these versions."""
        later = self.filter(paper=OuterRef("paper"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))
