"""Who takes part: the alliance, its organisations and posts, what they signed, and the accounts of those who file.

Invented people are posts: whoever holds one is named after it, so that nobody's name is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from alliance.choices import Concept, OrganisationKind, PartnerRole, Role, WayOfDeciding
from alliance.models import (
    Alliance,
    AllianceLead,
    Appointment,
    Event,
    Organisation,
    Partner,
    Person,
    Post,
    RoleGrant,
    Stakeholder,
    Statement,
    Succession,
    Term,
)
from core.imprecise_dates import ImpreciseDate
from core.models import User
from reporting.training.keeping import keep
from reporting.training.size import Size, months_back
from reporting.training.subjects import SHIRES

SOURCE = "Made up for training"
AREAS_A_LEAD = 3
COMMISSIONERS_BEGAN = date(2012, 11, 22)
"""Until the day before, police authorities stood where the commissioners stand."""
OFFICERS = ("Director of Resources", "Head of People", "Head of Estates", "Head of Systems", "Head of Finance")


@dataclass
class Cast:
    """Who takes part in one alliance. `posts` own risks and actions; `leads` are accounts that nobody signs in with."""

    alliance: Alliance
    began: date
    counties: list[str] = field(default_factory=list)
    forces: list[Organisation] = field(default_factory=list)
    bodies: list[Organisation] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    chairs: list[Post] = field(default_factory=list)
    office: User | None = None
    sro: User | None = None
    leads: list[User] = field(default_factory=list)
    stakeholders: list[Stakeholder] = field(default_factory=list)


def counties_of(size: Size, *, beside: Sequence[str] = ()) -> list[str]:
    """The counties that take part. With `beside`, one of its own and the last of those."""
    own = size.dice("counties").sample([name for name in SHIRES if name not in beside], 1 if beside else 3)
    return [*own, *beside[-1:]]


def alliance_name(counties: Sequence[str]) -> str:
    return f"Training Alliance of {_listed(counties)}"


def _listed(counties: Sequence[str]) -> str:
    return f"{', '.join(counties[:-1])} and {counties[-1]}"


def make_cast(size: Size, counties: list[str], *, beside: Cast | None = None) -> Cast:
    """The alliance and all that take part. `beside` lends the police force of the last county with its two bodies."""
    first = months_back(size.until, size.months)[0]
    alliance = Alliance(
        slug=size.slug,
        name=alliance_name(counties),
        short_name="Training" if beside is None else "Training, neighbour",
        legal_basis="A made-up agreement under a made-up act",
        purpose=f"To share services between {_listed(counties)}. It is there to be trained on: all of it is fictional.",
        marking="OFFICIAL",
        is_fictional=True,
    )
    keep([alliance])
    cast = Cast(alliance, date(first.year - 1, 4, 1), counties)
    for county in counties[: 1 if beside else None]:
        _add_county(cast, size.slug, county)
    if beside is not None:
        _borrow(cast, beside)
    _add_accounts(cast, size)
    _join(cast)
    _speak(cast, size)
    return cast


def _add_county(cast: Cast, slug: str, county: str) -> None:
    """A police force, the two bodies that decide for it, one of them in the place of an authority, and their posts."""
    stem = f"{slug}-{county.lower()}"
    [force] = keep([Organisation(slug=f"{stem}-police", name=f"{county} Police", kind=OrganisationKind.FORCE)])
    [authority] = keep(
        [
            Organisation(
                slug=f"{stem}-police-authority",
                name=f"{county} Police Authority",
                kind=OrganisationKind.POLICE_AUTHORITY,
                is_deciding_body=True,
                decides_by=WayOfDeciding.RESOLUTION,
                serves=force,
                to_date=ImpreciseDate.day(COMMISSIONERS_BEGAN - timedelta(days=1)),
            )
        ]
    )
    bodies = [
        Organisation(
            slug=f"{stem}-{kind.replace('_', '-')}",
            name=f"{title} of {county}",
            kind=kind,
            is_deciding_body=True,
            serves=force,
        )
        for kind, title in (
            (OrganisationKind.CHIEF_CONSTABLE, "Chief Constable"),
            (OrganisationKind.COMMISSIONER, "Police and Crime Commissioner"),
        )
    ]
    bodies[1].predecessor, bodies[1].from_date = authority, ImpreciseDate.day(COMMISSIONERS_BEGAN)
    keep(bodies)
    keep([Succession(predecessor=authority, successor=bodies[1], happened_on=bodies[1].from_date, source=SOURCE)])
    titles = [(bodies[0], "Chief Constable"), (bodies[1], "Police and Crime Commissioner")]
    titles += [(force, "Deputy Chief Constable"), *((force, title) for title in OFFICERS)]
    posts = [
        Post(
            slug=f"{stem}-{title.lower().replace(' ', '-')}",
            organisation=body,
            title=title,
            decides=body.is_deciding_body,
        )
        for body, title in titles
    ]
    keep(posts)
    _appoint(cast, posts, county)
    cast.forces.append(force)
    cast.bodies += bodies
    cast.chairs += posts[:2]
    cast.posts += posts[2:]


def _appoint(cast: Cast, posts: list[Post], county: str) -> None:
    """Each post has a holder; the deputy's changed on the way, with somebody acting in between."""
    people = keep([Person(slug=post.slug, name=f"{post.title} of {county}") for post in posts])
    rows = [
        Appointment(post=post, person=person, from_date=ImpreciseDate.day(cast.began), source=SOURCE)
        for post, person in zip(posts, people, strict=True)
    ]
    deputy = posts[2]
    [former] = keep([Person(slug=f"{deputy.slug}-former", name=f"Former {deputy.title} of {county}")])
    change = date(cast.began.year + 1, 1, 1)
    rows[2].from_date, rows[2].standing = ImpreciseDate.day(change), Appointment.Standing.TEMPORARY
    before = ImpreciseDate.day(change - timedelta(days=1))
    rows.append(
        Appointment(post=deputy, person=former, from_date=ImpreciseDate.day(cast.began), to_date=before, source=SOURCE)
    )
    keep(rows)


