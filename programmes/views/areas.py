"""The list of business areas and the page of one. What stands in them is gathered in readings."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at
from core.readings import note_listed
from programmes.filters import AreaListFilter
from programmes.models import BusinessArea
from programmes.readings import area_lines, counts_reported, newest_period

PAGE_SIZE = 60


@require_GET
def area_list(request: HttpRequest, alliance: str) -> HttpResponse:
    """The areas with their status on the reader's date; counts as reported where no status is recorded then."""
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    period = newest_period(found, request.user, moment.on)
    rows = BusinessArea.objects.visible_to(request.user).filter(alliance=found)
    known: dict[str, Any] = {"user": request.user, "alliance": found, "on": moment.on, "period": period}
    selection = AreaListFilter(request.GET, queryset=rows.filter(counts=True), **known)
    as_at.refuse_of_history(moment, request.GET, [*AreaListFilter.base_filters, "sort"])
    valid = selection.is_valid()
    # A list as known on a past day is read from the history, which the filters do not reach and so are refused.
    chosen: QuerySet[Any] = rows if moment.known_on else selection.in_order() if valid else rows.none()
    page = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    shown: Any = chosen if moment.known_on else page.object_list
    lines = area_lines(shown, request.user, moment, period)
    note_listed(request, [line.area for line in lines], route="page")
    context = {
        "alliance": found,
        "moment": moment,
        "filter": selection,
        "filtered": any(request.GET.get(name) for name in selection.filters),
        "period": period,
        "page": page,
        "lines": lines,
        "words": found.area_words,
        "reported": [] if any(line.status for line in lines) else counts_reported(found, request.user, moment),
        "may_add": can_keep_records(request.user, found),
        "sort": selection.sort,
    }
    return render(request, "programmes/area_list.html", context, status=200 if valid else 400)
