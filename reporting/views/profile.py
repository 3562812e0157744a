"""The page "who we are" of an alliance. One reading, drawn; what is not recorded is left out for its readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core.records.addresses import address
from core.records.registry import record_for
from reporting.profile.reading import contacts_seen, moment_of, profile_seen


@dataclass(frozen=True)
class Lacking:
    """A kind of record of which nothing is on the page, with what the programme office may do about it."""

    label: str
    words: str
    url: str


KINDS = {
    "partners": "partners",
    "leads": "leads",
    "tiers": "boards",
    "agreements": "agreements",
    "charter": "charter-lines",
    "collaborations": "collaborations",
    "bases": "sharing-bases",
    "schemes": "delegated-powers",
    "stakeholders": "stakeholders",
    "engagements": "engagements",
    "announcements": "announcements",
    "events": "events",
}
"""The parts of a profile, each with the kind of record that it is made of."""


@require_GET
def who_we_are(request: HttpRequest, alliance: str) -> HttpResponse:
    """The partners, who decides, who leads, what was signed and set out, as at a day."""
    found = alliance_or_404(request, alliance)
    moment = moment_of(request.GET)
    profile = profile_seen(found, request.user, moment.on)
    may_keep = can_keep_records(request.user, found)
    context: dict[str, Any] = {
        "alliance": found,
        "moment": moment,
        "profile": profile,
        "contacts": contacts_seen(found, request.user),
        "may_keep": may_keep,
        "lacking": _lacking(found, profile) if may_keep else [],
    }
    return render(request, "reporting/who_we_are.html", context)


def _lacking(alliance: Any, profile: Any) -> list[Lacking]:
    """What the programme office has not recorded yet, each with its next step."""
    records = [record_for(kind) for part, kind in KINDS.items() if not getattr(profile, part)]
    return [Lacking(each.plural, each.empty, address("add", each, alliance)) for each in records]
