"""What was answered to a request that may be sent twice. No request itself is kept, only its hash."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RepeatGuard(models.Model):
    """The answer to one create or verb, kept so that a repeat gets the same answer and changes nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="core_repeat_guard_once")]

    def __str__(self) -> str:
        return self.key
