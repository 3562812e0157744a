"""The pages where a partner leaves and where an alliance ends, with what each leaves open. One action call each."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from alliance.actions import end_alliance, leave_alliance
from alliance.forms import EndingForm, LeavingForm
from alliance.models import Alliance, Partner
from alliance.permissions import can_keep_records, can_set_up_alliance
from alliance.readings import alliance_or_404, open_in, open_of
from core import clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import address
from core.records.registry import record_for


@require_http_methods(["GET", "POST"])
def partner_leave(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    here = alliance_or_404(request, alliance)
    row = get_object_or_404(Partner.objects.visible_to(request.user).filter(alliance=here), pk=pk)
    require(can_keep_records(request.user, here))

    def act(**values: Any) -> Partner:
        return leave_alliance(row, **values)

    affected = open_of(row, request.user, clock.today())
    notice = f" Its notice runs to {row.earliest_last_day}." if row.earliest_last_day else ""
    verb = Verb(
        title=f"{row} leaves",
        caption=here.short_name,
        button="Record that it leaves",
        act=act,
        done=lambda partner: f"{partner} is a partner until {partner.to_date}.",
        intro=f"It stays readable as at any day.{notice} {_said(affected)}",
        is_warning=True,
    )
    form = LeavingForm(posted(request), row=row, initial={"notice_given_on": row.notice_given_on})
    back = address("detail", record_for("partners"), here, pk=row.pk)
    return answer(request, verb, form, alliance=here, back=back, crumb=str(row))


@require_http_methods(["GET", "POST"])
def alliance_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Alliance.objects.visible_to(request.user), pk=pk)
    require(can_set_up_alliance(request.user, row))

    def act(**values: Any) -> Alliance:
        return end_alliance(row, **values)

    verb = Verb(
        title=f"End {row}",
        caption=row.short_name,
        button="Record its end",
        act=act,
        done=lambda alliance: f"{alliance} ended {alliance.ended_on}.",
        intro=f"All of it stays readable as at any day. {_said(open_in(row, request.user, clock.today()))}",
        is_warning=True,
    )
    back = address("detail", record_for("alliances"), None, pk=row.pk)
    return answer(request, verb, EndingForm(posted(request), row=row), alliance=None, back=back, crumb=str(row))


def _said(affected: list[str]) -> str:
    """What is open still, in words, that does not end by this."""
    if not affected:
        return "Nothing of its other records is open."
    return f"Open still, and ended on its own page where it ends too: {'; '.join(affected)}."
