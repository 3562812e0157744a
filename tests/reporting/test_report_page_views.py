"""The documents in the browser: asked for, watched, tried again, fetched, previewed."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance
from core import clock, jobs
from core.models import Job, Reading
from governance.models import Paper
from reporting.choices import Edition
from reporting.models import Report
from tests import factories as make
from tests.reporting import packs
from tests.reporting.documents import asked, failed, forget_risks, made, signed_in, text_of

pytestmark = pytest.mark.django_db
HERE = "/a/northern/documents/"


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def browser(office: Any) -> Client:
    return signed_in(office)


@pytest.fixture
def lead(alliance: Alliance) -> Client:
    """An area lead, who is not cleared for restricted matter."""
    return signed_in(make.make_lead(alliance.areas.get(slug="custody")))


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
            ({"as_at": "31/2/2017"}, "As at must be a real date, for example 22 9 2017."),
            ({"as_at": "soon"}, "As at must be a real date"),
            ({"period": "2031-01"}, "&#x27;2031-01&#x27; is not one of: 2017-09."),
            (
                {"report": "lowlight-report"},
                "&#x27;lowlight-report&#x27; is not one of: highlight-report, board-pack, action-log, "
                "plan-on-a-page, alliance-profile.",
            ),
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
    def test_of_nothing_says_why(
        self, query: str, status: int, words: str, browser: Client, alliance: Alliance
    ) -> None:
        forget_risks(alliance)
        response = browser.get(f"{HERE}preview/?{query}")
        assert response.status_code == status
        assert words in text_of(response)


def test_a_pack_that_is_older_than_a_paper_says_so_on_the_page_of_its_meeting(client: Client) -> None:
    meeting = packs.small_meeting()
    client.force_login(make.make_member(meeting.board.alliance))
    packs.ask(meeting)
    page = f"/a/{meeting.board.alliance.slug}/meetings/{meeting.pk}/"
    assert "A paper came since" not in client.get(page).content.decode()
    packs.receive(Paper.objects.filter(item__meeting=meeting).first(), packs.untagged_pdf())
    assert "A paper came since" in client.get(page).content.decode()
