"""Naming the filters of a list, sharing them and forgetting them. Which rows a filter finds is asked anew each time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.models import SavedFilter
from core.permissions import NotAllowed, require
from core.records.filters import filter_for
from core.records.registry import Record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.models import User

LONGEST_NAME, LONGEST_QUERY = 80, 1000
UNKEPT = ("alliance", "page")


def filters_of(record: Record, scope: Any, user: Any) -> QuerySet[SavedFilter]:
    """The reader's own filters of a list and those shared with them there, with their owners."""
    kept = SavedFilter.objects.visible_to(user).filter(kind=record.slug, scope_id=scope.pk if scope else 0)
    return kept.select_related("owner")


def kept_query(record: Record, query: str) -> str:
    """What of an address's query is a filter of this kind, in a steady order."""
    known = filter_for(record).base_filters
    asked = QueryDict(query.removeprefix("?"))
    pairs = [
        (name, value)
        for name in sorted(asked)
        for value in asked.getlist(name)
        if value.strip() and name.split("-")[0] in known and name not in UNKEPT
    ]
    return urlencode(pairs)


def save_filter(
    record: Record, scope: Any, *, name: str, query: str, by: User, at: datetime, share: bool = False
) -> SavedFilter:
    """Keep the filters of a list under a name; a name of one's own that stands already gets the new filters.

    Raises ValidationError naming `name` or `query`, and NotAllowed when a reader who keeps no records shares it.
    """
    name, kept = name.strip(), kept_query(record, query)
    if not name or len(name) > LONGEST_NAME:
        raise ValidationError(
            {"name": f"Enter a name of 1 to {LONGEST_NAME} characters, for example 'Open key risks'."}
        )
    if not kept:
        raise ValidationError({"query": "Apply a filter first, then name it."})
    if len(kept) > LONGEST_QUERY:
        raise ValidationError({"query": "This filter is too long to be kept. Choose fewer values."})
    if share:
        require_sharing(record, scope, by)
    values = {"query": kept, "is_shared": share, "created_at": at}
    found, _ = SavedFilter.objects.visible_to(by).update_or_create(
        owner=by, kind=record.slug, scope_id=scope.pk if scope else 0, name=name, defaults=values
    )
    return found


def require_sharing(record: Record, scope: Any, by: User) -> None:
    """Raise NotAllowed unless `by` may share filters of this list."""
    if scope is None:
        raise NotAllowed("A filter of the shared directory cannot be shared: it belongs to no alliance.")
    require(record.may_change(by, scope))


def delete_filter(saved: SavedFilter, *, by: User) -> None:
    """Forget a filter. Raises NotAllowed for another's."""
    if saved.owner_id != by.pk:
        raise NotAllowed("Only the person who saved a filter can delete it.")
    saved.delete()
