"""Work to be done once, as rows, and the files that came of it. The row is the queue; a message is only the bell."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Document(models.Model):
    """A finished file, named by its hash, with the printed content it was made from (design law 9)."""

    kind = models.SlugField(max_length=60)
    title = models.CharField(max_length=300)
    content_key = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    pages = models.PositiveIntegerField()
    data = models.JSONField(help_text="The edition's printed content, never the internal record.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Job(models.Model):
    """One piece of work. A worker holds it by a token and a lease; `core.jobs` moves it."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        RUNNING = "running", "Being made"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    kind = models.SlugField(max_length=60)
    parameters = models.JSONField(default=dict)
    request_key = models.CharField(max_length=64, help_text="Hash of kind and parameters: one active job for each.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    stage = models.CharField(max_length=100, blank=True)
    parts_done = models.PositiveIntegerField(default=0)
    parts_total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField()
    error = models.TextField(blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="jobs")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="core_job_runnable")]
        constraints = [
            models.UniqueConstraint(
                fields=["request_key"],
                condition=Q(state__in=["queued", "running"]),
                name="core_job_active_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(token__isnull=False, lease_until__isnull=False),
                name="core_job_running_is_held",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(document__isnull=False), name="core_job_done_has_document"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="core_job_failed_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_active(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)


class Heartbeat(models.Model):
    """When a part of the system last did something through the queue; the health page reads it."""

    name = models.SlugField(max_length=60, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%d %B %Y %H:%M:%S}"
