"""The business cases of a training alliance: outline cases that are complete, full cases that lack something."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Final

from core.choices import Basis, Period
from core.imprecise_dates import ImpreciseDate
from programmes.choices import AssentKind, AssentStage, AssentState, CaseLevel, CaseState, Consultation, CostKind
from programmes.models import BusinessCase, CaseAssent, CaseCost, CaseOption, CaseVersion
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.lifecycle import GATES
from reporting.training.size import Size

CASES: Final = 12
"""For so many areas there are cases, at the most."""
OUTLINE, FULL = GATES.index("Outline business case"), GATES.index("Full business case")
WORDS: Final = {
    "strategic": "{name}: each force keeps its own today, and none can staff it at all hours. Doing it together meets"
    " the alliance's aims of resilience and of one way of working.",
    "economic": "Four options were weighed against cost, resilience and the time it takes. One team on two sites is"
    " best value; business as usual costs least at first and most over five years.",
    "commercial": "Two contracts run out within the year and would be let once for all partners.",
    "financial": "The cost to set up is met from the change budget of each force by its share.",
    "management": "The work stream's board oversees it; a review follows six months after go-live.",
    "risk_assessment": "The three worst risks stand in the programme's register with their owners.",
    "exit_strategy": "A partner that leaves gives twelve months' notice, takes back its staff and its records, and pays"
    " what leaving costs the others.",
}
OPTIONS: Final = (
    ("1", "Business as usual", "Meets no aim of the alliance."),
    ("2", "Do minimum: shared procedures", "Quick and cheap; resilience stays as it is."),
    ("3", "One team on two sites", "Meets all aims; consultation is needed."),
    ("4", "One team on one site", "Saves most and takes longest."),
)
COSTS: Final = (
    (CostKind.SET_UP, "Moves, systems and training", Period.ONE_OFF, (80, 400)),
    (CostKind.RUNNING, "Staff and accommodation", Period.A_YEAR, (300, 1500)),
    (CostKind.DISMANTLING, "Notice, moves back and records", Period.ONE_OFF, (20, 120)),
)
"""What for, caption, over what time, and between how many thousand pounds."""


def make_cases(size: Size, cast: Cast, courses: list[Course]) -> dict[int, BusinessCase]:
    """The newest case of each area that has one, by the key of the area."""
    dice = size.dice("cases")
    chosen = [course for course in courses if len(course.gates) > FULL][:CASES]
    outline = keep([_case(course, CaseLevel.OUTLINE, cast, size.until) for course in chosen])
    begun = [course for course in chosen if course.came[OUTLINE] <= size.until]
    full = keep([_case(course, CaseLevel.FULL, cast, size.until) for course in begun])
    days = {course.area.pk: course for course in chosen}
    rows: dict[Any, list[Any]] = {CaseVersion: [], CaseOption: [], CaseCost: [], CaseAssent: []}
    for case in [*outline, *full]:
        course = days[case.area_id]
        made = course.planned[OUTLINE if case.level == CaseLevel.OUTLINE else FULL] - timedelta(days=30)
        # What was made of it, and given to it, lies before the last day of the record.
        _parts(case, min(made, size.until - timedelta(days=30)), cast, rows, dice)
    for found in rows.values():
        keep(found)
    return {case.area_id: case for case in [*outline, *full]}


def _case(course: Course, level: str, cast: Cast, until: date) -> BusinessCase:
    """Complete once its gate was passed; a full case that is being made has no exit strategy yet."""
    gate = OUTLINE if level == CaseLevel.OUTLINE else FULL
    done = course.came[gate] <= until
    texts = {name: words.format(name=course.area.name) for name, words in WORDS.items()}
    if level == CaseLevel.FULL and not done:
        texts["exit_strategy"] = texts["management"] = ""
    return BusinessCase(
        area=course.area,
        code="outline" if level == CaseLevel.OUTLINE else "full",
        level=level,
        title="Outline business case" if level == CaseLevel.OUTLINE else "Full business case",
        owner=cast.posts[gate % len(cast.posts)],
        consultation=Consultation.REQUIRED if level == CaseLevel.FULL else Consultation.NOT_STATED,
        consultation_words="Staff who would change their place of work." if level == CaseLevel.FULL else "",
        state=CaseState.COMPLETE if done else CaseState.DRAFT,
        source=SOURCE,
        order=gate,
        **texts,
    )


def _parts(case: BusinessCase, made: date, cast: Cast, rows: dict[Any, list[Any]], dice: Random) -> None:
    done = case.state == CaseState.COMPLETE
    versions = [("v0 10", "For the work stream's board."), ("v1 00", "As approved.")]
    for order, (number, note) in enumerate(versions if done else versions[:1], start=1):
        day = ImpreciseDate.day(made + timedelta(days=20 * (order - 1)))
        rows[CaseVersion].append(
            CaseVersion(case=case, number=number, made_on=day, author="Change team", note=note, order=order)
        )
    for order, (number, name, appraisal) in enumerate(OPTIONS, start=1):
        rows[CaseOption].append(
            CaseOption(case=case, number=number, name=name, appraisal=appraisal, preferred=order == 3, order=order)
        )
    for order, (kind, caption, period, (low, high)) in enumerate(COSTS if done else COSTS[:2], start=1):
        rows[CaseCost].append(
            CaseCost(
                case=case,
                kind=kind,
                caption=caption,
                amount_low=Decimal(dice.randint(low, high) * 1000),
                period=period,
                basis=Basis.ESTIMATE,
                as_at=ImpreciseDate.month(made.year, made.month),
                source=SOURCE,
                order=order,
            )
        )
    rows[CaseAssent] += _assents(case, made, cast)


def _assents(case: BusinessCase, made: date, cast: Cast) -> list[CaseAssent]:
    """Of each body, once it is complete; while it is being made, of the first few, and one refuses for now."""
    done = case.state == CaseState.COMPLETE
    found = []
    for place, body in enumerate(cast.bodies, start=1):
        for kind in (AssentKind.EQUALITY, AssentKind.APPROVAL):
            if not done and place > 3:
                continue
            state = AssentState.GIVEN
            if not done and kind == AssentKind.APPROVAL:
                state = AssentState.REFUSED if place == 2 else AssentState.AWAITED
            given = state != AssentState.AWAITED
            found.append(
                CaseAssent(
                    case=case,
                    organisation=body,
                    kind=kind,
                    stage=AssentStage.CASE,
                    state=state,
                    given_on=ImpreciseDate.day(made + timedelta(days=10 + place)) if given else None,
                    words="The exit strategy is to be written first." if state == AssentState.REFUSED else "",
                    source=SOURCE,
                    order=place,
                )
            )
    return found
