"""A file that somebody sent, as it is kept: cleaned, named by its hash. What it is for, its own record says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from core.uploads.names import LONGEST


class Upload(models.Model):
    """One upload. It never changes: another file is another upload. Its bytes: `core.files.path_of(upload.sha256)`."""

    name = models.CharField(max_length=LONGEST, help_text="As shown and given out; never a path.")
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, db_index=True, help_text="Of the file as it is kept.")
    size = models.PositiveBigIntegerField(help_text="Bytes, as kept.")
    pages = models.PositiveIntegerField(null=True, help_text="Of a PDF.")
    original_sha256 = models.CharField(max_length=64, help_text="Of the file as it was sent, which is not kept.")
    original_size = models.PositiveBigIntegerField(help_text="Bytes, as sent.")
    is_tagged = models.BooleanField(default=False)
    claims = models.JSONField(default=list, help_text="Standards that its author claims and nothing contradicts.")
    removed = models.JSONField(default=list, help_text="What was taken out of it, in words.")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises TypeError for a row that stands already."""
        if not self._state.adding:
            raise TypeError("An upload never changes: keep another one.")
        super().save(*args, **kwargs)
