"""One month in the browser: an update filed, accepted, reported on and downloaded, on a desk and on a phone."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.journeys.product import Product
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
ALLIANCE = "/a/devon-cornwall-dorset"
AREA = {1280: ("custody", "Custody"), 400: ("criminal-justice", "Criminal justice")}


class TestTheMonth:
    def test_goes_from_an_update_to_a_downloaded_report(
        self, product: Product, browser: Any, width: int, tmp_path: Path
    ) -> None:
        slug, name = AREA[width]
        words = f"Handover of {name} rehearsed at {width} pixels"
        lead = Visitor(browser, product, "Area lead", width)
        self._file(lead, name, words)
        lead.close()

        office = Visitor(browser, product, "Programme office", width)
        self._accept(office, slug, words)
        stages = self._have_the_report_made(office)
        report = self._download(office, tmp_path)
        office.close()

        assert len(stages) >= 2, f"no real progress was seen, only {stages}"
        with pikepdf.open(BytesIO(report)) as pdf:
            assert words in pdf.attachments["highlight-report.json"].get_file().read_bytes().decode()
        assert lead.violations == {}
        assert office.violations == {}
        assert lead.faults == []
        assert office.faults == []

    def _file(self, lead: Visitor, name: str, words: str) -> None:
        """The area lead finds what waits on them, is told what is missing, and submits."""
        page = lead.page
        lead.open(f"{ALLIANCE}/")
        page.get_by_role("link", name=f"Update for {name}").click()
        lead.check()
        page.get_by_role("button", name=re.compile("Submit")).click()
        lead.check()
        assert page.get_by_text("There is a problem").is_visible()
        page.get_by_role("radio", name=re.compile("Green")).check()
        page.get_by_label("Done in this period").fill(words)
        page.get_by_role("button", name=re.compile("Submit")).click()
        page.wait_for_url(re.compile(r"/updates/[a-z-]+/$"))
        lead.check()
        assert page.get_by_text(words).first.is_visible()

    def _accept(self, office: Visitor, slug: str, words: str) -> None:
        page = office.page
        office.open(f"{ALLIANCE}/periods/2017-09/")
        office.open(f"{ALLIANCE}/periods/2017-09/updates/{slug}/")
        assert page.get_by_text(words).first.is_visible()
        page.get_by_role("button", name=re.compile("Accept")).click()
        page.wait_for_load_state("networkidle")
        office.check()

    def _have_the_report_made(self, office: Visitor) -> list[str]:
        """Ask for the report and note each stage that the page shows on the way, until the file is offered."""
        page = office.page
        office.open(f"{ALLIANCE}/documents/")
        page.get_by_role("button", name="Make the document").click()
        page.wait_for_url(re.compile(r"/documents/\d+/$"))
        stages: list[str] = []
        for _ in range(300):
            shown = page.locator(".progress-words").first.text_content() or ""
            if not stages or stages[-1] != shown.strip():
                stages.append(shown.strip())
            if page.get_by_role("button", name="Download the PDF").count():
                break
            page.wait_for_timeout(100)
        office.check()
        return stages

    def _download(self, office: Visitor, folder: Path) -> bytes:
        with office.page.expect_download() as waiting:
            office.page.get_by_role("button", name="Download the PDF").click()
        waiting.value.save_as(folder / "report.pdf")
        return (folder / "report.pdf").read_bytes()


PAGES = [
    "/",
    "/account/",
    "/accessibility/",
    "/api-keys/",
    "/api/v1/docs/",
    "/directory/organisations/",
    "/directory/posts/add/",
    f"{ALLIANCE}/",
    f"{ALLIANCE}/?as_at=2016-09-30",
    f"{ALLIANCE}/position/",
    f"{ALLIANCE}/areas/",
    f"{ALLIANCE}/areas/custody/",
    f"{ALLIANCE}/periods/",
    f"{ALLIANCE}/open-a-period/",
    f"{ALLIANCE}/periods/2017-09/",
    f"{ALLIANCE}/records/boards/",
    f"{ALLIANCE}/records/risks/",
    f"{ALLIANCE}/records/risks/add/",
    f"{ALLIANCE}/records/benefits/",
    f"{ALLIANCE}/records/statements/",
    f"{ALLIANCE}/documents/",
    f"{ALLIANCE}/import/",
    f"{ALLIANCE}/set-up/",
]


class TestEveryPage:
    def test_passes_the_accessibility_rules_and_the_policy(self, product: Product, browser: Any, width: int) -> None:
        office = Visitor(browser, product, "Programme office", width)
        for path in PAGES:
            office.open(path)
        office.close()
        assert office.violations == {}
        assert office.faults == []
