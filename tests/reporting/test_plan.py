"""The plan is read as at a day: in the authored order as a tree, with what had come by then, and what had left."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance
from core import clock
from core.as_at import Moment
from core.imprecise_dates import ImpreciseDate, parse
from programmes.models import AreaStatus, BusinessArea
from reporting.plan import MOST_YEARS, Plan, plan_in_edition, plan_seen, time_of
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = "/a/northern/plan/"
ON = date(2017, 9, 22)


def on(year: int, month: int, day: int) -> Moment:
    return Moment(on=date(year, month, day), is_today=False)


def area_of(alliance: Alliance, slug: str) -> BusinessArea:
    return BusinessArea.objects.get(alliance=alliance, slug=slug)


def row(plan: Plan, slug: str) -> Any:
    return next(area for area in plan.areas if area.slug == slug)


@pytest.fixture
def planned(alliance: Alliance) -> Alliance:
    """Custody is on its way; Covert, which is restricted, has a phase and a gate."""
    custody, covert = area_of(alliance, "custody"), area_of(alliance, "covert")
    phase = {"baseline_start": make.day(2017, 1, 1), "baseline_end": make.day(2017, 3, 31)}
    make.make_phase(custody, "Outline", number="1", order=1, actual_start=make.day(2017, 1, 1), **phase)
    done = custody.phases.get()
    done.actual_end = make.day(2017, 4, 10)
    make._save(done)
    current = {"actual_start": make.day(2017, 4, 11), "forecast_end": parse("October 2017")}
    make.make_phase(custody, "Full case", number="2", order=2, **current)
    make.make_phase(custody, "Build", number="3", order=3, forecast_start=parse("November 2017"))
    make.make_gate(custody, "Outline agreed", order=1, passed_on=make.day(2017, 4, 10))
    make.make_gate(custody, "Full case agreed", order=2, forecast_on=make.day(2017, 10, 31))
    make.make_milestone(custody, "Cells open", forecast_on=ImpreciseDate.tba("TBA"), condition="If funds are found.")
    make.make_phase(covert, "Secret phase", forecast_end=make.day(2018, 1, 1))
    make.make_gate(covert, "Secret gate", forecast_on=make.day(2018, 1, 1))
    return alliance


class TestTheReading:
    def test_follows_the_authored_order_with_parts_under_their_whole(self, alliance: Alliance, office: Any) -> None:
        whole = area_of(alliance, "custody")
        make.make_area(alliance, "Custody phase 2", slug="custody-2", parent=whole, order=2)
        make.make_area(alliance, "Custody phase 1", slug="custody-1", parent=whole, order=1)
        plan = plan_seen(alliance, office, on(2017, 9, 22))
        assert [(area.slug, area.depth) for area in plan.areas] == [
            ("custody", 0),
            ("custody-1", 1),
            ("custody-2", 1),
            ("intelligence", 0),
            ("dogs", 0),
            ("covert", 0),
        ]
        assert [area.slug for area in plan.wholes] == ["custody"]
        assert [area.slug for area in plan.of_part("custody").areas] == ["custody", "custody-1", "custody-2"]

    def test_has_of_each_what_had_come_by_the_day(self, planned: Alliance, office: Any) -> None:
        now = row(plan_seen(planned, office, on(2017, 9, 22)), "custody")
        assert [(each.state, each.dates.in_words) for each in now.phases] == [
            ("done", "1 January 2017 to 10 April 2017"),
            ("current", "11 April 2017 to October 2017"),
            ("ahead", "from November 2017"),
        ]
        assert [each.state for each in now.gates] == ["passed", "planned"]
        assert now.phases[0].against == "10 days late"
        assert now.sentence == "now in 2. Full case; next gate Full case agreed, 31 October 2017; 1 of 2 gates passed"
        before = row(plan_seen(planned, office, on(2017, 4, 1)), "custody")
        assert [each.state for each in before.phases] == ["current", "ahead", "ahead"]
        assert before.phases[0].is_late, "its planned end was the day before"
        assert before.phases[1].actual.start is None
        assert [each.state for each in before.gates] == ["planned", "planned"]

    def test_says_that_a_gate_is_overdue_and_a_milestone_late(self, planned: Alliance, office: Any) -> None:
        make.make_milestone(area_of(planned, "dogs"), "Kennels ready", baseline_on=make.day(2017, 12, 1))
        later = plan_seen(planned, office, on(2018, 1, 5))
        assert [each.state for each in row(later, "custody").gates] == ["passed", "overdue"]
        assert row(later, "custody").phases[1].state_words == "Over its time"
        assert [each.state_words for each in row(later, "dogs").milestones] == ["Late"]

    def test_names_what_has_no_date_instead_of_placing_it(self, planned: Alliance, office: Any) -> None:
        plan = plan_seen(planned, office, on(2017, 9, 22))
        assert plan.undated == (("Custody", ("Cells open (TBA)",)),)

    def test_holds_an_area_until_the_day_it_leaves_and_then_says_that_it_left(
        self, planned: Alliance, office: Any
    ) -> None:
        status = AreaStatus.objects.get(area__slug="custody")
        status.to_date = make.day(2017, 9, 30)
        make._save(status)
        last, after = (plan_seen(planned, office, on(*day)) for day in ((2017, 9, 30), (2017, 10, 1)))
        assert "custody" in [area.slug for area in last.areas]
        assert last.left == ()
        assert "custody" not in [area.slug for area in after.areas]
        assert after.left == ("Custody",)

    def test_leaves_restricted_areas_to_those_cleared(self, planned: Alliance) -> None:
        lead = make.make_member(planned, Role.AREA_LEAD)
        assert "covert" not in [area.slug for area in plan_seen(planned, lead, on(2017, 9, 22)).areas]
        board, public = (plan_in_edition(planned, ON, with_restricted=each) for each in (True, False))
        assert "covert" in [area.slug for area in board.areas]
        assert "covert" not in [area.slug for area in public.areas]

    def test_is_the_same_for_page_and_board_edition_but_for_numbers_of_rows(
        self, planned: Alliance, office: Any
    ) -> None:
        page = plan_seen(planned, office, on(2017, 9, 22))
        printed = plan_in_edition(planned, ON, with_restricted=True)
        assert [(a.name, a.status, [p.sentence for p in a.items]) for a in page.areas] == [
            (a.name, a.status, [p.sentence for p in a.items]) for a in printed.areas
        ]
        assert {each.id for area in printed.areas for each in (area, *area.items)} == {None}

    def test_as_known_on_a_moment_is_what_the_record_said_then(self, planned: Alliance, office: Any) -> None:
        gate = area_of(planned, "custody").gates.get(name="Full case agreed")
        for model in ("phases", "gates", "milestones", "statuses"):
            for each in getattr(gate.area, model).all():
                each.history.update(history_date=datetime(2017, 5, 1, tzinfo=UTC))
        gate.area.history.update(history_date=datetime(2017, 5, 1, tzinfo=UTC))
        gate.forecast_on = make.day(2019, 1, 1)
        make._save(gate)
        then = Moment(date(2017, 6, 1), is_today=False, known_on=datetime(2017, 6, 1, tzinfo=UTC))
        assert [each.when for each in row(plan_seen(planned, office, then), "custody").gates] == [
            "10 April 2017",
            "31 October 2017",
        ]
        assert row(plan_seen(planned, office, on(2017, 6, 1)), "custody").gates[1].when == "1 January 2019"


class TestTheTime:
    def test_is_from_first_to_last_in_whole_quarters(self, planned: Alliance, office: Any) -> None:
        time = time_of(plan_seen(planned, office, on(2017, 9, 22)))
        assert (time.start, time.end) == (date(2017, 1, 1), date(2018, 3, 31))

    def test_is_at_most_the_year_before_and_three_after(self, planned: Alliance, office: Any) -> None:
        make.make_gate(area_of(planned, "dogs"), "Long ago", planned_on=make.day(2001, 1, 1))
        make.make_gate(area_of(planned, "dogs"), "Far off", planned_on=make.day(2040, 1, 1))
        time = time_of(plan_seen(planned, office, on(2017, 9, 22)))
        assert (time.start, time.end) == (date(2016, 4, 1), date(2021, 3, 31))

    @pytest.mark.parametrize(
        ("day", "start", "end"),
        [((2040, 1, 1), date(2017, 1, 1), date(2018, 3, 31)), ((2001, 1, 1), date(2017, 1, 1), date(2018, 3, 31))],
    )
    def test_is_that_of_the_plan_where_its_day_is_years_away(
        self, day: tuple[int, int, int], start: date, end: date, planned: Alliance, office: Any
    ) -> None:
        time = time_of(plan_seen(planned, office, on(*day)))
        assert (time.start, time.end) == (start, end)

    def test_of_a_plan_without_dates_is_the_year_of_its_day(self, alliance: Alliance, office: Any) -> None:
        time = time_of(plan_seen(alliance, office, on(2017, 9, 22)))
        assert (time.start, time.end) == (date(2017, 4, 1), date(2018, 3, 31))

    def test_with_one_end_asked_for_ends_after_it_begins(self, planned: Alliance, office: Any) -> None:
        plan = plan_seen(planned, office, on(2017, 9, 22))
        for asked in ({"start": date(2030, 1, 1)}, {"end": date(2010, 1, 1)}, {"start": date(2017, 6, 1)}):
            time = time_of(plan, **asked)
            assert time.start < time.end

    def test_keeps_areas_with_something_in_it_and_those_above_them(self, planned: Alliance, office: Any) -> None:
        part = make.make_area(planned, "Kennels", slug="kennels", parent=area_of(planned, "dogs"))
        make.make_gate(part, "Kennels agreed", planned_on=parse("2020/21"))
        plan = plan_seen(planned, office, on(2017, 9, 22))
        kept = plan.with_something(date(2020, 6, 1), date(2020, 6, 30))
        assert [area.slug for area in kept.areas] == ["dogs", "kennels"]
        assert [area.slug for area in plan.with_something(date(2017, 8, 1), date(2017, 8, 2)).areas] == ["custody"]


def page(user: Any, query: str = "as_at=2017-09-22", status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(f"{HERE}?{query}")
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


class TestThePage:
    def test_draws_every_area_and_says_the_same_in_words(self, planned: Alliance, office: Any) -> None:
        html = page(office)
        words = text_of(html)
        assert html.count('<td class="plan-lane">') == 4
        assert "As at 22 September 2017" in words
        assert "2. Full case · Current · 11 April 2017 to October 2017" in words
        assert "Outline agreed · Passed · 10 April 2017 · planned 1 June 2017 · 52 days early" in words
        assert "Cells open (TBA)" in words
        assert "If funds are found." in words

    def test_leads_to_areas_and_gates_and_keeps_the_date(self, planned: Alliance, office: Any) -> None:
        html = page(office)
        gate = area_of(planned, "custody").gates.get(name="Full case agreed")
        assert '<a class="link" href="/a/northern/areas/custody/?as_at=2017-09-22">Custody</a>' in html
        assert html.count(f'href="/a/northern/gates/{gate.pk}/"') == 2, "once in the drawing, once in the table"

    def test_writes_nothing_that_the_page_s_policy_forbids(self, planned: Alliance, office: Any) -> None:
        html = page(office)
        assert " style=" not in html
        assert "<style" not in html
        assert "onclick" not in html

    def test_escapes_what_people_wrote(self, alliance: Alliance, office: Any) -> None:
        area = make.make_area(alliance, '<b>"Bold" & brave</b>', slug="bold")
        make.make_phase(area, "<i>Phase</i>", forecast_end=make.day(2017, 12, 1), actual_start=make.day(2017, 1, 1))
        html = page(office)
        assert "<b>" not in html
        assert "<i>" not in html
        assert "&lt;i&gt;Phase&lt;/i&gt;" in html

    def test_shows_a_time_a_part_and_only_what_is_in_them(self, planned: Alliance, office: Any) -> None:
        make.make_area(planned, "Kennels", slug="kennels", parent=area_of(planned, "dogs"))
        part = text_of(page(office, "as_at=2017-09-22&part=dogs"))
        assert "2 business areas" in part
        assert "Kennels" in part
        assert "Full case" not in part
        busy = text_of(page(office, "as_at=2017-09-22&from_date=1+8+2017&to_date=2+8+2017&busy=on"))
        assert "1 August 2017 to 2 August 2017" in busy
        assert "1 business area " in busy
        none = text_of(page(office, "as_at=2017-09-22&from_date=2010-01-01&to_date=2010-02-01&busy=on"))
        assert "Nothing falls in that time" in none

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ("from_date=soon", "From must be a real date, for example 22 9 2017."),
            ("from_date=2018-01-01&to_date=2017-01-01", "To must be later than From."),
            ("from_date=1990-01-01&to_date=2018-01-01", f"At most {MOST_YEARS} years can be shown at once."),
            ("part=nowhere", "“nowhere” is not one that has parts"),
        ],
    )
    def test_refuses_in_words_what_it_cannot_show(self, query: str, words: str, planned: Alliance, office: Any) -> None:
        assert words in text_of(page(office, query, 400))

    def test_says_what_to_do_next_where_nothing_is_planned(self, alliance: Alliance, office: Any) -> None:
        words = text_of(page(office))
        assert "No phase, gate or milestone yet" in words
        assert "give it a lifecycle" in words
        assert "Choose an area" in words
        lead = text_of(page(make.make_member(alliance, Role.AREA_LEAD)))
        assert "The programme office records them" in lead
        assert "Choose an area" not in lead

    def test_says_so_where_there_is_no_area(self, alliance: Alliance) -> None:
        other = make.make_alliance("Empty", slug="empty")
        client = Client()
        client.force_login(make.make_member(other, Role.PROGRAMME_OFFICE))
        assert "Add an area" in text_of(client.get("/a/empty/plan/").content.decode())

    def test_offers_the_document_of_its_day_and_none_of_what_was_known(self, planned: Alliance, office: Any) -> None:
        link = "/a/northern/documents/?report=plan-on-a-page"
        assert f"{link}&amp;as_at=2017-09-22" in page(office)
        assert link not in page(office, f"known_on={clock.today().isoformat()}")
        client = Client()
        client.force_login(office)
        form = client.get(f"{link}&as_at=2017-09-22").content.decode()
        assert '<option value="plan-on-a-page" selected' in form
        assert 'value="2017-09-22"' in form

    def test_stands_in_the_navigation_of_the_areas(self, planned: Alliance, office: Any) -> None:
        html = page(office)
        assert re.search(r'href="/a/northern/plan/" aria-current="page">Plan<', html)
        assert "Show the position as at" in html


class TestTheApi:
    def ask(self, alliance: Alliance, user: Any, query: str = "as_at=2017-09-22", status: int = 200) -> Any:
        client = Client()
        client.force_login(user)
        answer = client.get(f"/api/v1/alliances/{alliance.pk}/plan/?{query}")
        assert answer.status_code == status, answer.content
        return answer.json()

    def test_answers_as_the_page_shows(self, planned: Alliance, office: Any) -> None:
        found = self.ask(planned, office)
        assert (found["on"], found["start"], found["end"]) == ("2017-09-22", "2017-01-01", "2018-03-31")
        custody = found["areas"][0]
        assert [each["state"] for each in custody["phases"]] == ["done", "current", "ahead"]
        assert custody["phases"][1]["dates"]["end"] == {
            "words": "October 2017",
            "start": "2017-10-01",
            "end": "2017-10-31",
            "precision": "month",
        }
        assert custody["milestones"][0]["date"]["precision"] == "tba"
        assert custody["gates"][0]["id"] == area_of(planned, "custody").gates.get(name="Outline agreed").pk

    def test_takes_the_same_questions(self, planned: Alliance, office: Any) -> None:
        query = "as_at=2017-09-22&from_date=2017-08-01&to_date=2017-08-02&busy=true"
        assert [area["slug"] for area in self.ask(planned, office, query)["areas"]] == ["custody"]

    @pytest.mark.parametrize(
        ("query", "field"), [("from_date=x", "from_date"), ("part=x", "part"), ("colour=red", "colour")]
    )
    def test_names_what_is_wrong(self, query: str, field: str, planned: Alliance, office: Any) -> None:
        assert field in str(self.ask(planned, office, query, 400))
