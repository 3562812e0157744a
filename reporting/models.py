"""Reports that were asked for: which, of what, for whom. The work is a job and the file a document of `core`."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alliance.models import Alliance
from core.models import Job
from programmes.models import ReportingPeriod
from reporting.choices import Edition
from reporting.querysets import ReportQuerySet


class Report(models.Model):
    """One request for a document. `restricted` says that its edition may hold restricted matter."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="reports")
    kind = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    period = models.ForeignKey(ReportingPeriod, null=True, on_delete=models.PROTECT, related_name="reports")
    as_at = models.DateField()
    edition = models.CharField(max_length=12, choices=Edition.choices, default=Edition.OPEN)
    restricted = models.BooleanField(default=False)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="reports")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title
