"""The alliances of a request, read once for its frame, its page and its permissions; the bases by which one of them
shares, its partners and the bodies that decide in it. Nothing is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from alliance.models import Alliance, Organisation, Partner, SharingBasis
from alliance.querysets import ROLES_READ
from core.records.carrying import How
from core.records.registry import Record, all_records
from core.records.rows import visible_rows
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


def partners_of(alliance: Alliance, user: Any, on: date) -> list[Partner]:
    """The partners of a day that `user` may see, in their order; each is `called` by its name of that day."""
    rows = Partner.objects.visible_to(user).filter(alliance=alliance).as_at(on)
    return list(rows.select_related("organisation", "alliance").prefetch_related("organisation__names"))


def deciding_bodies_of(alliance: Alliance, user: Any, on: date) -> list[Organisation]:
    """The bodies that decide in an alliance on a day, partners themselves or for a partner (rules A-01, X-01)."""
    rows = Organisation.objects.visible_to(user).deciding_for(alliance, on)
    return list(rows.select_related("serves").prefetch_related("names"))


def open_of(partner: Partner, user: Any, on: date) -> list[str]:
    """What of a partner's own in the alliance goes on after a day, as far as `user` may see it: "2 shares: Costs"."""
    said = []
    for record in all_records():
        dated = [name for name, rule in record.succession.items() if rule.how in (How.END_AND_BEGIN, How.OWNER)]
        links = [name for name in dated if record.model._meta.get_field(name).related_model is Organisation]
        if not links or record.model is Partner or not record.scope_path:
            continue
        rows = visible_rows(record, user, partner.alliance).filter(**{links[0]: partner.organisation_id})
        found = [row for row in rows if _goes_on(row, on)]
        if found:
            said.append(_counted(record, found))
    return said


def _goes_on(row: Any, on: date) -> bool:
    dated = getattr(row, "basis", row)
    return bool(dated.to_date is None or not dated.to_date.is_before(on))


def _counted(record: Record, found: list[Any]) -> str:
    names = [str(getattr(row, "basis", None) or getattr(row, "board", None) or row) for row in found[:3]]
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{len(found)} {record.name if len(found) == 1 else record.plural} ({', '.join(names)}{more})"


def open_in(alliance: Alliance, user: Any, on: date) -> list[str]:
    """How much of an alliance is in force on a day, kind by kind, as far as `user` may see it: "3 partners"."""
    said = []
    for record in all_records():
        if record.scope_path and record.is_dated and record.succession:
            rows: Any = visible_rows(record, user, alliance)
            count = rows.as_at(on).count()
            said += [f"{count} {record.name if count == 1 else record.plural}"] if count else []
    return said
