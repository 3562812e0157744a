"""How a job row moves: asked for, claimed by a token and a lease, finished once, or failed in words.

The row is the queue. A message only rings the bell, and the sweeper rings again for whatever a lost message or a
dead worker left behind; nothing here knows what a job makes.
"""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from kombu.exceptions import OperationalError as BrokerError

from core import clock
from core.models import Document, Job

if TYPE_CHECKING:
    from core.models import User

log = logging.getLogger(__name__)
SWEEP_RINGS = 4
"""Each ring makes a worker drain the queue, so a few are enough and messages never pile up."""
ACTIVE = (Job.State.QUEUED, Job.State.RUNNING)


class LostHold(Exception):
    """The worker no longer holds the job: its lease ran out and another may have it. Its result is thrown away."""


class JobFailed(Exception):
    """The job cannot succeed by being tried again; the message is shown on the page."""


@dataclass(frozen=True)
class Hold:
    """A worker's right to one running job, until the lease ends."""

    job_id: int
    token: uuid.UUID
    as_of_lease: datetime | None = None
    """When set, the hold counts only while the lease is still the one that was read: the sweeper's care."""

    def _rows(self) -> Any:
        rows = Job.objects.filter(pk=self.job_id, token=self.token, state=Job.State.RUNNING)
        return rows if self.as_of_lease is None else rows.filter(lease_until=self.as_of_lease)

    def renew(self, at: datetime | None = None, **progress: Any) -> None:
        """Lengthen the lease and note the progress (stage, parts_done, parts_total). Raises LostHold when it is gone."""
        until = (at or clock.now()) + lease()
        if not self._rows().update(lease_until=until, **progress):
            raise LostHold(f"Job {self.job_id} is no longer held by this worker.")

    def finish(self, document: Document, at: datetime) -> None:
        """Mark the job done. Raises LostHold, and changes nothing, when another worker has it."""
        done = {"state": Job.State.DONE, "stage": "Done", "token": None, "lease_until": None, "error": ""}
        if not self._rows().update(**done, document=document, finished_at=at, parts_done=F("parts_total")):
            raise LostHold(f"Job {self.job_id} was not this worker's to finish.")

    def fail(self, reason: str, at: datetime) -> None:
        self._rows().update(
            state=Job.State.FAILED, stage="Failed", error=reason, token=None, lease_until=None, finished_at=at
        )

    def give_back(self, reason: str, at: datetime) -> None:
        """Put the job back after a fault that may pass; the last allowed attempt fails it instead."""
        job = self._rows().first()
        if job is None:
            return
        if job.attempts >= settings.JOB_MAX_ATTEMPTS:
            self.fail(f"Tried {job.attempts} times. The last fault was: {reason}", at)
            return
        self._rows().update(
            state=Job.State.QUEUED,
            token=None,
            lease_until=None,
            error=reason,
            not_before=at + timedelta(seconds=min(2**job.attempts, 60)),
        )


Runner = Callable[[Job, Hold], Document]
_runners: dict[str, Runner] = {}


def register(kind: str, runner: Runner) -> None:
    """Name what makes jobs of `kind`; called once at start by the app that knows how."""
    _runners[kind] = runner


def lease() -> timedelta:
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def request_key(kind: str, parameters: Mapping[str, Any]) -> str:
    """The hash under which one request is active only once."""
    text = json.dumps([kind, parameters], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def enqueue(kind: str, parameters: Mapping[str, Any], *, by: User | None, at: datetime) -> Job:
    """Ask for a job in the transaction that causes it; an equal one still under way is returned instead.

    The bell is rung after commit. If that message is lost the sweeper finds the row.
    """
    if kind not in _runners:
        raise LookupError(f"Nothing is registered that makes '{kind}'.")
    key = request_key(kind, parameters)
    active = Job.objects.filter(request_key=key, state__in=ACTIVE)
    job = active.first()
    if job is None:
        try:
            with transaction.atomic():
                job = Job.objects.create(
                    kind=kind,
                    parameters=dict(parameters),
                    request_key=key,
                    requested_by=by,
                    created_at=at,
                    not_before=at,
                )
        except IntegrityError:
            return active.get()
        transaction.on_commit(lambda: ring(job))
    return job


def ring(job: Job) -> None:
    """Tell a worker that there is a job. A broker that is away is no fault of the request's: the sweeper rings again."""
    try:
        current_app.send_task("core.run_job", args=[job.pk], queue="render", retry=False)
    except (BrokerError, OSError) as fault:
        log.warning("Could not ring for job %s: %s", job.pk, fault)


def runnable(at: datetime) -> Any:
    return Job.objects.filter(state=Job.State.QUEUED, not_before__lte=at)


def claim(job_id: int, at: datetime) -> Hold | None:
    """Take a queued job: one conditional update decides which worker has it. None when it is not to be had."""
    token = uuid.uuid4()
    taken = (
        runnable(at)
        .filter(pk=job_id)
        .update(
            state=Job.State.RUNNING,
            token=token,
            lease_until=at + lease(),
            started_at=at,
            attempts=F("attempts") + 1,
            stage="Started",
            parts_done=0,
            parts_total=0,
            error="",
        )
    )
    return Hold(job_id, token) if taken else None


def run(job_id: int) -> bool:
    """Claim and do one job. False when another worker has it or had it."""
    hold = claim(job_id, clock.now())
    if hold is None:
        return False
    job = Job.objects.get(pk=job_id)
    try:
        document = _runners[job.kind](job, hold)
        hold.finish(document, clock.now())
    except LostHold:
        log.warning("Job %s was taken over; this result is thrown away.", job_id)
    except JobFailed as failure:
        hold.fail(str(failure), clock.now())
    except Exception as fault:
        log.exception("Job %s met a fault.", job_id)
        hold.give_back(f"{type(fault).__name__}: {fault}", clock.now())
    return True


def drain(most: int = 20) -> None:
    """Do what else is waiting, oldest first: one bell is enough for a queue whose other messages were lost."""
    for job_id in runnable(clock.now()).order_by("not_before", "pk").values_list("pk", flat=True)[:most]:
        run(job_id)


def sweep(at: datetime) -> list[int]:
    """Put back jobs whose lease ran out, or lies further ahead than any lease can; return the oldest that may run now.

    A lease further ahead means that the clock was set back. A job that has used its attempts fails in words.
    """
    stale = Job.objects.filter(state=Job.State.RUNNING).filter(
        Q(lease_until__lt=at) | Q(lease_until__gt=at + 2 * lease())
    )
    for pk, token, until in stale.values_list("pk", "token", "lease_until"):
        Hold(pk, token, until).give_back("The worker stopped before the job was finished.", at)
    Job.objects.filter(state=Job.State.QUEUED, not_before__gt=at + timedelta(hours=1)).update(not_before=at)
    return list(runnable(at).order_by("not_before", "pk").values_list("pk", flat=True)[:SWEEP_RINGS])


def retry(job: Job, *, by: User | None, at: datetime) -> None:
    """Put a failed job back with fresh attempts, as a person asked. Raises JobFailed when it has not failed."""
    again = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    changed = again.update(
        state=Job.State.QUEUED,
        attempts=0,
        error="",
        stage="",
        finished_at=None,
        not_before=at,
        requested_by=by,
    )
    if not changed:
        raise JobFailed("Only a failed job can be tried again.")
    job.refresh_from_db()
    transaction.on_commit(lambda: ring(job))
