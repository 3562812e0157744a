"""Documents that never end, and a sandbox that is killed alone: the worker lives on and the other jobs are done."""

from __future__ import annotations

import os
import signal

import pytest

from alliance.models import Alliance
from core import clock, jobs
from core.models import Job
from tests.reporting.processes import alive, within
from tests.reporting.test_endless_documents import ENDLESS
from tests.worker import hostile
from tests.worker.asking import all_done, ask, states
from tests.worker.conftest import Start

pytestmark = [pytest.mark.worker, pytest.mark.once]
WALL_SECONDS = 12


def test_endless_documents_fail_in_words_while_the_good_ones_are_made(alliance: Alliance, start: Start) -> None:
    limits = {"RENDER_WALL_SECONDS": str(WALL_SECONDS), "RENDER_CPU_SECONDS": "3"}
    poison = [jobs.enqueue(hostile.KIND, {"html": make()}, by=None, at=clock.now()) for make in ENDLESS.values()]
    good = ask(alliance, 10)
    worker = start("worker", {"config.celery": "tests.worker.hostile"}, **limits)
    assert within(150, lambda: states(poison) == ["failed"] and all_done(good)), worker.log.read_text()
    assert worker.process.poll() is None
    for job in Job.objects.filter(pk__in=[row.pk for row in poison]):
        assert job.attempts == 1, "what is over its limit once is over it again"
        assert job.error in {
            "The document used more than 3 seconds of processor time.",
            "The document used more memory than 1.5 GiB.",
            f"The document took longer than {WALL_SECONDS} seconds.",
        }
    # Two documents are made at a time, so that the good ones wait for at most two that reach their limit.
    first_good = min(Job.objects.filter(state="done").values_list("finished_at", flat=True))
    first_claim = min(Job.objects.values_list("started_at", flat=True))
    assert (first_good - first_claim).total_seconds() < 2 * WALL_SECONDS + 10


def test_a_job_whose_sandbox_is_killed_is_tried_again_by_the_same_worker(alliance: Alliance, start: Start) -> None:
    worker = start("worker")
    (job,) = ask(alliance, 1)
    assert within(30, lambda: bool(worker.render_children())), worker.log.read_text()
    children = worker.render_children()
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    assert within(5, lambda: not any(alive(pid) for pid in children))
    assert within(10, lambda: Job.objects.get(pk=job.pk).error != "")
    job.refresh_from_db()
    assert job.state == "queued"
    assert job.error.startswith("WorkFailed: lost its sandbox")
    start("beat")
    assert within(45, lambda: all_done([job])), worker.log.read_text()
    job.refresh_from_db()
    assert (job.attempts, job.error) == (2, "")
    assert worker.process.poll() is None
