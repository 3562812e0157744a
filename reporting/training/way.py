"""How far the areas of a training alliance have come: phases, milestones, and what their gates ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from django.utils import timezone

from alliance.models import Organisation
from core.imprecise_dates import ImpreciseDate
from programmes.choices import CaseState, EachFor, Tailoring
from programmes.models import (
    AreaPhase,
    BaselineMove,
    BusinessCase,
    Gate,
    GateRequirement,
    LifecycleGate,
    LifecyclePhase,
    Milestone,
)
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.lifecycle import ASKED, GATES, PHASES
from reporting.training.size import Size

MILESTONES: Final = (
    ("Team in post", 1, 20),
    ("Consultation with staff ends", 2, 30),
    ("First site moves over", 3, -40),
    ("Former arrangements closed", 3, 60),
)
"""What is reached, the gate that it belongs to, and how many days after that gate was planned."""
BROUGHT_BY_CASE: Final = {text for text, _, _ in ASKED[2][:2]}
"""What the full business case of an area has to bring."""
OWNERS: Final = ("Head of the work stream", "Change manager", "Head of Estates", "Head of People")


def make_way(size: Size, cast: Cast, courses: list[Course], cases: Mapping[int, BusinessCase]) -> None:
    """Phases, milestones and requirements of every area, and a few moved baselines. `cases` are by area."""
    dice = size.dice("way")
    phases = [phase for place, course in enumerate(courses) for phase in _phases(course, place, size.until)]
    keep([phase for phase in phases if phase.combined_with is None])
    keep([phase for phase in phases if phase.combined_with is not None])
    milestones = [each for course in courses for each in _milestones(course, size.until, dice)]
    keep(milestones)
    _moves(cast, milestones, size.until)
    rows = [each for course in courses for each in _requirements(course, cast, size.until, dice)]
    for row in rows:
        if row.text in BROUGHT_BY_CASE:
            row.business_case = cases.get(row.gate.area_id)
        if row.business_case is not None and row.business_case.state == CaseState.DRAFT:
            row.met_on, row.met_by, row.evidence = None, None, ""
    keep(rows)


def _phases(course: Course, place: int, until: date) -> list[AreaPhase]:
    """From gate to gate. The fourth area leaves a phase out, the fifth takes two together."""
    rows: list[AreaPhase] = []
    for number, name in enumerate(PHASES):
        if course.left_on is not None and number >= len(course.gates):
            break
        planned = course.planned[number - 1] if number else course.began
        came = course.came[number - 1] if number else course.began
        end = course.came[number]
        row = AreaPhase(
            area=course.area,
            phase=_after(course, number),
            number=str(number + 1),
            name=name,
            order=10 * (number + 1),
            baseline_start=ImpreciseDate.day(planned),
            baseline_end=ImpreciseDate.day(course.planned[number]),
            forecast_start=ImpreciseDate.day(came),
            forecast_end=ImpreciseDate.day(end),
            actual_start=ImpreciseDate.day(came) if came <= until else None,
            actual_end=ImpreciseDate.day(end) if end <= until else None,
        )
        _tailor(row, rows, place)
        rows.append(row)
    return rows


def _after(course: Course, number: int) -> LifecyclePhase | None:
    gate: LifecycleGate | None = course.gates[number].lifecycle_gate if number < len(course.gates) else None
    return gate.after_phase if gate is not None else None


def _tailor(row: AreaPhase, before: list[AreaPhase], place: int) -> None:
    if row.number == "2" and place == 3:
        row.tailoring, row.actual_start, row.actual_end = Tailoring.OMITTED, None, None
        row.tailored_because = "The change is small: the full case is written at once."
    elif row.number == "3" and place == 4:
        row.tailoring, row.combined_with = Tailoring.COMBINED, before[-1]
        row.tailored_because = "Both cases rest on the same figures."
    elif row.number == "4" and place % 6 == 5:
        row.tailoring, row.tailored_because = Tailoring.FAST_TRACKED, "It pays for itself within the year."
    if row.tailoring != Tailoring.AS_LIFECYCLE:
        row.tailoring_approved_by = "Programme Board"


def _milestones(course: Course, until: date, dice: Random) -> list[Milestone]:
    """Each stands some days from a gate as planned, and comes about as late as that gate."""
    rows = []
    for order, (name, gate, days) in enumerate(MILESTONES, start=1):
        planned = course.planned[gate] + timedelta(days=days)
        came = course.came[gate] + timedelta(days=days + dice.choice((0, 0, 0, 7, 21)))
        if course.left_on is not None and came > course.left_on:
            break
        rows.append(
            Milestone(
                area=course.area,
                name=name,
                order=order,
                baseline_on=ImpreciseDate.day(planned),
                forecast_on=ImpreciseDate.month(came.year, came.month) if order == 4 else ImpreciseDate.day(came),
                actual_on=ImpreciseDate.day(came) if came <= until else None,
                owner_words=OWNERS[order - 1],
                condition="Only if the lease of the second site ends in time." if order == 4 else "",
                source=SOURCE,
            )
        )
    return rows


def _moves(cast: Cast, milestones: list[Milestone], until: date) -> None:
    """The baseline of every ninth milestone ahead was moved, by two months."""
    at = timezone.make_aware(datetime.combine(until - timedelta(days=30), time(12)))
    ahead = [each for each in milestones if each.actual_on is None][::9]
    stood = [(each, each.baseline_on.start) for each in ahead if each.baseline_on and each.baseline_on.start]
    BaselineMove.objects.bulk_create(
        [
            BaselineMove(
                area=each.area,
                milestone=each,
                baseline="baseline_on",
                old=ImpreciseDate.day(day - timedelta(days=61)),
                new=ImpreciseDate.day(day),
                reason="The supplier asked for two months more to deliver.",
                approved_by="Alliance Board",
                moved_by=cast.office,
                moved_at=at,
            )
            for each, day in stood
        ]
    )


def _requirements(course: Course, cast: Cast, until: date, dice: Random) -> list[GateRequirement]:
    """What the last gate that was passed asked for, all of it met, and what the next one asks for, met in part."""
    ahead = [gate for gate in course.gates if gate.passed_on is None][:1]
    behind = [gate for gate in course.gates if gate.passed_on is not None][-1:]
    partners = course.partners or cast.forces
    keys = {each.pk for each in partners}
    makers: dict[str, list[Organisation | None]] = {
        EachFor.JOINT: [None],
        EachFor.PARTNER: [*partners],
        EachFor.DECIDING_BODY: [body for body in cast.bodies if body.serves_id in keys],
    }
    return [row for gate in behind + ahead for row in _asked(gate, makers, cast, until, dice)]


def _asked(
    gate: Gate, makers: dict[str, list[Organisation | None]], cast: Cast, until: date, dice: Random
) -> list[GateRequirement]:
    passed = gate.passed_on.start if gate.passed_on is not None else None
    rows = []
    for order, (text, kind, each_for) in enumerate(ASKED.get(GATES.index(gate.name), []), start=1):
        for maker in makers[each_for]:
            met = passed is not None or dice.random() < 0.5
            met_on = (passed or until) - timedelta(days=dice.randint(1, 25))
            rows.append(
                GateRequirement(
                    gate=gate,
                    kind=kind,
                    text=text,
                    organisation=maker,
                    order=order,
                    met_on=met_on if met else None,
                    met_by=cast.office if met else None,
                    evidence="Made up for training: the paper put to the board." if met else "",
                )
            )
    return rows
