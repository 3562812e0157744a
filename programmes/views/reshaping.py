"""The pages on which an area is split, merged, moved to a wider alliance, or left by a partner."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alliance.choices import Role
from alliance.models import Alliance, Organisation
from alliance.permissions import can_keep_records
from alliance.readings import alliance_or_404
from core import clock
from core.asking import Verb, answer
from core.permissions import require
from core.posted import posted
from core.versioned_forms import VersionedForm
from programmes.actions import end_partner, merge_areas, move_area, split_area, wider_alliances
from programmes.forms.areas import EndPartnerForm, MergeForm, MoveAwayForm, SplitForm
from programmes.models import BusinessArea, partners_of


def area_to_change(request: HttpRequest, alliance: str, area: str) -> BusinessArea:
    found = alliance_or_404(request, alliance)
    rows = BusinessArea.objects.visible_to(request.user).select_related("alliance__within__within", "parent")
    row = get_object_or_404(rows, alliance=found, slug=area)
    require(can_keep_records(request.user, found))
    return row


def _answer(request: HttpRequest, verb: Verb, form: VersionedForm, row: BusinessArea) -> HttpResponse:
    back = reverse("reporting:area_detail", kwargs={"alliance": row.alliance.slug, "area": row.slug})
    return answer(request, verb, form, alliance=row.alliance, back=back, crumb=row.name)


@require_http_methods(["GET", "POST"])
def area_split(request: HttpRequest, alliance: str, area: str) -> HttpResponse:
    """Ask what it becomes and when, then split it."""
    row = area_to_change(request, alliance, area)
    verb = Verb(
        title="Split this area",
        caption=row.name,
        intro="The area holds until the day before. Each new one begins in its status, with its partners and roles.",
        button="Split it",
        act=partial(split_area, row),
        done=lambda parts: f"{row.name} became {_listed(parts)}.",
    )
    return _answer(request, verb, SplitForm(posted(request), row=row, today=clock.today()), row)


@require_http_methods(["GET", "POST"])
def area_merge(request: HttpRequest, alliance: str, area: str) -> HttpResponse:
    """Ask with which areas and when, then make them one."""
    row = area_to_change(request, alliance, area)
    others = BusinessArea.objects.visible_to(request.user).filter(alliance=row.alliance, counts=True)
    verb = Verb(
        title="Merge this area with others",
        caption=row.name,
        intro="Those that end hold until the day before; what they had not finished goes on in the one that stays.",
        button="Merge them",
        act=partial(merge_areas, row),
        done=lambda whole: f"They go on as {whole.name}.",
    )
    form = MergeForm(posted(request), row=row, today=clock.today(), areas=others.exclude(pk=row.pk))
    return _answer(request, verb, form, row)


@require_http_methods(["GET", "POST"])
def area_move(request: HttpRequest, alliance: str, area: str) -> HttpResponse:
    """Ask to which wider alliance and when, then move it there."""
    row = area_to_change(request, alliance, area)
    verb = Verb(
        title="Move this area to a wider alliance",
        caption=row.name,
        intro="It holds here until the day before and begins there. What was recorded of it here stays here.",
        button="Move it",
        act=partial(move_area, row),
        done=lambda there: f"{there.name} goes on in {there.alliance.name}.",
    )
    form = MoveAwayForm(posted(request), row=row, today=clock.today(), alliances=wider_for(request.user, row.alliance))
    return _answer(request, verb, form, row)


def wider_for(user: Any, alliance: Alliance) -> Any:
    """The wider alliances whose records `user` may keep too."""
    keys = [each.pk for each in wider_alliances(alliance)]
    return Alliance.objects.visible_to(user).with_role(user, Role.PROGRAMME_OFFICE).filter(pk__in=keys)


@require_http_methods(["GET", "POST"])
def area_end_partner(request: HttpRequest, alliance: str, area: str) -> HttpResponse:
    """Ask which partner leaves and when, then end its part."""
    row = area_to_change(request, alliance, area)
    verb = Verb(
        title="End a partner’s part in this area",
        caption=row.name,
        intro="The others go on. When the last partner has left, the area ends with it.",
        button="End its part",
        act=partial(end_partner, row),
        done=lambda each: f"{each.organisation} takes part until {each.to_date}.",
    )
    keys = [each.pk for each in partners_of(row, clock.today())]
    partners = Organisation.objects.visible_to(request.user).filter(pk__in=keys)
    form = EndPartnerForm(posted(request), row=row, today=clock.today(), partners=partners)
    return _answer(request, verb, form, row)


def _listed(areas: list[BusinessArea]) -> str:
    *first, last = [each.name for each in areas]
    return f"{', '.join(first)} and {last}" if first else last
