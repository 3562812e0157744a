"""The calendar of meetings, the page of one, and the verbs that move it and its agenda."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import as_at, clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.readings import note_listed
from core.records.addresses import page_of
from core.records.changes import entries
from core.records.filters import filter_for
from core.records.labels import put_plainly
from core.records.registry import record_for
from core.signed_in import account_of
from core.stale_forms import CHANGED, version_sent
from core.versioned_forms import ReasonForm
from core.versions import StaleVersion
from governance.actions import cancel_meeting, hold_meeting, move_item, reinstate_meeting
from governance.choices import Direction
from governance.models import AgendaItem, Meeting
from governance.permissions import can_close_action, can_receive_paper, can_run_meeting
from governance.readings import meeting_calendar, meeting_facts
from governance.readings.calendar import calendar_known_on

PAGE_SIZE = 50


def meeting_or_404(request: HttpRequest, alliance: str, pk: int) -> Meeting:
    found = alliance_or_404(request, alliance)
    meetings = Meeting.objects.visible_to(request.user).select_related("board__alliance")
    return get_object_or_404(meetings, board__alliance=found, pk=pk)


@require_GET
def meeting_list(request: HttpRequest, alliance: str) -> HttpResponse:
    """The meetings of all boards, or of one, month by month: those to come and those before."""
    found = alliance_or_404(request, alliance)
    moment = as_at.read(request.GET)
    record = record_for("meetings")
    rows = Meeting.objects.visible_to(request.user).filter(board__alliance=found)
    selection = filter_for(record)(request.GET, queryset=rows, request=request, scope=found)
    for name in ("alliance", "ordering"):
        selection.form.fields.pop(name, None)
    for name, field in selection.form.fields.items():
        put_plainly(name, field, empty="Any")
    as_at.refuse_of_history(moment, request.GET, set(selection.filters) - {"as_at"})
    if moment.known_on is not None:
        calendar = calendar_known_on(found, request.user, moment)
    else:
        calendar = meeting_calendar(selection.qs if selection.is_valid() else rows.none(), moment.on)
    page = Paginator(calendar.earlier, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "alliance": found,
        "moment": moment,
        "filter": selection,
        "filtered": any(request.GET.get(name) for name in selection.form.fields),
        "coming": calendar.coming if page.number == 1 else [],
        "page": page,
        "may_add": can_keep_records(request.user, found),
    }
    return render(request, "governance/meeting_list.html", context)


@require_GET
def meeting_detail(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    return _detail(request, meeting_or_404(request, alliance, pk))


def _detail(request: HttpRequest, meeting: Meeting, *, problem: str = "", status: int = 200) -> HttpResponse:
    """One meeting: when and where, its agenda with the papers, and what is to be done."""
    moment = as_at.read(request.GET)
    history = Meeting.objects.all().history_visible_to(request.user, meeting.history.all())
    alliance = meeting.alliance
    is_today = moment.is_today
    facts = meeting_facts(meeting, request.user, moment)
    note_listed(request, [line.item for line in facts.items], route="page")
    context = {
        "alliance": alliance,
        "moment": moment,
        "meeting": meeting,
        "facts": facts,
        "may_change": is_today and can_keep_records(request.user, alliance),
        "may_run": is_today and can_run_meeting(request.user, alliance),
        "may_receive": is_today and can_receive_paper(request.user, alliance),
        "may_close": is_today and can_close_action(request.user, alliance),
        "has_come": clock.today() >= meeting.held_on,
        "entries": entries(list(history)),
        "problem": problem,
    }
    return render(request, "governance/meeting_detail.html", context, status=status)


@require_POST
def meeting_hold(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request, alliance, pk)
    require(can_run_meeting(request.user, meeting.alliance))
    try:
        hold_meeting(meeting, by=account_of(request), at=clock.now(), expected=version_sent(request))
    except StaleVersion:
        return _detail(request, meeting_or_404(request, alliance, pk), problem=CHANGED, status=409)
    messages.success(request, "The meeting is marked as held.")
    return redirect(page_of(meeting))


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then cancel the meeting."""
    meeting = meeting_or_404(request, alliance, pk)
    require(can_run_meeting(request.user, meeting.alliance))
    verb = Verb(
        title="Cancel this meeting",
        caption=str(meeting),
        intro="It stays in the calendar, marked as cancelled, and no papers are received for it any more.",
        button="Cancel the meeting",
        is_warning=True,
        act=partial(cancel_meeting, meeting),
        done=lambda row: "The meeting is cancelled.",
    )
    return _with_reason(request, meeting, verb, "Why is it cancelled?")


@require_http_methods(["GET", "POST"])
def meeting_reinstate(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask why, then plan the meeting again."""
    meeting = meeting_or_404(request, alliance, pk)
    require(can_run_meeting(request.user, meeting.alliance))
    verb = Verb(
        title="Plan this meeting again",
        caption=f"{meeting}: {meeting.get_state_display().lower()}",
        button="Plan it again",
        act=partial(reinstate_meeting, meeting),
        done=lambda row: "The meeting is planned again.",
    )
    return _with_reason(request, meeting, verb, "Why is it planned again?")


def _with_reason(request: HttpRequest, meeting: Meeting, verb: Verb, label: str) -> HttpResponse:
    form = ReasonForm(posted(request), row=meeting, label=label)
    return answer(request, verb, form, alliance=meeting.alliance, back=page_of(meeting), crumb=str(meeting))


@require_POST
def item_move(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Put an item of an agenda one place up or down."""
    found = alliance_or_404(request, alliance)
    items: Any = AgendaItem.objects.visible_to(request.user).select_related("meeting__board__alliance")
    item = get_object_or_404(items, meeting__board__alliance=found, pk=pk)
    require(can_run_meeting(request.user, item.alliance))
    direction = Direction.UP if "up" in request.POST else Direction.DOWN
    try:
        move_item(item, direction=direction, by=account_of(request), at=clock.now(), expected=version_sent(request))
    except StaleVersion:
        return _detail(request, meeting_or_404(request, alliance, item.meeting_id), problem=CHANGED, status=409)
    messages.success(request, f"Item {item.number} is moved {direction.label.lower()}.")
    return redirect(f"{page_of(item)}#item-{item.pk}")
