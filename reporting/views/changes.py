"""The page of what changed between two days."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alliance.readings import alliance_or_404
from core import clock
from core.as_at import BadDate
from core.records.between import changed_between, described, kinds_of
from reporting.changes import Span, span_of

PAGE_SIZE = 50


@require_GET
def changes_page(request: HttpRequest, alliance: str) -> HttpResponse:
    """Which records are otherwise at the end of one day than at the end of another, the last changed first."""
    found = alliance_or_404(request, alliance)
    error, status = "", 200
    try:
        span = span_of(request.GET)
    except BadDate as problem:
        error, status, span = str(problem), 400, Span(clock.today(), clock.today())
    kind = request.GET.get("kind", "")
    kinds = sorted(kinds_of(found), key=lambda each: each.plural)
    records = [each for each in kinds if not kind or each.slug == kind]
    lines: Any = changed_between(records, request.user, found, span.after, span.until)
    page = Paginator([] if error else lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "alliance": found,
        "span": span,
        "error": error,
        "kind": kind,
        "kinds": kinds,
        "page": page,
        "rows": described(page.object_list, request.user, found, span.after, span.until),
    }
    return render(request, "reporting/changes.html", context, status=status)
