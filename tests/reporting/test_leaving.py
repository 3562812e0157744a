"""An area leaves on one date and a partner on another: before and after are both right, and issued documents stay."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from alliance.models import Partner
from core import clock, files, jobs
from core.imprecise_dates import ImpreciseDate
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.models import Report
from reporting.reports import Request
from tests import factories as make
from tests.reporting.documents import signed_in, text_of
from tests.reporting.history import AFTER, AREA_LEFT, LEFT, alliance_with_a_history

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def past() -> SimpleNamespace:
    return alliance_with_a_history()


@pytest.fixture
def office(past: SimpleNamespace) -> Client:
    return signed_in(make.make_member(past.alliance))


@pytest.fixture
def answer(past: SimpleNamespace, office: Client) -> Any:
    """What the API says of the alliance on a day."""

    def ask(what: str, on: date, **query: str) -> Any:
        found = office.get(f"/api/v1/alliances/{past.alliance.pk}/{what}/", {"as_at": on.isoformat(), **query})
        assert found.status_code == 200, found.content
        return found.json()

    return ask


def names(rows: Any) -> list[str]:
    return [row["area"]["name"] if "area" in row else row["body"]["name"] for row in rows]


class TestAPartnerThatLeaves:
    def test_is_a_partner_on_its_last_day_and_none_on_the_next(self, answer: Any) -> None:
        before, after = answer("profile", LEFT), answer("profile", LEFT + DAY)
        assert names(before["partners"]) == ["Northshire Police", "Eastshire Police", "Westshire Police"]
        assert names(after["partners"]) == ["Northshire Police", "Eastshire Police"]
        assert [line["what"]["name"] for line in after["partners_left"]] == ["Westshire Police"]

    def test_shares_until_its_last_day(self, past: SimpleNamespace, answer: Any) -> None:
        before, after = answer("profile", LEFT), answer("profile", LEFT + DAY)
        assert [share["body"]["name"] for basis in before["bases"] for share in basis["shares"]] == [
            "Northshire Police",
            "Eastshire Police",
            "Westshire Police",
        ]
        assert [share["share"] for basis in after["bases"] for share in basis["shares"]] == ["62.5%", "37.5%"]

    def test_an_amount_is_split_by_the_shares_of_the_day(self, office: Client) -> None:
        words = {}
        for on in (LEFT, LEFT + DAY):
            page = office.get("/a/northern/split/", {"as_at": on.isoformat(), "amount": "1000.01", "basis": ""})
            words[on] = text_of(page)
        assert "£200.00" in words[LEFT]
        assert "Westshire Police" in words[LEFT]
        assert "Westshire Police" not in words[LEFT + DAY]
        assert "£625.01" in words[LEFT + DAY]


class TestAnAreaThatLeaves:
    def test_counts_on_its_last_day_and_not_on_the_next(self, answer: Any) -> None:
        before, after = answer("position", AREA_LEFT), answer("position", AREA_LEFT + DAY)
        assert (before["approved"], before["live"]) == (3, 3)
        assert (after["approved"], after["live"]) == (2, 2)

    def test_stands_in_the_profile_until_then_and_is_named_as_left(self, answer: Any) -> None:
        before, after = answer("profile", AREA_LEFT), answer("profile", AREA_LEFT + DAY)
        assert [names(group["areas"]) for group in before["areas"]] == [["Custody", "Fleet", "Covert"]]
        assert [names(group["areas"]) for group in after["areas"]] == [["Custody", "Covert"]]
        assert [(line["what"]["name"], line["until"]) for line in after["areas_left"]] == [
            ("Fleet", "31 December 2016")
        ]
        assert before["position"]["sentence"] == "3 business areas approved, 3 live"

    def test_is_drawn_in_the_plan_until_then_and_named_as_left(self, answer: Any) -> None:
        before, after = answer("plan", AREA_LEFT), answer("plan", AREA_LEFT + DAY)
        assert [area["name"] for area in before["areas"]] == ["Custody", "Fleet", "Covert"]
        assert before["left"] == []
        assert [area["name"] for area in after["areas"]] == ["Custody", "Covert"]
        assert after["left"] == ["Fleet"]


@pytest.mark.django_db(transaction=True)
class TestADocumentIssuedBefore:
    @pytest.fixture(autouse=True)
    def _own_files(self, settings: Any, tmp_path: Any) -> None:
        settings.FILES_DIR = tmp_path

    @pytest.mark.parametrize("report", ["alliance-profile", "highlight-report"])
    def test_does_not_change_when_a_partner_and_an_area_leave(self, report: str) -> None:
        past = alliance_with_a_history()
        office = signed_in(make.make_member(past.alliance))
        issued = self.issue(past, report)
        digest = issued.job.document.sha256
        first = self.download(office, issued)
        self.leave(past)
        assert self.download(office, issued) == first
        assert hashlib.sha256(first).hexdigest() == digest
        assert hashlib.sha256(files.path_of(digest).read_bytes()).hexdigest() == digest
        again = self.issue(past, report)
        assert again.job.document.sha256 != digest, "the same question now has another answer"

    def issue(self, past: SimpleNamespace, report: str) -> Report:
        asked = Request(past.alliance, AFTER, Edition.BOARD)
        row = request_report(report, asked, by=None, at=clock.now())
        jobs.run(row.job_id)
        row.job.refresh_from_db()
        assert row.job.document is not None, row.job.error
        return row

    def download(self, office: Client, row: Report) -> bytes:
        page = office.get(f"/a/northern/documents/{row.pk}/file/")
        assert page.status_code == 200
        return b"".join(page.streaming_content) if page.streaming else page.content

    def leave(self, past: SimpleNamespace) -> None:
        """The eastern partner and the area Custody turn out to have left before the day of the document."""
        day = ImpreciseDate.day(AREA_LEFT)
        partner = Partner.objects.get(alliance=past.alliance, organisation=past.east)
        partner.to_date = day
        make._save(partner)
        status = past.areas["Custody"].statuses.get()
        status.to_date = day
        make._save(status)
