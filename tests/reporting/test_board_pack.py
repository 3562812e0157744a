"""A board pack made of a meeting's records: what stands in it, where, for whom, and what happens when a part fails."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from core import clock, files, jobs
from core.models import Job
from governance.models import Meeting
from reporting.actions import request_report
from reporting.choices import Edition, PartState
from reporting.models import PackPart, StoredPart
from reporting.packs import shelf
from reporting.reports import Request
from tests import factories as make
from tests.reporting import packs, structure
from tests.reporting.made import NotMade, squeezed

pytestmark = pytest.mark.django_db
STAMP = re.compile(r"^\s*(.*?) \| page (\d+) of (\d+) \| OFFICIAL\s*$", re.MULTILINE)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def stamps(pdf: bytes) -> list[tuple[str, int, int]]:
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    lines = [STAMP.findall(page)[-1] for page in found.decode().split("\f")[:-1]]
    return [(name, int(number), int(total)) for name, number, total in lines]


def claims(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        packet = document.Root.Metadata.read_bytes()
        held = {"OutputIntents" for _ in [0] if "/OutputIntents" in document.Root}
    root = ElementTree.fromstring(packet.split(b"?>", 1)[1].rsplit(b"<?", 1)[0])
    spaces = {"http://www.aiim.org/pdfa/ns/id/": "PDF/A", "http://www.aiim.org/pdfua/ns/id/": "PDF/UA"}
    return held | {spaces[space] for each in root.iter() for space in spaces if each.tag == f"{{{space}}}part"}


def test_each_page_says_what_it_is_and_the_agenda_names_the_page_of_each_paper() -> None:
    made = packs.build(packs.small_meeting())
    paper = "Item 7b | Paper DA-2017-09/01 v1"
    names = ["Agenda", paper, paper, paper, "Action log"]
    assert stamps(made.pdf) == [(name, number, 5) for number, name in enumerate(names, 1)]
    (agenda, *_) = made.tree.all("Table")
    rows = [[cell.text for cell in row.all("TH", "TD")] for row in agenda.all("TR")]
    assert ["", "DA-2017-09/01 v1 Estates strategy", "", "2"] in rows
    assert ["", "DA-2017-09/02 Fleet review", "To follow", ""] in rows
    assert ["", "Action log", "", "", "5"] in rows


def test_every_page_of_a_training_pack_says_that_it_is_fictional() -> None:
    meeting = packs.small_meeting()
    type(meeting.board.alliance).objects.update(is_fictional=True)
    made = packs.build(Meeting.objects.get(pk=meeting.pk))
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout
    pages = found.decode().split("\f")[:-1]
    assert len(pages) == 5
    assert all("| OFFICIAL · TRAINING: FICTIONAL" in page for page in pages)


def test_bookmarks_follow_the_agenda_and_items_without_papers_have_none() -> None:
    made = packs.build(packs.small_meeting())
    top = [title for depth, title in structure.bookmarks(made.pdf) if depth == 1]
    assert top == ["Agenda", "7b Estates strategy", "Action log"]
    assert (2, "DA-2017-09/01 Estates strategy") in structure.bookmarks(made.pdf)


def test_all_that_is_kept_as_its_content_is_printed() -> None:
    made = packs.build(packs.small_meeting())
    for text in (
        "Agree the strategy.",
        "Director of Estates",
        "Headquarters",
        "Write to both forces",
        "Northern Alliance",
    ):
        assert squeezed(text) in made.printed
    assert made.data["agenda"][1]["papers"][0]["title"] == "Estates strategy"
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        assert sorted(document.attachments) == ["01-action-log.json", "board-pack.json"]


def test_the_open_edition_holds_no_trace_of_what_is_restricted() -> None:
    meeting = packs.small_meeting()
    sealed = make.make_item(meeting, number="9", title="Sealed matter", order=4, restricted=True)
    packs.add_paper(sealed, packs.paper_pdf("Sealed"), reference="DA-S/1", title="Sealed paper", **packs.TAGGED)
    hidden = meeting.items.get(number="8")
    packs.add_paper(hidden, packs.paper_pdf("Hidden"), reference="DA-S/2", title="Hidden paper", restricted=True)
    earlier = meeting.board.meetings.get(held_on=date(2017, 8, 18))
    make.make_action(earlier, text="Secret errand", restricted=True)
    board, opened = packs.build(meeting), packs.build(meeting, Edition.OPEN)
    for word in ("Sealed matter", "Sealed paper", "DA-S/1", "DA-S/2", "Hidden paper", "Secret errand"):
        assert squeezed(word) in board.printed
        assert squeezed(word) not in opened.printed
        assert word not in str(opened.data)
        assert word.encode() not in opened.pdf
    assert stamps(opened.pdf)[-1] == ("Action log", 5, 5)


def test_a_paper_that_does_not_conform_takes_the_claims_from_the_whole_and_is_named() -> None:
    meeting = packs.small_meeting()
    assert claims(packs.build(meeting).pdf) == {"PDF/A", "PDF/UA", "OutputIntents"}
    item = meeting.items.get(number="8")
    packs.add_paper(item, packs.untagged_pdf(2), reference="DA-X/9", title="Scanned letter")
    made = packs.build(meeting)
    assert claims(made.pdf) == set()
    assert squeezed("DA-X/9 Scanned letter: its author gave it no structure for screen readers") in made.printed
    assert [name for name, _, _ in stamps(made.pdf)].count("Item 8 | Paper DA-X/9 v1") == 3


def test_one_changed_paper_costs_one_part_and_the_contents() -> None:
    meeting = packs.small_meeting()
    first = packs.build(meeting)
    before = set(StoredPart.objects.values_list("content_key", flat=True))
    paper = meeting.items.get(number="7b").papers.get()
    packs.receive(paper, packs.paper_pdf("Estates strategy, revised", 4), **packs.TAGGED)
    second = packs.build(meeting)
    after = set(StoredPart.objects.values_list("content_key", flat=True))
    # The paper, its cover sheet (version 2), the contents; no more.
    assert len(after - before) == 3
    states = list(PackPart.objects.filter(job=Job.objects.latest("pk")).values_list("title", "state"))
    assert ("Action log", PartState.KEPT) in states
    assert ("DA-2017-09/01 Estates strategy", PartState.DONE) in states
    assert second.pdf != first.pdf
    assert stamps(second.pdf)[-1] == ("Action log", 7, 7)


def test_asked_again_unchanged_it_is_the_same_file_and_nothing_is_made() -> None:
    meeting = packs.small_meeting()
    first, parts = packs.build(meeting), StoredPart.objects.count()
    assert packs.build(meeting).pdf == first.pdf
    assert StoredPart.objects.count() == parts
    assert set(PackPart.objects.filter(job=Job.objects.latest("pk")).values_list("state", flat=True)) == {
        PartState.KEPT
    }


def test_a_part_that_fails_names_its_paper_and_the_rest_is_kept() -> None:
    meeting = packs.small_meeting()
    item = meeting.items.get(number="8")
    broken = packs.add_paper(item, b"%PDF-1.7 not a document at all", reference="DA-B/1", title="Broken", pages=1)
    with pytest.raises(NotMade, match=r"DA-B/1 Broken: .*The other parts are kept\.") as refusal:
        packs.build(meeting)
    assert "cannot be fitted" in str(refusal.value)
    states = dict(PackPart.objects.filter(job=Job.objects.latest("pk")).values_list("title", "state"))
    assert states["DA-B/1 Broken"] == PartState.FAILED
    assert states["DA-2017-09/01 Estates strategy"] == PartState.DONE
    packs.receive(broken, packs.paper_pdf("Mended"), **packs.TAGGED)
    assert [name for name, _, _ in stamps(packs.build(meeting).pdf)].count("Item 8 | Paper DA-B/1 v2") == 3
    states = dict(PackPart.objects.filter(job=Job.objects.latest("pk")).values_list("title", "state"))
    assert states["DA-2017-09/01 Estates strategy"] == PartState.KEPT


def test_a_sign_that_no_typeface_has_is_named_with_its_paper() -> None:
    meeting = packs.small_meeting()
    paper = meeting.items.get(number="7b").papers.get()
    paper.recommendation = "Agree \U0001f9ff now"
    make._save(paper)
    with pytest.raises(NotMade, match="DA-2017-09/01 Estates strategy: cover sheet"):
        packs.build(meeting)


def test_an_empty_agenda_is_said_so() -> None:
    meeting = make.make_meeting(make.make_board(make.make_alliance()), held_on=packs.HELD_ON)
    with pytest.raises(NotMade, match="The agenda of .* is empty"):
        packs.build(meeting)


def test_a_highlight_report_inside_names_its_period_when_there_is_nothing_to_report() -> None:
    meeting = packs.small_meeting()
    period = make.make_period(meeting.board.alliance)
    item = meeting.items.get(number="8")
    make.make_paper(item, reference="HR-09", title="Highlight report", report="highlight-report", period=period)
    with pytest.raises(NotMade, match=r"Paper HR-09: Nothing is on record"):
        packs.build(meeting)


def test_the_action_log_alone_is_a_document_too() -> None:
    meeting = packs.small_meeting()
    request = Request(meeting.board.alliance, meeting.held_on, Edition.BOARD, meeting=meeting)
    row = request_report("action-log", request, by=None, at=clock.now())
    assert jobs.run(row.job_id)
    row.job.refresh_from_db()
    assert row.job.document is not None
    pdf = files.path_of(row.job.document.sha256).read_bytes()
    assert squeezed("Write to both forces") in squeezed(structure.read(pdf).text)
    assert squeezed("Overdue") in squeezed(structure.read(pdf).text)


def test_parts_unused_for_sixty_days_leave_the_shelf_and_documents_stay() -> None:
    packs.build(packs.small_meeting())
    kept = Job.objects.latest("pk").document
    assert kept is not None
    paths = [files.path_of(row.sha256) for row in StoredPart.objects.all()]
    assert shelf.purge(clock.now()) == 0
    assert shelf.purge(clock.now() + 2 * shelf.KEPT_FOR) == len(paths)
    assert not any(path.exists() for path in paths)
    assert files.path_of(kept.sha256).exists()


@pytest.mark.parametrize(("role", "seen"), [("programme_office", True), ("area_lead", False), ("auditor", True)])
def test_how_far_the_parts_of_a_board_edition_have_come_is_seen_by_the_cleared(
    client: Any, role: str, seen: bool
) -> None:
    meeting = packs.small_meeting()
    packs.build(meeting)
    client.force_login(make.make_member(meeting.board.alliance, role))
    row = meeting.reports.get()
    answer = client.get(f"/api/v1/reports/{row.pk}/parts/")
    assert answer.status_code == (200 if seen else 404)
    if seen:
        titles = [part["title"] for part in answer.json()]
        assert titles == [
            "Agenda and contents",
            "DA-2017-09/01 Estates strategy: cover sheet",
            "DA-2017-09/01 Estates strategy",
            "Action log",
        ]
