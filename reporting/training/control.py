"""What keeps a training alliance to its plan: tolerances with readings, change requests, and independent reviews."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from core.choices import Unit
from core.imprecise_dates import ImpreciseDate
from programmes.choices import ChangeState, Dimension, RagTone, RecommendationState, Urgency
from programmes.models import (
    BaselineMove,
    ChangeRequest,
    ConfidenceRating,
    ConfidenceScale,
    GateReview,
    ReviewRecommendation,
    Tolerance,
    ToleranceReading,
)
from reporting.training.areas import Course
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size

BOARD: Final = "Alliance Board"
MEANINGS: Final = {
    "green": "Successful delivery on time, budget and quality appears highly likely and there are no major outstanding"
    " issues that at this stage appear to threaten delivery significantly.",
    "amber-green": "Successful delivery appears probable; constant attention will be needed to ensure risks do not"
    " materialise into major issues.",
    "amber": "Successful delivery appears feasible but significant issues already exist requiring management attention;"
    " these appear resolvable at this stage and, if addressed promptly, should not present a cost or schedule overrun.",
    "amber-red": "Successful delivery is in doubt, with major risks or issues apparent in a number of key areas; urgent"
    " action is needed.",
    "red": "Successful delivery appears unachievable; there are major issues with project definition, schedule, budget,"
    " quality and/or benefits delivery which at this stage do not appear manageable or resolvable; the project may need"
    " re-scoping or its viability reassessed.",
}
"""The definitions of delivery confidence (domain.md 2.2)."""
POINTS: Final = (
    ("green", "G", "Green", RagTone.GREEN),
    ("amber-green", "A/G", "Amber/Green", RagTone.GREEN),
    ("amber", "A", "Amber", RagTone.AMBER),
    ("amber-red", "A/R", "Amber/Red", RagTone.ORANGE),
    ("red", "R", "Red", RagTone.RED),
)
ALLOWED: Final = (
    (Dimension.TIME, None, 45, Unit.DAYS, "", None),
    (Dimension.COST, None, 10, Unit.PERCENT, "", 4),
    (Dimension.BENEFIT, 15, None, Unit.PERCENT, "", -18),
    (Dimension.PEOPLE, 20, 20, Unit.PEOPLE, "", 6),
    (Dimension.SCOPE, None, 2, Unit.OTHER, "functions", 1),
    (Dimension.QUALITY, 5, None, Unit.OTHER, "points", -2),
    (Dimension.RISK, None, 3, Unit.OTHER, "high risks", 5),
)
"""For the whole alliance: dimension, less, more, unit, its word, and how far from the plan it stood last."""
ASKED: Final = (
    ("Two months more for delivery", Dimension.TIME, "Move the last milestone by two months.", ChangeState.APPROVED),
    ("A second training site", Dimension.COST, "Rent rooms for a second site for six months.", ChangeState.RAISED),
    ("Leave out the night desk", Dimension.SCOPE, "Keep the night desk of each force as it is.", ChangeState.REFUSED),
    ("Four posts more", Dimension.PEOPLE, "Add four posts to the team for the first year.", ChangeState.DEFERRED),
    ("A later saving", Dimension.BENEFIT, "Count the saving from the next financial year.", ChangeState.WITHDRAWN),
)
RECOMMENDED: Final = (
    ("Agree who pays for leaving before the full case is put to the bodies.", Urgency.CRITICAL, -20, ""),
    ("Name one owner for the benefits of the programme.", Urgency.ESSENTIAL, 40, ""),
    (
        "Keep one plan for all work streams.",
        Urgency.RECOMMENDED,
        -60,
        "One plan is kept, and read monthly.",
    ),
)
"""Text, how soon, by how many days from the last day of the record it is due, and what came of it."""


def make_control(size: Size, cast: Cast, courses: list[Course]) -> None:
    """Comes after the areas' way: an approved request is the one for which a baseline was moved."""
    _tolerances(size, cast, courses)
    _changes(size, cast, courses)
    _reviews(size, cast, courses)


def _tolerances(size: Size, cast: Cast, courses: list[Course]) -> None:
    began, last = ImpreciseDate.day(cast.began), size.until - timedelta(days=25)
    common: dict[str, Any] = {"alliance": cast.alliance, "from_date": began, "approved_by": BOARD, "source": SOURCE}
    rows, off = [], []
    for order, (dimension, less, more, unit, word, value) in enumerate(ALLOWED, start=1):
        rows.append(_tolerance(f"{dimension}-all", dimension, less, more, unit, word, order=order, **common))
        off.append(value)
    red = next(each for each in courses if each.special == "red")
    own = {**common, "area": red.area, "words": "The board wants to be told of this area sooner."}
    rows.append(_tolerance("time-own", Dimension.TIME, None, 14, Unit.DAYS, "", order=20, **own))
    rows.append(_tolerance("cost-own", Dimension.COST, None, 50000, Unit.POUNDS, "", order=21, **own))
    off += [None, 62000]
    keep(rows)
    readings = []
    for tolerance, value in zip(rows, off, strict=True):
        if value is not None:
            before = last - timedelta(days=90)
            readings.append(_reading(tolerance, Decimal(value) / 2, before))
            readings.append(_reading(tolerance, Decimal(value), last))
    keep(readings)


