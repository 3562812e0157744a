"""A whole alliance for the composed pages, of any size: areas in all states, periods, gates, savings, scores, a board.

What becomes of each area follows from its number alone, so that tests can say what to expect. Nothing is asserted here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from alliance.models import Alliance
from core import clock
from programmes.models import BenefitEntry
from tests import factories as make

TONES = ("green", "amber", "red")


def make_whole(areas: int = 12, periods: int = 14, risks: int = 20, slug: str = "whole") -> Alliance:
    """Each third area did not report for the newest period, each seventh has no gate, each fifth no saving."""
    alliance = make.make_alliance("The Whole Alliance", slug=slug)
    statuses = [make.make_status(alliance, code, order=n) for n, code in enumerate(("design", "approved", "live"))]
    ratings = [make.make_rating(alliance, tone) for tone in TONES]
    months = [_period(alliance, number) for number in range(periods)]
    for number in range(areas):
        area = make.make_area(alliance, f"Area {number:02} (phase {number % 3 + 1})", order=number)
        make.make_area_status(area, statuses[number % 3], from_date=make.day(2015, 1, 1), order=number)
        for age, period in enumerate(months):
            if not (age == 0 and number % 3 == 2):
                state = "submitted" if age == 0 and number % 2 else "accepted"
                known: dict[str, Any] = {"accepted_at": clock.now()} if state == "accepted" else {}
                make.make_update(period, area, state=state, rag=ratings[(number + age) % 3], **known)
        if number % 7:
            make.make_gate(area, "Full business case", forecast_on=make.day(2016 + 10 * (number % 2), 3, 1))
        if number % 5:
            _saving(alliance, area, 10_000 * (number + 1), "forecast")
            _saving(alliance, area, 1_000 * (number + 1), "actual")
    _risks(alliance, risks)
    _board(alliance)
    return alliance


def _period(alliance: Alliance, age: int) -> Any:
    today = clock.today()
    start = today.replace(day=1)
    for _ in range(age):
        start = (start - timedelta(days=1)).replace(day=1)
    dates = {"starts_on": start, "ends_on": start + timedelta(days=27), "due_on": start, "as_at": start}
    state: dict[str, Any] = {"state": "signed_off", "signed_off_at": clock.now()} if age else {}
    return make.make_period(alliance, f"{start:%Y-%m}", title=f"{start:%B %Y}", **dates, **state)


def _saving(alliance: Alliance, area: Any, amount: int, basis: str) -> None:
    benefit = make.make_benefit(alliance, area=area)
    terms = {"unit": "pounds", "period": "a_year", "by_year": "2022/23", "as_at": make.day(2017, 9, 1)}
    make._save(BenefitEntry(benefit=benefit, caption="Saving", amount_low=amount, basis=basis, **terms))


def _risks(alliance: Alliance, count: int) -> None:
    """The last three are not scored; the first is closed."""
    register, framework = make.make_register(alliance), make.make_framework(alliance)
    for number in range(count):
        closed = {"state": "closed", "closed_on": make.day(2017, 1, 1)} if number == 0 else {}
        risk = make.make_risk(register, is_key=number < 4, **closed)
        if number < count - 3:
            make.make_assessment(risk, framework, number % 5 + 1, number % 4 + 1)


def _board(alliance: Alliance) -> None:
    """A meeting next week with three papers, of which one was received, and three actions, of which two are overdue."""
    today = clock.today()
    board = make.make_board(alliance)
    past = make.make_meeting(board, held_on=today - timedelta(days=30), state="held")
    for late in (3, 4, -5):
        make.make_action(past, due_on=today - timedelta(days=late))
    item = make.make_item(make.make_meeting(board, held_on=today + timedelta(days=7)))
    papers = [make.make_paper(item) for _ in range(3)]
    make.make_version(papers[0])
