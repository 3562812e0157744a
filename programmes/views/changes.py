"""The page of a change request with its verbs, and the list of what is beyond its tolerance."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at, clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import page_of
from core.records.changes import entries
from core.versioned_forms import ReasonForm
from programmes.actions import decide_change, reopen_change
from programmes.choices import ChangeState
from programmes.forms.control import ChangeForm
from programmes.models import BaselineMove, BusinessArea, ChangeRequest
from programmes.permissions import can_decide_change
from programmes.readings import BreachLine, breaches_of, in_lines

ASKED = {
    ChangeState.APPROVED: ("Approve this request", "Record the approval", False),
    ChangeState.REFUSED: ("Refuse this request", "Record the refusal", True),
    ChangeState.DEFERRED: ("Defer this request", "Record the deferral", False),
    ChangeState.WITHDRAWN: ("Say that this is no longer asked for", "It is no longer asked for", True),
}
"""The title, the button and whether it warns, of the page that asks for each outcome."""


def change_or_404(request: HttpRequest, alliance: str, pk: int) -> ChangeRequest:
    found = alliance_or_404(request, alliance)
    rows = ChangeRequest.objects.visible_to(request.user).select_related("alliance", "area__alliance")
    return get_object_or_404(rows, alliance=found, pk=pk)


@require_GET
def change_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One change request: what is asked for, what came of it, and the baselines that were moved for it."""
    change = change_or_404(request, alliance, pk)
    history = ChangeRequest.objects.all().history_visible_to(request.user, change.history.all())
    moves = BaselineMove.objects.visible_to(request.user).filter(change_request=change)
    related = [f"{each}__area__alliance" for each in ("phase", "gate", "milestone")]
    context = {
        "alliance": change.alliance,
        "change": change,
        "is_open": change.state in (ChangeState.RAISED, ChangeState.DEFERRED),
        "moves": list(moves.select_related("moved_by", "area__alliance", *related)),
        "may_change": can_keep_records(request.user, change.alliance),
        "may_decide": can_decide_change(request.user, change.alliance),
        "entries": entries(list(history)),
    }
    return render(request, "programmes/change_detail.html", context)


@require_http_methods(["GET", "POST"])
def change_decide(request: HttpRequest, alliance: str, pk: int, outcome: str) -> HttpResponse:
    """Ask who decided so, when and why, then record it."""
    change = change_or_404(request, alliance, pk)
    require(can_decide_change(request.user, change.alliance))
    title, button, is_warning = ASKED[ChangeState(outcome)]
    verb = Verb(
        title=title,
        caption=str(change),
        intro=change.text,
        button=button,
        is_warning=is_warning,
        act=partial(decide_change, change),
        done=lambda row: f"{row.reference}: {row.get_state_display().lower()}.",
    )
    form = ChangeForm(posted(request), row=change, today=clock.today(), outcome=outcome)
    return answer(request, verb, form, alliance=change.alliance, back=page_of(change), crumb=str(change))


@require_http_methods(["GET", "POST"])
def change_reopen(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then take back what came of the request."""
    change = change_or_404(request, alliance, pk)
    require(can_decide_change(request.user, change.alliance))
    verb = Verb(
        title="Take this outcome back",
        caption=str(change),
        intro="The request is raised again. What was recorded stays in its history.",
        button="Raise it again",
        is_warning=True,
        act=partial(reopen_change, change),
        done=lambda row: f"{row.reference} is raised again.",
    )
    form = ReasonForm(posted(request), row=change, label="Why is it taken back?")
    return answer(request, verb, form, alliance=change.alliance, back=page_of(change), crumb=str(change))


@require_GET
def breach_list(request: HttpRequest, alliance: str) -> HttpResponse:
    """What the reader may see beyond its tolerance on their date: a line for each area, or all of one area."""
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    areas, slug = BusinessArea.objects.visible_to(request.user), request.GET.get("area")
    area = get_object_or_404(areas, alliance=found, slug=slug) if slug else None
    with_past = request.GET.get("past") == "yes"
    breaches = breaches_of(found, request.user, moment, area=area, with_past=with_past)
    context = {
        "alliance": found,
        "moment": moment,
        "area": area,
        "with_past": with_past,
        "number": len(breaches),
        "lines": [BreachLine(each, 0) for each in breaches] if area else in_lines(breaches),
        "words": found.area_words,
        "may_add": can_keep_records(request.user, found),
    }
    return render(request, "programmes/breach_list.html", context)