def _tolerance(
    code: str,
    dimension: str,
    less: int | None,
    more: int | None,
    unit: str,
    word: str,
    **common: Any,
) -> Tolerance:
    limits = {name: None if value is None else Decimal(value) for name, value in (("less", less), ("more", more))}
    return Tolerance(code=code, dimension=dimension, unit=unit, unit_word=word, **limits, **common)


def _reading(tolerance: Tolerance, value: Decimal, on: date) -> ToleranceReading:
    return ToleranceReading(tolerance=tolerance, value=value, as_at=ImpreciseDate.day(on), source=SOURCE)


def _changes(size: Size, cast: Cast, courses: list[Course]) -> None:
    """One of each outcome. The first is of the area whose baseline was moved, where one was."""
    move = BaselineMove.objects.in_edition(cast.alliance, with_restricted=True).order_by("pk").first()
    areas = [each.area for each in courses if each.special not in ("restricted", "left")]
    rows = []
    for number, (title, dimension, text, state) in enumerate(ASKED, start=1):
        raised = size.until - timedelta(days=130 - 10 * number)
        decided = state != ChangeState.RAISED
        area = move.area if move is not None and number == 1 else areas[number % len(areas)]
        rows.append(
            ChangeRequest(
                alliance=cast.alliance,
                area=None if number == len(ASKED) else area,
                reference=f"CR-{number:03}",
                title=title,
                text=text,
                dimension=dimension,
                impact="Made up for training: the plan, the budget and one partner's rota.",
                raised_by_words="Head of the work stream",
                raised_on=raised,
                state=state,
                decided_on=raised + timedelta(days=21) if decided else None,
                decided_by_words=BOARD if decided else "",
                reason="" if state == ChangeState.APPROVED or not decided else "The board asked for the costs first.",
                deferred_until=ImpreciseDate.tba("the next board") if state == ChangeState.DEFERRED else None,
                source=SOURCE,
                order=number,
            )
        )
    keep(rows)
    if move is not None:
        move.change_request = rows[0]
        move.save()


def _reviews(size: Size, cast: Cast, courses: list[Course]) -> None:
    """One of the whole programme, one of an area before its gate; the second alone is open to all readers."""
    five, three = _scales(cast)
    course = next(each for each in courses if each.special not in ("restricted", "left") and each.gates)
    held = size.until - timedelta(days=75)
    known: dict[str, Any] = {"alliance": cast.alliance, "addressed_to": "Senior responsible owner", "source": SOURCE}
    known["reviewers"] = "Three reviewers from outside the partners"
    reviews = keep(
        [
            GateReview(
                reference="GR-01",
                point="0 Strategic assessment",
                held_on=ImpreciseDate.day(held),
                rating=three["amber"] if held >= date(2022, 4, 1) else five["amber-green"],
                words="The aims are clear and shared. Who pays for leaving is not agreed.",
                order=1,
                **known,
            ),
            GateReview(
                reference="GR-02",
                area=course.area,
                gate=course.gates[-1],
                point="4 Readiness for service",
                held_on=ImpreciseDate.month(held.year, held.month),
                rating=three["green"] if held >= date(2022, 4, 1) else five["green"],
                words="The team is ready; the second site needs its lease.",
                restricted=False,
                order=2,
                **known,
            ),
        ]
    )
    rows = []
    for review in reviews:
        for number, (text, urgency, days, outcome) in enumerate(RECOMMENDED, start=1):
            due = size.until + timedelta(days=days)
            rows.append(
                ReviewRecommendation(
                    review=review,
                    number=str(number),
                    text=text,
                    urgency=urgency,
                    owner=cast.posts[number % len(cast.posts)],
                    due_on=due,
                    state=RecommendationState.DONE if outcome else RecommendationState.OPEN,
                    done_on=due if outcome else None,
                    outcome=outcome,
                    order=number,
                )
            )
    keep(rows)


def _scales(cast: Cast) -> tuple[dict[str, ConfidenceRating], dict[str, ConfidenceRating]]:
    """Five points until three took their place in 2021/22."""
    changed = ImpreciseDate.financial_year(2021)
    five, three = keep(
        [
            ConfidenceScale(alliance=cast.alliance, code="five", name="Five points", to_date=changed, order=1),
            ConfidenceScale(alliance=cast.alliance, code="three", name="Three points", from_date=changed, order=2),
        ]
    )
    return _points(five, POINTS), _points(three, POINTS[::2])


def _points(scale: ConfidenceScale, points: Any) -> dict[str, ConfidenceRating]:
    rows = [
        ConfidenceRating(
            scale=scale, code=code, letter=letter, word=word, tone=tone, meaning=MEANINGS[code], order=order
        )
        for order, (code, letter, word, tone) in enumerate(points, start=1)
    ]
    return {each.code: each for each in keep(rows)}
