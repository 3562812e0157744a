"""What stands around the areas of a training alliance: who takes part and leads, names, assets, what became of one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from alliance.models import Organisation
from core.choices import Basis, Period, Qualifier, Unit
from core.imprecise_dates import ImpreciseDate
from programmes.choices import SuccessionKind
from programmes.models import (
    AreaName,
    AreaPartner,
    AreaRole,
    AreaStatement,
    AreaSuccession,
    Asset,
    KeyFigure,
)
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size, months_back

SRO, HEAD = "Senior responsible owner", "Head of the work stream"


def make_partners(size: Size, cast: Cast, courses: list[Course]) -> None:
    """The fourth area of each seven is for all partners but one; from the seventh of each nine one has left."""
    rows = []
    for place, course in enumerate(courses):
        if place % 7 == 3:
            course.partners = cast.forces[:-1]
            rows += [_partner(course, body, order) for order, body in enumerate(course.partners)]
        elif place % 9 == 6:
            left_on = size.until - timedelta(days=45)
            all_of_them = [_partner(course, body, order) for order, body in enumerate(cast.forces)]
            if course.began < left_on:
                all_of_them[-1].to_date = ImpreciseDate.day(left_on)
                all_of_them[-1].words = "It runs the service alone again; the others go on together."
                course.partners = cast.forces[:-1]
            rows += all_of_them
    keep(rows)


def _partner(course: Course, organisation: Organisation, order: int) -> AreaPartner:
    return AreaPartner(
        area=course.area,
        organisation=organisation,
        part="host" if order == 0 else "",
        from_date=ImpreciseDate.day(course.began),
        source=SOURCE,
        order=order,
    )


def make_surroundings(size: Size, cast: Cast, courses: list[Course]) -> None:
    """Roles of every area; names, sentences, assets and numbers of some; what became of the one that left."""
    dice = size.dice("around")
    stated = ImpreciseDate.day(months_back(size.until, size.months)[-1])
    keep([row for place, course in enumerate(courses) for row in _roles(cast, course, place)])
    keep([row for place, course in enumerate(courses) for row in _names(course, place)])
    keep([row for place, course in enumerate(courses) for row in _statements(course, place, stated)])
    keep([row for place, course in enumerate(courses) for row in _assets(cast, course, place)])
    keep([_people(course, place, stated, dice) for place, course in enumerate(courses) if place % 3 == 0])
    keep([_moved(course, course.left_on) for course in courses if course.left_on is not None])


def _roles(cast: Cast, course: Course, place: int) -> list[AreaRole]:
    """A senior responsible owner and a head by post; in some areas a head of each partner, or one not named yet."""
    deputies = [post for post in cast.posts if post.title == "Deputy Chief Constable"]
    heads = [post for post in cast.posts if post.title != "Deputy Chief Constable"]
    common = {"area": course.area, "from_date": ImpreciseDate.day(course.began), "source": SOURCE}
    rows = [AreaRole(part=SRO, is_sro=True, post=deputies[place % len(deputies)], order=0, **common)]
    if place % 6 == 4:
        first = [next(post for post in heads if post.organisation_id == body.pk) for body in cast.forces]
        rows += [
            AreaRole(part="Lead", post=post, organisation=post.organisation, order=1 + order, **common)
            for order, post in enumerate(first)
        ]
    elif place % 8 == 1:
        words = "The head is assigned and will be named when the team is formed."
        rows.append(AreaRole(part=HEAD, provisional=True, words=words, order=1, **common))
    else:
        rows.append(AreaRole(part=HEAD, post=heads[place % len(heads)], provisional=place % 5 == 2, order=1, **common))
    return rows


def _names(course: Course, place: int) -> list[AreaName]:
    if place % 5 != 2:
        return []
    name = f"{course.area.name[:200]} and support"
    return [AreaName(area=course.area, name=name, context="In the list of leads", source=SOURCE)]


def _statements(course: Course, place: int, stated: ImpreciseDate) -> list[AreaStatement]:
    if place % 4 != 0:
        return []
    text = "Options for employing staff are compared in the full business case; none is preferred yet."
    said = {"topic": "Options for employing staff", "text": text, "source": SOURCE}
    return [AreaStatement(area=course.area, as_at=stated, **said)]


def _assets(cast: Cast, course: Course, place: int) -> list[Asset]:
    """Two sets of the same, one at each of two partners, so that one carries on when the other fails."""
    if place % 4 != 1:
        return []
    common = {"area": course.area, "replaces": "The separate system of each partner", "source": SOURCE}
    words = "Two sets at two sites share the load, and either goes on when the other fails."
    return [
        Asset(what=f"{ordinal} set of equipment", stands_at=body, words=words, order=order, **common)
        for order, (ordinal, body) in enumerate(zip(("First", "Second"), cast.forces, strict=False))
    ]


def _people(course: Course, place: int, stated: ImpreciseDate, dice: Random) -> KeyFigure:
    return KeyFigure(
        alliance=course.area.alliance,
        area=course.area,
        caption="People in scope",
        amount_low=Decimal(10 * dice.randint(2, 40)),
        qualifier=Qualifier.AROUND,
        unit=Unit.OTHER,
        unit_word="people",
        period=Period.TOTAL,
        basis=Basis.ACTUAL,
        as_at=stated,
        source=SOURCE,
        order=100 + place,
    )


def _moved(course: Course, left_on: date) -> AreaSuccession:
    return AreaSuccession(
        area=course.area,
        kind=SuccessionKind.MOVED,
        into="The regional service, outside this alliance",
        happened_on=ImpreciseDate.day(left_on + timedelta(days=1)),
        words="The partners agreed that the region takes it over.",
        source=SOURCE,
    )
