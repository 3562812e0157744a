"""A spreadsheet import between its check and its application. The sheets themselves are declared by the apps."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ImportRun(models.Model):
    """Sheets as they were sent, and what became of them. Nothing is changed until it is applied, all or nothing."""

    class State(models.TextChoices):
        REFUSED = "refused", "Has errors"
        CHECKED = "checked", "Checked"
        APPLIED = "applied", "Applied"

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices)
    sheets = models.JSONField(help_text="Sheet name to its text as sent.")
    plan = models.JSONField(help_text="What would change, row by row, or the errors.")
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Import of {self.created_at:%d %B %Y %H:%M}"
