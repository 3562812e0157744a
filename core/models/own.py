"""What an account keeps for itself: filters it named and forms it has not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q

from core.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.account import User


class SavedFilterQuerySet(VisibleQuerySet["SavedFilter"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A reader's own, and those shared in what the reader may read."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        scopes: Any = apps.get_model(settings.SCOPE_MODEL)._default_manager
        shared = Q(is_shared=True, scope_id__in=scopes.visible_to(user).values("pk"))
        return self.filter(Q(owner=user) | shared)


class SavedFilter(models.Model):
    """The filters of a list of records under a name. `scope_id` is the alliance's; 0 in the shared directory."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=60)
    scope_id = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000, help_text="As in the address of the list.")
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind", "scope_id", "name"], name="core_saved_filter_once")
        ]

    def __str__(self) -> str:
        return self.name


class DraftQuerySet(VisibleQuerySet["Draft"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(account=user) if user.is_authenticated and user.is_active else self.none()


class Draft(models.Model):
    """What somebody typed into a form and has not saved: theirs alone, for thirty days at most."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=500, help_text="Of the form, with its query.")
    entries = models.JSONField(help_text="Field name to the list of its values.")
    saved_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "address"], name="core_draft_once")]

    def __str__(self) -> str:
        return self.address
