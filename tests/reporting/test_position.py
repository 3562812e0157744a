"""The position is read as at a date from what is recorded, in the authored order; nothing is made up for an area."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alliance.choices import Concept, Role
from alliance.models import Alliance, Term
from core import as_at, clock
from core.as_at import Moment
from core.imprecise_dates import ImpreciseDate
from programmes.choices import Measure
from programmes.models import AreaStatus, ReportedCount
from reporting.overview import position_seen
from reporting.position import Position, mid_sentence
from tests import factories as make

pytestmark = pytest.mark.django_db


def on(year: int, month: int, day: int) -> Moment:
    return Moment(on=date(year, month, day), is_today=False)


def report_count(
    alliance: Alliance, measure: Measure, value: int, as_at: ImpreciseDate, **fields: Any
) -> ReportedCount:
    fields.setdefault("source", "Panel report, paragraph 2.1")
    return make._save(ReportedCount(alliance=alliance, measure=measure, value=value, as_at=as_at, **fields))


def names(position: Position) -> list[list[str]]:
    return [[row.name for row in column.rows] for column in position.columns]


class TestAsAt:
    def test_follows_an_area_through_its_statuses(self, alliance: Alliance, office: Any) -> None:
        custody = alliance.areas.get(slug="custody")
        first = AreaStatus.objects.get(area=custody)
        first.to_date = make.day(2017, 6, 30)
        make._save(first)
        make.make_area_status(custody, alliance.position_statuses.get(code="approved"), from_date=make.day(2017, 7, 1))
        assert names(position_seen(alliance, office, on(2017, 6, 30))) == [
            ["Custody"],
            ["Intelligence"],
            ["Dogs", "Covert"],
        ]
        assert names(position_seen(alliance, office, on(2017, 7, 1)))[:2] == [[], ["Custody", "Intelligence"]]

    def test_is_empty_before_the_first_status_and_has_no_sentence(self, alliance: Alliance, office: Any) -> None:
        before = position_seen(alliance, office, on(2016, 12, 31))
        assert not before.is_recorded
        assert (before.approved, before.live, before.approved_not_live, before.sentence, before.table) == (
            None,
            None,
            None,
            "",
            (),
        )

    def test_counts_live_areas_among_the_approved(self, alliance: Alliance, office: Any) -> None:
        here = position_seen(alliance, office, on(2017, 9, 22))
        assert (here.approved, here.live, here.approved_not_live) == (3, 2, 1)

    def test_keeps_the_authored_order_of_each_column(self, alliance: Alliance, office: Any) -> None:
        live = alliance.position_statuses.get(code="live")
        for order, name in [(9, "Alpha"), (8, "Zulu"), (7, "Mike")]:
            make.make_area_status(make.make_area(alliance, name), live, order=order)
        assert names(position_seen(alliance, office, on(2017, 9, 22)))[2] == ["Dogs", "Covert", "Mike", "Zulu", "Alpha"]

    def test_leaves_out_an_area_that_stands_in_the_table_through_its_phases(
        self, alliance: Alliance, office: Any
    ) -> None:
        live = alliance.position_statuses.get(code="live")
        whole = make.make_area(alliance, "Information management", counts=False)
        phase = make.make_area(alliance, "Information management (phase 1)", parent=whole)
        for area in (whole, phase):
            make.make_area_status(area, live, order=10)
        assert names(position_seen(alliance, office, on(2017, 9, 22)))[2][2:] == ["Information management (phase 1)"]

    def test_reads_an_imprecise_start_from_its_first_day(self, alliance: Alliance, office: Any) -> None:
        area = make.make_area(alliance, "Forensics")
        make.make_area_status(
            area, alliance.position_statuses.get(code="live"), from_date=ImpreciseDate.month(2017, 10), order=9
        )
        assert "Forensics" not in names(position_seen(alliance, office, on(2017, 9, 30)))[2]
        assert "Forensics" in names(position_seen(alliance, office, on(2017, 10, 1)))[2]


class TestColumns:
    def test_are_ragged_side_by_side(self, alliance: Alliance, office: Any) -> None:
        table = position_seen(alliance, office, on(2017, 9, 22)).table
        assert [[cell.name if cell else None for cell in row] for row in table] == [
            ["Custody", "Intelligence", "Dogs"],
            [None, None, "Covert"],
        ]

    def test_of_a_status_without_an_area_are_still_there(self, alliance: Alliance, office: Any) -> None:
        make.make_status(alliance, "closed", name="Closed", order=4)
        here = position_seen(alliance, office, on(2017, 9, 22))
        assert [(column.name, column.count) for column in here.columns][-1] == ("Closed", 0)
        assert here.empty_columns == ("Closed",)
        assert all(len(row) == 3 for row in here.table), "a document names it in words and gives it no column"

    def test_hold_no_restricted_area_for_a_reader_who_is_not_cleared(self, alliance: Alliance) -> None:
        partner = make.make_member(alliance, Role.AREA_LEAD)
        here = position_seen(alliance, partner, on(2017, 9, 22))
        assert names(here) == [["Custody"], ["Intelligence"], ["Dogs"]]
        assert here.sentence == "2 business areas approved, 1 live"

    def test_hold_nothing_of_another_alliance(self, alliance: Alliance, office: Any) -> None:
        other = make.make_alliance("Southern Alliance")
        make.make_area_status(make.make_area(other, "Elsewhere"), make.make_status(other, "live"))
        assert "Elsewhere" not in sum(names(position_seen(alliance, office, on(2017, 9, 22))), [])
        assert position_seen(other, office, on(2017, 9, 22)).columns == ()


class TestKnownOn:
    def known(self, at: datetime) -> Moment:
        return as_at.read({"known_on": at.isoformat()})

    def test_shows_the_record_of_that_moment_with_the_names_of_that_time(self, alliance: Alliance, office: Any) -> None:
        before = clock.now()
        dogs = alliance.areas.get(slug="dogs")
        dogs.name = "Dogs and horses"
        make._save(dogs)
        late = make.make_area(alliance, "Entered later")
        make.make_area_status(late, alliance.position_statuses.get(code="live"), order=9)
        assert names(position_seen(alliance, office, self.known(before)))[2] == ["Dogs", "Covert"]
        assert names(position_seen(alliance, office, self.known(clock.now())))[2] == [
            "Dogs and horses",
            "Covert",
            "Entered later",
        ]

    def test_shows_what_was_corrected_since(self, alliance: Alliance, office: Any) -> None:
        before = clock.now()
        wrong = AreaStatus.objects.get(area__slug="dogs")
        wrong.status = alliance.position_statuses.get(code="approved")
        make._save(wrong)
        assert "Dogs" in names(position_seen(alliance, office, self.known(before)))[2]
        assert "Dogs" in names(position_seen(alliance, office, self.known(clock.now())))[1]

    def test_keeps_today_s_permission_for_yesterday_s_rows(self, alliance: Alliance) -> None:
        partner = make.make_member(alliance, Role.AREA_LEAD)
        dogs = alliance.areas.get(slug="dogs")
        before = clock.now()
        dogs.restricted = True
        make._save(dogs)
        assert names(position_seen(alliance, partner, self.known(before)))[2] == []

    def test_says_nothing_of_a_time_before_the_record(self, alliance: Alliance, office: Any) -> None:
        long_ago = position_seen(alliance, office, self.known(clock.now() - timedelta(days=365)))
        assert not long_ago.is_recorded
        assert long_ago.reported is None

    def test_reads_the_counts_as_they_were_reported_then(self, db: Any) -> None:
        empty = make.make_alliance()
        office = make.make_member(empty)
        count = report_count(empty, Measure.APPROVED, 22, ImpreciseDate.month(2016, 9))
        before = clock.now()
        count.value = 23
        make._save(count)
        assert position_seen(empty, office, self.known(before)).approved == 22
        assert position_seen(empty, office, self.known(clock.now())).approved == 23


class TestReportedCounts:
    @pytest.fixture
    def counted(self, db: Any) -> Alliance:
        alliance = make.make_alliance("Counted Alliance")
        make.make_status(alliance, "live")
        for month, approved, live in [(9, 23, 11), (12, 25, 14)]:
            words = f"{approved} had been approved"
            for measure, value in [(Measure.APPROVED, approved), (Measure.LIVE, live)]:
                report_count(alliance, measure, value, ImpreciseDate.month(2016, month), words=words)
        return alliance

    def test_are_the_newest_of_the_date_with_their_words_and_source(self, counted: Alliance) -> None:
        reader = make.make_member(counted)
        september = position_seen(counted, reader, on(2016, 9, 30))
        assert (september.approved, september.live) == (23, 11)
        assert september.sentence == "23 business areas approved, 11 live"
        assert september.reported is not None
        assert (september.reported.as_at, september.reported.words) == ("September 2016", "23 had been approved")
        assert september.reported.source == "Panel report, paragraph 2.1"
        assert position_seen(counted, reader, on(2017, 1, 1)).approved == 25

    def test_invent_no_area(self, counted: Alliance) -> None:
        here = position_seen(counted, make.make_member(counted), on(2016, 9, 30))
        assert not here.is_recorded
        assert not any(names(here))

    def test_are_not_known_before_they_were_true(self, counted: Alliance) -> None:
        here = position_seen(counted, make.make_member(counted), on(2016, 8, 31))
        assert here.reported is None
        assert here.sentence == ""

    def test_give_way_to_recorded_statuses(self, counted: Alliance) -> None:
        live = counted.position_statuses.get()
        make.make_area_status(make.make_area(counted), live, from_date=make.day(2017, 1, 1))
        here = position_seen(counted, make.make_member(counted), on(2017, 1, 1))
        assert here.reported is None
        assert here.sentence == "1 business area approved, 1 live"

    def test_without_a_live_count_say_only_what_was_reported(self, db: Any) -> None:
        alliance = make.make_alliance()
        report_count(alliance, Measure.APPROVED, 7, make.day(2016, 5, 1))
        here = position_seen(alliance, make.make_member(alliance), on(2016, 5, 1))
        assert (here.sentence, here.live, here.approved_not_live) == ("7 business areas approved", None, None)

    def test_of_a_date_to_be_announced_are_left_out(self, db: Any) -> None:
        alliance = make.make_alliance()
        report_count(alliance, Measure.APPROVED, 7, ImpreciseDate.parse("TBA"))
        assert position_seen(alliance, make.make_member(alliance), on(2030, 1, 1)).reported is None


class TestWords:
    @pytest.mark.parametrize(
        ("singular", "plural", "sentence"),
        [
            ("work stream", "work streams", "3 work streams approved, 2 live"),
            ("Business area", "Business areas", "3 business areas approved, 2 live"),
            ("ICT strand", "ICT strands", "3 ICT strands approved, 2 live"),
        ],
    )
    def test_are_the_alliance_s_own(
        self, singular: str, plural: str, sentence: str, alliance: Alliance, office: Any
    ) -> None:
        make._save(Term(alliance=alliance, concept=Concept.AREA, singular=singular, plural=plural))
        assert position_seen(alliance, office, on(2017, 9, 22)).sentence == sentence

    @pytest.mark.parametrize(
        ("word", "inside"), [("", ""), ("A", "A"), ("Área", "área"), ("HR", "HR"), ("area", "area")]
    )
    def test_lose_only_a_capital_that_begins_them(self, word: str, inside: str) -> None:
        assert mid_sentence(word) == inside


def test_a_moment_keeps_its_time_zone() -> None:
    moment = as_at.read({"known_on": datetime(2017, 9, 22, 12, tzinfo=UTC).isoformat()})
    assert moment.known_on == datetime(2017, 9, 22, 12, tzinfo=UTC)
