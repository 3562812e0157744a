"""Keys for other systems, and the record of who read what. The secret of a key is never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from core.history import History
from core.versions import Versioned
from core.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.account import User


class ApiKeyQuerySet(VisibleQuerySet["ApiKey"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A reader's own keys; a service administrator sees whose keys exist and when they were used."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.all() if user.is_service_administrator else self.filter(owner=user)


class ApiKey(Versioned):
    """A named, expiring, revocable key of one account; it can never do more than its owner can at that moment."""

    class Scope(models.TextChoices):
        READ = "read", "Read"
        WRITE = "write", "Read and write"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100, help_text="What uses it, for example 'Finance dashboard'.")
    prefix = models.CharField(max_length=16, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.READ)
    expires_on = models.DateField(help_text="At most 365 days ahead.")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()
    history = History(excluded_fields=["secret_hash", "last_used_at"])

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """One reading of restricted matter: by whom, what, when, and how. Written before the matter is shown."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readings")
    subject_kind = models.SlugField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    subject_title = models.CharField(max_length=300)
    route = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "at"], name="core_reading_subject")]

    def __str__(self) -> str:
        return f"{self.user} read {self.subject_title}"
