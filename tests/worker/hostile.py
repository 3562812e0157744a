"""The product's own worker with one more kind of job: a document whose HTML is given, however hostile.

Named to Celery in place of `config.celery`; nothing of it is shipped.
"""

from __future__ import annotations

import hashlib

import django

django.setup()

from config.celery import app  # noqa: E402, F401
from core import clock, files, jobs  # noqa: E402
from core.models import Document, Job  # noqa: E402
from reporting.pipeline import _render  # noqa: E402

KIND = "hostile"


def run(job: Job, hold: jobs.Hold) -> Document:
    """Render the job's HTML as any report is rendered, and store it."""
    html = job.parameters["html"]
    pdf = _render(html, {}, hold)
    return Document.objects.create(
        kind=KIND,
        title="A test",
        content_key=hashlib.sha256(html.encode()).hexdigest(),
        sha256=files.store(pdf),
        size=len(pdf),
        pages=1,
        data={},
        created_at=clock.now(),
    )


jobs.register(KIND, run)
