"""Reports to ask for, each with content of its own, and how long their jobs took. No expectation stands here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alliance.models import Alliance
from core import clock
from core.models import Job
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.reports import Request
from tests.worker.moves import Move

FIRST = date(2017, 9, 1)


def ask(alliance: Alliance, how_many: int, *, after: int = 0) -> list[Job]:
    """Ask for highlight reports as at one day after another, the first `after` days after 1 September 2017."""
    return [
        request_report(
            "highlight-report",
            Request(alliance=alliance, as_at=FIRST + timedelta(days=day), edition=Edition.BOARD, period=None),
            by=None,
            at=clock.now(),
        ).job
        for day in range(after, after + how_many)
    ]


def states(jobs: list[Job]) -> list[str]:
    """The states that any of them is in."""
    found = Job.objects.filter(pk__in=[job.pk for job in jobs]).values_list("state", flat=True)
    return sorted(set(found))


def all_done(jobs: list[Job]) -> bool:
    return states(jobs) == [Job.State.DONE]


def by_job(moves: list[Move]) -> dict[int, list[Move]]:
    found: dict[int, list[Move]] = defaultdict(list)
    for move in moves:
        found[move.job].append(move)
    return found


def seconds_to_make(moves: list[Move]) -> list[float]:
    """From each claim that nobody interrupted to its end, in seconds."""
    pairs = [pair for own in by_job(moves).values() for pair in zip(own, own[1:], strict=False)]
    return [(end.at - begin.at).total_seconds() for begin, end in pairs if (begin.new, end.new) == ("running", "done")]


@dataclass(frozen=True)
class Interruption:
    """How long after its worker was killed a job was given back, and done; only its last interruption is told."""

    given_back_after: float
    done_after: float


def last_interruption(own: list[Move], kills: list[datetime]) -> Interruption | None:
    """The last one of one job; None when it had none.

    Where several workers died during that attempt, the first of them is taken, which can only lengthen the times.
    """
    found = None
    for begin, end in zip(own, own[1:], strict=False):
        if (begin.new, end.new) == ("running", "queued"):
            kill = min((kill for kill in kills if begin.at <= kill <= end.at), default=begin.at)
            found = Interruption((end.at - kill).total_seconds(), (own[-1].at - kill).total_seconds())
    return found
