"""Risks of a training alliance: a five by five matrix, registers, risks, and how each was scored over time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from core.imprecise_dates import ImpreciseDate
from programmes.choices import RagTone
from reporting.training import sentences
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size, months_back
from reporting.training.wording import Wording
from risks.choices import AssessmentKind, Axis, RegisterLevel, RiskState
from risks.models import Assessment, Band, MatrixCell, Register, Risk, RiskFramework, ScaleStep

LIKELIHOOD: Final = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACT: Final = ("Slight", "Minor", "Moderate", "Major", "Severe")
BANDS: Final = (
    ("low", "Low", "L", RagTone.GREEN),
    ("medium", "Medium", "M", RagTone.AMBER),
    ("high", "High", "H", RagTone.ORANGE),
    ("critical", "Critical", "C", RagTone.RED),
)
MATRIX: Final = ("LLLMM", "LLMMH", "LMMHH", "LMHHC", "MMHCC")
"""A row for each likelihood from the rarest, a letter for each impact from the slightest. It does not multiply."""
KEY_RISKS = 10
REGISTERS: Final = (
    ("programme", "Programme register", RegisterLevel.PROGRAMME),
    ("work-streams", "Work stream register", RegisterLevel.AREA),
    ("board", "Board register", RegisterLevel.BOARD),
)


def make_risks(size: Size, cast: Cast, courses: list[Course], wording: Wording) -> None:
    """The matrix, the registers, and the risks with their scores."""
    dice = size.dice("risks")
    framework = _framework(cast)
    registers = keep(
        [
            Register(alliance=cast.alliance, slug=slug, name=name, level=level, kept_by="Programme office")
            for slug, name, level in REGISTERS
        ]
    )
    months = months_back(size.until, size.months)
    rows = [_risk(number, size, cast, courses, registers, months, wording, dice) for number in range(1, size.risks + 1)]
    risks = keep([risk for risk, _ in rows])
    assessments = []
    for risk, course in rows:
        assessments += _scores(risk, course, framework, size.until, wording, dice)
    keep(assessments)
    through = Risk.affected.through
    pairs = [(risk, force) for risk in risks for force in dice.sample(cast.forces, dice.randint(0, 2))]
    through.objects.bulk_create([through(risk=risk, organisation=force) for risk, force in pairs])


def _framework(cast: Cast) -> RiskFramework:
    began = ImpreciseDate.day(cast.began)
    [framework] = keep(
        [RiskFramework(alliance=cast.alliance, slug="five-by-five", name="Five by five", from_date=began)]
    )
    keep(
        [
            ScaleStep(framework=framework, axis=axis, value=value, name=name)
            for axis, names in ((Axis.LIKELIHOOD, LIKELIHOOD), (Axis.IMPACT, IMPACT))
            for value, name in enumerate(names, start=1)
        ]
    )
    bands = keep(
        [
            Band(framework=framework, code=code, name=name, letter=letter, tone=tone, order=order)
            for order, (code, name, letter, tone) in enumerate(BANDS)
        ]
    )
    by_letter = {band.letter: band for band in bands}
    keep(
        [
            MatrixCell(framework=framework, likelihood=likelihood, impact=impact, band=by_letter[letter])
            for likelihood, letters in enumerate(MATRIX, start=1)
            for impact, letter in enumerate(letters, start=1)
        ]
    )
    return framework


def _risk(
    number: int,
    size: Size,
    cast: Cast,
    courses: list[Course],
    registers: list[Register],
    months: list[date],
    wording: Wording,
    dice: Random,
) -> tuple[Risk, Course]:
    """One risk. The first is restricted and the second closed, so that both occur at any size."""
    course = dice.choice(courses)
    found = dice.choice(months) + timedelta(days=dice.randint(0, 27))
    closed = found + timedelta(days=dice.randint(60, 400))
    is_closed = closed <= size.until and (number == 2 or dice.random() < 0.35)
    if number == 2:
        found, closed, is_closed = months[0], months[-1], True
    cause, event, effect = wording.say_together([sentences.CAUSES, sentences.EVENTS, sentences.EFFECTS], course.group)
    restricted = number == 1 or dice.random() < 0.03
    risk = Risk(
        register=dice.choice(registers),
        reference=f"R-{number:03}",
        title=f"{event[:1].upper()}{event[1:]}"[:200],
        text=f"{cause}: {event}, {effect}.",
        cause=cause,
        event=event,
        effect=effect,
        owner=dice.choice(cast.posts),
        area=course.area if dice.random() < 0.7 else None,
        state=RiskState.CLOSED if is_closed else RiskState.OPEN,
        identified_on=ImpreciseDate.day(found),
        closed_on=ImpreciseDate.day(closed) if is_closed else None,
        closing_reason=wording.say(sentences.REASSESSED, course.group) if is_closed else "",
        is_key=not is_closed and 3 <= number < 3 + KEY_RISKS,
        restricted=restricted,
        public_summary="A risk to one of the work streams is being managed." if restricted else "",
        source=SOURCE,
        order=number,
    )
    return risk, course


def _scores(
    risk: Risk, course: Course, framework: RiskFramework, until: date, wording: Wording, dice: Random
) -> list[Assessment]:
    """Inherent and target on the day it was found, then current scores every few months while it was open.

    One in twelve was never scored, as it happens.
    """
    found = (risk.identified_on and risk.identified_on.start) or until
    last = (risk.closed_on and risk.closed_on.start) or until
    if dice.random() < 1 / 12 and risk.order > 2:
        return []
    likelihood, impact = dice.randint(2, 5), dice.randint(2, 5)
    target = max(1, likelihood - dice.randint(1, 3)), max(1, impact - dice.randint(0, 2))

    def scored(kind: str, on: date, values: tuple[int, int]) -> Assessment:
        reason = wording.say(sentences.REASSESSED, course.group) if kind == AssessmentKind.CURRENT else ""
        return Assessment(
            risk=risk,
            kind=kind,
            framework=framework,
            likelihood=values[0],
            impact=values[1],
            assessed_on=on,
            reason=reason,
        )

    rows = [
        scored(AssessmentKind.INHERENT, found, (likelihood, impact)),
        scored(AssessmentKind.TARGET, found, target),
    ]
    on = found
    while on <= last:
        rows.append(scored(AssessmentKind.CURRENT, on, (likelihood, impact)))
        likelihood = min(5, max(1, likelihood + dice.choice((-1, -1, 0, 0, 1))))
        impact = min(5, max(1, impact + dice.choice((-1, 0, 0, 0, 1))))
        on += timedelta(days=dice.randint(40, 130))
    return rows
