"""What is beyond its tolerance: worked out from dates and readings as at a day, shown to those who may see it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core import as_at
from core.imprecise_dates import ImpreciseDate
from programmes.models import Tolerance
from programmes.readings import breaches_of, breaches_of_row
from programmes.scoring import Room, When, days_off, days_off_on, excess
from tests import factories as make
from tests.control_factories import make_reading, make_tolerance
from tests.programmes.way import Way

DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))
AMOUNTS = st.integers(-10_000_000, 10_000_000).map(lambda each: Decimal(each) / 10_000)
ROOMS = st.none() | st.integers(0, 5_000_000).map(lambda each: Decimal(each) / 10_000)
SPANS = st.builds(lambda first, days: When(first, first + timedelta(days=days)), DAYS, st.integers(0, 400))


def day(on: date) -> When:
    return When(on, on)


class TestArithmetic:
    @given(off=AMOUNTS, less=ROOMS, more=ROOMS)
    def test_what_is_beyond_and_what_is_allowed_make_what_is_off(
        self, off: Decimal, less: Decimal | None, more: Decimal | None
    ) -> None:
        over = excess(off, Room(less, more))
        within = (more is None or off <= more) and (less is None or off >= -less)
        assert (over is None) == within
        if over is not None:
            limit = more if over.is_more else less
            assert limit is not None
            assert over.beyond > 0
            assert (limit + over.beyond) * (1 if over.is_more else -1) == off

    @given(off=AMOUNTS, less=ROOMS, more=ROOMS)
    def test_the_two_sides_mirror_one_another(self, off: Decimal, less: Decimal | None, more: Decimal | None) -> None:
        one, other = excess(off, Room(less, more)), excess(-off, Room(more, less))
        assert (one and one.beyond) == (other and other.beyond)
        assert one is None or other is None or one.is_more != other.is_more

    @given(planned=DAYS, came=DAYS)
    def test_between_two_days_it_is_their_difference(self, planned: date, came: date) -> None:
        assert days_off(day(planned), day(came)) == (came - planned).days

    @given(planned=SPANS, then=SPANS, data=st.data())
    def test_a_date_that_is_no_day_is_late_only_by_what_is_certain(
        self, planned: When, then: When, data: st.DataObject
    ) -> None:
        """Whatever days were meant, it is at least so far off, on that side."""
        assert planned.first is not None
        assert then.first is not None
        meant = data.draw(st.dates(planned.first, planned.last))
        came = data.draw(st.dates(then.first, then.last))
        least, real = days_off(planned, then), (came - meant).days
        assert least == 0 or (0 < least <= real) or (real <= least < 0)

    def test_before_a_deadline_is_on_time_and_not_early(self) -> None:
        deadline = When(None, date(2015, 9, 30))
        assert days_off(deadline, day(date(2015, 8, 1))) == 0
        assert days_off(deadline, day(date(2015, 10, 10))) == 10
        assert days_off(day(date(2015, 6, 1)), deadline) == 0

    @given(planned=DAYS, forecast=st.none() | DAYS, on=DAYS)
    def test_what_has_not_come_is_as_late_as_it_is_overdue(
        self, planned: date, forecast: date | None, on: date
    ) -> None:
        off = days_off_on(day(planned), None, forecast and day(forecast), on)
        if on > planned:
            assert off >= (on - planned).days
        elif forecast is None:
            assert off == 0
        assert forecast is None or off >= (forecast - planned).days

    def test_what_came_later_had_not_come_on_the_day(self) -> None:
        planned, came = day(date(2017, 6, 1)), day(date(2017, 9, 1))
        assert days_off_on(planned, came, None, date(2017, 7, 1)) == 30
        assert days_off_on(planned, came, None, date(2017, 9, 1)) == 92


def read(way: Way, who: str = "sro", on: date = date(2017, 9, 20), **more: Any) -> list[tuple[str, str, str]]:
    """What is beyond, in words: what, against the plan, beyond it by."""
    found = breaches_of(way.alliance, way.people[who], as_at.read({"as_at": on.isoformat()}), **more)
    return [(each.title, each.off_words, each.beyond_amount) for each in found]


class TestTime:
    def test_gates_phases_and_milestones_are_read_from_their_dates(self, way: Way) -> None:
        """The furthest beyond comes first. The way's own gate was planned for 1 June and has not come."""
        make_tolerance(way.alliance, "time", more=Decimal(30))
        make.make_milestone(way.area, "Opened", baseline_on=make.day(2017, 6, 1), actual_on=make.day(2017, 7, 2))
        make.make_milestone(way.area, "In time", baseline_on=make.day(2017, 6, 1), actual_on=make.day(2017, 7, 1))
        dates = {"baseline_end": make.day(2017, 10, 1), "forecast_end": make.day(2017, 12, 1)}
        make.make_phase(way.area, "Design", **dates)
        why = {"tailored_because": "Small.", "tailoring_approved_by": "Board"}
        make.make_phase(way.area, "Left out", tailoring="omitted", **why, **dates)
        assert read(way, with_past=True) == [
            ("Full business case", "111 days late", "81 days"),
            ("Design", "61 days late", "31 days"),
            ("Opened", "31 days late", "1 day"),
        ]
        assert [line[0] for line in read(way)] == ["Full business case", "Design"]
        assert read(way, on=date(2017, 7, 1)) == [("Design", "61 days late", "31 days")]

    def test_c_11_a_gate_of_a_month_is_late_from_its_end(self, way: Way) -> None:
        """Due in March 2016 and not passed: as at 30 April it is certainly 30 days late."""
        make_tolerance(way.alliance, "time", more=Decimal(29))
        way.gate.planned_on, way.gate.is_moving = ImpreciseDate.month(2016, 3), True
        make._save(way.gate)
        assert read(way, on=date(2016, 4, 29)) == []
        assert read(way, on=date(2016, 4, 30)) == [("Full business case", "30 days late", "1 day")]

    def test_an_areas_own_takes_the_place_of_the_alliances(self, way: Way) -> None:
        make_tolerance(way.alliance, "time", more=Decimal(10))
        own = make_tolerance(way.alliance, "time", area=way.area, more=Decimal(200))
        assert read(way) == []
        other = make.make_gate(make.make_area(way.alliance), "Mandate", passed_on=make.day(2017, 6, 20))
        assert read(way, with_past=True) == [("Mandate", "19 days late", "9 days")]
        own.withdrawn_at = way.by(other)["at"]
        make._save(own)
        assert [line[0] for line in read(way, with_past=True)] == ["Full business case", "Mandate"]

    def test_only_what_holds_on_the_day_is_asked(self, way: Way) -> None:
        make_tolerance(way.alliance, "time", more=Decimal(5), to_date=make.day(2017, 8, 31))
        assert len(read(way, on=date(2017, 8, 31))) == 1
        assert read(way, on=date(2017, 9, 1)) == []

    def test_too_early_can_be_beyond_too(self, way: Way) -> None:
        make_tolerance(way.alliance, "time", more=None, less=Decimal(7))
        gate = make.make_gate(way.area, "Mandate", passed_on=make.day(2017, 5, 20))
        assert read(way, with_past=True) == [("Mandate", "12 days early", "5 days")]
        moment = as_at.read({"as_at": "2017-09-20"})
        assert [each.worst.beyond for each in breaches_of_row(gate, way.people["sro"], moment)] == [5]
        assert breaches_of_row(way.gate, way.people["sro"], moment) == []


