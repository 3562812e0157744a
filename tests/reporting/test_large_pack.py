"""A pack of 300 pages and more from 25 papers, 60 areas and 200 risks: every page, link and bookmark of it."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.test import override_settings
from pikepdf import Name

from core import files
from core.models import Document, Job
from governance.models import Meeting
from reporting.models import Report, StoredPart
from tests import factories as make
from tests import verapdf
from tests.reporting import packs
from tests.reporting.made import Made, scratch_record
from tests.reporting.test_board_pack import stamps

# The database has no part in what is claimed here.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAPERS, AREAS, RISKS, LEAST_PAGES = 25, 60, 200, 300
SUBJECTS = ("Estates", "Fleet", "Custody", "Digital", "Workforce")


def named(pdf: bytes, title: str) -> bytes:
    """The same paper under another title, which makes it another file."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.docinfo["/Title"] = title
        document.save(target, deterministic_id=True)
    return target.getvalue()


def large_meeting() -> Meeting:
    alliance = make.make_alliance("Large Alliance", slug="large", marking="OFFICIAL")
    board = make.make_board(alliance)
    green, live = make.make_rating(alliance), make.make_status(alliance, "live")
    period = make.make_period(alliance)
    for number in range(AREAS):
        area = make.make_area(alliance, f"Business area {number}", order=number)
        make.make_area_status(area, live, order=number)
        words = {"done": f"Work {number} was done.", "next_steps": f"Step {number} follows.", "rag": green}
        make.make_update(period, area, state="accepted", accepted_at="2017-09-20T10:00:00Z", **words)
    register = make.make_register(alliance)
    for number in range(RISKS):
        make.make_risk(register, text=f"Risk {number} may hold up the programme.", is_key=True, order=number)
    meeting = make.make_meeting(board, held_on=packs.HELD_ON)
    report = make.make_item(meeting, number="1", title="Progress", order=1)
    make.make_paper(report, reference="HR-1", title="Highlight report", report="highlight-report", period=period)
    for number in range(PAPERS):
        subject = SUBJECTS[number % len(SUBJECTS)]
        item = make.make_item(meeting, number=str(number + 2), title=f"{subject} {number}", order=number + 2)
        pdf = named(packs.paper_pdf(subject, 9 + number % len(SUBJECTS), rows=12), f"{subject} {number}")
        packs.add_paper(item, pdf, reference=f"P-{number:02}", title=f"{subject}, paper {number}", **packs.TAGGED)
    return meeting


@pytest.fixture(scope="module")
def meeting(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Meeting]:
    with django_db_blocker.unblock(), scratch_record():
        yield large_meeting()


@pytest.fixture(scope="module")
def cold(meeting: Meeting) -> Made:
    return packs.build(meeting)


def forget(*, parts: bool) -> None:
    """As if the pack had never been made; with `parts`, as if none of its parts had been either."""
    Report.objects.all().delete()
    Job.objects.all().delete()
    Document.objects.all().delete()
    if parts:
        StoredPart.objects.all().delete()


def test_every_page_bears_its_own_stamp(cold: Made) -> None:
    found = stamps(cold.pdf)
    assert len(found) >= LEAST_PAGES
    assert [number for _, number, _ in found] == list(range(1, len(found) + 1))
    assert {total for _, _, total in found} == {len(found)}
    names = list(dict.fromkeys(name for name, _, _ in found))
    papers = [f"Item {number + 2} | Paper P-{number:02} v1" for number in range(PAPERS)]
    assert names == ["Agenda", "Item 1 | Paper HR-1", *papers, "Action log"]
    # A cover sheet and the paper's own pages, for each paper.
    counts = {name: sum(each == name for each, _, _ in found) for name in papers}
    assert counts == {name: 1 + 9 + number % len(SUBJECTS) for number, name in enumerate(papers)}


def test_links_of_the_contents_and_bookmarks_lead_to_the_page_that_is_printed(cold: Made) -> None:
    first = {}
    for name, number, _ in stamps(cold.pdf):
        first.setdefault(name, number)
    expected = {name.split("Paper ")[1].split(" v")[0]: number for name, number in first.items() if "Paper" in name}
    with pikepdf.open(io.BytesIO(cold.pdf)) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        linked = {}
        for page in document.pages[: first["Item 1 | Paper HR-1"] - 1]:
            for link in page.obj.get(Name.Annots, ()):
                linked[str(link.Contents).split(" ")[0]] = numbers[link.Dest[0].objgen]
        marked = {
            paper.title.split(" ")[0]: numbers[paper.destination[0].objgen]
            for item in outline.root[1:-1]
            for paper in item.children
        }
        deep = [paper.children[0].children for item in outline.root[2:-1] for paper in item.children]
    assert linked.pop("Action") == first["Action log"]
    assert linked == expected
    assert marked == expected
    assert len(deep) == PAPERS
    assert all(deep)
    # The agenda goes over a page, and the renderer tags what stands on each page as a table.
    rows = [row.all("TD", "TH") for row in cold.tree.all("Sect")[0].all("TR")]
    printed = {cells[1].text.split(" ")[0]: cells[-1].text for cells in rows if cells[-1].text.isdigit()}
    assert {key: int(number) for key, number in printed.items() if key != "Action"} == expected


@pytest.mark.verapdf
@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_it_conforms_to_both_standards_and_qpdf_finds_nothing_wrong(cold: Made, tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(cold.pdf)
    assert verapdf.validate_all([(file, "ua1"), (file, "3a")]) == [[], []]
    checked = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(("processes", "parts"), [(1, True), (2, False), (2, True)])
def test_it_is_the_same_file_from_nothing_from_kept_parts_and_by_any_number_of_processes(
    processes: int, parts: bool, cold: Made, meeting: Meeting
) -> None:
    forget(parts=parts)
    with override_settings(RENDER_PROCESSES=processes):
        again = packs.build(meeting)
    assert again.pdf == cold.pdf
    assert files.path_of(Document.objects.get().sha256).exists()
