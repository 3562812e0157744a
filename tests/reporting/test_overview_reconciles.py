"""Every number of the overview is the number of the rows its link leads to, on pages and in the API alike."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliance.choices import Role
from alliance.models import Alliance
from core import clock, notices
from core.quantities import pounds
from programmes.models import BenefitEntry, ProgrammeRag, ReportingPeriod
from reporting.choices import Edition
from reporting.reports import REPORTS, Request
from tests import factories as make
from tests.reporting.whole import make_whole

pytestmark = pytest.mark.django_db
HERE = "/a/whole/"


@pytest.fixture
def whole() -> Alliance:
    return make_whole()


@pytest.fixture
def office(whole: Alliance) -> Client:
    client = Client()
    client.force_login(make.make_member(whole, Role.PROGRAMME_OFFICE, "Office"))
    return client


def page(client: Client, address: str = HERE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def api(client: Client, alliance: Alliance) -> Any:
    return client.get(f"/api/v1/alliances/{alliance.pk}/overview/").json()


def links(html: str, pattern: str) -> list[tuple[str, str]]:
    """The addresses of a kind with the words of their links."""
    found = re.findall(rf'<a [^>]*href="({pattern}[^"]*)"[^>]*>(.*?)</a>', html, flags=re.DOTALL)
    return [(unescape(url), words(text)) for url, text in found]


def asked(client: Client, kind: str, alliance: Alliance, query: str) -> Any:
    """What the API's list answers to the same question."""
    answer = client.get(f"/api/v1/{kind}/?alliance={alliance.slug}&page_size=500&{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


class TestThePosition:
    def test_bar_links_lead_to_as_many_areas(self, office: Client, whole: Alliance) -> None:
        bar = links(page(office), f"{HERE}areas/\\?status")
        counted = {urlsplit(url).query: int(text.split()[-1]) for url, text in bar}
        assert sorted(counted.values()) == [4, 4, 4]
        for url, text in bar:
            assert page(office, url).count('<th scope="row">') == int(text.split()[-1])

    def test_is_the_same_on_the_overview_the_position_page_the_api_and_the_report(
        self, office: Client, whole: Alliance
    ) -> None:
        answer, position = api(office, whole), office.get(f"/api/v1/alliances/{whole.pk}/position/").json()
        assert answer["position"] == position
        assert len(answer["areas"]) == sum(column["count"] for column in position["columns"]) == 12
        period = whole.periods.order_by("-starts_on").first()
        report = REPORTS["highlight-report"].collect(Request(whole, period.as_at, Edition.BOARD, period))
        assert (report.position.live, report.position.approved) == (position["live"], position["approved"]) == (4, 8)
        for address in (HERE, f"{HERE}position/"):
            assert position["sentence"] in words(page(office, address))
        assert "4 of 8 approved business areas live" in words(page(office))


class TestTheNewestPeriod:
    def test_counts_are_those_of_the_period_s_page_api_and_report(self, office: Client, whole: Alliance) -> None:
        period = ReportingPeriod.objects.filter(alliance=whole).order_by("-starts_on")[0]
        here = api(office, whole)["standing"]
        there = office.get(f"/api/v1/periods/{period.pk}/standing/").json()
        assert {name: here[name] for name in ("due", "accepted", "submitted", "returned", "not_reported")} == {
            name: there[name] for name in ("due", "accepted", "submitted", "returned", "not_reported")
        }
        assert here["not_reported"] == 4
        report = REPORTS["highlight-report"].collect(Request(whole, period.as_at, Edition.BOARD, period))
        assert report.period is not None
        assert (report.period.accepted, len(report.period.not_reported)) == (here["accepted"], here["not_reported"])
        missing = [line for line in api(office, whole)["areas"] if line["months"][-1]["word"] == "Not reported"]
        assert len(missing) == 4
        assert f"{here['submitted']} to accept" in words(page(office))

    def test_each_area_s_rating_is_that_of_the_list_and_of_its_update(self, office: Client, whole: Alliance) -> None:
        lines = {line["name"]: line["months"] for line in api(office, whole)["areas"]}
        assert all(len(months) == 12 for months in lines.values())
        for update in whole.periods.order_by("-starts_on")[0].updates.select_related("area", "rag"):
            assert lines[update.area.name][-1]["word"] == update.rag.word
        shown = words(page(office, f"{HERE}areas/"))
        for name, months in lines.items():
            row = shown.partition(name)[2]
            assert months[-1]["word"] in row[:120], name

    def test_an_area_that_came_later_was_not_due_before(self, office: Client, whole: Alliance) -> None:
        newest = whole.periods.order_by("-starts_on")[0]
        area = make.make_area(whole, "Late comer")
        make.make_area_status(area, whole.position_statuses.get(code="design"), from_date=make.day(*_ymd(newest.as_at)))
        line = next(each for each in api(office, whole)["areas"] if each["name"] == "Late comer")
        assert [month["word"] for month in line["months"][-2:]] == ["Not due", "Not reported"]
        assert page(office).count("rag-bar--off") == 11 + 1


def _ymd(on: Any) -> tuple[int, int, int]:
    return on.year, on.month, on.day


def test_the_programme_s_ratings_are_the_newest_of_each_kind_as_in_the_report(office: Client, whole: Alliance) -> None:
    for dimension, month, tone in (("Progress", 1, "green"), ("Progress", 9, "red"), ("Cost", 3, "amber")):
        rating = whole.rag_ratings.get(code=tone)
        make._save(ProgrammeRag(alliance=whole, dimension=dimension, rating=rating, as_at=make.day(2017, month, 1)))
    report = REPORTS["highlight-report"].collect(Request(whole, clock.today(), Edition.BOARD))
    reported = [(line.dimension, line.rating.word, line.as_at) for line in report.ratings]
    assert sorted(reported) == [("Cost", "Amber", "1 March 2017"), ("Progress", "Red", "1 September 2017")]
    shown = words(page(office).partition('id="ratings-title"')[2].partition("</section>")[0])
    assert shown.count("Progress") == shown.count("Cost") == 1
    assert "Red Progress as at 1 September 2017" in shown


class TestSavings:
    def test_are_sums_of_the_rows_behind_their_links(self, office: Client, whole: Alliance) -> None:
        for saving in api(office, whole)["savings"]:
            rows = asked(office, "benefit-entries", whole, saving["query"])["results"]
            total = sum(Decimal(row["amount_low"]) for row in rows)
            assert saving["note"] == f"Sum of {len(rows)} stated figures"
            assert saving["amount"] == _pounds(total)
            assert f"{HERE}records/benefit-entries/?{saving['query']}" in unescape(page(office))

    def test_of_the_areas_make_the_whole(self, office: Client, whole: Alliance) -> None:
        answer = api(office, whole)
        stated = BenefitEntry.objects.filter(benefit__alliance=whole, basis="forecast")
        of_area = {entry.benefit.area_id: entry.quantity.amount for entry in stated.select_related("benefit")}
        assert {line["id"]: line["saving"] for line in answer["areas"] if line["saving"]} == of_area
        forecast = next(each for each in answer["savings"] if each["caption"].startswith("forecast"))
        assert forecast["amount"] == _pounds(sum((entry.amount_low for entry in stated), Decimal(0)))
        assert answer["area_savings_terms"] == "a year for 2022/23"

    def test_of_the_whole_programme_are_shown_as_they_were_entered(self, office: Client, whole: Alliance) -> None:
        stated = {"amount_low": 2_600_000, "unit": "pounds", "basis": "forecast", "as_at": make.day(2017, 9, 1)}
        make._save(BenefitEntry(benefit=make.make_benefit(whole), caption="Expected", **stated))
        assert [each["amount"] for each in api(office, whole)["savings"]] == ["£2.6m"]

    def test_unlike_figures_are_never_added(self, office: Client, whole: Alliance) -> None:
        benefit = make.make_benefit(whole, area=whole.areas.all()[1])
        stated = {"amount_low": 5_000_000, "unit": "pounds", "basis": "forecast", "as_at": make.day(2017, 9, 1)}
        before = api(office, whole)["savings"]
        make._save(BenefitEntry(benefit=benefit, caption="Once", period="one_off", **stated))
        make._save(BenefitEntry(benefit=benefit, caption="Another year", period="a_year", by_year="2021/22", **stated))
        assert api(office, whole)["savings"] == before


def _pounds(amount: Decimal) -> str:
    return pounds(amount)


class TestRisks:
    def test_each_cell_leads_to_as_many_risks(self, office: Client, whole: Alliance) -> None:
        heat = api(office, whole)["heat_map"]
        filled = [cell for cell in heat["cells"] if cell["count"]]
        assert sum(cell["count"] for cell in filled) + heat["unscored"] + heat["elsewhere"] == heat["total"] == 19
        html = unescape(page(office))
        for cell in filled:
            assert asked(office, "risks", whole, cell["query"])["count"] == cell["count"]
            assert f"{HERE}records/risks/?{cell['query']}" in html
            assert page(office, f"{HERE}records/risks/?{cell['query']}").count('<th scope="row">') == cell["count"]

    def test_the_strong_number_is_the_highest_band_s(self, office: Client, whole: Alliance) -> None:
        answer = api(office, whole)
        high = answer["highest_risks"]
        in_band = [cell["count"] for cell in answer["heat_map"]["cells"] if cell["band"] == high["band"] == "High"]
        assert high["count"] == sum(in_band) == asked(office, "risks", whole, high["query"])["count"] > 0
        assert f"{high['count']} high of 19 open risks" in words(page(office))

    def test_are_counted_as_at_the_day(self, office: Client, whole: Alliance) -> None:
        answer = office.get(f"/api/v1/alliances/{whole.pk}/overview/?as_at=2016-12-31").json()
        assert answer["heat_map"]["total"] == 20
        assert answer["heat_map"]["unscored"] == 20
        assert answer["highest_risks"] is None


class TestTheBoard:
    def test_and_its_papers_are_those_of_the_lists(self, office: Client, whole: Alliance) -> None:
        meeting = api(office, whole)["meeting"]
        assert (meeting["papers"], meeting["awaited"]) == (3, 2)
        assert asked(office, "papers", whole, f"item__meeting={meeting['id']}")["count"] == 3
        assert "2 of 3 papers awaited" in words(page(office))
        waiting = {line["kind"]: line for line in api(office, whole)["waiting"]}
        assert waiting["papers-awaited"]["count"] == 2
        overdue = waiting["actions-overdue"]
        assert overdue["count"] == 2 == asked(office, "actions", whole, "overdue=true")["count"]
        assert page(office, overdue["url"]).count('<th scope="row">') == 2


def test_what_a_reader_may_not_see_is_in_no_number(whole: Alliance, office: Client) -> None:
    reader = Client()
    reader.force_login(make.make_member(whole, Role.AREA_LEAD, "Reader"))
    before = api(reader, whole)
    secret = make.make_area(whole, "Covert", restricted=True)
    make.make_area_status(secret, whole.position_statuses.get(code="live"))
    make.make_update(whole.periods.order_by("-starts_on")[0], secret, state="submitted")
    make.make_risk(whole.risk_registers.get(), restricted=True, is_key=True)
    make.make_gate(secret, "Secret gate")
    stated = {
        "amount_low": 7,
        "unit": "pounds",
        "period": "a_year",
        "by_year": "2022/23",
        "as_at": make.day(2017, 9, 1),
    }
    make._save(BenefitEntry(benefit=make.make_benefit(whole, area=secret), caption="x", basis="forecast", **stated))
    item = make.make_item(whole.boards.get().meetings.get(state="planned"), restricted=True)
    make.make_paper(item)
    assert api(reader, whole) == before
    assert "Covert" not in page(reader)
    assert api(office, whole) != before


@pytest.mark.parametrize("address", [HERE, "/my-work/", "api"])
def test_asks_no_more_for_sixty_areas_than_for_ten(address: str) -> None:
    counts = []
    for number, (areas, periods, risks) in enumerate([(10, 13, 12), (60, 24, 40)]):
        alliance = make_whole(areas, periods, risks, slug=f"whole-{number}")
        client = Client()
        client.force_login(make.make_member(alliance, Role.PROGRAMME_OFFICE))
        path = {"api": f"/api/v1/alliances/{alliance.pk}/overview/", HERE: f"/a/whole-{number}/"}.get(address, address)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 20, counts


class TestMyWork:
    def test_gathers_all_alliances_the_pressing_first(self, whole: Alliance) -> None:
        other = make_whole(6, 2, 4, slug="other")
        user = make.make_member(whole, Role.PROGRAMME_OFFICE, "Both")
        make.give_role(user, other, Role.SRO)
        client = Client()
        client.force_login(user)
        lines = client.get("/api/v1/my-work/").json()["lines"]
        assert {(line["alliance"], line["kind"]) for line in lines} == {
            ("whole", "updates-to-accept"),
            ("whole", "updates-missing"),
            ("whole", "papers-awaited"),
            ("whole", "actions-overdue"),
            ("other", "period-to-sign-off"),
        }
        assert [line["overdue"] for line in lines] == sorted((line["overdue"] for line in lines), reverse=True)
        shown = words(page(client, "/my-work/"))
        assert f"{len(lines)} things wait on you, {sum(line['overdue'] for line in lines)} overdue" in shown
        for line in lines:
            assert line["text"] in shown
            assert client.get(line["url"]).status_code == 200

    def test_is_the_sum_of_what_the_overviews_say(self, office: Client, whole: Alliance) -> None:
        assert office.get("/api/v1/my-work/").json()["lines"] == api(office, whole)["waiting"]

    def test_names_the_updates_of_areas_led_and_of_none_that_is_not_due(self, whole: Alliance) -> None:
        areas = list(whole.areas.all())
        lead = make.make_lead(areas[2])
        make.make_lead(areas[0], lead)
        make.make_lead(make.make_area(whole, "Without a status"), lead)
        client = Client()
        client.force_login(lead)
        lines = client.get("/api/v1/my-work/").json()["lines"]
        assert [line["text"] for line in lines] == [f"Update for {areas[2].name}"]

    def test_says_when_nothing_waits_and_counts_unread_notices(self) -> None:
        alliance = make.make_alliance()
        client, user = Client(), make.make_member(alliance, Role.AUDITOR)
        client.force_login(user)
        assert "Nothing waits on you" in words(page(client, "/my-work/"))
        notices.tell([user], kind="x", text="x", url="/", about=make.make_period(alliance), by=None, at=clock.now())
        assert "1 unread" in words(page(client, "/my-work/"))
        assert client.get("/api/v1/my-work/").json() == {"lines": [], "overdue": 0, "unread": 1}


def test_as_known_on_a_past_day_only_the_position_is_shown(office: Client, whole: Alliance) -> None:
    known = f"known_on={clock.today().isoformat()}"
    html = page(office, f"{HERE}?{known}")
    assert "8 business areas approved, 4 live" in words(html)
    assert "waiting-title" not in html
    assert office.get(f"/api/v1/alliances/{whole.pk}/overview/?{known}").json()["heat_map"] is None


def test_the_numbers_of_a_training_alliance_are_those_of_the_rows_behind_them() -> None:
    call_command("make_training", areas=12, months=4, risks=30, meetings=2, papers=1, stdout=io.StringIO())
    alliance = Alliance.objects.get(slug="training")
    client = Client()
    client.force_login(make.make_member(alliance, Role.PROGRAMME_OFFICE, "Trainer"))
    answer, html = api(client, alliance), unescape(page(client, "/a/training/"))
    assert answer["areas"]
    assert len(answer["areas"]) == sum(column["count"] for column in answer["position"]["columns"])
    for column in answer["position"]["columns"]:
        rows = page(client, f"/a/training/areas/?status={column['code']}")
        assert rows.count('<th scope="row">') == column["count"]
    heat = answer["heat_map"]
    assert sum(cell["count"] for cell in heat["cells"]) + heat["unscored"] + heat["elsewhere"] == heat["total"] > 0
    for cell in heat["cells"]:
        if cell["count"]:
            assert asked(client, "risks", alliance, cell["query"])["count"] == cell["count"]
            assert f"/a/training/records/risks/?{cell['query']}" in html
    high = answer["highest_risks"]
    assert asked(client, "risks", alliance, high["query"])["count"] == high["count"]
    period = alliance.periods.get(code=answer["standing"]["period"])
    there = client.get(f"/api/v1/periods/{period.pk}/standing/").json()
    assert [answer["standing"][name] for name in STATES] == [there[name] for name in STATES]
    report = REPORTS["highlight-report"].collect(Request(alliance, period.as_at, Edition.BOARD, period))
    assert report.period is not None
    assert (report.period.accepted, len(report.period.not_reported)) == (there["accepted"], there["not_reported"])
    assert client.get("/api/v1/my-work/").json()["lines"] == answer["waiting"]


STATES = ("due", "accepted", "submitted", "returned", "not_reported")
