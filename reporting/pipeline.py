"""How a report job becomes a document: read, lay out, make the PDF in the sandbox, finish, store. Stages by name.

After `collect` no query is made until the file is stored; a worker that loses its hold throws its work away.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from alliance.models import Alliance
from core.jobs import Hold, JobFailed
from core.models import Document, Job
from core.sandbox.client import IsolationUnavailable, WorkFailed
from governance.models import Meeting
from programmes.models import ReportingPeriod
from reporting import rendering
from reporting.assembly import finishing
from reporting.choices import Edition
from reporting.content import as_data, as_json, content_key, html_of
from reporting.drawing import Piece, drawing
from reporting.models import Report as ReportRow
from reporting.packs import building
from reporting.reports import REPORTS, NothingToReport, Report, Request

if TYPE_CHECKING:
    from core.models import User

STAGES = ("Reading the records", "Laying out the pages", "Making the PDF", "Finishing", "Storing")


def run(job: Job, hold: Hold) -> Document:
    """Make one report. Raises JobFailed in words that the page shows."""
    report, request = REPORTS[job.parameters["report"]], request_of(job.parameters)
    _stage(hold, 0)
    try:
        content = report.collect(request)
    except NothingToReport as nothing:
        raise JobFailed(str(nothing)) from nothing
    if report.is_pack:
        return building.build(job, hold, report, content, describe(report, request, content))
    _stage(hold, 1)
    data, html = as_data(content), html_of(report.template, content)
    key = content_key(report.slug, data, html)
    made = rendering.known(key)
    if made is not None:
        hold.renew(parts_done=len(STAGES), parts_total=len(STAGES))
        return made
    _stage(hold, 2)
    rendered = _render(html, data, hold)
    _stage(hold, 3)
    finished = finish(rendered, report, request, content, data)
    _stage(hold, 4)
    return rendering.keep(finished, kind=report.slug, title=content.title, data=data, key=key)


def unchanged(report: str, request: Request, *, by: User | None) -> ReportRow | None:
    """The newest document `by` had made of the same request, where making it again would give the same file.

    It is read and laid out anew, so that a changed record, template or renderer is never passed over.
    """
    rows = ReportRow.objects.in_edition(request.alliance, with_restricted=request.with_restricted)
    asked = {"as_at": request.as_at, "edition": request.edition, "requested_by": by}
    rows = rows.filter(kind=report, period=request.period, meeting=request.meeting, **asked)
    newest = rows.select_related("job__document").first()
    made = newest.job.document if newest else None
    if made is None or rendering.known(made.content_key) is None:
        return None
    kind = REPORTS[report]
    try:
        content = kind.collect(request)
    except NothingToReport:
        return None
    if kind.is_pack:
        key = building.pack_key(kind, content, describe(kind, request, content))
    else:
        key = content_key(kind.slug, as_data(content), html_of(kind.template, content))
    return newest if made.content_key == key else None


def request_of(parameters: dict[str, Any]) -> Request:
    """The request that a job's parameters speak of."""
    alliance = Alliance.objects.get(pk=parameters["alliance"])
    edition = Edition(parameters["edition"])
    # Neither periods nor meetings are restricted: what they hold is.
    period, meeting = parameters.get("period"), parameters.get("meeting")
    periods = ReportingPeriod.objects.in_edition(alliance, with_restricted=False)
    meetings = Meeting.objects.in_edition(alliance, with_restricted=False).select_related("board__alliance")
    return Request(
        alliance=alliance,
        as_at=datetime.fromisoformat(parameters["as_at"]).date(),
        edition=edition,
        period=periods.get(pk=period) if period else None,
        meeting=meetings.get(pk=meeting) if meeting else None,
    )


def describe(report: Report, request: Request, content: Any) -> dict[str, Any]:
    """The file's titles. Its date is the report's own, so that equal input is equal bytes."""
    return {
        "title": rendering.one_line(f"{content.title}: {request.alliance.name}"),
        "author": rendering.one_line(request.alliance.name),
        "subject": report.description,
        "created": datetime.combine(request.as_at, time(12), tzinfo=UTC),
    }


def finish(pdf: bytes, report: Report, request: Request, content: Any, data: dict[str, Any]) -> bytes:
    """Titles, dates, standards, attached data."""
    attachment = finishing.Attachment(
        name=f"{report.slug}.json",
        content=as_json(data),
        mime="application/json",
        description=f"The printed content of {content.title}, {request.edition.label.lower()} edition",
    )
    return finishing.finish(pdf, **describe(report, request, content), attachments=[attachment])


def _render(html: str, data: dict[str, Any], hold: Hold) -> bytes:
    try:
        with drawing() as pool:
            return pool.one(Piece("report", html=html), on_tick=hold.renew)
    except (WorkFailed, IsolationUnavailable) as failure:
        raise rendering.refusal(failure, data) from failure


def _stage(hold: Hold, place: int) -> None:
    hold.renew(stage=STAGES[place], parts_done=place, parts_total=len(STAGES))
