"""The page of one area, where everything about it meets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at
from core.readings import note_opened
from programmes.actions import wider_alliances
from programmes.choices import PeriodState
from programmes.filters import REPORTED
from programmes.models import BusinessArea
from programmes.permissions import can_file_update
from programmes.readings import area_control, newest_period
from reporting.area_page import area_page


@require_GET
def area_detail(request: HttpRequest, alliance: str, area: str) -> HttpResponse:
    """One area: where it stands and stood, its way, who takes part, what it needs and gives, what is said of it."""
    found = alliance_or_404(request, alliance)
    areas = BusinessArea.objects.visible_to(request.user)
    areas = areas.select_related("alliance__within", "parent", "kind", "sharing_basis", "collaboration_model__alliance")
    row = get_object_or_404(areas, alliance=found, slug=area)
    moment = as_at.read(request.GET)
    period = newest_period(found, request.user, moment.on)
    note_opened(request, row, route="page")
    page = area_page(row, request.user, moment)
    may_file = can_file_update(request.user, row)
    is_open = period is not None and period.state == PeriodState.OPEN and row.counts and moment.is_today
    filed = any(each.period == period and each.state in REPORTED for each in page.facts.updates)
    may_change = can_keep_records(request.user, found)
    context = {
        "alliance": found,
        "moment": moment,
        "area": row,
        "page": page,
        "facts": page.facts,
        "control": area_control(row, request.user),
        "words": found.area_words,
        "may_change": may_change,
        "may_reshape": may_change and moment.is_today and page.facts.now is not None,
        "has_wider": bool(may_change and row.alliance.within_id and wider_alliances(row.alliance)),
        "to_file": period if is_open and may_file and not filed and page.facts.ended is None else None,
    }
    return render(request, "reporting/area_page.html", context)
