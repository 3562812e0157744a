"""Whom the documents tell what. Called inside the transaction that ends the job."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from core.models import Job
from core.notices import tell
from reporting.models import Report


def tell_ended(job: Job, at: datetime) -> None:
    """To everybody who asked for the document: it is ready, or it could not be made."""
    done = job.state == Job.State.DONE
    kind, words = ("document-ready", "is ready") if done else ("document-failed", "could not be made")
    for row in Report.objects.filter(job=job, requested_by__isnull=False).select_related("alliance", "requested_by"):
        assert row.requested_by is not None  # as asked above
        url = reverse("reporting:report_detail", kwargs={"alliance": row.alliance.slug, "pk": row.pk})
        text = f"{row.title} ({row.get_edition_display().lower()} edition) {words}"
        tell([row.requested_by], kind=kind, text=text, url=url, about=row, by=None, at=at)
