"""The alliance profile as a document: both standards, its order, what is left out, and that it prints what it holds."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command

from core import clock
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.content import html_of
from reporting.reports import REPORTS, NothingToReport, Request
from tests import factories, verapdf
from tests.reporting import profiles, structure
from tests.reporting.documents import signed_in
from tests.reporting.history import AFTER, alliance_with_a_history
from tests.reporting.made import Made, scratch_record, squeezed, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HEADINGS = {"H1": 1, "H2": 2, "H3": 3}
REPORT = REPORTS["alliance-profile"]


@pytest.fixture(scope="module")
def documents(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Made]]:
    with django_db_blocker.unblock(), scratch_record():
        yield profiles.all_profiles()


@pytest.fixture(params=profiles.NAMES)
def document(request: pytest.FixtureRequest, documents: dict[str, Made]) -> Made:
    return documents[request.param]


def headings(made: Made, *kinds: str) -> list[str]:
    return [each.text.strip() for each in made.tree.all(*(kinds or HEADINGS))]


@pytest.mark.verapdf
@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_every_profile_conforms_to_both_standards(documents: dict[str, Made], tmp_path: Path) -> None:
    wanted = []
    for name, made in documents.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made.pdf)
        wanted += [(path, "ua1"), (path, "3a")]
    verdicts = verapdf.validate_all(wanted)
    assert {
        f"{path.stem} {profile}": rules for (path, profile), rules in zip(wanted, verdicts, strict=True) if rules
    } == {}


def test_its_parts_stand_in_the_order_of_a_briefing_note(documents: dict[str, Made]) -> None:
    made = documents["full"]
    assert headings(made, "H1") == ["Northern Alliance"]
    assert headings(made, "H2") == [
        "Purpose",
        "Background",
        "Partners",
        "Governance",
        "Agreements and sharing",
        "Current position (as at 22 September 2017)",
        "What it set out",
        "Other collaborations",
        "Whom it concerns",
        "Appendix: principles",
    ]


def test_a_part_without_content_has_no_heading(documents: dict[str, Made]) -> None:
    """Rule A-35."""
    assert headings(documents["bare"]) == ["Bare Alliance", "Purpose"]
    assert documents["bare"].pages == 1


def test_no_heading_stands_over_nothing(document: Made) -> None:
    """After every heading comes content, or a heading of a lower level that has some."""
    levels = [HEADINGS.get(each.kind, 9) for each in document.tree.all(*HEADINGS, "P", "Table", "L", "Div")]
    assert levels[-1] == 9
    assert all(after > before for before, after in pairwise(levels) if before != 9), levels


def test_headings_skip_no_level_and_are_the_bookmarks(document: Made) -> None:
    found = [(HEADINGS[each.kind], squeezed(each.text)) for each in document.tree.all(*HEADINGS)]
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    assert [(depth, squeezed(title)) for depth, title in structure.bookmarks(document.pdf)] == found


def test_every_table_has_headers_with_a_scope_and_rows_of_one_width(document: Made) -> None:
    for table in document.tree.all("Table"):
        widths = {sum(cell.column_span for cell in row.all("TD", "TH")) for row in table.all("TR")}
        assert len(widths) == 1, widths
        assert {cell.scope for cell in table.all("TH")} <= {"Column", "Row"}


def test_the_attachment_is_what_is_printed(document: Made) -> None:
    with pikepdf.open(io.BytesIO(document.pdf)) as opened:
        attached = json.loads(opened.attachments["alliance-profile.json"].get_file().read_bytes())
    assert attached == document.data
    text = document.printed.casefold()
    assert [words for words in texts_of(attached) if squeezed(words).casefold() not in text] == []


def test_the_principles_are_all_there_in_their_order(documents: dict[str, Made]) -> None:
    """Rule A-28."""
    [group] = (each for each in documents["three forces"].data["profile"]["charter"] if each["code"] == "principle")
    assert [line["number"].rstrip(".") for line in group["lines"]] == [str(number) for number in range(1, 23)]
    printed = documents["three forces"].printed
    places = [printed.rfind(squeezed(line["text"])) for line in group["lines"]]
    assert -1 not in places
    assert places == sorted(places)


def test_finance_stands_as_stated_and_nothing_is_worked_out(documents: dict[str, Made]) -> None:
    assert squeezed("around £480m") in documents["full"].printed
    assert squeezed("£1.1m a year") in documents["two forces"].printed
    assert squeezed("£50m to £75m a year") in documents["three forces"].printed
    assert "%" not in documents["three forces"].printed


def test_the_open_edition_and_a_day_before_hold_what_they_may(documents: dict[str, Made]) -> None:
    assert "Covert" in documents["full"].printed
    assert "Covert" not in documents["open"].printed
    assert "Covert" not in json.dumps(documents["open"].data)
    assert squeezed("3 partners; 6 bodies that decide") in documents["earlier"].printed
    assert squeezed("2 partners; 4 bodies that decide") in documents["full"].printed
    assert "01234" not in documents["full"].printed, "contacts are for the page alone"


class TestAsking:
    def test_draws_without_a_query_and_in_the_browser(self, django_assert_num_queries: Any) -> None:
        alliance = alliance_with_a_history("asked").alliance
        content = REPORT.collect(Request(alliance, AFTER, Edition.BOARD))
        with django_assert_num_queries(0):
            assert "Design Authority" in html_of(REPORT.template, content)
        office = signed_in(factories.make_member(alliance))
        answer = office.get("/a/asked/documents/preview/?report=alliance-profile&as_at=2017-09-22&edition=board")
        assert "Design Authority" in answer.content.decode()
        page = office.get("/a/asked/documents/?report=alliance-profile&as_at=2017-09-22").content.decode()
        assert '<option value="alliance-profile" selected>' in page

    def test_says_that_nothing_is_on_record(self) -> None:
        empty = factories.make_alliance("Empty Alliance")
        with pytest.raises(NothingToReport, match="Nothing says who Empty Alliance is as at 22 September 2017"):
            REPORT.collect(Request(empty, AFTER, Edition.BOARD))

    def test_is_one_job_for_one_question(self) -> None:
        request = Request(alliance_with_a_history("asked").alliance, AFTER, Edition.BOARD)
        rows = {request_report("alliance-profile", request, by=None, at=clock.now()).job_id for _ in range(3)}
        assert len(rows) == 1

    def test_the_command_writes_it(self, settings: Any, tmp_path: Path) -> None:
        settings.FILES_DIR = tmp_path
        alliance_with_a_history("asked")
        out = tmp_path / "profile.pdf"
        call_command("render", "alliance-profile", alliance="asked", as_at="2017-09-22", out=str(out), verbosity=0)
        assert "Programme Board" in structure.read(out.read_bytes()).text
