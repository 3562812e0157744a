"""The alliances of a request, read once for its frame, its page and its permissions. Nothing is written."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from alliance.models import Alliance

KEPT = "_alliances"


def alliances_of(request: HttpRequest) -> list[Alliance]:
    """The alliances the reader may see, each with its own words and the roles the reader holds in it today."""
    found: list[Alliance] | None = getattr(request, KEPT, None)
    if found is None:
        user: Any = request.user
        found = list(Alliance.objects.visible_to(user).with_words().with_roles_of(user))
        setattr(request, KEPT, found)
    return found


def alliance_or_404(request: HttpRequest, slug: str) -> Alliance:
    """The alliance with that slug, for those who may see that it exists; for others it does not."""
    for alliance in alliances_of(request):
        if alliance.slug == slug:
            return alliance
    raise Http404
