"""The partners of the day, what they share and who leads: from the rows on the desk to lines."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any

from alliance.apportionment import ApportionmentError
from alliance.models import AllianceLead, DelegatedPower, Organisation, Partner, Share, SharingBasis, Stakeholder
from core.date_spans import Precision
from core.imprecise_dates import ImpreciseDate
from reporting.profile.desk import Desk, deciding_posts
from reporting.profile.names import Named
from reporting.profile.shapes import (
    BasisLine,
    DecidingBody,
    LeadLine,
    LeftLine,
    PartnerLine,
    PowerLine,
    Scheme,
    SharedPost,
    ShareLine,
    StakeholderLine,
)


def words(value: Any) -> str:
    """A value that may be missing, in words."""
    return "" if value is None else str(value)


def begun_in_words(word: str, since: ImpreciseDate | None) -> str:
    """From when: "since 1 April 2016", and "by 1 April 2016" where only a last possible day is known."""
    if since is None:
        return ""
    return str(since) if since.precision == Precision.BY else f"{word} {since}"


def span(since: ImpreciseDate | None, until: ImpreciseDate | None) -> str:
    """From when to when, in words; empty where neither is recorded."""
    begun = begun_in_words("from", since)
    return f"{begun} to {until}".strip() if until else begun


def partners(desk: Desk) -> tuple[PartnerLine, ...]:
    return tuple(_partner(desk, row) for row in desk.in_force(Partner))


def _partner(desk: Desk, row: Partner) -> PartnerLine:
    return PartnerLine(
        body=desk.body(row.organisation),
        kind=row.organisation.kind_on(desk.on),
        part=row.part,
        since=begun_in_words("since", row.from_date),
        until=words(row.to_date),
        notice=words(row.notice_given_on) if desk.come(row.notice_given_on) else "",
        terms=row.terms,
        deciding=tuple(_deciding(desk, each) for each in bodies_of(desk, row)),
    )


def bodies_of(desk: Desk, row: Partner) -> list[Organisation]:
    """The partner itself where it decides for itself, and the bodies that decide for it on the day."""
    organisation: Any = row.organisation
    found = [organisation] if organisation.is_deciding_body else []
    serving = (each for each in organisation.served_by if each.is_deciding_body and each.in_force(desk.on))
    return found + sorted(serving, key=lambda each: (each.kind, each.name))


def _deciding(desk: Desk, body: Organisation) -> DecidingBody:
    return DecidingBody(
        body=desk.body(body),
        kind=body.kind_on(desk.on),
        decides_by=body.get_decides_by_display() if body.decides_by else "",
        offices=tuple(desk.office(post) for post in deciding_posts(body)),
    )


def partners_left(desk: Desk) -> tuple[LeftLine, ...]:
    """Who was a partner and is none on the day; one that came back is among the partners."""
    here = {row.organisation_id for row in desk.in_force(Partner)}
    gone = [row for row in desk.all(Partner) if desk.over(row) and row.organisation_id not in here]
    return tuple(LeftLine(desk.body(row.organisation), words(row.to_date), row.terms) for row in gone)


def shared_posts(desk: Desk) -> tuple[SharedPost, ...]:
    """The posts that at least two of the partners, or of the bodies that decide for them, share."""
    here = {body.pk for row in desk.in_force(Partner) for body in (row.organisation, *bodies_of(desk, row))}
    found: dict[int, SharedPost] = {}
    for row in desk.in_force(Partner):
        for post in row.organisation.sharing:
            sharing = [post.organisation, *(each for each in post.shared_by.all() if each != post.organisation)]
            if sum(each.pk in here for each in sharing) > 1:
                names = tuple(each.name_on(desk.on) for each in sharing)
                found.setdefault(post.pk, SharedPost(desk.office(post), names))
    return tuple(found.values())


def leads(desk: Desk) -> tuple[LeadLine, ...]:
    return tuple(
        LeadLine(row.part, row.is_sro, desk.office(row.post), words(row.from_date), row.source)
        for row in desk.in_force(AllianceLead)
    )


def schemes(desk: Desk) -> tuple[Scheme, ...]:
    """The schemes of delegation; bodies whose schemes say the same word for word stand together."""
    rows = desk.in_force(DelegatedPower)
    found: dict[tuple[PowerLine, ...], list[Named]] = defaultdict(list)
    for body, group in groupby(rows, key=lambda row: desk.body(row.organisation)):
        found[tuple(_power(desk, row) for row in group)].append(body)
    return tuple(Scheme(tuple(bodies), powers) for powers, bodies in found.items())


def _power(desk: Desk, row: DelegatedPower) -> PowerLine:
    by = ""
    if row.post is not None:
        office = desk.office(row.post)
        by = f"{office.title.name}, {office.body.name}"
    return PowerLine(row.get_kind_display(), row.matter, by, row.tier, row.limit, row.text)


def bases(desk: Desk) -> tuple[BasisLine, ...]:
    return tuple(_basis(desk, row) for row in desk.in_force(SharingBasis))


def _basis(desk: Desk, row: SharingBasis) -> BasisLine:
    return BasisLine(
        basis=Named(row.name, desk.address(row)),
        follows=row.kind,
        purpose=row.purpose,
        scope=row.scope,
        span=row.span,
        rule=row.rule,
        completeness=_completeness(row),
        shares=tuple(
            ShareLine(desk.body(each.organisation), each.share, each.words) for each in desk.under(Share, "basis", row)
        ),
        source=row.source,
    )


def _completeness(row: SharingBasis) -> str:
    """What is lacking, in words; empty where the shares make a whole."""
    try:
        return row.split(0).incomplete
    except ApportionmentError as fault:
        return str(fault)


def stakeholders(desk: Desk) -> tuple[StakeholderLine, ...]:
    return tuple(
        StakeholderLine(row.name, row.group, words(row.count), row.interest, row.source)
        for row in desk.in_force(Stakeholder)
    )
