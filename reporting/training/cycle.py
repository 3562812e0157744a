"""The months: what each area reported, what nobody filed, what was returned, and the sign-off of all but the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format

from core.date_spans import month_span
from core.imprecise_dates import ImpreciseDate
from programmes.choices import PeriodState, RagTone, UpdateState
from programmes.models import ProgrammeRag, RagRating, ReportingPeriod, Update
from reporting.training import sentences
from reporting.training.areas import Course
from reporting.training.cast import AREAS_A_LEAD, SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size, months_back
from reporting.training.wording import Wording

RATINGS: Final = (
    ("green", "G", "Green", RagTone.GREEN, False, "On time, within its money, nothing asked."),
    ("amber", "A", "Amber", RagTone.AMBER, True, "At risk; the area can mend it by itself."),
    ("red", "R", "Red", RagTone.RED, True, "Off course; help or a decision is needed."),
)
STEPS: Final = {"green": (0.86, 0.12), "amber": (0.3, 0.55), "red": (0.05, 0.35)}
"""From one month's rating: how likely the next is green, how likely amber; else it is red."""
DUE_AFTER, ACCEPTED_AFTER, SIGNED_AFTER = 7, 9, 14
"""Days after the end of the month."""
MISSED, STUCK = 0.04, 0.01
"""How often an area files nothing for a month, and how often what it filed is never accepted."""


@dataclass
class Month:
    """One reporting period, its updates and whether it is the newest."""

    period: ReportingPeriod
    is_newest: bool


def make_cycle(size: Size, cast: Cast, courses: list[Course], wording: Wording) -> list[ReportingPeriod]:
    """Periods, updates and the ratings of the whole. Oldest first."""
    dice = size.dice("cycle")
    ratings = keep(
        [
            RagRating(
                alliance=cast.alliance,
                code=code,
                letter=letter,
                word=word,
                tone=tone,
                needs_reason=needs,
                meaning=meaning,
                order=order,
            )
            for order, (code, letter, word, tone, needs, meaning) in enumerate(RATINGS)
        ]
    )
    months = [_month(cast, first, wording, courses, dice) for first in months_back(size.until, size.months)]
    months[-1].is_newest = True
    _open(months[-1].period)
    keep([month.period for month in months])
    by_code = {rating.code: rating for rating in ratings}
    updates: list[Update] = []
    for place, course in enumerate(courses):
        updates += _updates(course, months, by_code, cast, cast.leads[place // AREAS_A_LEAD], size.until, wording, dice)
    keep(updates)
    _rate_the_whole(cast, months, updates, by_code)
    return [month.period for month in months]


def _month(cast: Cast, first: date, wording: Wording, courses: list[Course], dice: Random) -> Month:
    end = month_span(first.year, first.month)[1]
    period = ReportingPeriod(
        alliance=cast.alliance,
        code=f"{first:%Y-%m}",
        title=date_format(first, "F Y"),
        starts_on=first,
        ends_on=end,
        due_on=end + timedelta(days=DUE_AFTER),
        as_at=end,
        state=PeriodState.SIGNED_OFF,
        signed_off_by=cast.sro,
        signed_off_at=at_noon(end + timedelta(days=SIGNED_AFTER)),
        summary=wording.say(sentences.SUMMARIES, dice.choice(courses).group),
    )
    return Month(period, is_newest=False)


def _open(period: ReportingPeriod) -> None:
    """The newest month is still being reported."""
    period.state, period.signed_off_by, period.signed_off_at, period.summary = PeriodState.OPEN, None, None, ""


def at_noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def _updates(
    course: Course,
    months: list[Month],
    ratings: dict[str, RagRating],
    cast: Cast,
    lead: Any,
    until: date,
    wording: Wording,
    dice: Random,
) -> list[Update]:
    """One area's updates, for the months in which it had a status."""
    code, rows = dice.choice(("green", "green", "green", "amber", "red")), []
    for month in months:
        draw = dice.random()
        to_green, to_amber = STEPS[code]
        code = "green" if draw < to_green else "amber" if draw < to_green + to_amber else "red"
        state = _state(course, month, dice)
        if not course.stood_on(month.period.as_at) or not state:
            continue
        if month.is_newest and course.special == "red":
            code = "red"
        row = Update(period=month.period, area=course.area, state=state)
        _fill(row, code, ratings, course, wording, dice)
        _sign(row, cast, lead, until)
        rows.append(row)
    return rows


def _state(course: Course, month: Month, dice: Random) -> str:
    """The state its update has; empty where it files nothing."""
    draw = dice.random()
    if not month.is_newest:
        return "" if draw < MISSED else UpdateState.SUBMITTED if draw < MISSED + STUCK else UpdateState.ACCEPTED
    special = {"silent": "", "draft": UpdateState.DRAFT, "returned": UpdateState.RETURNED, "red": UpdateState.ACCEPTED}
    if course.special in special:
        return str(special[course.special])
    return UpdateState.ACCEPTED if draw < 0.75 else UpdateState.SUBMITTED if draw < 0.92 else ""


def _fill(
    row: Update, code: str, ratings: dict[str, RagRating], course: Course, wording: Wording, dice: Random
) -> None:
    """What the area says. A draft is half written."""
    count = dice.choice((1, 2, 2, 3))
    row.done = " ".join(wording.say(sentences.DONE, course.group, results=sentences.RESULTS) for _ in range(count))
    if row.state == UpdateState.DRAFT:
        return
    row.rag = ratings[code]
    row.next_steps = " ".join(wording.say(sentences.NEXT, course.group) for _ in range(dice.choice((1, 1, 2))))
    if code != "green":
        row.rag_reason = wording.say(sentences.RED if code == "red" else sentences.AMBER, course.group)
    if code == "red" and dice.random() < 0.5:
        row.decision_asked = wording.say(sentences.DECISIONS, course.group)
    if row.state == UpdateState.RETURNED:
        row.return_comment = "Say which site this speaks of, and by when."


def _sign(row: Update, cast: Cast, lead: Any, until: date) -> None:
    """Who filed and accepted it, and when; never later than the day the record reaches to."""
    end = row.period.ends_on
    if row.state != UpdateState.DRAFT:
        row.submitted_by, row.submitted_at = lead, at_noon(min(end + timedelta(days=DUE_AFTER), until))
    if row.state == UpdateState.ACCEPTED:
        row.accepted_by, row.accepted_at = cast.office, at_noon(min(end + timedelta(days=ACCEPTED_AFTER), until))


def _rate_the_whole(cast: Cast, months: list[Month], updates: list[Update], ratings: dict[str, RagRating]) -> None:
    """The senior responsible owner's rating of the whole, each quarter: no arithmetic, but not blind to the reds."""
    rows = []
    for month in months[-1::-3]:
        reds = sum(row.period is month.period and row.rag is ratings["red"] for row in updates)
        total = sum(row.period is month.period for row in updates)
        code = "green" if reds * 12 < total else "amber" if reds * 4 < total else "red"
        rows.append(
            ProgrammeRag(
                alliance=cast.alliance,
                dimension="Programme progress",
                rating=ratings[code],
                as_at=ImpreciseDate.day(month.period.as_at),
                source=SOURCE,
            )
        )
    keep(rows)
