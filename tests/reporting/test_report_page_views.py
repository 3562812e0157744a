"""The documents in the browser, over the API and from the command line: asked for, watched, tried again, fetched."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance
from core import clock, jobs
from core.history import recorded
from core.models import Document, Job, Reading
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.models import Report
from reporting.reports import Request
from tests import factories as make

pytestmark = pytest.mark.django_db
HERE = "/a/northern/documents/"
API = "/api/v1/reports/"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def browser(office: Any) -> Client:
    return signed_in(office)


@pytest.fixture
def lead(alliance: Alliance) -> Client:
    """An area lead, who is not cleared for restricted matter."""
    return signed_in(make.make_lead(alliance.areas.get(slug="custody")))


def asked(alliance: Alliance, edition: Edition = Edition.BOARD, on: date = date(2017, 9, 22)) -> Report:
    request = Request(alliance=alliance, as_at=on, edition=edition)
    return request_report("highlight-report", request, by=None, at=clock.now())


def made(alliance: Alliance, edition: Edition = Edition.BOARD) -> Report:
    row = asked(alliance, edition)
    assert jobs.run(row.job_id)
    row.job.refresh_from_db()
    assert row.job.state == Job.State.DONE, row.job.error
    return row


def failed(alliance: Alliance) -> Report:
    row = asked(alliance)
    Job.objects.filter(pk=row.job_id).update(state="failed", stage="Failed", error="The document was too <long>.")
    return row


def forget_risks(alliance: Alliance) -> None:
    """A risk without a date counts for every day, so that there is always something to report."""
    with recorded(by=None, actor="system:test", reason="test"):
        alliance.risk_registers.get().risks.all().delete()


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestAsking:
    def test_makes_a_row_and_leads_to_its_progress(self, browser: Client, office: Any) -> None:
        response = browser.post(HERE, {"report": "highlight-report", "as_at": "22/9/2017", "edition": "board"})
        row = Report.objects.get()
        assert (response.status_code, response["Location"]) == (302, f"{HERE}{row.pk}/")
        assert (row.as_at, row.edition, row.restricted, row.requested_by) == (date(2017, 9, 22), "board", True, office)
        assert row.title == "Highlight report, 22 September 2017"

    def test_means_the_newest_period_when_nothing_is_said(self, browser: Client, alliance: Alliance) -> None:
        make.make_period(alliance)
        browser.post(HERE, {"report": "highlight-report", "edition": "open"})
        row = Report.objects.get()
        assert (row.title, row.as_at) == ("Highlight report, September 2017", date(2017, 9, 22))

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"as_at": "31/2/2017"}, "As at must be a real date, for example 22/9/2017 or 2017-09-22."),
            ({"as_at": "soon"}, "As at must be a real date"),
            ({"period": "2031-01"}, "&#x27;2031-01&#x27; is not one of: 2017-09."),
            ({"report": "lowlight-report"}, "&#x27;lowlight-report&#x27; is not one of: highlight-report."),
        ],
    )
    def test_with_something_wrong_says_what_is_expected_and_keeps_what_was_typed(
        self, wrong: dict[str, str], words: str, browser: Client, alliance: Alliance
    ) -> None:
        make.make_period(alliance)
        sent = {"report": "highlight-report", "edition": "board", "as_at": "1/9/2017", "period": "2017-09", **wrong}
        response = browser.post(HERE, sent)
        assert response.status_code == 422
        page = response.content.decode()
        assert words in page
        assert "govuk-error-summary__title" in page
        assert f'value="{sent["as_at"]}"' in page
        assert not Report.objects.exists()

    def test_for_the_board_edition_needs_clearance(self, lead: Client) -> None:
        response = lead.post(HERE, {"report": "highlight-report", "as_at": "22/9/2017", "edition": "board"})
        assert response.status_code == 403
        assert "The board edition may hold restricted matter. Ask for the open edition." in text_of(response)
        assert not Report.objects.exists()
        open_edition = {"report": "highlight-report", "as_at": "22/9/2017", "edition": "open"}
        assert lead.post(HERE, open_edition).status_code == 302

    def test_is_not_for_people_without_a_role_here(self, alliance: Alliance) -> None:
        stranger = signed_in(make.make_member(make.make_alliance()))
        assert stranger.get(HERE).status_code == 404
        assert stranger.post(HERE, {"report": "highlight-report", "edition": "open"}).status_code == 404


class TestList:
    def test_names_each_document_with_its_state(self, browser: Client, alliance: Alliance) -> None:
        made(alliance, Edition.OPEN)
        failed(alliance)
        page = text_of(browser.get(HERE))
        assert "22 September 2017 Open PDF," in page
        assert "22 September 2017 Board Failed" in page

    def test_shows_no_board_edition_to_those_who_are_not_cleared(self, lead: Client, alliance: Alliance) -> None:
        board, public = made(alliance), made(alliance, Edition.OPEN)
        page = lead.get(HERE).content.decode()
        assert f"{HERE}{public.pk}/" in page
        assert f"{HERE}{board.pk}/" not in page
        for tail in ("", "progress/", "file/"):
            assert lead.get(f"{HERE}{board.pk}/{tail}").status_code == 404

    def test_says_that_there_is_none(self, browser: Client) -> None:
        assert "No document yet" in text_of(browser.get(HERE))

    def test_reads_as_often_for_twenty_documents_as_for_two(
        self, browser: Client, alliance: Alliance, django_assert_max_num_queries: Any
    ) -> None:
        row = made(alliance, Edition.OPEN)
        for _ in range(20):
            row.pk = None
            row.save()
        browser.get(HERE)
        with django_assert_max_num_queries(11):
            assert browser.get(HERE).content.count(b"PDF,") == 21


class TestProgress:
    def test_asks_again_while_the_job_waits_and_runs(self, browser: Client, alliance: Alliance) -> None:
        row = asked(alliance)
        waiting = browser.get(f"{HERE}{row.pk}/progress/").content.decode()
        assert "Waiting for the worker" in waiting
        assert f'hx-get="{HERE}{row.pk}/progress/"' in waiting
        assert 'hx-trigger="every 1s"' in waiting
        hold = jobs.claim(row.job_id, clock.now())
        assert hold is not None
        hold.renew(stage="Making the PDF", parts_done=2, parts_total=5)
        running = browser.get(f"{HERE}{row.pk}/progress/").content.decode()
        assert "Making the PDF" in running
        assert 'value="2" max="5"' in running

    def test_stops_asking_when_the_document_is_ready(self, browser: Client, alliance: Alliance) -> None:
        row = made(alliance)
        done = browser.get(f"{HERE}{row.pk}/progress/").content.decode()
        assert "hx-get" not in done
        assert f'href="{HERE}{row.pk}/file/"' in done
        assert row.job.document.sha256 in done

    def test_says_why_it_failed_and_offers_to_try_again(self, browser: Client, alliance: Alliance) -> None:
        row = failed(alliance)
        page = browser.get(f"{HERE}{row.pk}/").content.decode()
        assert "The document was too &lt;long&gt;." in page
        assert f'action="{HERE}{row.pk}/retry/"' in page
        assert "hx-get" not in page


class TestRetry:
    def test_puts_a_failed_job_back_with_fresh_attempts(self, browser: Client, alliance: Alliance) -> None:
        row = failed(alliance)
        response = browser.post(f"{HERE}{row.pk}/retry/")
        assert (response.status_code, response["Location"]) == (302, f"{HERE}{row.pk}/")
        row.job.refresh_from_db()
        assert (row.job.state, row.job.attempts, row.job.error) == (Job.State.QUEUED, 0, "")

    def test_of_a_finished_one_changes_nothing(self, browser: Client, alliance: Alliance) -> None:
        row = made(alliance)
        assert browser.post(f"{HERE}{row.pk}/retry/").status_code == 302
        row.job.refresh_from_db()
        assert row.job.state == Job.State.DONE

    def test_is_never_a_get(self, browser: Client, alliance: Alliance) -> None:
        assert browser.get(f"{HERE}{failed(alliance).pk}/retry/").status_code == 405


class TestFile:
    def test_is_the_stored_document_under_a_telling_name(self, browser: Client, alliance: Alliance) -> None:
        row = made(alliance)
        response: Any = browser.get(f"{HERE}{row.pk}/file/")
        content = b"".join(response.streaming_content)
        assert hashlib.sha256(content).hexdigest() == row.job.document.sha256
        assert response["Content-Type"] == "application/pdf"
        name = "northern-highlight-report-22-september-2017-board.pdf"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "no-store"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"

    def test_of_a_board_edition_is_noted_and_of_an_open_one_is_not(
        self, browser: Client, office: Any, alliance: Alliance
    ) -> None:
        browser.get(f"{HERE}{made(alliance, Edition.OPEN).pk}/file/")
        assert not Reading.objects.exists()
        browser.get(f"{HERE}{made(alliance).pk}/file/")
        assert Reading.objects.get().user == office

    def test_is_not_found_before_it_is_made(self, browser: Client, alliance: Alliance) -> None:
        assert browser.get(f"{HERE}{asked(alliance).pk}/file/").status_code == 404

    def test_is_not_found_under_another_alliance(self, alliance: Alliance, office: Any) -> None:
        other = make.make_alliance("Southern", slug="southern")
        make.give_role(office, other, Role.PROGRAMME_OFFICE)
        row = made(alliance)
        assert signed_in(office).get(f"/a/southern/documents/{row.pk}/file/").status_code == 404


class TestPreview:
    def test_is_the_document_s_own_html_under_a_policy_that_allows_its_one_style_sheet(
        self, browser: Client, office: Any
    ) -> None:
        response = browser.get(f"{HERE}preview/?as_at=2017-09-22")
        html = response.content.decode()
        assert response.status_code == 200
        assert "3 business areas approved, 2 live" in html
        styles = re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
        policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
        assert policy["style-src"] == f"'sha256-{digest}'"
        assert policy["script-src"] == "'self'"
        assert "unsafe" not in response["Content-Security-Policy"]
        assert len(styles) == 1
        assert " style=" not in html
        assert "<script" not in html
        assert Reading.objects.get().user == office

    def test_is_the_open_edition_for_those_who_are_not_cleared(self, lead: Client) -> None:
        html = lead.get(f"{HERE}preview/?as_at=2017-09-22").content.decode()
        assert "Covert" not in html
        assert "secret" not in html
        assert "Open edition" in html
        assert not Reading.objects.exists()
        assert lead.get(f"{HERE}preview/?as_at=2017-09-22&edition=board").status_code == 403

    @pytest.mark.parametrize(
        ("query", "status", "words"),
        [
            ("as_at=1901-01-01", 404, "Nothing is on record for Northern Alliance as at 1 January 1901."),
            ("as_at=tomorrow", 400, "As at must be a real date"),
            ("period=2031-01", 400, "is not one of: none yet."),
            ("report=x", 400, "is not one of: highlight-report"),
        ],
    )
    def test_of_nothing_says_why(self, query: str, status: int, words: str, browser: Client, alliance: Alliance) -> None:
        forget_risks(alliance)
        response = browser.get(f"{HERE}preview/?{query}")
        assert response.status_code == status
        assert words in text_of(response)


class TestApi:
    def test_asks_watches_and_fetches(self, browser: Client, alliance: Alliance) -> None:
        sent = {"alliance": alliance.pk, "as_at": "2017-09-22", "edition": "board"}
        answer = browser.post(API, sent, content_type="application/json")
        assert answer.status_code == 202, answer.content
        row = answer.json()
        assert (row["state"], row["pages"], row["sha256"]) == ("queued", None, None)
        assert browser.get(f"{API}{row['id']}/file/").status_code == 404
        assert jobs.run(Report.objects.get().job_id)
        done = browser.get(f"{API}{row['id']}/").json()
        assert (done["state"], done["parts_done"], done["error"]) == ("done", done["parts_total"], "")
        response: Any = browser.get(f"{API}{row['id']}/file/")
        assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == done["sha256"]
        assert Reading.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [({"as_at": "soon"}, "as_at"), ({"period": "2031-01"}, "period"), ({"report": "x"}, "report")],
    )
    def test_names_the_field_that_is_wrong(
        self, wrong: dict[str, str], field: str, browser: Client, alliance: Alliance
    ) -> None:
        answer = browser.post(API, {"alliance": alliance.pk, "edition": "board", **wrong}, content_type="application/json")
        assert answer.status_code == 400
        assert field in answer.content.decode()
        assert not Report.objects.exists()

    def test_keeps_the_board_edition_from_those_who_are_not_cleared(self, lead: Client, alliance: Alliance) -> None:
        board = made(alliance)
        sent = {"alliance": alliance.pk, "edition": "board", "as_at": "2017-09-22"}
        assert lead.post(API, sent, content_type="application/json").status_code == 403
        assert lead.get(f"{API}{board.pk}/").status_code == 404
        assert lead.get(f"{API}{board.pk}/file/").status_code == 404
        assert lead.get(API).json()["count"] == 0

    def test_tries_a_failed_one_again_and_refuses_another(self, browser: Client, alliance: Alliance) -> None:
        row = failed(alliance)
        assert browser.post(f"{API}{row.pk}/retry/").status_code == 200
        again = browser.post(f"{API}{row.pk}/retry/")
        assert again.status_code == 409
        assert "Only a failed job can be tried again." in again.content.decode()

    def test_filters_by_state(self, browser: Client, alliance: Alliance) -> None:
        failed(alliance)
        made(alliance, Edition.OPEN)
        assert [row["state"] for row in browser.get(f"{API}?state=failed").json()["results"]] == ["failed"]

    def test_gives_the_position_as_the_page_does(self, browser: Client, lead: Client, alliance: Alliance) -> None:
        address = f"/api/v1/alliances/{alliance.pk}/position/?as_at=2017-09-22"
        answer = browser.get(address).json()
        assert (answer["approved"], answer["live"], answer["approved_not_live"]) == (3, 2, 1)
        assert answer["sentence"] == "3 business areas approved, 2 live"
        assert [[row["name"] for row in column["rows"]] for column in answer["columns"]][2] == ["Dogs", "Covert"]
        assert lead.get(address).json()["live"] == 1
        assert browser.get(address.replace("2017-09-22", "2017-02-31")).status_code == 400


class TestRenderCommand:
    def render(self, *arguments: str) -> str:
        out = io.StringIO()
        call_command("render", *arguments, stdout=out)
        return out.getvalue()

    def test_names_the_documents(self, db: Any) -> None:
        assert self.render("--list").startswith("highlight-report: The programme's position")

    def test_writes_the_document_to_the_file(self, alliance: Alliance, tmp_path: Path) -> None:
        out = tmp_path / "report.pdf"
        words = self.render(
            "highlight-report", "--alliance", "northern", "--as-at", "2017-09-22", "--edition", "open", "--out", str(out)
        )
        assert words == f"Highlight report, 22 September 2017: 2 pages, written to {out}\n"
        assert hashlib.sha256(out.read_bytes()).hexdigest() == Document.objects.get().sha256
        with pikepdf.open(out) as opened:
            assert len(opened.pages) == 2
        assert Report.objects.get().edition == "open"

    def test_reports_a_period_by_its_code(self, alliance: Alliance, tmp_path: Path) -> None:
        make.make_period(alliance)
        out = tmp_path / "report.pdf"
        words = self.render("highlight-report", "--alliance", "northern", "--period", "2017-09", "--out", str(out))
        assert words.startswith("Highlight report, September 2017:")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["highlight-report"], "Say also: alliance, out."),
            (["highlight-report", "--alliance", "southern", "--out", "x"], "There are: northern."),
            (["lowlight", "--alliance", "northern", "--out", "x"], "'lowlight' is not one of: highlight-report."),
            (["highlight-report", "--alliance", "northern", "--as-at", "soon", "--out", "x"], "as_at: As at must be a"),
            (["highlight-report", "--alliance", "northern", "--edition", "x", "--out", "x"], "edition: 'x' is not one of"),
            (["highlight-report", "--alliance", "northern", "--period", "9", "--out", "x"], "period: '9' is not one of: none yet."),
            (
                ["highlight-report", "--alliance", "northern", "--as-at", "1901-01-01", "--out", "x"],
                "Nothing is on record for Northern Alliance as at 1 January 1901.",
            ),
            (
                ["highlight-report", "--alliance", "northern", "--as-at", "2017-09-22", "--out", "/no/such/folder/x.pdf"],
                "--out: /no/such/folder/x.pdf cannot be written",
            ),
        ],
    )
    def test_says_what_is_wrong_and_what_is_expected(
        self, arguments: list[str], words: str, alliance: Alliance, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        forget_risks(alliance)
        with pytest.raises(CommandError) as refusal:
            self.render(*arguments)
        assert words in str(refusal.value)
        assert not (tmp_path / "x").exists()
