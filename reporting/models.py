"""Reports that were asked for: which, of what, for whom. The work is a job and the file a document of `core`."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.text import slugify

from alliance.models import Alliance
from core.models import Job
from governance.models import Meeting
from programmes.models import ReportingPeriod
from reporting.choices import Edition, PartState
from reporting.querysets import PackPartQuerySet, ReportQuerySet


class Report(models.Model):
    """One request for a document. `restricted` says that its edition may hold restricted matter."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="reports")
    kind = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    period = models.ForeignKey(ReportingPeriod, null=True, on_delete=models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="reports")
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

    @property
    def file_name(self) -> str:
        """The name under which its PDF is given out."""
        return f"{slugify(self.alliance.slug)}-{slugify(self.title)}-{self.edition}.pdf"


class PackPart(models.Model):
    """How far one part of a pack has come, for the page: rows of the job that makes the pack."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="pack_parts")
    order = models.PositiveIntegerField()
    title = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=PartState.choices, default=PartState.WAITING)
    pages = models.PositiveIntegerField(null=True)
    error = models.TextField(blank=True)

    objects = PackPartQuerySet.as_manager()

    class Meta:
        ordering = ["job", "order"]
        constraints = [models.UniqueConstraint(fields=["job", "order"], name="reporting_pack_part_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """How its state is coloured beside its words."""
        return {"done": "good", "kept": "good", "making": "info", "failed": "bad"}.get(self.state, "muted")


class StoredPart(models.Model):
    """A part of a pack that was made before, by the hash of all that decides its bytes; not a document by itself."""

    content_key = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField()
    used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.content_key
