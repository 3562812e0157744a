"""A thousand equal requests from twenty threads make one job, on a database that threads can share."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction

from core import bells, clock, jobs
from core.models import Job
from tests.worker.engine import Engine

THREADS, EACH = 20, 50
KIND = "a-test"


def test_a_thousand_equal_requests_from_twenty_threads_make_one_job(engine: Engine, monkeypatch: Any) -> None:
    rings: list[int] = []
    monkeypatch.setattr(bells, "ring", lambda task, job, **_: rings.append(job))
    monkeypatch.setitem(jobs._runners, KIND, lambda job, hold: None)
    together = threading.Barrier(THREADS)

    def ask() -> set[int]:
        together.wait()
        try:
            return {enqueued() for _ in range(EACH)}
        finally:
            connection.close()

    def enqueued() -> int:
        with transaction.atomic():
            return jobs.enqueue(KIND, {"area": "custody"}, by=None, at=clock.now()).pk

    with ThreadPoolExecutor(THREADS) as pool:
        given = [future.result() for future in [pool.submit(ask) for _ in range(THREADS)]]
    only = Job.objects.get()
    assert set().union(*given) == {only.pk}
    assert rings == [only.pk]


def test_twenty_threads_that_claim_one_job_give_it_to_one(engine: Engine, monkeypatch: Any) -> None:
    monkeypatch.setattr(bells, "ring", lambda *_, **__: True)
    monkeypatch.setitem(jobs._runners, KIND, lambda job, hold: None)
    for number in range(10):
        job = jobs.enqueue(KIND, {"number": number}, by=None, at=clock.now())
        together = threading.Barrier(THREADS)

        def claim(job: Job = job, together: threading.Barrier = together) -> bool:
            together.wait()
            try:
                return jobs.claim(job.pk, clock.now()) is not None
            finally:
                connection.close()

        with ThreadPoolExecutor(THREADS) as pool:
            taken = [future.result() for future in [pool.submit(claim) for _ in range(THREADS)]]
        assert taken.count(True) == 1
