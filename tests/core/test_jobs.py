"""How one job moves: who may take it, how long they have it, how often it is tried, and what a bell does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from core import bells, clock, jobs, tasks
from core.models import Document, Heartbeat, Job

NOON = datetime(2017, 9, 22, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LEASE = timedelta(seconds=30)
KIND = "a-test"


def document(name: str = "a") -> Document:
    return Document.objects.create(
        kind=KIND, title=name, content_key=name, sha256=name, size=1, pages=1, data={}, created_at=NOON
    )


@pytest.fixture(autouse=True)
def rings(db: Any, monkeypatch: Any) -> list[int]:
    """The jobs that were rung for, in order; nothing is sent."""
    heard: list[int] = []

    def ring(task: str, *arguments: Any, **_: Any) -> bool:
        heard.extend(arguments)
        return True

    monkeypatch.setattr(bells, "ring", ring)
    monkeypatch.setitem(jobs._runners, KIND, lambda job, hold: document(str(job.pk)))
    return heard


def asked(at: datetime = NOON, **parameters: Any) -> Job:
    return jobs.enqueue(KIND, parameters, by=None, at=at)


def taken(job: Job, at: datetime = NOON) -> jobs.Hold:
    hold = jobs.claim(job.pk, at)
    assert hold is not None
    return hold


def now(job: Job) -> Job:
    job.refresh_from_db()
    return job


class TestAsking:
    def test_gives_the_job_that_is_under_way_for_an_equal_request(self) -> None:
        first = asked(area="custody", year=2017)
        assert asked(year=2017, area="custody").pk == first.pk
        taken(first)
        assert asked(area="custody", year=2017).pk == first.pk
        assert asked(area="dogs", year=2017).pk != first.pk

    def test_makes_a_new_job_once_the_equal_one_has_ended(self) -> None:
        first = asked()
        taken(first).finish(document(), NOON)
        assert asked().pk != first.pk

    def test_refuses_a_kind_that_nothing_makes(self) -> None:
        with pytest.raises(LookupError, match="Nothing is registered that makes 'a-song'"):
            jobs.enqueue("a-song", {}, by=None, at=NOON)

    def test_rings_once_and_only_after_the_transaction_has_ended(
        self, rings: list[int], django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            job = asked()
            asked()
            assert rings == []
        assert rings == [job.pk]

    def test_does_not_ring_for_a_transaction_that_was_undone(
        self, rings: list[int], django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            asked()
            transaction.set_rollback(True)
        assert rings == []
        assert not Job.objects.exists()


class TestHolding:
    def test_only_one_claim_succeeds(self) -> None:
        job = asked()
        assert taken(job).job_id == job.pk
        assert jobs.claim(job.pk, NOON + SECOND) is None

    def test_waits_until_the_job_may_be_taken(self) -> None:
        job = asked(NOON + SECOND)
        assert jobs.claim(job.pk, NOON) is None
        assert jobs.claim(job.pk, NOON + SECOND) is not None

    def test_renewing_lengthens_the_lease_and_tells_the_progress(self) -> None:
        job = asked()
        hold = taken(job)
        assert now(job).lease_until == NOON + LEASE
        hold.renew(NOON + 10 * SECOND, stage="Finishing", parts_done=3, parts_total=5)
        assert now(job).lease_until == NOON + 10 * SECOND + LEASE
        assert (job.stage, job.parts_done, job.parts_total) == ("Finishing", 3, 5)

    def test_a_renewed_lease_is_not_swept_and_one_that_ran_out_is(self) -> None:
        job = asked()
        taken(job).renew(NOON + 20 * SECOND)
        assert jobs.sweep(NOON + 50 * SECOND) == []
        assert jobs.sweep(NOON + 50 * SECOND + SECOND) == [job.pk]
        assert (now(job).state, job.error) == ("queued", "The worker stopped before the job was finished.")

    def test_a_worker_that_comes_late_can_neither_renew_nor_finish_nor_fail(self) -> None:
        job = asked()
        late = taken(job)
        jobs.sweep(NOON + LEASE + SECOND)
        present = taken(job, NOON + LEASE + SECOND)
        with pytest.raises(jobs.LostHold):
            late.renew(NOON)
        with pytest.raises(jobs.LostHold):
            late.finish(document("late"), NOON)
        late.fail("late", NOON)
        late.give_back("late", NOON)
        assert (now(job).state, job.token, job.error) == ("running", present.token, "")
        present.finish(document("present"), NOON)
        with pytest.raises(jobs.LostHold):
            late.finish(Document.objects.get(title="late"), NOON)
        assert now(job).document.title == "present"

    def test_a_result_that_comes_late_is_thrown_away_without_a_word_on_the_job(self, monkeypatch: Any) -> None:
        job = asked(clock.now())

        def overtaken(row: Job, hold: jobs.Hold) -> Document:
            jobs.sweep(clock.now() + LEASE + SECOND)
            taken(job, clock.now() + LEASE + SECOND)
            return document()

        monkeypatch.setitem(jobs._runners, KIND, overtaken)
        assert jobs.run(job.pk)
        assert (now(job).state, job.document, job.error) == ("running", None, "")


class TestSweeping:
    def test_gives_back_a_lease_further_ahead_than_any_can_be(self) -> None:
        """The clock was set back by an hour while a worker that died held the job."""
        job = asked()
        taken(job)
        assert jobs.sweep(NOON - timedelta(hours=1)) == [job.pk]
        assert jobs.claim(job.pk, NOON - timedelta(hours=1)) is not None

    def test_lets_jobs_run_that_a_clock_set_back_would_hold_up(self) -> None:
        job = asked()
        assert jobs.sweep(NOON - timedelta(days=1)) == [job.pk]

    def test_leaves_a_lease_alone_that_was_renewed_since_it_was_read(self) -> None:
        job = asked()
        hold = taken(job)
        read = jobs.Hold(job.pk, hold.token, now(job).lease_until)
        hold.renew(NOON + LEASE)
        read.give_back("The worker stopped.", NOON + LEASE)
        assert now(job).state == "running"

    def test_keeps_the_place_of_a_job_whose_worker_died(self) -> None:
        first, second = asked(number=1), asked(NOON + SECOND, number=2)
        taken(first)
        assert jobs.sweep(NOON + LEASE + SECOND) == [first.pk, second.pk]

    def test_rings_for_the_oldest_few_and_not_while_enough_bells_wait(self, rings: list[int], monkeypatch: Any) -> None:
        found = [asked(NOON + number * SECOND, number=number).pk for number in range(10)]
        monkeypatch.setattr(bells, "waiting", lambda queue: 0)
        jobs.sweep_and_ring(NOON + timedelta(minutes=1))
        assert sorted(rings) == found[: jobs.SWEEP_RINGS]
        monkeypatch.setattr(bells, "waiting", lambda queue: jobs.SWEEP_RINGS)
        jobs.sweep_and_ring(NOON + timedelta(minutes=1))
        assert len(rings) == jobs.SWEEP_RINGS


class TestTrying:
    def test_a_worker_that_dies_each_time_fails_the_job_after_five_attempts_and_says_why(self) -> None:
        job, at = asked(), NOON
        for attempt in range(1, 6):
            taken(job, at)
            at += LEASE + SECOND
            jobs.sweep(at)
            assert now(job).attempts == attempt
        assert job.state == "failed"
        assert job.error == "Tried 5 times. The last fault was: The worker stopped before the job was finished."
        assert jobs.claim(job.pk, at + timedelta(days=1)) is None

    def test_a_fault_is_tried_again_after_a_wait_that_doubles(self, monkeypatch: Any) -> None:
        def faulty(row: Job, hold: jobs.Hold) -> Document:
            raise ConnectionError("the disk went away")

        monkeypatch.setitem(jobs._runners, KIND, faulty)
        job, waits = asked(clock.now()), []
        for _ in range(4):
            assert jobs.run(job.pk)
            waits.append(round((now(job).not_before - clock.now()).total_seconds()))
            assert job.error == "ConnectionError: the disk went away"
            Job.objects.update(not_before=clock.now())
        assert waits == [2, 4, 8, 16]
        jobs.run(job.pk)
        assert now(job).state == "failed"
        assert job.error == "Tried 5 times. The last fault was: ConnectionError: the disk went away"

    def test_what_cannot_succeed_fails_at_once_in_its_own_words(self, monkeypatch: Any) -> None:
        def hopeless(row: Job, hold: jobs.Hold) -> Document:
            raise jobs.JobFailed("Nothing is on record.")

        monkeypatch.setitem(jobs._runners, KIND, hopeless)
        job = asked(clock.now())
        assert jobs.run(job.pk)
        assert (now(job).state, job.error, job.attempts) == ("failed", "Nothing is on record.", 1)

    def test_a_person_gives_a_failed_job_fresh_attempts(
        self, rings: list[int], django_capture_on_commit_callbacks: Any
    ) -> None:
        job = asked()
        taken(job).fail("Nothing is on record.", NOON)
        with django_capture_on_commit_callbacks(execute=True):
            jobs.retry(job, by=None, at=NOON)
        assert (job.state, job.attempts, job.error, job.finished_at) == ("queued", 0, "", None)
        assert rings[-1] == job.pk
        with pytest.raises(jobs.JobFailed, match="Only a failed job can be tried again"):
            jobs.retry(job, by=None, at=NOON)

    def test_a_failed_job_is_not_tried_again_beside_an_equal_one(self) -> None:
        failed = asked()
        taken(failed).fail("Nothing is on record.", NOON)
        equal = asked()
        with pytest.raises(jobs.JobFailed, match="The same document is being made already"):
            jobs.retry(failed, by=None, at=NOON)
        assert (now(failed).state, now(equal).state) == ("failed", "queued")


class TestTheBell:
    def test_does_the_job_it_rang_for_and_passes_on_to_the_one_that_waited_longest(self, rings: list[int]) -> None:
        at = clock.now()
        third, second, first = (asked(at - number * SECOND, number=number) for number in (1, 2, 3))
        jobs.work(third.pk)
        assert (now(third).state, now(second).state, now(first).state) == ("done", "queued", "queued")
        assert rings == [first.pk]

    def test_does_all_that_waits_itself_while_the_broker_is_away(self, monkeypatch: Any) -> None:
        monkeypatch.setattr(bells, "ring", lambda *_, **__: False)
        found = [asked(clock.now(), number=number) for number in range(5)]
        jobs.work(found[3].pk)
        assert {now(job).state for job in found} == {"done"}

    def test_heard_twice_does_the_job_once(self) -> None:
        job = asked(clock.now())
        tasks.run_job(job.pk)
        tasks.run_job(job.pk)
        assert (now(job).state, job.attempts) == ("done", 1)


class TestHealth:
    def health(self, client: Client) -> tuple[int, str]:
        answer = client.get("/healthz/worker")
        return answer.status_code, answer.json()["status"]

    def test_is_well_for_a_minute_after_a_message_was_taken(self, client: Client) -> None:
        assert self.health(client) == (503, "deaf")
        tasks.tick()
        assert self.health(client) == (200, "ok")
        Heartbeat.objects.update(at=clock.now() - timedelta(seconds=61))
        assert self.health(client) == (503, "deaf")

    def test_a_worker_busy_with_a_long_document_is_well_as_long_as_it_renews_its_lease(self, client: Client) -> None:
        job = asked(clock.now() - timedelta(minutes=5))
        hold = taken(job, clock.now())
        assert self.health(client) == (200, "ok")
        hold.renew(clock.now() - LEASE - SECOND)
        assert self.health(client) == (503, "deaf")

    def test_a_lease_that_no_clock_explains_speaks_for_nobody(self, client: Client) -> None:
        taken(asked(), clock.now() + timedelta(hours=1))
        assert self.health(client) == (503, "deaf")
