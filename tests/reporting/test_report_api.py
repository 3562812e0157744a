"""The documents and the position over the API: the same readings, refusals and files as the pages."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from alliance.models import Alliance
from core import jobs
from core.models import Reading
from reporting.choices import Edition
from reporting.models import Report
from tests import factories as make
from tests.reporting.documents import failed, made, signed_in

pytestmark = pytest.mark.django_db
API = "/api/v1/reports/"


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
        [({"as_at": "soon"}, "as_at"), ({"period": "2031-01"}, "period"), ({"kind": "x"}, "kind")],
    )
    def test_names_the_field_that_is_wrong(
        self, wrong: dict[str, str], field: str, browser: Client, alliance: Alliance
    ) -> None:
        answer = browser.post(
            API, {"alliance": alliance.pk, "edition": "board", **wrong}, content_type="application/json"
        )
        assert answer.status_code == 400
        assert field in answer.content.decode()
        assert not Report.objects.exists()

    def test_takes_back_the_names_and_numbers_that_it_gives(self, browser: Client, alliance: Alliance) -> None:
        period = make.make_period(alliance)
        sent = {"alliance": alliance.pk, "kind": "highlight-report", "period": period.code, "edition": "open"}
        row = browser.post(API, sent, content_type="application/json").json()
        assert (row["kind"], row["period"]) == ("highlight-report", period.pk)
        again = browser.post(API, row, content_type="application/json")
        assert (again.status_code, again.json()["period"]) == (202, period.pk)

    def test_takes_a_meeting_by_its_number(self, browser: Client, alliance: Alliance) -> None:
        meeting = make.make_meeting(make.make_board(alliance))
        sent = {"alliance": alliance.pk, "kind": "board-pack", "meeting": meeting.pk, "edition": "open"}
        answer = browser.post(API, sent, content_type="application/json")
        assert (answer.status_code, answer.json().get("meeting")) == (202, meeting.pk), answer.content

    def test_names_the_fields_when_one_is_unknown(self, browser: Client, alliance: Alliance) -> None:
        sent = {"alliance": alliance.pk, "report": "board-pack"}
        answer = browser.post(API, sent, content_type="application/json")
        assert answer.status_code == 400
        words = "There is no field “report” here. There are: alliance, as_at, edition, kind, meeting, period."
        assert answer.json() == {"report": [words]}
        assert not Report.objects.exists()

    def test_names_every_period_when_one_is_unknown(self, browser: Client, alliance: Alliance) -> None:
        for number in range(38):
            make.make_period(alliance, f"{2000 + number // 12}-{number % 12 + 1:02}")
        sent = {"alliance": alliance.pk, "period": "banana"}
        [words] = browser.post(API, sent, content_type="application/json").json()["period"]
        assert words.startswith("'banana' is not one of: ")
        assert words.count(",") == 35
        assert words.endswith(" and 2 more.")

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
