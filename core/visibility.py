"""The contract that every set of rows keeps: `visible_to(user)` comes first. What is visible is said by each app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models import User

M = TypeVar("M", bound=models.Model)


class VisibleQuerySet(models.QuerySet[M]):
    """Rows of which a reader may see some. A queryset that does not say which shows none."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.none()

    def history_visible_to(self, user: User | AnonymousUser, history: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """The history rows `user` may see: those of rows visible today. Apps with restricted rows narrow it further."""
        return history.filter(**{f"{self.model._meta.pk.attname}__in": self.visible_to(user).values("pk")})