class TestReadings:
    def test_the_newest_by_the_day_is_what_holds(self, way: Way) -> None:
        tolerance = make_tolerance(way.alliance, more=Decimal(10), less=Decimal(5))
        make_reading(tolerance, 12, make.day(2017, 3, 1))
        make_reading(tolerance, 4, make.day(2017, 6, 1))
        make_reading(tolerance, -8, make.day(2017, 9, 1))
        assert read(way, on=date(2017, 2, 1)) == []
        assert read(way, on=date(2017, 4, 1)) == [("Cost, as at 1 March 2017", "12% more than planned", "2%")]
        assert read(way, on=date(2017, 7, 1)) == []
        assert read(way) == [("Cost, as at 1 September 2017", "8% less than planned", "3%")]

    def test_of_one_area_only_its_own_is_given(self, way: Way) -> None:
        make_reading(make_tolerance(way.alliance), 12)
        make_reading(make_tolerance(way.alliance, "people", area=way.area, unit="people"), 11)
        assert len(read(way)) == 2
        assert [line[1] for line in read(way, area=way.area)] == ["11 people more than planned"]

    def test_nothing_worked_out_is_stored(self) -> None:
        names = {field.name for field in Tolerance._meta.get_fields()}
        assert not {name for name in names if "breach" in name or "beyond" in name or "excess" in name}

    def test_as_known_on_an_earlier_day_it_is_what_the_record_said(self, way: Way) -> None:
        tolerance = make_tolerance(way.alliance)
        reading = make_reading(tolerance, 12, make.day(2016, 1, 1))
        for each in (way.alliance, way.area, tolerance, reading):
            each.history.update(history_date=way.by(way.gate)["at"])
        reading.value = Decimal(3)
        make._save(reading)
        then = breaches_of(way.alliance, way.people["sro"], as_at.read({"known_on": "2017-09-21"}))
        assert [each.off_words for each in then] == ["12% more than planned"]
        assert breaches_of(way.alliance, way.people["sro"], as_at.read({})) == []


