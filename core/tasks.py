"""The bells: each task takes ids and makes one call. No logic stands here."""

from __future__ import annotations

from celery import shared_task

from core import clock, files, jobs, repeats
from core.models import Heartbeat, Job


@shared_task(name="core.run_job")
def run_job(job_id: int) -> None:
    jobs.run(job_id)
    jobs.drain()


@shared_task(name="core.sweep")
def sweep() -> None:
    for job in Job.objects.filter(pk__in=jobs.sweep(clock.now())):
        jobs.ring(job)
    files.purge_temporary(clock.now())
    repeats.purge(clock.now())


@shared_task(name="core.tick")
def tick() -> None:
    Heartbeat.objects.update_or_create(name="worker", defaults={"at": clock.now()})
