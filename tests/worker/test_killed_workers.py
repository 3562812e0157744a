"""A worker that is killed while it renders, twenty times: no job is lost and none is done twice.

The lease is shortened so that the test need not wait half a minute each time, and keeps production's ratio to the
time a render takes, which is measured first.
"""

from __future__ import annotations

import hashlib
import math
import random
import statistics
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alliance.models import Alliance
from core import clock, files
from core.models import Document, Job
from tests.reporting.processes import alive, within
from tests.worker import moves
from tests.worker.asking import all_done, ask, by_job, last_interruption, seconds_to_make, states
from tests.worker.conftest import Start
from tests.worker.engine import NAME, Engine
from tests.worker.running import Running

pytestmark = pytest.mark.worker
KILLS = 20
JOBS = 24
RATIO = 10
"""Production: a lease of 30 s, and 1 to 3 s to make the report on two cores."""
IDLE_RENDER_SECONDS = 1.2
"""What a report takes on two idle cores. A job that was given back waits for others that were, so that the half
minute it has beside the lease stretches as renders do when the machine has other work."""


def test_no_job_is_lost_and_none_done_twice_when_the_worker_is_killed_twenty_times(
    engine: Engine, alliance: Alliance, start: Start
) -> None:
    began = time.monotonic()
    lease = measured_lease(alliance, start)
    jobs = ask(alliance, JOBS, after=100)
    moves.clear()
    kills = kill_workers(start, lease)
    killed_after = time.monotonic() - began
    assert within(3 * lease + 60, lambda: all_done(jobs)), states(jobs)

    log = moves.read()
    assert_done_once(jobs, log)
    assert_whole(jobs, engine.files)
    usual = statistics.median(seconds_to_make(log))
    found = [last_interruption(own, kills) for own in by_job(log).values()]
    interrupted = [one for one in found if one is not None]
    given_back = max(one.given_back_after for one in interrupted)
    done = max(one.done_after for one in interrupted)
    slowness = max(1, usual / IDLE_RENDER_SECONDS)
    attempts = max(Job.objects.values_list("attempts", flat=True))
    sys.stdout.write(
        f"\n{NAME}: {len(kills)} kills in {killed_after:.0f} s, lease {lease} s; {len(interrupted)} of {len(jobs)} "
        f"jobs interrupted, {attempts} attempts at most, given back {given_back:.1f} s and done {done:.1f} s after "
        f"the interruption at most; a render took {usual:.1f} s; {time.monotonic() - began:.0f} s in all\n"
    )
    assert len(interrupted) >= JOBS / 3, "too few jobs were interrupted to prove anything"
    assert given_back <= lease + 30
    assert done <= lease + 30 * slowness


def measured_lease(alliance: Alliance, start: Start) -> int:
    """The lease in seconds that is ten times as long as a report takes here while two are made at once."""
    worker = start("worker")
    jobs = ask(alliance, 4)
    assert within(60, lambda: all_done(jobs)), worker.log.read_text()
    worker.kill()
    usual = statistics.median(seconds_to_make(moves.read()))
    lease = math.ceil(RATIO * usual)
    assert lease / usual >= RATIO
    return lease


def kill_workers(start: Start, lease: int) -> list[datetime]:
    """Twenty times: a worker renders, the next one starts, the first one is killed. The last one is left running."""
    environment = {"JOB_LEASE_SECONDS": str(lease)}
    start("beat", **environment)
    chance = random.Random(20170922)
    kills = []
    worker = start("worker", **environment)
    for _ in range(KILLS):
        following = start("worker", **environment)
        assert within(lease + 60, lambda worker=worker: bool(worker.render_children())), worker.log.read_text()
        time.sleep(chance.uniform(0, 0.5))
        kills.append(killed_while_rendering(worker, lease + 60))
        worker = following
    return kills


def killed_while_rendering(worker: Running, seconds: float) -> datetime:
    """Kill it at a moment at which its sandbox is alive, and see the sandbox die by itself; return the moment."""
    deadline = time.monotonic() + seconds
    while not (children := worker.kill_alone()):
        assert time.monotonic() < deadline, "the worker never rendered"
        time.sleep(0.02)
    at = clock.now()
    assert within(5, lambda: not any(alive(pid) for pid in children)), "the sandbox outlived its worker"
    return at


def assert_done_once(jobs: list[Job], log: list[moves.Move]) -> None:
    done = [move.job for move in log if move.new == Job.State.DONE]
    assert sorted(done) == sorted(job.pk for job in jobs)
    for job in Job.objects.filter(pk__in=[job.pk for job in jobs]):
        claims = [move for move in log if move.job == job.pk and move.new == Job.State.RUNNING]
        assert len(claims) == job.attempts
    assert not Job.objects.filter(state=Job.State.FAILED).exists()


def assert_whole(jobs: list[Job], folder: Path) -> None:
    """One document for each content, each file whole under the name of its hash, and nothing else in the folder."""
    documents = list(Document.objects.filter(jobs__in=jobs))
    assert len({document.content_key for document in documents}) == len(documents) == len(jobs)
    for document in documents:
        content = files.path_of(document.sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == document.sha256
        assert len(content) == document.size
    files.purge_temporary(clock.now() + timedelta(seconds=files.TEMPORARY_LIFETIME_SECONDS + 60))
    kept = {path.name for path in folder.rglob("*") if path.is_file()}
    assert kept == set(Document.objects.values_list("sha256", flat=True))
