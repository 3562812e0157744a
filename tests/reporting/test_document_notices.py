"""Whoever asked for a document is told that it is ready or could not be made, together with the job's end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alliance.models import Alliance
from core import clock, jobs
from core.models import Job, Notice
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.reports import Request
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def asked(alliance: Alliance, by: Any) -> Any:
    period = alliance.periods.first() or make.make_period(alliance)
    return request_report(
        "highlight-report", Request(alliance, period.as_at, Edition.BOARD, period), by=by, at=clock.now()
    )


def test_a_document_that_is_ready_is_told_to_all_who_asked(alliance: Alliance, office: Any) -> None:
    colleague = make.make_member(alliance)
    row, other = asked(alliance, office), asked(alliance, colleague)
    assert row.job == other.job
    assert jobs.run(row.job_id)
    text = "Highlight report, September 2017 (board edition) is ready"
    assert [notice.text for notice in Notice.objects.visible_to(office)] == [text]
    notice = Notice.objects.visible_to(colleague).get()
    assert (notice.kind, notice.url) == ("document-ready", f"/a/northern/documents/{other.pk}/")


def test_a_document_that_failed_is_told_too_and_nobody_is_told_of_the_command_line(
    alliance: Alliance, office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise jobs.JobFailed("It cannot be made.")

    monkeypatch.setitem(jobs._runners, "report", broken)
    row = asked(alliance, office)
    jobs.run(row.job_id)
    assert Notice.objects.get().text == "Highlight report, September 2017 (board edition) could not be made"
    jobs.run(asked(alliance, None).job_id)
    assert Notice.objects.count() == 1


def test_a_job_is_not_done_without_its_notice(alliance: Alliance, office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> None:
        raise RuntimeError("the table is away")

    row = asked(alliance, office)
    monkeypatch.setitem(jobs._listeners, "report", away)
    jobs.run(row.job_id)
    row.job.refresh_from_db()
    assert (row.job.state, row.job.document) == (Job.State.QUEUED, None)
    assert "the table is away" in row.job.error
