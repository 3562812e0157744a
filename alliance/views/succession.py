"""The pages where a body or the holder of a post is succeeded: ask, see what happens, do it. One action call each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from alliance.actions import Change, change_holder, holder_plan, replace_body, replacement_plan
from alliance.forms import HandOverForm, SuccessionForm
from alliance.models import Appointment, Organisation, Person
from core import clock
from core.records.addresses import address
from core.records.found import frame, row_to_change
from core.records.registry import Record, record_for
from core.signed_in import account_of
from core.stale_forms import CHANGED, version_sent
from core.versions import StaleVersion
from core.workflow import WrongState


@require_http_methods(["GET", "POST"])
def organisation_succeed(request: HttpRequest, pk: int) -> HttpResponse:
    record = record_for("organisations")
    row = row_to_change(request, record, None, pk)
    bodies = Organisation.objects.visible_to(request.user).exclude(pk=row.pk)
    form = SuccessionForm(_asked(request), bodies=bodies)

    def planned() -> Change:
        return replacement_plan(row, form.cleaned_data["successor"], form.cleaned_data["on"])

    def act(**known: Any) -> Change:
        return replace_body(row, successor=form.cleaned_data["successor"], act=form.act(), **known)

    words = {
        "title": f"Put another body in the place of {row}",
        "subline": "What is open goes over to the successor; what was signed and what is closed stays as it was.",
        "button": "Put it in its place",
        "done": f"“{row}” is succeeded.",
    }
    return _answer(request, record, row, form, planned, act, words)


@require_http_methods(["GET", "POST"])
def post_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    record = record_for("posts")
    row = row_to_change(request, record, None, pk)
    held = Appointment.objects.visible_to(request.user).filter(post=row).select_related("person", "post")
    people = Person.objects.visible_to(request.user)
    form = HandOverForm(_asked(request), held=held, people=people)

    def planned() -> Change:
        values = form.cleaned_data
        return holder_plan(row, outgoing=values["outgoing"], incoming=values["incoming"], on=values["on"])

    def act(**known: Any) -> Change:
        values = form.cleaned_data
        return change_holder(row, outgoing=values["outgoing"], incoming=values["incoming"], act=form.act(), **known)

    words = {
        "title": f"Hand over: {row}",
        "subline": "Leads, actions and risks name the post, and so follow to whoever holds it by themselves.",
        "button": "Hand it over",
        "done": f"“{row}” is handed over.",
    }
    return _answer(request, record, row, form, planned, act, words)


def _asked(request: HttpRequest) -> Any:
    """What was sent; nothing while nothing was asked for."""
    if request.method == "POST":
        return request.POST
    return request.GET if "words" in request.GET else None


def _words(fault: Exception) -> str:
    if isinstance(fault, StaleVersion):
        return CHANGED
    return " ".join(fault.messages) if isinstance(fault, ValidationError) else str(fault)


def _answer(
    request: HttpRequest,
    record: Record,
    row: Any,
    form: Any,
    planned: Callable[[], Change],
    act: Callable[..., Change],
    words: dict[str, str],
) -> HttpResponse:
    context: dict[str, Any] = {"row": row, "form": form, "words": words}
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound and request.method == "POST":
        token = request.POST.get("token", "")
        try:
            act(by=account_of(request), at=clock.now(), expected=version_sent(request), token=token)
        except (ValidationError, WrongState, StaleVersion) as fault:
            form.add_error(None, _words(fault))
            row.refresh_from_db()
            status = 422 if isinstance(fault, ValidationError) else 409
        else:
            messages.success(request, words["done"])
            return redirect(address("detail", record, None, pk=row.pk))
    if form.is_bound and status in (200, 409):
        change = planned()
        context["change"] = change
        context["steps"] = [(step, step.shown_to(request.user)) for step in change.steps]
    return render(request, "alliance/succession.html", frame(record, None, **context), status=status)
