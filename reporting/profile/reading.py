"""The one reading of an alliance's profile, and its two callers: a reader of the page or the API, and an edition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from alliance.models import Alliance, Contact
from core import as_at
from reporting.profile import boards, pledged, who, work
from reporting.profile.desk import Desk, held_in, lay_out, seen_by
from reporting.profile.names import Named
from reporting.profile.shapes import Profile


def moment_of(asked: Mapping[str, str]) -> as_at.Moment:
    """The day that is asked for. Raises BadDate also for "as known on": that is for history and issued documents."""
    moment = as_at.read(asked)
    if moment.known_on is not None:
        words = "This is asked as at a day. What was known on one, issued documents and the history of records say."
        raise as_at.BadDate(words, parameter="known_on")
    return moment


def profile_seen(alliance: Alliance, user: Any, on: date, *, with_addresses: bool = True) -> Profile:
    """Who the alliance is on a day, as far as the reader may see."""
    desk = lay_out(alliance, on, seen_by(alliance, user), with_addresses=with_addresses)
    others = Alliance.objects.visible_to(user)
    wider = others.filter(pk=alliance.within_id).first() if alliance.within_id else None
    narrower = list(others.filter(within=alliance))
    return _profile(
        desk,
        wider=Named(wider.name, desk.address(wider)) if wider else None,
        narrower=tuple(Named(each.name, desk.address(each)) for each in narrower),
    )


def profile_in_edition(alliance: Alliance, on: date, *, with_restricted: bool) -> Profile:
    """The same for a document. The wider alliance is named; what is inside this one is another's to tell."""
    desk = lay_out(alliance, on, held_in(alliance, with_restricted=with_restricted), with_addresses=False)
    wider = alliance.within
    return _profile(
        desk, wider=Named(wider.name) if wider is not None and not wider.is_withdrawn else None, narrower=()
    )


def contacts_seen(alliance: Alliance, user: Any) -> list[Contact]:
    """Whom to ask, for the page alone: a telephone number leaves by no other door (rules B-40, D-35)."""
    return list(Contact.objects.visible_to(user).filter(alliance=alliance).select_related("organisation"))


def _profile(desk: Desk, *, wider: Named | None, narrower: tuple[Named, ...]) -> Profile:
    alliance = desk.alliance
    ended = alliance.ended_on
    return Profile(
        on=desk.on,
        name=alliance.name,
        short_name=alliance.short_name,
        aliases=alliance.aliases,
        legal_basis=alliance.legal_basis,
        purpose=alliance.purpose,
        ended=str(ended) if ended is not None and ended.is_before(desk.on) else "",
        wider=wider,
        narrower=narrower,
        partners=who.partners(desk),
        partners_left=who.partners_left(desk),
        shared_posts=who.shared_posts(desk),
        leads=who.leads(desk),
        tiers=boards.tiers(desk),
        agreements=pledged.agreements(desk),
        charter=pledged.charter(desk),
        collaborations=pledged.collaborations(desk),
        schemes=who.schemes(desk),
        bases=who.bases(desk),
        stakeholders=who.stakeholders(desk),
        engagements=pledged.engagements(desk),
        announcements=pledged.announcements(desk),
        events=pledged.events(desk),
        statements=pledged.statements(desk),
        ways=work.ways(desk),
        position=work.position(desk),
        areas=work.areas(desk),
        areas_left=work.areas_left(desk),
        figures=work.figures(desk),
        benefits=work.benefits(desk),
    )
