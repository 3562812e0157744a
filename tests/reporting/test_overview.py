"""The overview shows each reader what they may see on their date and what waits on them, in few queries."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from alliance.choices import Concept, Role
from alliance.models import Alliance, Term
from core import clock
from programmes.models import BenefitEntry, KeyFigure, ProgrammeRag, ReportingPeriod
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.reports import Request
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = "/a/northern/"
MOST_QUERIES = 19


@pytest.fixture
def period(alliance: Alliance) -> ReportingPeriod:
    found: ReportingPeriod = make.make_period(alliance)
    return found


def page(user: Any, query: str = "as_at=2017-09-22", address: str = HERE) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def card(html: str, title: str) -> str:
    """The text of the section under a heading."""
    found = re.search(rf'<section class="card" aria-labelledby="{title}">(.*?)</section>', html, flags=re.DOTALL)
    assert found is not None, f"no card {title}"
    return text_of(found[1])


class TestThePosition:
    def test_stands_as_both_counts_and_area_by_area(self, office: Any) -> None:
        html = page(office)
        words = card(html, "position-title")
        assert "3 business areas approved, 2 live." in words
        assert "approved and not yet live" in words
        assert "Design & Planning 1 Approved 1 Live 2" in words
        assert re.search(r"Custody Design & Planning.*Intelligence Approved.*Dogs Live.*Covert Live", words)
        assert "2 of 3" in text_of(html)

    def test_uses_the_alliance_s_own_word(self, alliance: Alliance, office: Any) -> None:
        make._save(Term(alliance=alliance, concept=Concept.AREA, singular="work stream", plural="work streams"))
        assert "3 work streams approved, 2 live" in text_of(page(office))

    def test_says_that_nothing_is_recorded_on_an_early_date(self, office: Any) -> None:
        html = page(office, "as_at=2010-01-01")
        assert "No position is recorded as at 1 January 2010." in text_of(html)
        assert "business areas live" not in text_of(html)

    def test_keeps_restricted_areas_from_those_who_are_not_cleared(self, alliance: Alliance) -> None:
        html = page(make.make_member(alliance, Role.AREA_LEAD))
        assert "Covert" not in html
        assert "Something secret" not in html
        assert "2 business areas approved, 1 live" in text_of(html)
        assert "Costs may rise." in card(html, "risks-title")


class TestFigures:
    def test_print_amount_basis_and_date_and_are_known_only_from_their_day(
        self, alliance: Alliance, office: Any
    ) -> None:
        entry = {"amount_low": 2_600_000, "period": "a_year", "by_year": "2022/23", "basis": "forecast"}
        stated = make.day(2017, 9, 22)
        benefit = make.make_benefit(alliance)
        make._save(BenefitEntry(benefit=benefit, caption="Expected savings", as_at=stated, **entry))
        assert "£2.6m Expected savings, a year for 2022/23 Forecast, as at 22 September 2017" in text_of(page(office))
        assert "£2.6m" not in page(office, "as_at=2017-09-21")

    def test_of_the_programme_s_rating_carry_letter_word_and_date(self, alliance: Alliance, office: Any) -> None:
        rag = {"dimension": "Progress", "words": "for some months", "as_at": make.day(2017, 9, 1)}
        make._save(ProgrammeRag(alliance=alliance, rating=make.make_rating(alliance), **rag))
        words = card(page(office), "ratings-title")
        for part in ("G", "Green", "Progress", "for some months", "as at 1 September 2017"):
            assert part in words

    def test_that_are_not_asked_for_do_not_appear(self, alliance: Alliance, office: Any) -> None:
        figure = {"unit": "other", "unit_word": "counties", "amount_low": 3, "as_at": make.day(2017, 9, 1)}
        make._save(KeyFigure(alliance=alliance, caption="Counties served", **figure))
        assert "Counties served" not in page(office)


class TestWaitingOnYou:
    def test_names_the_updates_that_an_area_lead_has_to_file(self, alliance: Alliance, period: ReportingPeriod) -> None:
        lead = make.make_lead(alliance.areas.get(slug="custody"))
        html = page(lead)
        assert "Update for Custody due 15 September 2017" in card(html, "waiting-title")
        assert "Update for Dogs" not in html
        make.make_update(period, alliance.areas.get(slug="custody"), state="submitted")
        assert "Update for Custody" not in page(lead)

    def test_says_that_an_update_was_returned(self, alliance: Alliance, period: ReportingPeriod) -> None:
        area = alliance.areas.get(slug="custody")
        lead = make.make_lead(area)
        make.make_update(period, area, state="returned", return_comment="Which month?")
        assert "due 15 September 2017, returned to you" in card(page(lead), "waiting-title")

    def test_tells_the_office_what_to_accept_and_who_is_missing(
        self, alliance: Alliance, office: Any, period: ReportingPeriod
    ) -> None:
        assert "Nothing filed yet" in card(page(office), "waiting-title")
        make.make_update(period, alliance.areas.get(slug="custody"), state="submitted")
        words = card(page(office), "waiting-title")
        assert "1 to accept" in words
        assert "3 not reported" in words

    def test_asks_the_senior_responsible_owner_to_sign_off(self, alliance: Alliance, period: ReportingPeriod) -> None:
        sro = make.make_member(alliance, Role.SRO)
        assert "September 2017 to sign off" in card(page(sro), "waiting-title")

    def test_is_nothing_once_the_period_is_signed_off(
        self, alliance: Alliance, office: Any, period: ReportingPeriod
    ) -> None:
        period.state, period.signed_off_at = "signed_off", clock.now()
        make._save(period)
        for user in (office, make.make_lead(alliance.areas.get(slug="custody")), make.make_member(alliance, Role.SRO)):
            assert "Nothing waits on you here." in card(page(user), "waiting-title")

    def test_is_nothing_for_a_role_that_has_ended(self, alliance: Alliance, period: ReportingPeriod) -> None:
        auditor = make.make_member(alliance, Role.AUDITOR)
        make.give_role(auditor, alliance, Role.PROGRAMME_OFFICE, to_date=date(2016, 1, 1))
        assert "Nothing waits on you here." in card(page(auditor), "waiting-title")


@pytest.mark.parametrize("role", [Role.PROGRAMME_OFFICE, Role.AREA_LEAD, Role.SRO])
@pytest.mark.parametrize("query", ["as_at=2017-09-22", "as_at=2010-01-01"])
def test_the_pages_read_under_twenty_times_whatever_the_rows(
    role: str, query: str, alliance: Alliance, period: ReportingPeriod, django_assert_max_num_queries: Any
) -> None:
    user = make.make_member(alliance, role)
    client = Client()
    client.force_login(user)
    live = alliance.position_statuses.get(code="live")
    register, benefit, rating = alliance.risk_registers.get(), make.make_benefit(alliance), make.make_rating(alliance)
    for number in range(20):
        area = make.make_area(alliance)
        make.make_lead(area, user)
        make.make_area_status(area, live, order=number)
        make.make_risk(register, area=area, is_key=True)
        make.make_update(period, area, state="accepted", accepted_at=clock.now(), rag=rating)
        entry = {"caption": "Savings", "amount_low": number, "as_at": make.day(2009, 1, 1)}
        make._save(BenefitEntry(benefit=benefit, **entry))
        request = Request(alliance=alliance, as_at=date(2017, 1, number + 1), edition=Edition.OPEN)
        request_report("highlight-report", request, by=None, at=clock.now())
    for address in (HERE, f"{HERE}position/", f"{HERE}areas/", f"{HERE}documents/"):
        client.get(f"{address}?{query}")
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"{address}?{query}").status_code == 200


class TestHowOldItIs:
    def test_is_said_of_today_and_not_of_a_day_that_was_asked_for(self, alliance: Alliance, office: Any) -> None:
        for address in (HERE, f"{HERE}position/"):
            assert "Last recorded 1 January 2017" in page(office, "", address)
            assert "Last recorded" not in page(office, "as_at=2017-09-22", address)

    def test_is_the_newest_fact_of_any_kind_that_has_come_true(self, alliance: Alliance, office: Any) -> None:
        make.make_period(alliance)
        future = make.make_status(alliance, "closed", order=9)
        make.make_area_status(alliance.areas.get(slug="dogs"), future, from_date=make.day(2999, 1, 1))
        assert "Last recorded 22 September 2017" in page(office, "")
        assert "Last recorded 1 January 2017" in page(office, "", f"{HERE}position/")

    def test_tells_nothing_of_what_the_reader_may_not_see(self, alliance: Alliance) -> None:
        secret = alliance.areas.get(slug="covert")
        stated = {"as_at": make.day(2018, 1, 1), "amount_low": 1, "unit": "pounds", "basis": "actual"}
        make._save(BenefitEntry(benefit=make.make_benefit(alliance, area=secret), caption="Secret", **stated))
        assert "Last recorded 1 January 2017" in page(make.make_member(alliance, Role.AREA_LEAD), "")
        assert "Last recorded 1 January 2018" in page(make.make_member(alliance, Role.SRO), "")


def test_a_service_administrator_is_told_that_records_are_for_people_with_a_role(alliance: Alliance) -> None:
    service = make.make_user(is_service_administrator=True)
    for address in (HERE, f"{HERE}position/", f"{HERE}areas/"):
        html = page(service, "", address)
        assert "Its records are for people with a role there." in text_of(html)
        assert "No position is recorded" not in html
    assert "people with a role there" not in page(make.make_member(alliance, Role.AUDITOR), "")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (HERE, "the overview"),
        (f"{HERE}position/", "the position"),
        (f"{HERE}areas/", "the list of areas"),
        (f"{HERE}records/partners/", "the list of partners"),
    ],
)
def test_a_date_that_is_none_says_what_is_expected_and_leads_back_to_its_page(
    address: str, name: str, office: Any
) -> None:
    client = Client()
    client.force_login(office)
    answer = client.get(f"{address}?as_at=31-2-2017")
    assert answer.status_code == 400
    words = text_of(answer.content.decode())
    assert "As at must be a real date, for example 22 9 2017." in words
    assert f"Show {name} as at today" in words
