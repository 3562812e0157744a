"""A report that would never end fails in words, once and within its limits, while another job is done.

No text in a record can make a report endless; the template is replaced here to show what would happen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core import clock, jobs
from core.models import Job
from reporting import pipeline
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.reports import Request
from tests import factories
from tests.reporting.test_endless_documents import ENDLESS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ON = date(2017, 9, 22)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


class Poison:
    """Makes the report of one alliance endless, which no text in a record can do, and leaves the others alone."""

    def __init__(self, html: str, honest: Callable[..., str]) -> None:
        self.html, self.honest = html, honest

    def __call__(self, report: Any, content: Any) -> str:
        return self.html if content.alliance == "Poisoned" else self.honest(report, content)


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_document_fails_in_words_while_another_job_finishes(
    name: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RENDER_CPU_SECONDS, settings.RENDER_WALL_SECONDS = 4, 60
    monkeypatch.setattr(pipeline, "html_of", Poison(ENDLESS[name](), pipeline.html_of))
    poisoned, other = asked("Poisoned"), asked("Healthy")
    seen: list[tuple[str, str]] = []
    renew = jobs.Hold.renew

    def tick(hold: jobs.Hold, at: Any = None, **progress: Any) -> None:
        """The renewal while the renderer works: in the midst of it, another job is done from end to end."""
        renew(hold, at, **progress)
        if hold.job_id == poisoned.pk and not progress and not seen:
            seen.append(("began", ""))
            assert jobs.run(other.pk)
            seen.append((Job.objects.get(pk=other.pk).state, Job.objects.get(pk=poisoned.pk).state))

    monkeypatch.setattr(jobs.Hold, "renew", tick)
    assert jobs.run(poisoned.pk)
    assert seen == [("began", ""), (Job.State.DONE, Job.State.RUNNING)]
    poisoned.refresh_from_db()
    assert (poisoned.state, poisoned.attempts) == (Job.State.FAILED, 1)
    assert poisoned.error in {
        "The document used more than 4 seconds of processor time.",
        "The document used more memory than 1.5 GiB.",
    }
    assert poisoned.document is None


def test_a_limit_of_memory_is_told_in_words(settings: Any) -> None:
    settings.RENDER_MEMORY_BYTES = 150 * 2**20
    job = asked("Greedy", areas=1500)
    assert jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "The document used more memory than 150 MiB.")


def asked(name: str, areas: int = 3) -> Job:
    """A report that was asked for and waits."""
    alliance = factories.make_alliance(name)
    live = factories.make_status(alliance, "live")
    for number in range(areas):
        factories.make_area_status(factories.make_area(alliance, f"Area {number}"), live)
    request = Request(alliance=alliance, as_at=ON, edition=Edition.BOARD)
    return request_report("highlight-report", request, by=None, at=clock.now()).job
