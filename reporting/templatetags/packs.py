"""The card on a meeting's page that has its pack made and shows those made before."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Max

from governance.models import Meeting, PaperVersion
from reporting.models import Report
from reporting.permissions import editions_for
from reporting.reports.board_pack import BOARD_PACK

register = template.Library()
SHOWN = 5


@register.inclusion_tag("reporting/_meeting_pack.html", takes_context=True)
def meeting_pack(context: dict[str, Any], meeting: Meeting) -> dict[str, Any]:
    """What the reader may ask for and see of the meeting's packs, the newest first."""
    user, alliance = context["request"].user, meeting.board.alliance
    rows = Report.objects.visible_to(user).filter(meeting=meeting, kind=BOARD_PACK.slug)
    received = PaperVersion.objects.visible_to(user).filter(paper__item__meeting=meeting)
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "alliance": alliance,
        "meeting": meeting,
        "editions": editions_for(user, alliance),
        "packs": rows.select_related("job__document", "alliance")[:SHOWN],
        "newest_paper": received.aggregate(newest=Max("received_at"))["newest"],
    }
