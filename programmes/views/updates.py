"""One area's update for one period: reading it, filing it, accepting and returning it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.drafts import discard
from core.permissions import require
from core.posted import posted
from core.readings import note_opened
from core.records.changes import changes_between, entries
from core.signed_in import account_of
from core.stale_forms import CHANGED, take_version, version_sent
from core.versions import StaleVersion
from core.workflow import WrongState
from programmes.actions import accept_update, return_update, save_update, submit_update
from programmes.choices import PeriodState, UpdateState
from programmes.filters import REPORTED
from programmes.forms.cycle import ReturnForm, UpdateForm
from programmes.models import BusinessArea, RagRating, ReportingPeriod, Update
from programmes.permissions import can_accept_update, can_file_update
from programmes.views.periods import period_or_404


def _found(
    request: HttpRequest, alliance: str, code: str, area: str
) -> tuple[ReportingPeriod, BusinessArea, Update | None]:
    period = period_or_404(request, alliance, code)
    areas = BusinessArea.objects.visible_to(request.user).filter(counts=True).select_related("alliance")
    row = get_object_or_404(areas, alliance=period.alliance, slug=area)
    return period, row, _update(request, period, row)


def _update(request: HttpRequest, period: ReportingPeriod, area: BusinessArea) -> Update | None:
    updates = Update.objects.visible_to(request.user).filter(period=period, area=area)
    return updates.select_related("rag", "period__alliance", "area", "submitted_by", "accepted_by").first()


def _earlier(request: HttpRequest, period: ReportingPeriod, area: BusinessArea) -> Update | None:
    """The newest accepted update of an earlier period, to read beside the form."""
    updates = Update.objects.visible_to(request.user).filter(area=area, state=UpdateState.ACCEPTED)
    earlier = updates.filter(period__starts_on__lt=period.starts_on).select_related("period", "rag")
    return earlier.order_by("-period__starts_on").first()


@require_GET
def update_detail(request: HttpRequest, alliance: str, code: str, area: str) -> HttpResponse:
    return _detail(request, *_found(request, alliance, code, area))


def _detail(
    request: HttpRequest,
    period: ReportingPeriod,
    area: BusinessArea,
    update: Update | None,
    *,
    form: ReturnForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    history: Any = update.history.all() if update else []
    shown = Update.objects.all().history_visible_to(request.user, history) if update else []
    note_opened(request, update or area, route="page")
    context = {
        "alliance": period.alliance,
        "period": period,
        "area": area,
        "update": update,
        "is_open": period.state == PeriodState.OPEN,
        "may_file": can_file_update(request.user, area),
        "may_accept": can_accept_update(request.user, period.alliance),
        "return_form": form or ReturnForm(initial={"version": update.version if update else 0}),
        "bound_form": form,
        "problem": problem,
        "entries": entries(list(shown)),
    }
    return render(request, "programmes/update_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def update_edit(request: HttpRequest, alliance: str, code: str, area: str) -> HttpResponse:
    """The form. "Save as a draft" keeps what was typed; "Submit" files it."""
    period, row, update = _found(request, alliance, code, area)
    require(can_file_update(request.user, row))
    closed = _why_closed(period, update)
    if request.method == "GET" and closed:
        messages.info(request, closed)
        return redirect("programmes:update_detail", alliance=alliance, code=code, area=area)
    returned = update.return_comment if update and update.state == UpdateState.RETURNED else ""
    ratings = RagRating.objects.visible_to(request.user).filter(alliance=period.alliance)
    instance = update or Update(period=period, area=row)
    form = UpdateForm(posted(request), instance=instance, ratings=ratings, earlier=_earlier(request, period, row))
    conflict: tuple[Any, ...] | None = None
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _file(request, period, row, form)
        except ValidationError as error:
            form.add_error(None, error)
        except WrongState as refusal:
            form.add_error(None, str(refusal))
            status = 409
        except StaleVersion as stale:
            conflict, status = _conflict(request, form, stale, instance), 409
    if form.errors and status == 200:
        status = 422
    context = {"alliance": period.alliance, "period": period, "area": row, "form": form, "conflict": conflict}
    return render(request, "programmes/update_form.html", {**context, "returned": returned}, status=status)


def _why_closed(period: ReportingPeriod, update: Update | None) -> str:
    """Why an update cannot be written now, in words for its lead; empty when it can."""
    if period.state != PeriodState.OPEN:
        return f"{period.title} is signed off, so its updates cannot be changed."
    if update is not None and update.state in REPORTED:
        return "This update has been filed. The programme office can return it for a change."
    return ""


def _file(request: HttpRequest, period: ReportingPeriod, area: BusinessArea, form: UpdateForm) -> HttpResponse:
    """Save or submit what was typed, then show it."""
    values = dict(form.cleaned_data)
    known: dict[str, Any] = {"by": account_of(request), "at": clock.now(), "expected": values.pop("version")}
    if "submit" in request.POST:
        submit_update(period, area, values=values, **known)
        messages.success(request, f"Your update for {area.name} is filed. The programme office will look at it.")
    else:
        save_update(period, area, values=values, **known)
        messages.success(request, "The draft is kept. It is not filed until you submit it.")
    discard(request.get_full_path(), by=account_of(request))
    return redirect("programmes:update_detail", alliance=period.alliance.slug, code=period.code, area=area.slug)


def _conflict(request: HttpRequest, form: UpdateForm, stale: StaleVersion, update: Update) -> tuple[Any, ...]:
    """What somebody else changed meanwhile; the form keeps what was typed and takes the new version."""
    rows = Update.history.filter(period=update.period_id, area=update.area_id)
    history = Update.objects.all().history_visible_to(request.user, rows)
    read = history.filter(version=form.cleaned_data.get("version") or 0).first()
    now = history.filter(version=stale.current).first()
    take_version(form, stale)
    empty = Update(period_id=update.period_id, area_id=update.area_id)
    return changes_between(read or empty, now) if now else ()


def _to_judge(
    request: HttpRequest, alliance: str, code: str, area: str
) -> tuple[ReportingPeriod, BusinessArea, Update]:
    """The update that the programme office accepts or returns."""
    period, row, update = _found(request, alliance, code, area)
    require(can_accept_update(request.user, period.alliance))
    if update is None:
        raise Http404
    return period, row, update


@require_POST
def update_accept(request: HttpRequest, alliance: str, code: str, area: str) -> HttpResponse:
    period, row, update = _to_judge(request, alliance, code, area)
    try:
        accept_update(update, by=account_of(request), at=clock.now(), expected=version_sent(request))
    except StaleVersion:
        return _detail(request, period, row, _update(request, period, row), problem=CHANGED, status=409)
    messages.success(request, f"The update for {row.name} is accepted.")
    return redirect("programmes:period_detail", alliance=alliance, code=code)


@require_POST
def update_return(request: HttpRequest, alliance: str, code: str, area: str) -> HttpResponse:
    period, row, update = _to_judge(request, alliance, code, area)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _detail(request, period, row, update, form=form, status=422)
    comment, expected = form.cleaned_data["comment"], form.cleaned_data["version"]
    try:
        return_update(update, comment=comment, by=account_of(request), at=clock.now(), expected=expected)
    except StaleVersion as stale:
        take_version(form, stale)
        form.add_error(None, CHANGED)
        return _detail(request, period, row, _update(request, period, row), form=form, status=409)
    messages.success(request, f"The update for {row.name} is returned with your comment.")
    return redirect("programmes:period_detail", alliance=alliance, code=code)
