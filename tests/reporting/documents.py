"""What the tests of the documents' pages, API and command share: who asks, and documents in each state.

No expectation stands here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client

from alliance.models import Alliance
from core import clock, jobs
from core.history import recorded
from core.models import Job
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.models import Report
from reporting.reports import Request


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(alliance: Alliance, edition: Edition = Edition.BOARD, on: date = date(2017, 9, 22)) -> Report:
    request = Request(alliance=alliance, as_at=on, edition=edition)
    return request_report("highlight-report", request, by=None, at=clock.now())


def made(alliance: Alliance, edition: Edition = Edition.BOARD) -> Report:
    row = asked(alliance, edition)
    assert jobs.run(row.job_id)
    row.job.refresh_from_db()
    assert row.job.state == Job.State.DONE, row.job.error
    return row


def failed(alliance: Alliance) -> Report:
    row = asked(alliance)
    Job.objects.filter(pk=row.job_id).update(state="failed", stage="Failed", error="The document was too <long>.")
    return row


def forget_risks(alliance: Alliance) -> None:
    """A risk without a date counts for every day, so that there is always something to report."""
    with recorded(by=None, actor="system:test", reason="test"):
        alliance.risk_registers.get().risks.all().delete()


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
