"""The reporting periods: the list, opening one, who has reported, signing off and opening again."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alliance.readings import alliance_or_404
from core import clock
from core.permissions import require
from core.posted import posted
from core.records.changes import changes_between, entries
from core.signed_in import account_of
from core.stale_forms import CHANGED, take_version
from core.versions import StaleVersion
from programmes.actions import reopen_period, save_period, sign_off_period
from programmes.choices import PeriodState
from programmes.forms.cycle import PeriodForm, ReopenForm, SignOffForm
from programmes.models import ReportingPeriod
from programmes.permissions import can_accept_update, can_open_period, can_sign_off
from programmes.readings import period_standing


def period_or_404(request: HttpRequest, alliance: str, code: str) -> ReportingPeriod:
    found = alliance_or_404(request, alliance)
    periods = ReportingPeriod.objects.visible_to(request.user).select_related("alliance", "signed_off_by")
    return get_object_or_404(periods, alliance=found, code=code)


@require_GET
def period_list(request: HttpRequest, alliance: str) -> HttpResponse:
    found = alliance_or_404(request, alliance)
    periods = ReportingPeriod.objects.visible_to(request.user).filter(alliance=found)
    context = {
        "alliance": found,
        "periods": periods.select_related("signed_off_by"),
        "may_open": can_open_period(request.user, found),
    }
    return render(request, "programmes/period_list.html", context)


@require_http_methods(["GET", "POST"])
def period_add(request: HttpRequest, alliance: str) -> HttpResponse:
    found = alliance_or_404(request, alliance)
    require(can_open_period(request.user, found))
    return _edit(request, ReportingPeriod(alliance=found))


@require_http_methods(["GET", "POST"])
def period_edit(request: HttpRequest, alliance: str, code: str) -> HttpResponse:
    period = period_or_404(request, alliance, code)
    require(can_open_period(request.user, period.alliance))
    if request.method == "GET" and period.state != PeriodState.OPEN:
        messages.info(request, f"{period.title} is signed off, so it cannot be changed.")
        return redirect("programmes:period_detail", alliance=alliance, code=code)
    return _edit(request, period)


def _edit(request: HttpRequest, period: ReportingPeriod) -> HttpResponse:
    title, adding = period.title, period.pk is None
    form = PeriodForm(posted(request), instance=period)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            expected = form.cleaned_data["version"]
            saved = save_period(form.instance, by=account_of(request), at=clock.now(), expected=expected)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleVersion as stale:
            conflict = _conflict(request, form, stale)
        else:
            messages.success(request, f"{saved.title} is open for updates." if adding else f"{saved.title} is saved.")
            return redirect("programmes:period_detail", alliance=saved.alliance.slug, code=saved.code)
    context = {"alliance": period.alliance, "form": form, "title": title, "adding": adding, "conflict": conflict}
    status = 409 if conflict is not None else 422 if form.errors else 200
    return render(request, "programmes/period_form.html", context, status=status)


def _conflict(request: HttpRequest, form: PeriodForm, stale: StaleVersion) -> tuple[object, ...]:
    """What somebody else changed since the form was opened; what was typed stays, judged against the new version."""
    rows = form.instance.history.all()
    history = ReportingPeriod.objects.all().history_visible_to(request.user, rows)
    read = history.filter(version=form.cleaned_data.get("version") or 0).first()
    now = history.filter(version=stale.current).first()
    take_version(form, stale)
    return changes_between(read, now) if read and now else ()


@require_GET
def period_detail(request: HttpRequest, alliance: str, code: str) -> HttpResponse:
    return _detail(request, period_or_404(request, alliance, code))


def _detail(
    request: HttpRequest, period: ReportingPeriod, *, bound: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    initial = {"version": period.version, "summary": period.summary}
    context = {
        "alliance": period.alliance,
        "period": period,
        "standing": period_standing(period, request.user),
        "may_open": can_open_period(request.user, period.alliance),
        "may_accept": can_accept_update(request.user, period.alliance),
        "may_sign": can_sign_off(request.user, period.alliance),
        "sign_off_form": bound if isinstance(bound, SignOffForm) else SignOffForm(initial=initial),
        "reopen_form": bound if isinstance(bound, ReopenForm) else ReopenForm(initial=initial),
        "bound_form": bound,
        "overdue": clock.today() > period.due_on,
    }
    return render(request, "programmes/period_detail.html", context, status=status)


@require_POST
def period_sign_off(request: HttpRequest, alliance: str, code: str) -> HttpResponse:
    period = period_or_404(request, alliance, code)
    require(can_sign_off(request.user, period.alliance))
    form = SignOffForm(request.POST)
    if not form.is_valid():
        return _detail(request, period, bound=form, status=422)
    summary, expected = form.cleaned_data["summary"], form.cleaned_data["version"]
    try:
        sign_off_period(period, summary=summary, by=account_of(request), at=clock.now(), expected=expected)
    except StaleVersion as stale:
        return _stale(request, period, form, stale)
    messages.success(request, f"{period.title} is signed off.")
    return redirect("programmes:period_detail", alliance=alliance, code=code)


@require_POST
def period_reopen(request: HttpRequest, alliance: str, code: str) -> HttpResponse:
    period = period_or_404(request, alliance, code)
    require(can_sign_off(request.user, period.alliance))
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return _detail(request, period, bound=form, status=422)
    reason, expected = form.cleaned_data["reason"], form.cleaned_data["version"]
    try:
        reopen_period(period, reason=reason, by=account_of(request), at=clock.now(), expected=expected)
    except StaleVersion as stale:
        return _stale(request, period, form, stale)
    messages.success(request, f"{period.title} is open again.")
    return redirect("programmes:period_detail", alliance=alliance, code=code)


def _stale(request: HttpRequest, period: ReportingPeriod, form: forms.Form, stale: StaleVersion) -> HttpResponse:
    """Shown again with what was typed: somebody else saved the period since the page was opened."""
    take_version(form, stale)
    form.add_error(None, CHANGED)
    period.refresh_from_db()
    return _detail(request, period, bound=form, status=409)


@require_GET
def period_history(request: HttpRequest, alliance: str, code: str) -> HttpResponse:
    period = period_or_404(request, alliance, code)
    rows = ReportingPeriod.objects.all().history_visible_to(request.user, period.history.all())
    context = {"alliance": period.alliance, "period": period, "entries": entries(list(rows))}
    return render(request, "programmes/period_history.html", context)
