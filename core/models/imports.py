"""A spreadsheet import between its check and its application. The sheets themselves are declared by the apps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models

from core.visibility import VisibleQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from core.models.account import User


class ImportRunQuerySet(VisibleQuerySet["ImportRun"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What a person sent may hold anything, so only that person sees it."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(uploaded_by=user)


class ImportRun(models.Model):
    """Sheets as they were sent, and what became of them. Nothing is changed until it is applied, all or nothing."""

    class State(models.TextChoices):
        REFUSED = "refused", "Has errors"
        CHECKED = "checked", "Checked"
        APPLIED = "applied", "Applied"

    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    sheets = models.JSONField(help_text="Sheet name to its text as sent.")
    plan = models.JSONField(help_text="What would change, row by row, or the errors.")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What is wrong with what was sent: file, row, column and words."""
        return list(self.plan.get("problems", []))

    @property
    def additions(self) -> int:
        return sum(len(sheet["add"]) for sheet in self.plan.get("sheets", []))

    @property
    def changes(self) -> int:
        return sum(len(sheet["change"]) for sheet in self.plan.get("sheets", []))

    @property
    def scope(self) -> str:
        """The slug of the alliance it concerns; empty when the sheets did not say."""
        return str(self.plan.get("scope", ""))
