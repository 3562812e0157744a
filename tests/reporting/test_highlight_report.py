"""The highlight report: what it holds, what each edition leaves out, and that a worker makes it once."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.models import Alliance
from core import clock, files, jobs
from core.models import Document, Job
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.content import as_data, html_of
from reporting.reports import REPORTS, NothingToReport, Request
from tests import factories as make

REPORT = REPORTS["highlight-report"]


def asked(alliance: Alliance, on: date, edition: Edition = Edition.BOARD, **more: Any) -> Request:
    return Request(alliance=alliance, as_at=on, edition=edition, **more)


class TestCollecting:
    def test_counts_live_areas_among_the_approved(self, alliance: Alliance, on: date) -> None:
        content = REPORT.collect(asked(alliance, on))
        assert (content.position.approved, content.position.live, content.position.approved_not_live) == (3, 2, 1)
        assert content.position.sentence == "3 business areas approved, 2 live"

    def test_leaves_restricted_matter_out_of_the_open_edition_before_drawing(
        self, alliance: Alliance, on: date
    ) -> None:
        content = REPORT.collect(asked(alliance, on, Edition.OPEN))
        text = json.dumps(as_data(content)) + html_of(REPORT.template, content)
        assert "Covert" not in text
        assert "secret" not in text
        assert content.position.live == 1
        assert "Costs may rise." in text

    def test_draws_without_a_query(self, alliance: Alliance, on: date, django_assert_num_queries: Any) -> None:
        content = REPORT.collect(asked(alliance, on))
        with django_assert_num_queries(0):
            assert "Northern Alliance" in html_of(REPORT.template, content)

    def test_reads_as_many_times_for_twenty_areas_as_for_two(self, alliance: Alliance, on: date) -> None:
        period = make.make_period(alliance)

        def count() -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                REPORT.collect(asked(alliance, on, period=period))
            return len(queries)

        before = count()
        status = alliance.position_statuses.get(code="live")
        green = make.make_rating(alliance)
        for _ in range(20):
            area = make.make_area(alliance)
            make.make_area_status(area, status)
            make.make_update(period, area, state="accepted", accepted_at=clock.now(), rag=green)
        assert count() == before

    def test_says_that_nothing_is_on_record(self, db: Any) -> None:
        empty = make.make_alliance("Empty Alliance")
        with pytest.raises(NothingToReport, match="Nothing is on record for Empty Alliance as at 1 January 2001"):
            REPORT.collect(asked(empty, date(2001, 1, 1)))

    def test_names_areas_that_did_not_report_and_prints_no_old_text(self, alliance: Alliance, on: date) -> None:
        earlier = make.make_period(alliance, "2017-08", starts_on=date(2017, 8, 1), ends_on=date(2017, 8, 31))
        area = alliance.areas.get(slug="dogs")
        make.make_update(earlier, area, state="accepted", accepted_at=clock.now(), done="Last month's words")
        content = REPORT.collect(asked(alliance, on, period=make.make_period(alliance)))
        assert content.period.not_reported == ("Custody", "Intelligence", "Dogs", "Covert")
        assert "Last month" not in html_of(REPORT.template, content)

    def test_says_which_areas_are_red_and_what_was_returned(self, alliance: Alliance, on: date) -> None:
        period = make.make_period(alliance)
        green = make.make_rating(alliance)
        red = make.make_rating(alliance, "red", letter="R", word="Red", tone="red")
        areas = {area.slug: area for area in alliance.areas.all()}
        for slug, rating in (("dogs", green), ("custody", red), ("intelligence", green)):
            make.make_update(period, areas[slug], state="accepted", accepted_at=clock.now(), rag=rating)
        make.make_update(period, areas["covert"], state="returned", return_comment="Say why.", rag=red)
        content = REPORT.collect(asked(alliance, on, period=period))
        found = [(line.rating.word, line.count, line.areas) for line in content.ratings_of_areas]
        assert found == [("Red", 1, ("Custody",)), ("Green", 2, ())]
        assert (content.period.waiting, content.period.returned) == ((), ("Covert",))
        assert content.period.sentence == "Updates: 3 accepted, 1 returned to be mended."

    def test_prints_the_worst_risk_first_with_its_score(self, alliance: Alliance, on: date) -> None:
        register, framework = make.make_register(alliance), make.make_framework(alliance)
        mild = make.make_risk(register, text="It may rain.", is_key=True, order=1)
        grave = make.make_risk(register, text="It may burn.", is_key=True, order=2)
        make.make_assessment(mild, framework, 1, 1, assessed_on=on)
        make.make_assessment(grave, framework, 5, 5, assessed_on=on)
        lines = REPORT.collect(asked(alliance, on)).risks
        texts = [line.text for line in lines]
        assert texts.index("It may burn.") < texts.index("It may rain.")
        assert lines[0].score == "likelihood 5, impact 5"
        assert lines[0].rating is not None
        assert REPORT.collect(asked(alliance, date(2016, 1, 1))).risks_are_scored is False

    def test_names_the_next_gates_and_how_late_they_are(self, alliance: Alliance, on: date) -> None:
        dogs, covert = alliance.areas.get(slug="dogs"), alliance.areas.get(slug="covert")
        late = {"planned_on": make.day(2017, 10, 1), "forecast_on": make.day(2017, 10, 4)}
        make.make_gate(dogs, "Go-live", **late)
        make.make_gate(covert, "Secret go-live", **late)
        [line] = REPORT.collect(asked(alliance, on, Edition.OPEN)).gates
        assert (line.gate, line.area, line.slippage) == ("Go-live", "Dogs", "3 days late")
        assert (line.planned, line.expected) == ("1 October 2017", "4 October 2017")

    def test_gives_a_status_without_areas_no_column(self, alliance: Alliance, on: date) -> None:
        make.make_status(alliance, "proposed", name="Proposed", means_approved=False, means_live=False)
        content = REPORT.collect(asked(alliance, on))
        assert "Proposed" in content.position.empty_columns
        assert "stands at Proposed" in html_of(REPORT.template, content)
        assert "Proposed (0)" not in html_of(REPORT.template, content)


@pytest.mark.django_db(transaction=True)
class TestMaking:
    @pytest.fixture(autouse=True)
    def _own_files(self, settings: Any, tmp_path: Any) -> None:
        settings.FILES_DIR = tmp_path

    def make(self, alliance: Alliance, on: date, edition: Edition = Edition.BOARD) -> Job:
        row = request_report("highlight-report", asked(alliance, on, edition), by=None, at=clock.now())
        assert jobs.run(row.job_id)
        row.job.refresh_from_db()
        assert row.job.state == Job.State.DONE, row.job.error
        return row.job

    def test_stores_one_file_for_the_same_content(self, alliance: Alliance, on: date) -> None:
        first, second = self.make(alliance, on), self.make(alliance, on)
        assert first.pk != second.pk
        assert first.document_id == second.document_id
        assert Document.objects.count() == 1

    def test_makes_the_same_bytes_twice(self, alliance: Alliance, on: date) -> None:
        first = self.make(alliance, on).document
        digest = first.sha256
        Job.objects.update(document=None, state="failed", error="cleared by the test")
        first.delete()
        files.path_of(digest).unlink()
        assert self.make(alliance, on).document.sha256 == digest

    def test_attaches_the_printed_content_and_never_the_internal_record(self, alliance: Alliance, on: date) -> None:
        document = self.make(alliance, on, Edition.OPEN).document
        with pikepdf.open(BytesIO(files.path_of(document.sha256).read_bytes())) as pdf:
            attached = json.loads(pdf.attachments["highlight-report.json"].get_file().read_bytes())
        assert attached == document.data
        assert "Covert" not in json.dumps(attached)
        assert "restricted" not in json.dumps(attached)

    def test_is_one_job_however_often_it_is_asked_for(self, alliance: Alliance, on: date) -> None:
        rows = {
            request_report("highlight-report", asked(alliance, on), by=None, at=clock.now()).job_id for _ in range(5)
        }
        assert len(rows) == 1

    def test_fails_in_words_when_nothing_is_on_record(self, alliance: Alliance) -> None:
        empty = make.make_alliance("Empty Alliance")
        row = request_report("highlight-report", asked(empty, date(2001, 1, 1)), by=None, at=clock.now())
        jobs.run(row.job_id)
        row.job.refresh_from_db()
        assert row.job.state == Job.State.FAILED
        assert row.job.error == "Nothing is on record for Empty Alliance as at 1 January 2001."
