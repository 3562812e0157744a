"""The documents: the list, asking for one, its progress, its preview and its file."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alliance.readings import alliance_or_404
from core import clock, jobs
from core.downloads import stored_file
from core.middleware import CONTENT_SECURITY_POLICY
from core.permissions import require
from core.posted import posted
from core.readings import note_reading
from core.signed_in import account_of
from reporting.actions import request_report, retry_report
from reporting.choices import Edition
from reporting.content import html_of
from reporting.forms import ReportForm
from reporting.models import PackPart, Report
from reporting.permissions import can_preview_report, can_request_report, editions_for
from reporting.reports import REPORTS, NothingToReport


def _reports(request: HttpRequest) -> Any:
    return Report.objects.visible_to(request.user).select_related("job__document", "alliance", "period", "requested_by")


@require_http_methods(["GET", "POST"])
def report_list(request: HttpRequest, alliance: str) -> HttpResponse:
    """The documents that were made, and the form that asks for one."""
    found = alliance_or_404(request, alliance)
    editions = editions_for(request.user, found)
    initial = {name: request.GET.get(name, "") for name in ("report", "period", "as_at")}
    initial["edition"] = editions[0] if editions else ""
    form = ReportForm(posted(request), alliance=found, editions=editions, initial=initial)
    if request.method == "POST":
        require(can_request_report(request.user, found, request.POST.get("edition", "")))
        if form.is_valid():
            row = request_report(form.cleaned_data["report"], form.request(), by=account_of(request), at=clock.now())
            return redirect("reporting:report_detail", alliance=found.slug, pk=row.pk)
    page = Paginator(_reports(request).filter(alliance=found), 25).get_page(request.GET.get("page"))
    may_ask = can_request_report(request.user, found, editions[0] if editions else Edition.OPEN)
    may_preview = can_preview_report(request.user, found, Edition.OPEN)
    context = {"alliance": found, "form": form, "page": page, "may_ask": may_ask, "may_preview": may_preview}
    return render(request, "reporting/report_list.html", context, status=422 if form.errors else 200)


def _report(request: HttpRequest, alliance: str, pk: int) -> Report:
    row: Report = get_object_or_404(_reports(request), alliance=alliance_or_404(request, alliance), pk=pk)
    return row


@require_GET
def report_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    return render(request, "reporting/report_detail.html", _progress(request, _report(request, alliance, pk)))


@require_GET
def report_progress(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """The part of the page that asks for itself every second, read from the job's row."""
    return render(request, "reporting/_progress.html", _progress(request, _report(request, alliance, pk)))


def _progress(request: HttpRequest, row: Report) -> dict[str, Any]:
    """How far a document has come, and each part of a pack."""
    parts = PackPart.objects.visible_to(request.user).filter(job=row.job) if row.meeting_id else []
    return {"alliance": row.alliance, "row": row, "job": row.job, "parts": parts}


@require_POST
def report_retry(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    row = _report(request, alliance, pk)
    require(can_request_report(request.user, row.alliance, row.edition))
    with contextlib.suppress(jobs.JobFailed):
        retry_report(row, by=account_of(request), at=clock.now())
    return redirect("reporting:report_detail", alliance=alliance, pk=pk)


@require_GET
def report_file(request: HttpRequest, alliance: str, pk: int) -> HttpResponse | FileResponse:
    """The file itself. The right to it is asked now, and reading a restricted edition is recorded first."""
    row = _report(request, alliance, pk)
    document = row.job.document
    if document is None:
        raise Http404
    if row.restricted:
        note_reading(row, by=account_of(request), route="page", at=clock.now())
    return stored_file(document.sha256, name=row.file_name, media_type="application/pdf")


@require_GET
def report_preview(request: HttpRequest, alliance: str) -> HttpResponse:
    """The document in the browser, from the same template and the same reading as its PDF."""
    found = alliance_or_404(request, alliance)
    asked = {"report": "highlight-report", **request.GET.dict()}
    editions = editions_for(request.user, found, can_preview_report)
    asked.setdefault("edition", str(editions[0]) if editions else "")
    require(can_preview_report(request.user, found, asked["edition"]))
    form = ReportForm(asked, alliance=found, editions=editions)
    if not form.is_valid():
        return render(request, "reporting/preview_refused.html", {"alliance": found, "form": form}, status=400)
    report, wanted = REPORTS[form.cleaned_data["report"]], form.request()
    try:
        content = report.collect(wanted)
    except NothingToReport as nothing:
        return render(
            request, "reporting/preview_refused.html", {"alliance": found, "reason": str(nothing)}, status=404
        )
    if wanted.with_restricted:
        note_reading(found, by=account_of(request), route="preview", at=clock.now())
    html = html_of(report.template, content)
    response = HttpResponse(html)
    response.headers["Content-Security-Policy"] = _policy_for(html)
    return response


def _policy_for(html: str) -> str:
    """The page's policy with the hash of the document's one style sheet: still nothing unsafe."""
    found = re.search(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    digest = hashlib.sha256(found.group(1).encode() if found else b"").digest()
    allowed = f"style-src 'sha256-{base64.b64encode(digest).decode()}'"
    return CONTENT_SECURITY_POLICY.replace("style-src 'self'", allowed)