class TestWhoSees:
    def test_what_is_beyond_in_a_restricted_area_is_for_those_who_see_the_area(self, way: Way) -> None:
        hidden = make.make_area(way.alliance, "Hidden", restricted=True)
        make_tolerance(way.alliance, "time", more=Decimal(30))
        make.make_gate(hidden, "Secret gate")
        make_reading(make_tolerance(way.alliance, area=hidden), 12)
        assert {line[0] for line in read(way, "auditor")} >= {"Secret gate", "Cost, as at 1 September 2017"}
        assert [line[0] for line in read(way, "area_lead")] == ["Full business case"]

    def test_the_pages_and_the_api_show_it(self, way: Way) -> None:
        make_tolerance(way.alliance, "time", more=Decimal(30), approved_by="Executive Board")
        client, slug = way.client("auditor"), way.alliance.slug
        pages = ("breaches/?as_at=2017-09-20", "areas/fleet/?as_at=2017-09-20", f"gates/{way.gate.pk}/")
        for page in pages:
            text = client.get(f"/a/{slug}/{page}").content.decode()
            assert "Up to 30 days late" in text, page
            assert "Set by Executive Board" in text, page
        data = client.get(f"/api/v1/alliances/{way.alliance.pk}/breaches/?as_at=2017-09-20").json()
        [line] = data["breaches"]
        assert (line["dimension"], line["subject"], line["words"]) == ("time", way.gate.pk, "111 days late")
        assert (line["off"], line["beyond"], line["allowed"]) == ("111.0000", "81.0000", "up to 30 days late")
        assert line["url"] == f"/a/{slug}/gates/{way.gate.pk}/"
        assert client.get(f"/api/v1/alliances/{way.alliance.pk}/breaches/?past=perhaps").status_code == 400
        assert client.get(f"/api/v1/alliances/{way.alliance.pk}/breaches/?on=2017-09-20").status_code == 400

    def test_the_list_has_a_line_for_each_area_and_all_of_one_that_is_named(self, way: Way) -> None:
        make_tolerance(way.alliance, "time", more=Decimal(30))
        for number in (1, 2):
            make.make_milestone(way.area, f"Still ahead {number}")
        came = make.make_milestone(way.area, "Came late", actual_on=make.day(2017, 8, 1))
        other = make.make_gate(make.make_area(way.alliance, "Stores", slug="stores"), "Mandate")
        client, url = way.client("auditor"), f"/a/{way.alliance.slug}/breaches/?as_at=2017-09-20"
        text = client.get(url).content.decode()
        assert "and 2 more in this area" in text
        assert "4 in all" in text
        assert other.name in text
        fleet = client.get(f"{url}&area=fleet").content.decode()
        assert all(f"Still ahead {number}" in fleet for number in (1, 2))
        assert "Mandate" not in fleet
        assert came.name not in fleet
        assert came.name in client.get(f"{url}&area=fleet&past=yes").content.decode()
        assert client.get(f"{url}&area=none").status_code == 404


class TestRefusals:
    @pytest.mark.parametrize(
        ("fields", "named"),
        [
            ({"more": None}, "more"),
            ({"more": Decimal(-1)}, "more"),
            ({"dimension": "time", "unit": "percent"}, "unit"),
            ({"unit": "other"}, "unit_word"),
            ({"unit_word": "points"}, "unit_word"),
        ],
    )
    def test_a_tolerance_has_a_limit_in_a_unit_of_its_dimension(
        self, fields: dict[str, Any], named: str, way: Way
    ) -> None:
        known = {"dimension": "cost", "unit": "percent", "more": Decimal(10), "code": "one"}
        with pytest.raises(ValidationError) as caught:
            Tolerance(alliance=way.alliance, **known | fields).full_clean()
        assert list(caught.value.message_dict) == [named]

    def test_the_database_holds_no_tolerance_without_a_limit(self, way: Way) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_tolerance(way.alliance, more=None)

    def test_nobody_types_in_how_late_something_is(self, way: Way) -> None:
        tolerance = make_tolerance(way.alliance, "time")
        sent = {"tolerance": tolerance.pk, "value": "40", "as_at": "1 September 2017"}
        answer = way.client("programme_office").post(
            "/api/v1/tolerance-readings/", sent, content_type="application/json"
        )
        assert answer.status_code == 400
        assert "read from the dates" in str(answer.json())
