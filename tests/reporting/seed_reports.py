"""Seed B with a month of reporting on top, for the tests of its documents. No expectation stands here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

from alliance.models import Alliance
from programmes.choices import PeriodState, UpdateState
from programmes.models import BusinessArea, RagRating, ReportingPeriod
from reporting.choices import Edition
from tests import factories
from tests.reporting.made import Made, make
from tests.seed import load_example

SEPTEMBER_2017 = date(2017, 9, 22)
SEPTEMBER_2016 = date(2016, 9, 30)
FILED_AT = datetime(2017, 9, 8, 15, tzinfo=UTC)
ACCEPTED_AT = datetime(2017, 9, 11, 9, tzinfo=UTC)


NAMES = ("2017", "2017 open", "2017 with updates", "2016", "2016 with updates")


def all_documents(names: Collection[str] = NAMES) -> dict[str, Made]:
    """The highlight report of seed B on both dates, with and without updates, and in the open edition."""
    alliance = load_example("devon-cornwall-dorset")
    areas = list(BusinessArea.objects.filter(alliance=alliance, counts=True))
    month = ReportingPeriod.objects.get(alliance=alliance, code="2017-09")
    file_updates(alliance, month, areas[:24])
    earlier = factories.make_period(alliance, "2016-09", title="September 2016", as_at=SEPTEMBER_2016)
    file_updates(alliance, earlier, areas[:3])
    asked: dict[str, dict[str, Any]] = {
        "2017": {"on": SEPTEMBER_2017},
        "2017 open": {"on": SEPTEMBER_2017, "edition": Edition.OPEN},
        "2017 with updates": {"on": SEPTEMBER_2017, "period": month},
        "2016": {"on": SEPTEMBER_2016},
        "2016 with updates": {"on": SEPTEMBER_2016, "period": earlier},
    }
    return {name: make(alliance, **asked[name]) for name in NAMES if name in names}


def file_updates(alliance: Alliance, period: ReportingPeriod, areas: list[BusinessArea]) -> None:
    """Updates of all states: most accepted, every eighth submitted, every ninth returned, and a sign-off."""
    ratings = list(RagRating.objects.filter(alliance=alliance))
    for number, area in enumerate(areas):
        state: dict[str, Any] = {"state": UpdateState.ACCEPTED, "accepted_at": ACCEPTED_AT}
        if number % 8 == 7:
            state = {"state": UpdateState.SUBMITTED}
        elif number % 9 == 8:
            state = {"state": UpdateState.RETURNED, "return_comment": "Say which month."}
        factories.make_update(
            period,
            area,
            rag=ratings[number % len(ratings)],
            rag_reason=f"Reason {number}: the training dates moved by a fortnight.",
            done=f"Work {number} was finished on time.\nA second line says more of it.",
            next_steps=f"Step {number} follows in the next period.",
            decision_asked=f"Agree request {number}." if number % 5 == 0 else "",
            submitted_at=FILED_AT,
            **state,
        )
    period.summary = "All on track.\nTwo areas need the board."
    period.state = PeriodState.SIGNED_OFF
    period.signed_off_at = datetime(2017, 9, 14, 12, tzinfo=UTC)
    factories._save(period)
