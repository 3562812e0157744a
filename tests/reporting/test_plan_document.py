"""The plan as a document: on A3, on one page as long as that can be read, accessible and archival, with its dates."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.models import Alliance
from core import clock
from core.imprecise_dates import ImpreciseDate, parse
from reporting.choices import Edition
from reporting.content import html_of
from reporting.reports import REPORTS, NothingToReport, Request
from tests import factories as make
from tests import verapdf
from tests.reporting import structure
from tests.reporting.made import Made, scratch_record, squeezed
from tests.reporting.made import make as make_document

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ON = date(2017, 9, 22)
PLAN = REPORTS["plan-on-a-page"]
A3 = (1190.55, 841.89)
LONG = (
    "Management of all buildings of the partners with their contracts, leases, equipment and everybody who keeps them"
)


def plan(alliance: Alliance, areas: int) -> Alliance:
    """Areas each with three phases, three gates and a milestone; some dates are not to the day."""
    for number in range(areas):
        name = LONG if number == 1 else f"Area number {number + 1}"
        area = make.make_area(alliance, name, slug=f"planned-{number}", order=100 + number)
        began = date(2016, 6, 1) + timedelta(days=number * 5)
        for step in range(3):
            first, last = began + timedelta(days=200 * step), began + timedelta(days=200 * step + 199)
            dates: dict[str, Any] = {
                "baseline_start": ImpreciseDate.day(first),
                "baseline_end": ImpreciseDate.day(last),
            }
            if first <= ON:
                dates["actual_start"] = ImpreciseDate.day(first)
            if last <= ON:
                dates["actual_end"] = ImpreciseDate.day(last)
            make.make_phase(area, f"Step {step}", number=str(step + 1), order=step, **dates)
            passed = {"passed_on": ImpreciseDate.day(last)} if last <= ON else {}
            make.make_gate(area, f"Gate {step}", order=step, planned_on=ImpreciseDate.day(last), **passed)
        make.make_milestone(area, "Opening", baseline_on=parse("by end March 2018"), forecast_on=parse("May 2018"))
    return alliance


@pytest.fixture(scope="module")
def documents(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Made]]:
    """Of few areas, of sixty, and of more than stand on one page."""
    with django_db_blocker.unblock(), scratch_record():
        found = {}
        for name, areas in (("few", 6), ("sixty", 60), ("many", 90)):
            alliance = plan(make.make_alliance(f"Alliance of {name}", slug=f"of-{name}", marking="OFFICIAL"), areas)
            found[name] = make_document(alliance, ON, report=PLAN.slug)
        yield found


def pages_of(made: Made) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout
    return text.decode().split("\f")[:-1]


def drawn_pages(made: Made) -> list[str]:
    """The pages with the years above their lanes."""
    return [page for page in pages_of(made) if "2016/17" in page and "As at 22 September 2017" in page]


def test_stands_on_a3_across(documents: dict[str, Made]) -> None:
    for made in documents.values():
        with pikepdf.open(io.BytesIO(made.pdf)) as opened:
            sizes = {tuple(float(edge) for edge in page.mediabox[2:]) for page in opened.pages}
        assert [pytest.approx(A3, abs=0.1)] == list(sizes)


def test_sixty_areas_stand_on_one_page_and_more_on_several_with_the_years_on_each(documents: dict[str, Made]) -> None:
    assert len(drawn_pages(documents["few"])) == 1
    assert len(drawn_pages(documents["sixty"])) == 1
    assert "Area number 60" in drawn_pages(documents["sixty"])[0]
    assert len(drawn_pages(documents["many"])) == 2
    assert "Area number 90" in drawn_pages(documents["many"])[1]


def test_says_all_dates_in_words_on_the_pages_after(documents: dict[str, Made]) -> None:
    printed = documents["few"].tree.text
    assert "1. Step 0 · Done · 1 June 2016 to 17 December 2016" in printed
    assert "Opening · Ahead · May 2018 · planned by end March 2018" in printed


def test_shortens_a_long_name_beside_its_lane_alone(documents: dict[str, Made]) -> None:
    first = drawn_pages(documents["few"])[0]
    assert LONG not in first
    assert "Management of all buildings" in first
    assert squeezed(LONG) in documents["few"].printed


def test_every_lane_says_in_words_what_it_shows(documents: dict[str, Made]) -> None:
    figures = [each.alternative for each in documents["few"].tree.all("Figure")]
    assert "Area number 1: now in 3. Step 2; next gate Gate 2, 21 January 2018; 2 of 3 gates passed" in figures
    assert all(figures)


def test_all_text_is_set_in_inter(documents: dict[str, Made]) -> None:
    for made in documents.values():
        assert {name.split("-")[0] for name in structure.fonts(made.pdf)} == {"Inter"}


def test_its_data_bears_no_number_of_a_row(documents: dict[str, Made]) -> None:
    areas = documents["few"].data["plan"]["areas"]
    assert {each["id"] for area in areas for each in (area, *area["phases"], *area["gates"])} == {None}


@pytest.mark.verapdf
@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_conforms_to_both_standards(documents: dict[str, Made], tmp_path: Path) -> None:
    wanted = []
    for name in ("few", "many"):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(documents[name].pdf)
        wanted += [(path, "ua1"), (path, "3a")]
    assert not any(verapdf.validate_all(wanted))


class TestReading:
    def request(self, alliance: Alliance, edition: Edition = Edition.BOARD) -> Request:
        return Request(alliance=alliance, as_at=ON, edition=edition)

    def test_asks_as_often_for_twenty_areas_as_for_two_and_the_pages_ask_nothing(self, alliance: Alliance) -> None:
        counts = []
        for areas in (2, 20):
            other = plan(make.make_alliance(slug=f"with-{areas}"), areas)
            with CaptureQueriesContext(connection) as queries:
                content = PLAN.collect(self.request(other))
            counts.append(len(queries))
            with CaptureQueriesContext(connection) as queries:
                html_of(PLAN.template, content)
            assert len(queries) == 0
        assert counts[0] == counts[1]
        assert counts[0] < 10

    def test_says_that_nothing_is_planned(self, alliance: Alliance) -> None:
        with pytest.raises(NothingToReport, match="No phase, gate or milestone of Northern Alliance is on record"):
            PLAN.collect(self.request(alliance))

    def test_speaks_of_today_where_no_date_is_named(self, alliance: Alliance, settings: Any, tmp_path: Path) -> None:
        settings.FILES_DIR = tmp_path / "files"
        make.make_period(alliance)
        today = clock.today()
        plan(alliance, 2)
        out = tmp_path / "plan.pdf"
        said = io.StringIO()
        call_command("render", PLAN.slug, "--alliance", "northern", "--out", str(out), stdout=said)
        assert said.getvalue().startswith(f"Plan on a page, {today.day} {today:%B %Y}: ")
        assert out.read_bytes().startswith(b"%PDF-1.7")
