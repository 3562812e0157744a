"""Messages may be lost at any time, and no job is lost with them."""

from __future__ import annotations

import time

import pytest

from alliance.models import Alliance
from core import bells
from core.models import Heartbeat, Job
from tests.reporting.processes import within
from tests.worker.asking import all_done, ask, states
from tests.worker.conftest import Start
from tests.worker.engine import Engine

pytestmark = pytest.mark.worker
SECONDS = 60


def test_jobs_whose_messages_a_running_broker_lost_are_done_within_a_minute(
    engine: Engine, alliance: Alliance, start: Start
) -> None:
    worker = start("worker")
    start("beat")
    assert within(30, lambda: Heartbeat.objects.exists()), worker.log.read_text()
    jobs = ask(alliance, 15)
    assert engine.lose_messages() >= 10
    lost_at = time.monotonic()
    assert within(SECONDS, lambda: all_done(jobs)), (states(jobs), worker.log.read_text())
    assert time.monotonic() - lost_at <= SECONDS
    assert {job.attempts for job in Job.objects.all()} == {1}


def test_jobs_that_were_never_rung_for_are_done_when_a_worker_starts(
    alliance: Alliance, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that asked died between its commit and its message; no beat is needed to find the rows."""
    with monkeypatch.context() as dead:
        dead.setattr(bells, "ring", lambda *_, **__: True)
        jobs = ask(alliance, 5)
    worker = start("worker")
    assert within(SECONDS, lambda: all_done(jobs)), (states(jobs), worker.log.read_text())


def test_jobs_that_were_never_rung_for_are_found_by_a_worker_that_runs(
    alliance: Alliance, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = start("worker")
    start("beat")
    assert within(30, lambda: Heartbeat.objects.exists()), worker.log.read_text()
    with monkeypatch.context() as dead:
        dead.setattr(bells, "ring", lambda *_, **__: True)
        jobs = ask(alliance, 5)
    assert within(SECONDS, lambda: all_done(jobs)), (states(jobs), worker.log.read_text())


def test_a_request_goes_through_at_once_while_the_broker_is_away(
    alliance: Alliance, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        # Nothing listens on port 1.
        away.setattr(bells.current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
        began = time.monotonic()
        jobs = ask(alliance, 1)
        assert time.monotonic() - began < 2
        assert bells.ring("core.tick", queue=bells.SHORT) is False
    worker = start("worker")
    assert within(SECONDS, lambda: all_done(jobs)), worker.log.read_text()
