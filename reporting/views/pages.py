"""The composed pages: home, overview, position, set-up. Each makes one reading and draws it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from alliance.models import Alliance
from alliance.permissions import can_give_roles, can_keep_records
from alliance.readings import alliance_or_404, alliances_of
from core import as_at
from core.records.addresses import address
from core.records.registry import all_records
from reporting.overview import overview, position_seen
from reporting.recorded import OVERVIEW, POSITION, last_recorded


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The alliances of the reader; straight to the overview when there is only one."""
    alliances = alliances_of(request)
    if len(alliances) == 1:
        return redirect("reporting:overview", alliance=alliances[0].slug)
    return render(request, "reporting/home.html", {"alliances": alliances})


@require_GET
def overview_page(request: HttpRequest, alliance: str) -> HttpResponse:
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    context = {"alliance": found, "moment": moment, "overview": overview(found, request.user, moment)}
    context["last_recorded"] = _last_recorded(found, request, moment, OVERVIEW)
    return render(request, "reporting/overview.html", context)


@require_GET
def position_page(request: HttpRequest, alliance: str) -> HttpResponse:
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    context = {"alliance": found, "moment": moment, "position": position_seen(found, request.user, moment)}
    context["last_recorded"] = _last_recorded(found, request, moment, POSITION)
    return render(request, "reporting/position.html", context)


def _last_recorded(alliance: Alliance, request: HttpRequest, moment: as_at.Moment, facts: Any) -> date | None:
    """The day of the newest fact, for a page that speaks of today; a page as at a date says its date."""
    return last_recorded(alliance, request.user, moment.on, facts) if moment.is_today else None


@require_GET
def set_up(request: HttpRequest, alliance: str) -> HttpResponse:
    """Where the alliance's own data is kept: words, statuses, ratings, partners, roles, import."""
    found = alliance_or_404(request, alliance)
    kinds: list[dict[str, Any]] = [
        {"record": record, "url": address("list", record, found)} for record in all_records() if record.scope_path
    ]
    context = {
        "alliance": found,
        "kinds": kinds,
        "may_keep": can_keep_records(request.user, found),
        "may_give_roles": can_give_roles(request.user, found),
    }
    return render(request, "reporting/set_up.html", context)
