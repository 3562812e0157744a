"""The composed pages: home, overview, position, plan, set-up. Each makes one reading and draws it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from alliance.permissions import can_give_roles, can_keep_records
from alliance.readings import alliance_or_404, alliances_of
from core import as_at, clock
from reporting.charts import ROOMY
from reporting.my_work import my_work
from reporting.overview import overview, overview_known_on, position_seen
from reporting.permissions import editions_for
from reporting.plan import chart, plan_seen
from reporting.plan.addresses import plan_addresses
from reporting.plan_forms import PlanForm
from reporting.position import mid_sentence
from reporting.recorded import last_recorded
from reporting.set_up import parts_of


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
    read = overview_known_on if moment.known_on else overview
    context = {"alliance": found, "moment": moment, "overview": read(found, request.user, moment)}
    return render(request, "reporting/overview.html", context)


@require_GET
def position_page(request: HttpRequest, alliance: str) -> HttpResponse:
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    context = {"alliance": found, "moment": moment, "position": position_seen(found, request.user, moment)}
    # A page as at a date says its date; one that speaks of today says how old the newest fact is.
    context["last_recorded"] = last_recorded(found, request.user, moment.on) if moment.is_today else None
    return render(request, "reporting/position.html", context)


@require_GET
def plan_page(request: HttpRequest, alliance: str) -> HttpResponse:
    """All areas with their phases, gates and milestones on one line of time."""
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    whole = plan_seen(found, request.user, moment)
    word, words = (mid_sentence(each) for each in found.area_words)
    form = PlanForm(request.GET, plan=whole, words=words)
    context = {
        "alliance": found,
        "moment": moment,
        "word": word,
        "words": words,
        "whole": whole,
        "form": form,
        "may_keep": can_keep_records(request.user, found),
        "may_ask": not moment.known_on and bool(editions_for(request.user, found)),
    }
    if form.is_valid():
        plan, time = form.chosen()
        context |= {"plan": plan, "time": time, "chart": chart(plan, time, ROOMY, plan_addresses(found.slug))}
    return render(request, "reporting/plan.html", context, status=400 if form.errors else 200)


@require_GET
def my_work_page(request: HttpRequest) -> HttpResponse:
    """What waits on the reader in all their alliances."""
    work = my_work(alliances_of(request), request.user, today=clock.today())
    return render(request, "reporting/my_work.html", {"work": work})


@require_GET
def set_up(request: HttpRequest, alliance: str) -> HttpResponse:
    """The alliance's own data by subject: what stands there, what is empty, and what to do next."""
    found = alliance_or_404(request, alliance)
    parts = parts_of(found, request.user)
    context = {
        "alliance": found,
        "parts": parts,
        "following": next((part for part in parts if part.following), None),
        "may_keep": can_keep_records(request.user, found),
        "may_give_roles": can_give_roles(request.user, found),
    }
    return render(request, "reporting/set_up.html", context)
