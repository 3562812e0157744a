"""The alliances of a request, read once for its frame, its page and its permissions; the bases by which one of them
shares. Nothing is written."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from alliance.models import Alliance, SharingBasis
from alliance.querysets import ROLES_READ
from core.visibility import keep_for

KEPT = "_alliances"


def alliances_of(request: HttpRequest) -> list[Alliance]:
    """The alliances the reader may see, each with its own words and the roles the reader holds in it today."""
    found: list[Alliance] | None = getattr(request, KEPT, None)
    if found is None:
        found = alliances_for(request.user)
        setattr(request, KEPT, found)
    return found


def alliances_for(user: Any) -> list[Alliance]:
    """The same for a reader without a page: `roles_held` are the roles, and `roles_of` says whose they are."""
    found: dict[int, Alliance] = {}
    rows: Any = Alliance.objects.visible_to(user).with_words().by_role_of(user)
    for row in rows:
        alliance = found.setdefault(row.pk, row)
        alliance.roles_of = user.pk
        alliance.roles_held |= {row.held_role}
    keep_for(user, ROLES_READ, {pk: alliance.roles_held for pk, alliance in found.items()})
    return list(found.values())


def alliance_or_404(request: HttpRequest, slug: str) -> Alliance:
    """The alliance with that slug, for those who may see that it exists; for others it does not."""
    for alliance in alliances_of(request):
        if alliance.slug == slug:
            return alliance
    raise Http404


def sharing_bases(alliance: Alliance, user: Any) -> QuerySet[SharingBasis]:
    """The sharing bases of an alliance that `user` may see, of all times, each with its shares."""
    rows = SharingBasis.objects.visible_to(user).filter(alliance=alliance)
    return rows.select_related("alliance").prefetch_related("shares__organisation")
