"""The verbs of this app: ask for a document, try again. Each runs in one transaction and knows no request."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import jobs
from reporting.models import Report as ReportRow
from reporting.reports import REPORTS, Request

if TYPE_CHECKING:
    from core.models import User

JOB_KIND = "report"


def parameters_of(report: str, request: Request) -> dict[str, Any]:
    """What a job needs to know to make the document."""
    return {
        "report": report,
        "alliance": request.alliance.pk,
        "as_at": request.as_at.isoformat(),
        "edition": str(request.edition),
        "period": request.period.pk if request.period else None,
        "meeting": request.meeting.pk if request.meeting else None,
    }


def request_report(report: str, request: Request, *, by: User | None, at: datetime) -> ReportRow:
    """Ask for a document; the worker makes it. Asking twice while it is being made is one job.

    Raises LookupError when there is no such report.
    """
    if report not in REPORTS:
        raise LookupError(f"There is no report called '{report}'. There are: {', '.join(sorted(REPORTS))}.")
    with transaction.atomic():
        job = jobs.enqueue(JOB_KIND, parameters_of(report, request), by=by, at=at)
        waiting = ReportRow.objects.filter(job=job, requested_by=by).first()
        if waiting is not None:
            return waiting
        return ReportRow.objects.create(
            alliance=request.alliance,
            kind=report,
            title=REPORTS[report].title(request),
            period=request.period,
            meeting=request.meeting,
            as_at=request.as_at,
            edition=request.edition,
            restricted=request.with_restricted,
            job=job,
            requested_by=by,
            created_at=at,
        )


def retry_report(row: ReportRow, *, by: User, at: datetime) -> None:
    """Try a failed document again. Raises JobFailed when it has not failed."""
    with transaction.atomic():
        jobs.retry(row.job, by=by, at=at)
