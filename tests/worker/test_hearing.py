"""Whether a worker hears: how soon it says so after its start, and how soon it is found out when it does not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.test import Client

from alliance.models import Alliance
from core import bells
from core.models import Heartbeat
from tests.reporting.processes import descendants, within
from tests.worker.asking import all_done, ask
from tests.worker.conftest import Start
from tests.worker.engine import NAME, Engine

pytestmark = pytest.mark.worker
BARE = [sys.executable, "-c", "import django; django.setup()"]
"""What any process of the product does first. A worker that hears takes three times as long, and a second more on
Redis, where it looks for its like: under 3 s on two idle cores."""


def health() -> int:
    return Client().get("/healthz/worker").status_code


def test_a_worker_says_within_seconds_of_its_start_that_it_hears(engine: Engine, start: Start) -> None:
    assert health() == 503
    took, bare = [], []
    for _ in range(3):
        began = time.monotonic()
        subprocess.run(BARE, env=engine.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}, check=True)
        bare.append(time.monotonic() - began)
        Heartbeat.objects.all().delete()
        worker = start("worker")
        assert within(30, lambda: health() == 200), worker.log.read_text()
        took.append(time.monotonic() - worker.started)
        worker.kill()
    sys.stdout.write(f"\n{NAME}: a worker hears after {min(took):.1f} s, bare Django stands after {min(bare):.1f} s\n")
    assert min(took) <= 4 * min(bare) + 2


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
