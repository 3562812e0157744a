"""How a report job becomes a document: read, lay out, make the PDF in the sandbox, finish, store. Stages by name.

After `collect` no query is made until the file is stored; a worker that loses its hold throws its work away.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from django.conf import settings
from django.db import IntegrityError, transaction

from alliance.models import Alliance
from core import clock, files
from core.jobs import Hold, JobFailed
from core.models import Document, Job
from core.sandbox.client import IsolationUnavailable, WorkFailed
from core.sandbox.forks import Limits
from programmes.models import ReportingPeriod
from reporting import assembly
from reporting.choices import Edition
from reporting.content import as_data, as_json, content_key, html_of, where_printed
from reporting.models import Report as ReportRow
from reporting.reports import REPORTS, NothingToReport, Report, Request
from reporting.sandbox import Bundle, RenderSandbox

if TYPE_CHECKING:
    from core.models import User

STAGES = ("Reading the records", "Laying out the pages", "Making the PDF", "Finishing", "Storing")
_UNPRINTABLE = re.compile(r'unsupported by fonts: "(.+?)" \((U\+[0-9A-F]+)\)')


def run(job: Job, hold: Hold) -> Document:
    """Make one report. Raises JobFailed in words that the page shows."""
    report, request = REPORTS[job.parameters["report"]], request_of(job.parameters)
    _stage(hold, 0)
    try:
        content = report.collect(request)
    except NothingToReport as nothing:
        raise JobFailed(str(nothing)) from nothing
    _stage(hold, 1)
    data, html = as_data(content), html_of(report, content)
    key = content_key(report, data, html)
    made = Document.objects.filter(content_key=key).first()
    if made is not None and files.path_of(made.sha256).exists():
        hold.renew(parts_done=len(STAGES), parts_total=len(STAGES))
        return made
    _stage(hold, 2)
    rendered = _render(html, data, hold)
    _stage(hold, 3)
    finished = finish(rendered, report, request, content, data)
    _stage(hold, 4)
    return _keep(finished, report, content, data, key)


def unchanged(report: str, request: Request, *, by: User | None) -> ReportRow | None:
    """The newest document `by` had made of the same request, where making it again would give the same file.

    It is read and laid out anew, so that a changed record, template or renderer is never passed over.
    """
    rows = ReportRow.objects.in_edition(request.alliance, with_restricted=request.with_restricted)
    asked = {"as_at": request.as_at, "edition": request.edition, "period": request.period, "requested_by": by}
    newest = rows.filter(kind=report, **asked).select_related("job__document").first()
    if newest is None or newest.job.document is None or not files.path_of(newest.job.document.sha256).exists():
        return None
    kind = REPORTS[report]
    try:
        content = kind.collect(request)
    except NothingToReport:
        return None
    same = newest.job.document.content_key == content_key(kind, as_data(content), html_of(kind, content))
    return newest if same else None


def request_of(parameters: dict[str, Any]) -> Request:
    """The request that a job's parameters speak of."""
    alliance = Alliance.objects.get(pk=parameters["alliance"])
    period = parameters.get("period")
    return Request(
        alliance=alliance,
        as_at=datetime.fromisoformat(parameters["as_at"]).date(),
        edition=Edition(parameters["edition"]),
        period=ReportingPeriod.objects.in_edition(alliance, with_restricted=False).get(pk=period) if period else None,
    )


def finish(pdf: bytes, report: Report, request: Request, content: Any, data: dict[str, Any]) -> bytes:
    """Titles, dates, standards, attached data. Its date is the report's own, so that equal input is equal bytes."""
    attachment = assembly.Attachment(
        name=f"{report.slug}.json",
        content=as_json(data),
        mime="application/json",
        description=f"The printed content of {content.title}, {request.edition.label.lower()} edition",
    )
    return assembly.finish(
        pdf,
        title=_one_line(f"{content.title}: {request.alliance.name}"),
        author=_one_line(request.alliance.name),
        subject=report.description,
        created=datetime.combine(request.as_at, time(12), tzinfo=UTC),
        attachments=[attachment],
    )


def _render(html: str, data: dict[str, Any], hold: Hold) -> bytes:
    limits = Limits(
        cpu_seconds=settings.RENDER_CPU_SECONDS,
        wall_seconds=settings.RENDER_WALL_SECONDS,
        memory_bytes=settings.RENDER_MEMORY_BYTES,
    )
    try:
        with RenderSandbox(allow_no_isolation=settings.ALLOW_NO_ISOLATION, limits=limits) as sandbox:
            return sandbox.render(Bundle(html), on_tick=hold.renew)
    except WorkFailed as failure:
        if failure.kind in ("crash", "killed"):
            raise
        raise JobFailed(_in_words(failure, data)) from failure
    except IsolationUnavailable as refusal:
        raise JobFailed(str(refusal)) from refusal


def _in_words(failure: WorkFailed, data: dict[str, Any]) -> str:
    """Why the document could not be made; where a sign has no shape in any typeface, which sign in which text."""
    if failure.kind != "warning":
        return f"The document {failure.reason}."
    signs = dict(_UNPRINTABLE.findall(failure.reason))
    if not signs:
        return f"The document is not made while it gives a {failure.reason}."
    places = [f"{sign} ({code}) in “{_shortened(where_printed(data, sign))}”" for sign, code in signs.items()]
    return f"Its typefaces have no shape for {', '.join(places)}. Change the text there, then try again."


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _one_line(text: str) -> str:
    """A text for the file's properties, which hold one line each."""
    return " ".join(re.sub("[\x00-\x1f\x7f\ufffe\uffff]", " ", text).split())


def _stage(hold: Hold, place: int) -> None:
    hold.renew(stage=STAGES[place], parts_done=place, parts_total=len(STAGES))


def _keep(pdf: bytes, report: Report, content: Any, data: dict[str, Any], key: str) -> Document:
    """Store the file, then its row; a row made meanwhile by another worker for the same content is used instead."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    values = {"sha256": files.store(pdf), "size": len(pdf), "pages": pages, "data": data}
    try:
        with transaction.atomic():
            return Document.objects.create(
                kind=report.slug, title=content.title, content_key=key, created_at=clock.now(), **values
            )
    except IntegrityError:
        document = Document.objects.get(content_key=key)
        if document.sha256 != values["sha256"]:
            raise
        return document
