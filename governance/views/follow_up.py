"""The page of an action that a meeting raised, closing it and opening it again."""

from __future__ import annotations

from functools import partial

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
from core.versioned_forms import ReasonForm
from governance.actions import close_action, drop_action, reopen_action
from governance.forms import CloseForm
from governance.models import Action
from governance.permissions import can_close_action


def action_or_404(request: HttpRequest, alliance: str, pk: int) -> Action:
    found = alliance_or_404(request, alliance)
    actions = Action.objects.visible_to(request.user).select_related("meeting__board__alliance", "owner__organisation")
    return get_object_or_404(actions, meeting__board__alliance=found, pk=pk)


@require_GET
def action_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """One action: what was asked of whom, and what came of it."""
    action = action_or_404(request, alliance, pk)
    history = Action.objects.all().history_visible_to(request.user, action.history.all())
    context = {
        "alliance": action.alliance,
        "action": action,
        "is_overdue": action.is_overdue(clock.today()),
        "may_change": can_keep_records(request.user, action.alliance),
        "may_close": can_close_action(request.user, action.alliance),
        "entries": entries(list(history)),
    }
    return render(request, "governance/action_detail.html", context)


def _to_close(request: HttpRequest, alliance: str, pk: int) -> Action:
    action = action_or_404(request, alliance, pk)
    require(can_close_action(request.user, action.alliance))
    return action


@require_http_methods(["GET", "POST"])
def action_close(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask what came of it, then close it as done."""
    action = _to_close(request, alliance, pk)
    verb = Verb(
        title="Close this action",
        caption=action.reference,
        intro=action.text,
        button="Close it as done",
        act=partial(close_action, action),
        done=lambda row: f"Action {row.reference} is done.",
    )
    words = {"label": "What came of it", "missing": "Say what came of it."}
    form = CloseForm(posted(request), row=action, today=clock.today(), **words)
    return answer(request, verb, form, alliance=action.alliance, back=page_of(action), crumb=str(action))


@require_http_methods(["GET", "POST"])
def action_drop(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why it will not be done, then drop it."""
    action = _to_close(request, alliance, pk)
    verb = Verb(
        title="Drop this action",
        caption=action.reference,
        intro=action.text,
        button="Drop it",
        is_warning=True,
        act=partial(drop_action, action),
        done=lambda row: f"Action {row.reference} is dropped.",
    )
    words = {"label": "Why it will not be done", "missing": "Say why it will not be done."}
    form = CloseForm(posted(request), row=action, today=clock.today(), **words)
    return answer(request, verb, form, alliance=action.alliance, back=page_of(action), crumb=str(action))


@require_http_methods(["GET", "POST"])
def action_reopen(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then open it again."""
    action = _to_close(request, alliance, pk)
    verb = Verb(
        title="Open this action again",
        caption=action.reference,
        intro=action.text,
        button="Open it again",
        act=partial(reopen_action, action),
        done=lambda row: f"Action {row.reference} is open again.",
    )
    form = ReasonForm(posted(request), row=action, label="Why is it opened again?")
    return answer(request, verb, form, alliance=action.alliance, back=page_of(action), crumb=str(action))
