"""The page that releases an announcement. Its own page is that of every record."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from alliance.readings import alliance_or_404
from core import clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.records.addresses import page_of
from programmes.actions import release_announcement
from programmes.forms.areas import ReleaseForm
from programmes.models import Announcement
from programmes.permissions import can_release


@require_http_methods(["GET", "POST"])
def announcement_release(request: HttpRequest, alliance: str, pk: int) -> HttpResponse:
    """Ask on which day and why, then open it to all readers of the alliance."""
    found = alliance_or_404(request, alliance)
    rows = Announcement.objects.visible_to(request.user).select_related("alliance")
    row = get_object_or_404(rows, alliance=found, pk=pk)
    require(can_release(request.user, found))
    verb = Verb(
        title="Release this announcement",
        caption=row.title,
        intro="All readers of this alliance see it from then on, and it stays released.",
        button="Release it",
        act=partial(release_announcement, row),
        done=lambda each: f"“{each}” is released.",
    )
    form = ReleaseForm(posted(request), row=row, today=clock.today())
    return answer(request, verb, form, alliance=found, back=page_of(row), crumb=row.title)
