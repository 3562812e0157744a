"""The bells: each task takes ids and makes one call. No logic stands here."""

from __future__ import annotations

from celery import shared_task

from core import clock, drafts, files, jobs, notices, repeats
from core.models import Heartbeat


@shared_task(name="core.run_job")
def run_job(job_id: int) -> None:
    jobs.work(job_id)


@shared_task(name="core.sweep")
def sweep() -> None:
    jobs.sweep_and_ring(clock.now())
    files.purge_temporary(clock.now())
    repeats.purge(clock.now())
    drafts.purge(clock.now())
    notices.purge(clock.now())


@shared_task(name="core.tick")
def tick() -> None:
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": clock.now()})
