"""In whatever order workers, sweeper, people and clock act: one holder, one end, a bounded number of attempts."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test

from core import bells, jobs
from core.models import Document, Job

MOST_ATTEMPTS = 3
KIND = "a-test"


class Machine(RuleBasedStateMachine):
    """Three different requests, any number of workers, and a clock that may go back."""

    holds = Bundle("holds")

    def __init__(self) -> None:
        super().__init__()
        Job.objects.all().delete()
        Document.objects.all().delete()
        self.at = datetime(2017, 9, 22, 12, tzinfo=UTC)
        self.last_hold: dict[int, jobs.Hold] = {}
        self.ends: Counter[int] = Counter()
        self.lives: Counter[int] = Counter()

    def job_numbers(self) -> list[int]:
        return list(Job.objects.order_by("pk").values_list("pk", flat=True))

    @rule(number=st.integers(0, 2))
    def ask(self, number: int) -> None:
        job = jobs.enqueue(KIND, {"number": number}, by=None, at=self.at)
        self.lives[job.pk] = max(self.lives[job.pk], 1)

    @rule(seconds=st.sampled_from([1, 29, 31, 120]))
    def time_passes(self, seconds: int) -> None:
        self.at += timedelta(seconds=seconds)

    @rule(hours=st.sampled_from([1, 25]))
    def clock_is_set_back(self, hours: int) -> None:
        self.at -= timedelta(hours=hours)

    @rule(target=holds, place=st.integers(0, 5))
    def claim(self, place: int) -> Any:
        numbers = self.job_numbers()
        if not numbers:
            return multiple()
        number = numbers[place % len(numbers)]
        was = Job.objects.get(pk=number).state
        hold = jobs.claim(number, self.at)
        if hold is None:
            return multiple()
        assert was == Job.State.QUEUED
        self.last_hold[number] = hold
        return hold

    @rule(hold=holds)
    def renew(self, hold: jobs.Hold) -> None:
        held = self.is_held(hold)
        try:
            hold.renew(self.at)
        except jobs.LostHold:
            assert not held
        else:
            assert held

    @rule(hold=holds)
    def finish(self, hold: jobs.Hold) -> None:
        held = self.is_held(hold)
        number = Document.objects.count()
        document = Document.objects.create(
            kind=KIND, title="", content_key=number, sha256="", size=1, pages=1, data={}, created_at=self.at
        )
        try:
            hold.finish(document, self.at)
        except jobs.LostHold:
            assert not held
        else:
            assert held
            self.ends[hold.job_id] += 1

    @rule(hold=holds)
    def fail(self, hold: jobs.Hold) -> None:
        held = self.is_held(hold)
        hold.fail("It failed.", self.at)
        assert not held or Job.objects.get(pk=hold.job_id).state == Job.State.FAILED

    @rule(hold=holds, wait=st.booleans())
    def give_back(self, hold: jobs.Hold, wait: bool) -> None:
        hold.give_back("A fault.", self.at, wait=wait)
        assert not self.is_held(hold)

    @rule()
    def sweep(self) -> None:
        for number in jobs.sweep(self.at):
            assert Job.objects.get(pk=number).state == Job.State.QUEUED
        for job in Job.objects.filter(state=Job.State.RUNNING):
            assert self.at <= job.lease_until <= self.at + 2 * jobs.lease()

    @rule(place=st.integers(0, 5))
    def retry(self, place: int) -> None:
        numbers = self.job_numbers()
        if not numbers:
            return
        job = Job.objects.get(pk=numbers[place % len(numbers)])
        try:
            jobs.retry(job, by=None, at=self.at)
        except jobs.JobFailed:
            equal = Job.objects.filter(request_key=job.request_key, state__in=jobs.ACTIVE)
            assert job.state != Job.State.FAILED or equal.exists()
        else:
            self.lives[job.pk] += 1

    def is_held(self, hold: jobs.Hold) -> bool:
        """By the test's own account: the last to have claimed it, and nobody has ended or taken it since."""
        job = Job.objects.get(pk=hold.job_id)
        return self.last_hold.get(job.pk) == hold and job.state == Job.State.RUNNING

    @invariant()
    def a_running_job_has_one_holder_and_any_other_none(self) -> None:
        for job in Job.objects.all():
            if job.state == Job.State.RUNNING:
                assert job.token == self.last_hold[job.pk].token
            else:
                assert job.token is None
                assert job.lease_until is None

    @invariant()
    def no_job_ends_twice(self) -> None:
        for job in Job.objects.all():
            assert self.ends[job.pk] == (job.state == Job.State.DONE)
            assert (job.document_id is not None) == (job.state == Job.State.DONE)

    @invariant()
    def attempts_are_bounded_and_failures_say_why(self) -> None:
        for job in Job.objects.all():
            assert job.attempts <= MOST_ATTEMPTS
            assert job.state != Job.State.QUEUED or job.attempts < MOST_ATTEMPTS
            assert job.state != Job.State.FAILED or job.error

    @invariant()
    def equal_requests_are_active_once(self) -> None:
        keys = list(Job.objects.filter(state__in=jobs.ACTIVE).values_list("request_key", flat=True))
        assert len(keys) == len(set(keys))


@pytest.mark.django_db
def test_no_order_of_events_gives_two_holders_two_ends_or_endless_attempts(settings: Any, monkeypatch: Any) -> None:
    settings.JOB_MAX_ATTEMPTS = MOST_ATTEMPTS
    monkeypatch.setattr(bells, "ring", lambda *_, **__: True)
    monkeypatch.setitem(jobs._runners, KIND, lambda job, hold: pytest.fail("no job is run here"))
    run_state_machine_as_test(Machine, settings=THOROUGH)


THOROUGH = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
