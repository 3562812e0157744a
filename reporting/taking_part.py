"""Where an organisation or a post takes part, of all times, in the alliances that the reader may see (rule X-03).

One query for each kind of row, however many alliances there are. Nothing here speaks of one day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse

from alliance.models import (
    AllianceLead,
    DelegatedPower,
    Organisation,
    Partner,
    Post,
    Share,
    Signature,
)
from core.records.addresses import page_of
from core.records.registry import path_to_scope
from governance.models import BoardMember
from programmes.models import AreaPartner, AreaRole
from reporting.profile.names import Named
from reporting.profile.who import span, words


@dataclass(frozen=True)
class Part:
    """One row: what it is part of, in which alliance, in which way and when."""

    what: Named
    alliance: Named
    how: str
    when: str


@dataclass(frozen=True)
class PartsOfKind:
    """The rows of one kind, with the headings of their table."""

    code: str
    title: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Kind:
    """How rows of one kind are found and told."""

    model: type[Model]
    code: str
    title: str
    heading: str
    of_body: str
    of_post: str
    related: tuple[str, ...]
    tell: Callable[[Any], tuple[Any, str, str]]
    """The row it is part of, in which way, and when."""


KINDS = (
    Kind(
        Partner,
        "alliances",
        "In which alliances",
        "Alliance",
        "organisation",
        "",
        ("alliance", "organisation"),
        lambda row: (None, row.part, span(row.from_date, row.to_date)),
    ),
    Kind(
        AllianceLead,
        "leads",
        "Leads",
        "Alliance",
        "post__organisation",
        "post",
        ("alliance", "post"),
        lambda row: (None, row.part, span(row.from_date, row.to_date)),
    ),
    Kind(
        BoardMember,
        "boards",
        "On which boards",
        "Board",
        "organisation",
        "post",
        ("board__alliance", "post", "organisation"),
        lambda row: (
            row.board,
            ", ".join(part for part in (row.part, row.post.title if row.post else "") if part),
            span(row.from_date, row.to_date),
        ),
    ),
    Kind(
        AreaRole,
        "area-roles",
        "In which areas",
        "Area",
        "organisation",
        "post",
        ("area__alliance", "post", "person", "organisation"),
        lambda row: (
            row.area,
            f"{row.part} (provisional)" if row.provisional else row.part,
            span(row.from_date, row.to_date),
        ),
    ),
    Kind(
        AreaPartner,
        "area-partners",
        "Takes part in areas",
        "Area",
        "organisation",
        "",
        ("area__alliance",),
        lambda row: (row.area, row.part, span(row.from_date, row.to_date)),
    ),
    Kind(
        Signature,
        "signatures",
        "What it signed",
        "Agreement",
        "organisation",
        "post",
        ("agreement__alliance", "person", "post"),
        lambda row: (
            row.agreement,
            ", ".join(str(part) for part in (row.get_state_display(), row.person or "") if part),
            words(row.signed_on),
        ),
    ),
    Kind(
        DelegatedPower,
        "powers",
        "Powers",
        "Matter",
        "organisation",
        "post",
        ("alliance", "post"),
        lambda row: (
            row,
            ", ".join(
                part for part in (row.get_kind_display(), row.limit, row.post.title if row.post else row.tier) if part
            ),
            span(row.from_date, row.to_date),
        ),
    ),
    Kind(
        Share,
        "shares",
        "Shares of costs and savings",
        "Sharing basis",
        "organisation",
        "",
        ("basis__alliance",),
        lambda row: (row.basis, row.share, row.basis.span),
    ),
)


def of_body(organisation: Organisation, user: Any) -> tuple[PartsOfKind, ...]:
    """Where an organisation takes part, itself or by one of its posts."""
    return _found(user, [(kind, Q(**{kind.of_body: organisation})) for kind in KINDS])


def of_post(post: Post, user: Any) -> tuple[PartsOfKind, ...]:
    """Where a post leads, sits, signed or may decide."""
    return _found(user, [(kind, Q(**{kind.of_post: post})) for kind in KINDS if kind.of_post])


def _found(user: Any, wanted: list[tuple[Kind, Q]]) -> tuple[PartsOfKind, ...]:
    found = []
    for kind, condition in wanted:
        model: Any = kind.model
        rows = model.objects.visible_to(user).filter(condition).select_related(*kind.related)
        parts = tuple(_part(kind, row) for row in rows)
        if parts:
            found.append(PartsOfKind(kind.code, kind.title, kind.heading, parts))
    return tuple(found)


def _part(kind: Kind, row: Any) -> Part:
    what, how, when = kind.tell(row)
    alliance = row
    for step in path_to_scope(kind.model).split("__"):
        alliance = getattr(alliance, step)
    named = Named(alliance.name, reverse("reporting:who_we_are", kwargs={"alliance": alliance.slug}))
    return Part(Named(str(what), page_of(what)) if what is not None else named, named, how, when)
