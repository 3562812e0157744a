"""A board pack in the browser: a paper uploaded, the pack made part by part and read by its bookmarks, the paper
replaced and the pack made anew, on a desk and on a phone."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.journeys.product import Product
from tests.journeys.visitor import Visitor
from tests.reporting.packs import paper_pdf

pytestmark = pytest.mark.browser
ALLIANCE = "/a/devon-cornwall-dorset"
BOARD = "Alliance Executive Board"
MADE, KEPT = "Made", "Kept from before"
PAGES = 600
"""Of the uploaded paper: as many as keep the worker busy for longer than a page takes to renew itself."""
STAMP = re.compile(r"^\s*(?:(.*?) \| )?page (\d+) of (\d+)(?: \| OFFICIAL)?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Read:
    """What a reader of the file finds: its bookmarks with the page each leads to, and each page's text and stamp."""

    bookmarks: dict[str, int]
    pages: list[str]

    def stamp(self, page: int) -> tuple[str, int, int]:
        name, number, total = STAMP.findall(self.pages[page - 1])[-1]
        return name, int(number), int(total)


def read(pdf: bytes) -> Read:
    found: dict[str, int] = {}
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            found.setdefault(str(item.title), numbers[item.destination[0].objgen])
            waiting += item.children
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return Read(found, text.decode().split("\f")[:-1])


class TestThePack:
    def test_goes_from_an_uploaded_paper_to_the_pack_and_from_another_version_to_the_next(
        self, product: Product, browser: Any, width: int, tmp_path: Path
    ) -> None:
        office = Visitor(browser, product, "Programme office", width)
        reference = f"JB-{width}-01"
        # Rows of its own at each width, so that no part of the other journey is on the shelf.
        meeting = self._meeting_with_a_paper(office, reference, day=str(width // 100))
        self._upload(office, meeting, reference, paper_pdf("Estates strategy", PAGES, rows=width // 100))
        seen = self._have_the_pack_made(office, meeting)
        assert set(seen[-1].values()) == {MADE}
        assert any(set(parts.values()) - {MADE} for parts in seen), f"no real progress was seen, only {seen}"
        first = read(self._download(office, tmp_path))

        self._upload(
            office,
            meeting,
            reference,
            paper_pdf("Estates strategy, amended", PAGES + 1, rows=width // 100),
            note="Figures of October",
        )
        parts = self._have_the_pack_made(office, meeting)[-1]
        second = read(self._download(office, tmp_path))
        office.close()

        paper = f"{reference} Estates strategy"
        assert {title for title, state in parts.items() if state == MADE} == {
            "Agenda and contents",
            f"{paper}: cover sheet",
            paper,
        }
        assert {title for title, state in parts.items() if state == KEPT} == {"Action log"}
        self._assert_reads(first, paper, f"Item 7b | Paper {reference} v1", f"Estates strategy, part {PAGES}")
        self._assert_reads(
            second, paper, f"Item 7b | Paper {reference} v2", f"Estates strategy, amended, part {PAGES + 1}"
        )
        assert "Figures of October" in second.pages[second.bookmarks[paper] - 1]
        assert len(second.pages) == len(first.pages) + 1
        assert office.violations == {}
        assert office.faults == []

    def _meeting_with_a_paper(self, office: Visitor, reference: str, *, day: str) -> str:
        """A meeting of the board with one item and one awaited paper, typed in; returns its address."""
        page = office.page
        office.open(f"{ALLIANCE}/records/meetings/add/")
        page.get_by_label("Board").select_option(label=BOARD)
        page.get_by_label("Code").fill(f"2017-10-{day}")
        for name, typed in (("Day", day), ("Month", "10"), ("Year", "2017")):
            page.get_by_label(name, exact=True).first.fill(typed)
        self._submit(office)
        meeting = str(page.url).removeprefix(office.product.url)
        page.get_by_role("button", name="Add an item").click()
        office.check()
        page.get_by_label("Number").fill("7b")
        page.get_by_label("Title").fill("Estates")
        self._submit(office)
        page.get_by_role("link", name="Add a paper").click()
        office.check()
        page.get_by_label("Reference").fill(reference)
        page.get_by_label("Title").fill("Estates strategy")
        page.get_by_label("Marking").fill("OFFICIAL")
        self._submit(office)
        return meeting

    def _submit(self, office: Visitor) -> None:
        office.page.locator("form.form-card button[type=submit]").click()
        office.check()
        assert office.page.get_by_text("There is a problem").count() == 0, office.page.locator("main").inner_text()

    def _upload(self, office: Visitor, meeting: str, reference: str, pdf: bytes, note: str = "") -> None:
        """Open the meeting and send a file for its paper."""
        page = office.page
        office.open(meeting)
        page.get_by_role("link", name=re.compile(f"(Upload|Replace) {reference}")).click()
        office.check()
        page.get_by_label("File").set_input_files(
            {"name": "Estates strategy.pdf", "mimeType": "application/pdf", "buffer": pdf}
        )
        if note:
            page.get_by_label("What changed since version 1").fill(note)
        self._submit(office)
        assert page.get_by_text(f"of {reference} is received").is_visible()

    def _have_the_pack_made(self, office: Visitor, meeting: str) -> list[dict[str, str]]:
        """Ask for the pack on the meeting's page; return the state of each part as the page showed it, again and again,
        until the file is offered."""
        page = office.page
        office.open(meeting)
        page.get_by_role("button", name="Make the pack").click()
        page.wait_for_url(re.compile(r"/documents/\d+/$"))
        seen: list[dict[str, str]] = []
        for _ in range(900):
            ready = page.get_by_role("button", name="Download the PDF").count()
            parts = self._parts(page)
            if parts and (not seen or seen[-1] != parts):
                seen.append(parts)
            if ready:
                break
            page.wait_for_timeout(100)
        office.check()
        return seen

    def _parts(self, page: Any) -> dict[str, str]:
        """Read in one step, because the page renews itself meanwhile."""
        rows = page.evaluate(
            "[...document.querySelectorAll('table.parts tbody tr')].map(row => [row.cells[0], row.cells[1]]"
            ".map(cell => cell.innerText.trim()))"
        )
        return dict(rows)

    def _download(self, office: Visitor, folder: Path) -> bytes:
        with office.page.expect_download() as waiting:
            office.page.get_by_role("button", name="Download the PDF").click()
        waiting.value.save_as(folder / "pack.pdf")
        return (folder / "pack.pdf").read_bytes()

    def _assert_reads(self, pack: Read, paper: str, name: str, last_heading: str) -> None:
        """Following the bookmarks leads to the pages, which say what they are and of how many."""
        assert list(pack.bookmarks)[:1] == ["Agenda"]
        sheet, first = pack.bookmarks[paper], pack.bookmarks["Paper"]
        assert sheet == pack.bookmarks["7b Estates"] == pack.bookmarks["Agenda"] + 1
        assert first == sheet + 1
        for number in range(sheet, pack.bookmarks["Action log"]):
            assert pack.stamp(number) == (name, number, len(pack.pages))
        assert last_heading in pack.pages[pack.bookmarks[last_heading] - 1]
        assert pack.stamp(pack.bookmarks["Action log"])[0] == "Action log"
