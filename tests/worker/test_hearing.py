"""Whether a worker hears: how soon it says so after its start, and how soon it is found out when it does not."""

from __future__ import annotations

import os
import signal
import time

import pytest
from django.test import Client

from alliance.models import Alliance
from core import bells
from tests.reporting.processes import descendants, within
from tests.worker.asking import all_done, ask
from tests.worker.conftest import Start
from tests.worker.engine import Engine

pytestmark = [pytest.mark.worker, pytest.mark.once]


def health() -> int:
    return Client().get("/healthz/worker").status_code


def test_a_worker_says_through_the_queue_that_it_hears(engine: Engine, start: Start) -> None:
    assert health() == 503
    worker = start("worker")
    assert within(30, lambda: health() == 200), worker.log.read_text()


def test_a_deaf_worker_is_found_out_within_a_minute_and_is_well_again_when_it_hears(
    alliance: Alliance, start: Start
) -> None:
    """All its processes are there and do nothing: what a worker looks like that lost its broker."""
    worker = start("worker")
    start("beat")
    assert within(30, lambda: health() == 200), worker.log.read_text()
    everyone = [worker.pid, *descendants(worker.pid)]
    for pid in everyone:
        os.kill(pid, signal.SIGSTOP)
    deaf_since = time.monotonic()
    assert within(65, lambda: health() == 503)
    assert 40 < time.monotonic() - deaf_since <= 61
    for pid in everyone:
        os.kill(pid, signal.SIGCONT)
    assert within(20, lambda: health() == 200), worker.log.read_text()
    jobs = ask(alliance, 1)
    assert within(30, lambda: all_done(jobs))


def test_beat_falls_silent_while_nobody_takes_its_messages(engine: Engine, start: Start) -> None:
    for _ in range(20):
        assert bells.ring("core.tick", queue=bells.SHORT, expires=15)
    beat = start("beat")
    assert within(40, lambda: "Sending due task" in beat.log.read_text()), beat.log.read_text()
    time.sleep(1)
    assert bells.waiting(bells.SHORT) == 20
