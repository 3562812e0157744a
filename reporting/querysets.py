"""Which made reports a reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from alliance.querysets import RestrictableQuerySet
from core.visibility import M, VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User


class ReportQuerySet(RestrictableQuerySet[M]):
    """Reports of an alliance; an edition that holds restricted matter only for the cleared, and what was made for a
    meeting of an area's board only for those who see the area."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        meetings: Any = self.model._meta.get_field("meeting").related_model
        seen = meetings._default_manager.with_withdrawn().visible_to(user).order_by().values("pk")
        of_an_area = Q(meeting__board__area__isnull=False)
        return super().visible_to(user).filter(~of_an_area | Q(meeting__in=seen))


class PackPartQuerySet(VisibleQuerySet[M]):
    """The parts of packs: whoever may see a document that the job makes sees how far its parts have come."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        jobs: Any = self.model._meta.get_field("job").related_model
        reports: Any = jobs._meta.get_field("reports").related_model
        return self.filter(job__in=reports._default_manager.visible_to(user).values("job"))
