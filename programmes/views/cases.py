"""The page of a business case, with what is missing, and its verbs."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import page_of
from core.records.changes import entries
from core.versioned_forms import ReasonForm, VersionedForm
from programmes.actions import complete_case, reopen_case, supersede_case
from programmes.choices import CaseState
from programmes.models import BusinessCase
from programmes.permissions import can_judge_case
from programmes.readings import case_facts


def case_or_404(request: HttpRequest, alliance: str, pk: int) -> BusinessCase:
    found = alliance_or_404(request, alliance)
    rows = BusinessCase.objects.visible_to(request.user).select_related("area__alliance", "owner__organisation")
    return get_object_or_404(rows, area__alliance=found, pk=pk)


@require_GET
def case_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One business case: what is missing, its words, options, costs, versions, and what each body gave to it."""
    case = case_or_404(request, alliance, pk)
    history = BusinessCase.objects.all().history_visible_to(request.user, case.history.all())
    is_complete = case.state == CaseState.COMPLETE
    may_keep = can_keep_records(request.user, case.alliance)
    context = {
        "alliance": case.alliance,
        "case": case,
        "facts": case_facts(case, request.user, clock.today()),
        "is_draft": case.state == CaseState.DRAFT,
        "is_complete": is_complete,
        "may_keep": may_keep,
        "may_change": may_keep and not is_complete,
        "may_judge": can_judge_case(request.user, case.alliance),
        "entries": entries(list(history)),
    }
    return render(request, "programmes/case_detail.html", context)


def _judged(request: HttpRequest, alliance: str, pk: int) -> BusinessCase:
    case = case_or_404(request, alliance, pk)
    require(can_judge_case(request.user, case.alliance))
    return case


def _answer(request: HttpRequest, case: BusinessCase, verb: Verb, form: VersionedForm) -> HttpResponse:
    return answer(request, verb, form, alliance=case.alliance, back=page_of(case), crumb=case.title)


def _verb(case: BusinessCase, act: Any, past: str, **words: Any) -> Verb:
    done = f"“{case.title}” is {past}."
    return Verb(caption=f"{case.area.name}: {case.title}", act=partial(act, case), done=lambda row: done, **words)


@require_http_methods(["GET", "POST"])
def case_complete(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Say what that means, then call the case complete where nothing is missing."""
    case = _judged(request, alliance, pk)
    words = "Its words, options and costs then change no more, unless it is opened again. Nothing may be missing."
    verb = _verb(case, complete_case, "complete", title="Call this case complete", intro=words, button="It is complete")
    return _answer(request, case, verb, VersionedForm(posted(request), row=case))


@require_http_methods(["GET", "POST"])
def case_supersede(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask what takes its place, then say that it is superseded."""
    case = _judged(request, alliance, pk)
    title, button = "Say that this case is superseded", "It is superseded"
    verb = _verb(case, supersede_case, "superseded", title=title, button=button, is_warning=True)
    return _answer(request, case, verb, ReasonForm(posted(request), row=case, label="What takes its place?"))


@require_http_methods(["GET", "POST"])
def case_reopen(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then go on making the case."""
    case = _judged(request, alliance, pk)
    words = "What each body gave to it stays on record: look at whether it still holds for what is changed."
    title, button = "Open this case again", "Open it again"
    verb = _verb(case, reopen_case, "open again", title=title, intro=words, button=button, is_warning=True)
    return _answer(request, case, verb, ReasonForm(posted(request), row=case, label="Why is it opened again?"))
