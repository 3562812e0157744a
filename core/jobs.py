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
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from core import bells, clock
from core.models import Document, Job

if TYPE_CHECKING:
    from core.models import User

log = logging.getLogger(__name__)
SWEEP_RINGS = 4
"""Each bell is passed on while jobs wait, so a few are enough and messages never pile up."""
ENQUEUE_TRIES = 5
STOPPED = "The worker stopped before the job was finished."
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
        """Lengthen the lease and note the progress (stage, parts_done, parts_total). Raises LostHold when gone."""
        until = (at or clock.now()) + lease()
        if not self._rows().update(lease_until=until, **progress):
            raise LostHold(f"Job {self.job_id} is no longer held by this worker.")

    def finish(self, document: Document, at: datetime) -> None:
        """Mark the job done. Raises LostHold, and changes nothing, when another worker has it."""
        done = {"state": Job.State.DONE, "stage": "Done", "token": None, "lease_until": None, "error": ""}
        with transaction.atomic():
            if not self._rows().update(**done, document=document, finished_at=at, parts_done=F("parts_total")):
                raise LostHold(f"Job {self.job_id} was not this worker's to finish.")
            _ended(self.job_id, at)

    def fail(self, reason: str, at: datetime) -> None:
        failed = {"state": Job.State.FAILED, "stage": "Failed", "token": None, "lease_until": None}
        with transaction.atomic():
            if self._rows().update(**failed, error=reason, finished_at=at):
                _ended(self.job_id, at)

    def give_back(self, reason: str, at: datetime, *, wait: bool = True) -> None:
        """Put the job back after a fault that may pass; the last allowed attempt fails it instead.

        It waits 2, 4, 8 … up to 60 seconds before it is tried again; with `wait` false it keeps its place.
        """
        job = self._rows().first()
        if job is None:
            return
        if job.attempts >= settings.JOB_MAX_ATTEMPTS:
            self.fail(f"Tried {job.attempts} times. The last fault was: {reason}", at)
            return
        again = at + timedelta(seconds=min(2**job.attempts, 60)) if wait else min(job.not_before, at)
        self._rows().update(state=Job.State.QUEUED, token=None, lease_until=None, error=reason, not_before=again)


Runner = Callable[[Job, Hold], Document]
_runners: dict[str, Runner] = {}


Listener = Callable[[Job, datetime], None]
_listeners: dict[str, Listener] = {}


def register(kind: str, runner: Runner, ended: Listener | None = None) -> None:
    """Name what makes jobs of `kind`, and who is to hear, in the same transaction, that one is done or has failed.

    Called once at start by the app that knows how.
    """
    _runners[kind] = runner
    if ended is not None:
        _listeners[kind] = ended


def _ended(job_id: int, at: datetime) -> None:
    job = Job.objects.get(pk=job_id)
    if job.kind in _listeners:
        _listeners[job.kind](job, at)


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
    for _ in range(ENQUEUE_TRIES):
        active = Job.objects.filter(request_key=key, state__in=ACTIVE).first()
        if active is not None:
            return active
        job = _created(kind, parameters, key, by, at)
        if job is not None:
            transaction.on_commit(partial(ring, job))
            return job
    raise RuntimeError(f"A job of kind '{kind}' was asked for and ended again {ENQUEUE_TRIES} times in a row.")


def _created(kind: str, parameters: Mapping[str, Any], key: str, by: User | None, at: datetime) -> Job | None:
    """A new row, or None when an equal one came in between."""
    values = {"kind": kind, "parameters": dict(parameters), "request_key": key, "requested_by": by}
    try:
        with transaction.atomic():
            return Job.objects.create(**values, created_at=at, not_before=at)
    except IntegrityError:
        return None


def ring(job: Job) -> bool:
    """Tell a worker that there is a job; False when the broker is away, and then the sweeper rings again."""
    return bells.ring("core.run_job", job.pk, queue=bells.RENDER)


def runnable(at: datetime) -> Any:
    """The jobs that may be taken now."""
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


def work(job_id: int) -> None:
    """Answer a bell: do the job it rang for, then see to what else waits."""
    run(job_id)
    drain()


def drain() -> None:
    """Pass the bell on to the job that has waited longest; do it here and now when the broker is away.

    One bell is thus enough for a queue whose other messages were lost, and no worker is out of the beat's
    hearing for longer than one job lasts.
    """
    while True:
        job = runnable(clock.now()).order_by("not_before", "pk").first()
        if job is None or ring(job):
            return
        run(job.pk)


def sweep(at: datetime) -> list[int]:
    """Put back jobs whose lease ran out, or lies further ahead than any lease can; return the oldest that may run now.

    A lease further ahead means that the clock was set back. A job that has used its attempts fails in words.
    """
    stale = Job.objects.filter(state=Job.State.RUNNING).filter(
        Q(lease_until__lt=at) | Q(lease_until__gt=at + 2 * lease())
    )
    for job in stale:
        assert job.token is not None  # the table's own rule: a running job is held
        # The lease was the wait, and the fault was not the job's.
        Hold(job.pk, job.token, job.lease_until).give_back(STOPPED, at, wait=False)
    Job.objects.filter(state=Job.State.QUEUED, not_before__gt=at + timedelta(hours=1)).update(not_before=at)
    return list(runnable(at).order_by("not_before", "pk").values_list("pk", flat=True)[:SWEEP_RINGS])


def sweep_and_ring(at: datetime) -> None:
    """Sweep, and ring for what may run unless bells enough wait unheard already."""
    found = sweep(at)
    if found and bells.waiting(bells.RENDER) < SWEEP_RINGS:
        for job in Job.objects.filter(pk__in=found):
            ring(job)


def retry(job: Job, *, by: User | None, at: datetime) -> None:
    """Put a failed job back with fresh attempts, as a person asked.

    Raises JobFailed when it has not failed, or when an equal one was asked for since and is under way.
    """
    again = Job.objects.filter(pk=job.pk, state=Job.State.FAILED)
    fresh = {"state": Job.State.QUEUED, "stage": "", "attempts": 0, "parts_done": 0, "parts_total": 0, "error": ""}
    try:
        with transaction.atomic():
            changed = again.update(**fresh, finished_at=None, not_before=at, requested_by=by)
    except IntegrityError:
        raise JobFailed("The same document is being made already.") from None
    if not changed:
        raise JobFailed("Only a failed job can be tried again.")
    job.refresh_from_db()
    transaction.on_commit(partial(ring, job))
