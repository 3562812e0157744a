"""The business areas of a training alliance: what they are called, which gates they passed, where they stood when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from alliance.models import Organisation
from core.imprecise_dates import ImpreciseDate
from programmes.choices import GateAuthority, GateState
from programmes.models import AreaLead, AreaStatus, BusinessArea, Gate, LifecycleGate, PositionStatus
from reporting.training.cast import AREAS_A_LEAD, SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.kinds import describe, make_kinds
from reporting.training.lifecycle import GATES, make_lifecycle
from reporting.training.size import Size, months_back
from reporting.training.subjects import GROUPS, Group

STATUSES: Final = (
    ("proposed", "Proposed", False, False),
    ("design", "Design and planning", False, False),
    ("business-case", "Business case", False, False),
    ("approved", "Approved", True, False),
    ("live", "Live", True, True),
)
SPECIAL: Final = ("red", "silent", "left", "part", "part", "restricted", "long", "draft", "returned")
"""What the first areas of every alliance are, so that each occurs at any size."""
LONGEST_NAME = 250
LONG_TAIL = (
    " for all sites of the partners, with the transfer of records, equipment and contracts that were held separately"
    " until now, the closing of the former arrangements and the review of what the change has brought"
)


@dataclass
class Course:
    """One area with the days on which its gates were planned and came, and what is special about it."""

    area: BusinessArea
    group: Group
    special: str
    began: date
    planned: list[date]
    came: list[date]
    left_on: date | None = None
    gates: list[Gate] = field(default_factory=list)
    partners: list[Organisation] = field(default_factory=list)
    """Those that take part on the newest day, where it is not for all."""

    def stood_on(self, on: date) -> bool:
        """Whether it had a status on the day, and so was to report."""
        return self.began <= on and (self.left_on is None or on <= self.left_on)


def make_areas(size: Size, cast: Cast) -> list[Course]:
    """The areas in the order of the position table, with gates, statuses and leads."""
    dice = size.dice("areas")
    courses = _courses(size, cast, dice)
    describe([each.area for each in courses], make_kinds(cast), size.until)
    keep([each.area for each in courses if each.special != "part"])
    _split(cast, [each for each in courses if each.special == "part"])
    _keep_statuses(cast, courses)
    _keep_gates(courses, make_lifecycle(cast), size.until, dice)
    keep(
        [
            AreaLead(area=each.area, user=cast.leads[place // AREAS_A_LEAD], from_date=cast.began)
            for place, each in enumerate(courses)
        ]
    )
    return courses


def _names(count: int, dice: Random) -> list[tuple[str, Group]]:
    """Different names with their groups; beyond the list they are taken again as second and third stages."""
    named = [(name, group) for group in GROUPS for name in group.areas]
    dice.shuffle(named)
    stages = ["", *(f", stage {number}" for number in range(2, 2 + count // len(named)))]
    return [(f"{name}{stage}", group) for stage in stages for name, group in named][:count]


def _courses(size: Size, cast: Cast, dice: Random) -> list[Course]:
    kinds = [*SPECIAL, *[""] * (size.areas - len(SPECIAL))]
    dice.shuffle(kinds)
    months = months_back(size.until, size.months)
    courses = []
    parts = 0
    for order, ((name, group), special) in enumerate(zip(_names(size.areas, dice), kinds, strict=True)):
        parts += special == "part"
        if special == "part":
            name = f"Shared services, phase {parts}"
        about = f"{name[:1].lower()}{name[1:]}"
        if special == "long":
            name = (name + LONG_TAIL)[:LONGEST_NAME]
        area = BusinessArea(
            alliance=cast.alliance,
            slug=f"work-stream-{order + 1}",
            name=name,
            description=f"What the partners do for {about} under one arrangement.",
            restricted=special == "restricted",
            order=10 * (order + 1),
        )
        courses.append(_course(area, group, special, months, size.until, dice))
    return courses


def _course(area: BusinessArea, group: Group, special: str, months: list[date], until: date, dice: Random) -> Course:
    """When it began and when its gates came; each delay moves what comes after it."""
    began = dice.choice(months[: max(1, len(months) * 2 // 3)])
    if special or dice.random() < 0.6:
        began = months[0]
    began = (began - timedelta(days=dice.choice((0, 0, 200, 400)))).replace(day=1)
    planned, came, late = [], [], 0
    on = began
    for _ in GATES:
        on += timedelta(days=dice.randint(60, 240))
        late += dice.choice((0, 0, 0, 0, dice.randint(-10, 20), dice.randint(14, 60), dice.randint(60, 150)))
        planned.append(on)
        came.append(on + timedelta(days=max(late, -10)))
    course = Course(area, group, special, began, planned, came)
    if special == "red":
        _make_late(course, until)
    if special == "left":
        course.left_on = months[-1] - timedelta(days=1) if len(months) > 1 else months[-1]
        course.began = min(course.began, course.left_on)
    return course


def _make_late(course: Course, until: date) -> None:
    """Its full business case should have been passed two months ago and is expected in two."""
    course.began = (until - timedelta(days=400)).replace(day=1)
    course.planned = [until + timedelta(days=days) for days in (-340, -200, -60, 120, 300)]
    course.came = [until + timedelta(days=days) for days in (-330, -150, 61, 240, 420)]


def _split(cast: Cast, parts: list[Course]) -> None:
    """The area that is delivered in phases: a row of the tree that does not stand in the table, with its parts."""
    whole = BusinessArea(
        alliance=cast.alliance,
        slug="shared-services",
        name="Shared services",
        description="Delivered in two phases, each with its own gates.",
        counts=False,
        order=parts[0].area.order - 1,
    )
    keep([whole])
    for part in parts:
        part.area.parent = whole
    keep([part.area for part in parts])


def _keep_statuses(cast: Cast, courses: list[Course]) -> None:
    """One status from each gate to the next; the day before a gate is the last of the status before it."""
    statuses = keep(
        [
            PositionStatus(
                alliance=cast.alliance, code=code, name=name, order=order, means_approved=approved, means_live=live
            )
            for order, (code, name, approved, live) in enumerate(STATUSES)
        ]
    )
    rows = []
    for course in courses:
        last = course.left_on or date.max
        starts = [course.began, *course.came[: len(STATUSES) - 1]]
        for place, start in enumerate(starts):
            if start > last:
                break
            after = starts[place + 1] - timedelta(days=1) if place + 1 < len(starts) else date.max
            act = f"{GATES[place - 1]} passed" if place else ""
            rows.append(_status(course, statuses[place], start, min(after, last), act))
    keep(rows)


def _status(course: Course, status: PositionStatus, start: date, end: date, act: str) -> AreaStatus:
    first = start == course.began
    return AreaStatus(
        area=course.area,
        status=status,
        from_date=ImpreciseDate.month(start.year, start.month) if first else ImpreciseDate.day(start),
        to_date=None if end == date.max else ImpreciseDate.day(end),
        order=course.area.order,
        act=act,
        source=SOURCE,
    )


def _passed(came: date, name: str) -> dict[str, Any]:
    return {
        "state": GateState.PASSED,
        "passed_on": ImpreciseDate.day(came),
        "authority": GateAuthority.OVERRIDE,
        "authority_words": f"The board agreed to the {name.lower()}; its decisions are not kept here.",
    }


def _keep_gates(courses: list[Course], stand_for: list[LifecycleGate], until: date, dice: Random) -> None:
    """Passed gates with their day; of those ahead the next has a day, and the last often no more than a month."""
    for course in courses:
        for order, name in enumerate(GATES):
            planned, came = course.planned[order], course.came[order]
            if course.left_on is not None and came > course.left_on:
                break
            passed = came <= until
            far = order == len(GATES) - 1 and not passed and dice.random() < 0.7
            forecast = ImpreciseDate.month(came.year, came.month) if far else ImpreciseDate.day(came)
            course.gates.append(
                Gate(
                    area=course.area,
                    lifecycle_gate=stand_for[order],
                    name=name,
                    order=order,
                    planned_on=ImpreciseDate.day(planned),
                    forecast_on=forecast,
                    **(_passed(came, name) if passed else {}),
                )
            )
    keep([gate for course in courses for gate in course.gates])