def _borrow(cast: Cast, beside: Cast) -> None:
    """The last police force of the other alliance is a partner here too, with the bodies that decide for it."""
    force = beside.forces[-1]
    cast.forces.append(force)
    cast.bodies += [body for body in beside.bodies if body.serves_id == force.pk]
    cast.posts += [post for post in beside.posts if post.organisation_id == force.pk]
    cast.chairs += beside.chairs[-2:]


def _add_accounts(cast: Cast, size: Size) -> None:
    """Accounts that filed, accepted and signed off. None has a password and none may sign in."""
    titles = ["Programme office", "Senior responsible owner"]
    titles += [f"Area lead {number}" for number in range(1, 2 + size.areas // AREAS_A_LEAD)]
    users = []
    for title in titles:
        email = f"{title.lower().replace(' ', '-')}@{size.slug}.concordat.invalid"
        user = User(email=email, name=f"{title}, {cast.alliance.short_name}", is_active=False)
        user.set_unusable_password()
        users.append(user)
    keep(users)
    cast.office, cast.sro, *cast.leads = users
    roles = [Role.PROGRAMME_OFFICE, Role.SRO, *(Role.AREA_LEAD for _ in cast.leads)]
    keep(
        [
            RoleGrant(user=user, alliance=cast.alliance, role=role, from_date=cast.began)
            for user, role in zip(users, roles, strict=True)
        ]
    )


def _join(cast: Cast) -> None:
    """Partners, and who leads. The bodies that decide for a partner are found through it."""
    began = ImpreciseDate.day(cast.began)
    partners = [
        Partner(alliance=cast.alliance, organisation=each, from_date=began, order=order)
        for order, each in enumerate(cast.forces)
    ]
    partners[0].role = PartnerRole.LEAD
    keep(partners)
    deputies = [post for post in cast.posts if post.title == "Deputy Chief Constable"]
    keep(
        [
            AllianceLead(alliance=cast.alliance, part=part, is_sro=order == 0, post=post, from_date=began, order=order)
            for order, (part, post) in enumerate(zip(("Senior responsible owner", "Deputy"), deputies, strict=False))
        ]
    )


def _speak(cast: Cast, size: Size) -> None:
    """The alliance's own words, what happened to it, and what it says of itself."""
    alliance = cast.alliance
    keep([Term(alliance=alliance, concept=Concept.AREA, singular="work stream", plural="work streams")])
    first = months_back(size.until, size.months)[0]
    happened = {
        "The agreement was signed": ImpreciseDate.day(cast.began),
        "The first month was reported": ImpreciseDate.month(first.year, first.month),
    }
    keep([Event(alliance=alliance, title=title, happened_on=on, source=SOURCE) for title, on in happened.items()])
    said = {
        "Timescales": "The work streams follow one another over several years; the gates of each are its own.",
        "Staff": "No post is moved to another employer before the deciding bodies have agreed to it.",
        "Money": "Each partner pays by its share; what is saved stays with those who saved it.",
    }
    keep(
        [
            Statement(
                alliance=alliance,
                topic=topic,
                text=text,
                as_at=ImpreciseDate.day(cast.began),
                source=SOURCE,
                order=order,
                in_highlight_report=order == 0,
            )
            for order, (topic, text) in enumerate(said.items())
        ]
    )
