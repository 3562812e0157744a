"""Phases of areas: several current, overlapping, none, numbered within the area, and tailored with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import clock
from core.imprecise_dates import ImpreciseDate
from programmes.models import AreaPhase, BusinessArea, LifecyclePhase
from tests import factories as make
from tests.programmes.way import Way

pytestmark = pytest.mark.django_db
ON = date(2010, 9, 15)
SAID = {"tailored_because": "A small project.", "tailoring_approved_by": "Programme Board"}


def page(way: Way, query: str = "", who: str = "programme_office") -> str:
    return way.client(who).get(f"/a/{way.alliance.slug}/areas/{way.area.slug}/{query}").content.decode()


def listed(way: Way, query: str = "") -> list[str]:
    return [row["name"] for row in way.client().get(f"/api/v1/area-phases/{query}").json()["results"]]


def test_a_15_two_phases_are_current_at_once(way: Way) -> None:
    for number, name in enumerate(("Full business case", "Design", "Implementation"), start=2):
        start = make.day(2016, number, 1) if number < 4 else None
        make.make_phase(way.area, name, number=str(number), actual_start=start, order=number)
    assert listed(way, "?current=true") == ["Full business case", "Design"]
    assert page(way).count("phase-list--current") == 2
    for row in AreaPhase.objects.filter(actual_start__isnull=False):
        assert row.state_on(date(2016, 6, 1)) == "current"


def test_d_15_an_area_without_phases_stands_beside_one_with_phases_numbered_within_it(way: Way) -> None:
    other = make.make_area(way.alliance, "High Tech Crime", slug="tech")
    make.make_phase(other, "Business Processes", number="1")
    assert AreaPhase.objects.get().title == "1. Business Processes"
    AreaPhase(area=way.area, name="Scoping", number="1").full_clean()
    assert "phase-list" not in page(way, who="auditor")


def test_d_16_phases_that_overlap_are_kept_as_they_are(way: Way) -> None:
    spans = [("September to October 2010", "2"), ("October to November 2010", "3")]
    for words, number in (("August to September 2010", "1"), *spans):
        start, end = ImpreciseDate.parse(words), ImpreciseDate.parse(words)
        phase = AreaPhase(area=way.area, name=f"Phase {number}", number=number, forecast_start=start, forecast_end=end)
        phase.full_clean()
        make._save(phase)
    assert page(way).count("September to October 2010 to September to October 2010") == 1


def test_d_18_the_state_in_words_is_kept_as_written(way: Way) -> None:
    make.make_phase(way.area, words="on schedule to commence")
    assert "on schedule to commence" in page(way)


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, "ahead"),
        ({"forecast_start": make.day(2010, 1, 1)}, "ahead"),
        ({"actual_start": make.day(2010, 9, 16)}, "ahead"),
        ({"actual_start": ImpreciseDate.month(2010, 9)}, "current"),
        ({"actual_start": make.day(2010, 1, 1), "actual_end": ImpreciseDate.month(2010, 9)}, "current"),
        ({"actual_start": make.day(2010, 1, 1), "actual_end": make.day(2010, 9, 15)}, "done"),
        ({"actual_end": make.day(2010, 9, 1)}, "done"),
        ({"tailoring": "omitted"}, "omitted"),
    ],
)
def test_its_state_is_read_from_its_actual_dates(fields: dict[str, Any], state: str) -> None:
    assert AreaPhase(**fields).state_on(ON) == state


class TestTailoring:
    """Rule E-28."""

    def faults(self, way: Way, **fields: Any) -> list[str]:
        with pytest.raises(ValidationError) as caught:
            AreaPhase(area=way.area, name="Consultation", **fields).full_clean()
        return sorted(set(caught.value.message_dict) - {"__all__"})

    def test_e_28_it_has_a_reason_and_an_approver(self, way: Way) -> None:
        assert self.faults(way, tailoring="shortened") == ["tailored_because", "tailoring_approved_by"]
        phase = AreaPhase(area=way.area, name="Consultation", tailoring="omitted", **SAID)
        phase.full_clean()
        make._save(phase)
        assert "Approved by Programme Board." in page(way)
        with pytest.raises(IntegrityError), transaction.atomic():
            AreaPhase.objects.update(tailored_because="")

    def test_e_28_only_as_the_lifecycle_allows(self, way: Way) -> None:
        lifecycle = make.make_lifecycle(way.alliance)
        phase = make._save(LifecyclePhase(lifecycle=lifecycle, code="4", name="Full case", may_omit=False))
        assert self.faults(way, phase=phase, tailoring="omitted", **SAID) == ["tailoring"]
        AreaPhase(area=way.area, name="x", phase=phase, tailoring="shortened", **SAID).full_clean()

    def test_e_28_a_combined_phase_names_another_of_its_area(self, way: Way) -> None:
        assert self.faults(way, tailoring="combined", **SAID) == ["combined_with"]
        elsewhere = make.make_phase(make.make_area(way.alliance))
        assert self.faults(way, tailoring="combined", combined_with=elsewhere, **SAID) == ["combined_with"]
        mine = make.make_phase(way.area)
        assert self.faults(way, combined_with=mine) == ["combined_with"]
        AreaPhase(area=way.area, name="x", tailoring="combined", combined_with=mine, **SAID).full_clean()

    def test_e_29_a_quick_win_is_fast_tracked(self, way: Way) -> None:
        AreaPhase(area=way.area, name="x", tailoring="fast_tracked", **SAID).full_clean()

    def test_what_was_begun_is_not_omitted(self, way: Way) -> None:
        assert self.faults(way, tailoring="omitted", actual_start=make.day(2010, 1, 1), **SAID) == ["tailoring"]

    def test_a_lifecycle_of_another_alliance_is_refused(self, way: Way) -> None:
        foreign = make.make_lifecycle(make.make_alliance())
        phase = make._save(LifecyclePhase(lifecycle=foreign, code="1", name="Foreign"))
        assert self.faults(way, phase=phase) == ["phase"]


def test_a_phase_is_late_by_its_end_and_one_that_is_omitted_never() -> None:
    phase = AreaPhase(baseline_end=make.day(2017, 6, 1), forecast_end=make.day(2017, 6, 15))
    assert phase.slippage == 14
    phase.tailoring = "omitted"
    assert phase.slippage is None


def test_the_page_of_an_area_says_what_its_next_gate_still_needs(way: Way) -> None:
    make.make_requirement(way.gate, "Exit strategy", organisation=make.make_organisation("North Police"))
    text = page(way, who="auditor")
    assert "Next: Full business case" in text
    assert "0 of 2 that it needs are met" in text
    assert "Exit strategy: North Police" in text
    known = page(way, f"?known_on={clock.today().isoformat()}", who="auditor")
    assert "Exit strategy: North Police" in known


def test_the_page_of_an_area_shows_milestones_with_the_days_late(way: Way) -> None:
    make.make_milestone(way.area, "First officers move in", forecast_on=make.day(2017, 6, 13))
    assert "12 days late" in page(way, who="auditor")
    assert listed_late(way) == ["First officers move in"]


def listed_late(way: Way) -> list[str]:
    rows = way.client().get("/api/v1/milestones/?overdue=true").json()["results"]
    return [row["name"] for row in rows]


def test_a_strip_shows_where_the_area_stands_among_the_words_of_the_alliance(way: Way) -> None:
    words = [make.make_status(way.alliance, code, order=order) for order, code in enumerate(("design", "live"))]
    make.make_area_status(BusinessArea.objects.get(pk=way.area.pk), words[1])
    text = page(way, who="auditor")
    assert text.index("phase-list--done") < text.index("phase-list--current")
