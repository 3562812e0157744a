"""What the areas of a training alliance need from one another and outside; whom it consulted, what it announces."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

from core.imprecise_dates import ImpreciseDate
from programmes.choices import DependencyState, EngagementKind
from programmes.models import Announcement, Dependency, DependencyProvider, Engagement
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size

NEEDED = (
    "Common sign-on for all staff",
    "Role profiles agreed with staff bodies",
    "Rooms for the joint team",
    "Records moved to the shared system",
    "Contracts that both can use",
    "Data sharing protocol signed",
    "Training places for the first intake",
)
OUTSIDE = ("Regional records programme", "National communications programme", "Regional procurement body")
EARLIER = "Regional technical board"


def make_dependencies(size: Size, cast: Cast, courses: list[Course]) -> None:
    """One or two of every area: mostly on another area, some on a programme outside, some on a giver that changed."""
    dice = size.dice("dependencies")
    standing = [course for course in courses if course.left_on is None]
    rows: list[Dependency] = []
    givers: list[DependencyProvider] = []
    for place, course in enumerate(standing):
        for _ in range(1 + (place % 2)):
            row = _dependency(course, len(rows), size.until, dice)
            giver = standing[(place + dice.randint(1, len(standing) - 1)) % len(standing)]
            givers += _givers(row, giver, len(rows), size.until)
            rows.append(row)
    keep(rows)
    keep(givers)


def _dependency(course: Course, number: int, until: date, dice: Random) -> Dependency:
    """Needed some weeks before a gate of the area, promised for then or too late."""
    gate = dice.randrange(len(course.planned))
    needed = course.came[gate] - timedelta(days=dice.randint(20, 60))
    promised = needed + timedelta(days=dice.choice((-14, -7, 0, 0, 0, 30, 75)))
    row = Dependency(
        alliance=course.area.alliance,
        code=f"need-{number + 1}",
        what=NEEDED[number % len(NEEDED)],
        receiver=course.area,
        needed_by=ImpreciseDate.day(needed) if number % 4 else ImpreciseDate.by(needed),
        promised_by=ImpreciseDate.month(promised.year, promised.month)
        if number % 5 == 4
        else ImpreciseDate.day(promised),
        source=SOURCE,
        order=number + 1,
    )
    if number % 11 == 10:
        row.state, row.words = DependencyState.DROPPED, "The area found another way."
    elif promised <= until - timedelta(days=10) and number % 3:
        row.state, row.met_on = DependencyState.MET, ImpreciseDate.day(promised)
    elif promised > needed:
        row.state = DependencyState.AT_RISK
    return row


def _givers(row: Dependency, giver: Course, number: int, until: date) -> list[DependencyProvider]:
    if number % 5 == 2:
        change = until - timedelta(days=90 + number)
        before = DependencyProvider(
            dependency=row, name=EARLIER, to_date=ImpreciseDate.day(change - timedelta(days=1)), source=SOURCE
        )
        after = DependencyProvider(
            dependency=row,
            name=OUTSIDE[number % len(OUTSIDE)],
            from_date=ImpreciseDate.day(change),
            reason="The board that was to give it was wound up.",
            source=SOURCE,
            order=1,
        )
        return [before, after]
    if number % 6 == 5:
        return [DependencyProvider(dependency=row, name=OUTSIDE[number % len(OUTSIDE)], source=SOURCE)]
    return [DependencyProvider(dependency=row, area=giver.area, source=SOURCE)]


def make_outreach(size: Size, cast: Cast, courses: list[Course]) -> None:
    """Consultations, approvals and visits; an announcement that was released, and one that is still restricted."""
    open_areas = [course.area for course in courses if not course.area.restricted]
    rows = []
    for order, (kind, title, state, days) in enumerate(ENGAGED):
        began = size.until - timedelta(days=days)
        staff = kind in (EngagementKind.STAFF_BODY, EngagementKind.CONSULTATION)
        rows.append(
            Engagement(
                alliance=cast.alliance,
                area=open_areas[order] if order % 2 else None,
                kind=kind,
                title=title,
                stakeholder=cast.stakeholders[2 + order % 2] if staff else None,
                with_words="" if staff else "The ministry, as named in the paper",
                from_date=ImpreciseDate.day(began),
                to_date=ImpreciseDate.day(began + timedelta(days=28)) if order % 3 == 0 else None,
                state=state,
                outcome="Their points are taken into the full business case." if staff else "",
                source=SOURCE,
                order=order,
            )
        )
    keep(rows)
    keep([Announcement(alliance=cast.alliance, **said) for said in _announced(size.until)])


def _announced(until: date) -> list[dict[str, Any]]:
    released = until - timedelta(days=100)
    return [
        {
            "title": "The partners explore one control room",
            "text": "The partners have agreed to explore one control room. No outcome is ruled out.",
            "audience": "Staff of all partners, members of parliament, the public",
            "agreed_with": "The ministry",
            "released_on": ImpreciseDate.day(released),
            "restricted": False,
            "source": SOURCE,
            "order": 0,
        },
        {
            "title": "Choice of the headquarters",
            "text": "The joint headquarters will stand in one place from next year.",
            "audience": "Staff of all partners",
            "embargo_until": until + timedelta(days=30),
            "embargo_time": time(9, 30),
            "source": SOURCE,
            "order": 1,
        },
    ]


ENGAGED = (
    (EngagementKind.CONSULTATION, "Consultation on the joint role profiles", "under way", 40),
    (EngagementKind.STAFF_BODY, "Talks with the staff associations on shift patterns", "agreed in principle", 75),
    (EngagementKind.EXTERNAL_APPROVAL, "Approval of the announcement by the ministry", "agreed", 110),
    (EngagementKind.REFERENCE_VISIT, "Visit to an alliance with one control room", "held", 150),
    (EngagementKind.COMPARATOR, "Comparison of costs with five other alliances", "complete", 200),
)
