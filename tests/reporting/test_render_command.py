"""`manage.py render` makes a document through the same job and sandbox, and says in words what it cannot do."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from alliance.models import Alliance
from core.models import Document
from reporting.models import Report
from tests import factories as make
from tests.reporting.documents import forget_risks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


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
            "highlight-report",
            "--alliance",
            "northern",
            "--as-at",
            "2017-09-22",
            "--edition",
            "open",
            "--out",
            str(out),
        )
        assert words == f"Highlight report, 22 September 2017: 1 page, written to {out}\n"
        assert hashlib.sha256(out.read_bytes()).hexdigest() == Document.objects.get().sha256
        with pikepdf.open(out) as opened:
            assert len(opened.pages) == 1
        assert Report.objects.get().edition == "open"

    def test_adds_no_row_for_a_document_that_would_come_out_the_same(self, alliance: Alliance, tmp_path: Path) -> None:
        make.make_period(alliance)
        asked = ["highlight-report", "--alliance", "northern", "--out", str(tmp_path / "report.pdf")]
        first = self.render(*asked)
        (tmp_path / "report.pdf").unlink()
        assert self.render(*asked) == first
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
        assert Report.objects.count() == 1
        make.make_risk(alliance.risk_registers.get(), text="Something new may happen.", is_key=True)
        self.render(*asked)
        assert Report.objects.count() == 2
        assert Document.objects.count() == 2

    def test_makes_it_again_when_its_file_is_gone(self, alliance: Alliance, tmp_path: Path, settings: Any) -> None:
        make.make_period(alliance)
        asked = ["highlight-report", "--alliance", "northern", "--out", str(tmp_path / "report.pdf")]
        self.render(*asked)
        settings.FILES_DIR = tmp_path / "elsewhere"
        (tmp_path / "report.pdf").unlink()
        self.render(*asked)
        assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")

    def test_reports_a_period_by_its_code(self, alliance: Alliance, tmp_path: Path) -> None:
        make.make_period(alliance)
        out = tmp_path / "report.pdf"
        words = self.render("highlight-report", "--alliance", "northern", "--period", "2017-09", "--out", str(out))
        assert words.startswith("Highlight report, September 2017:")

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["highlight-report"], "Say also: --alliance, --out."),
            (["highlight-report", "--alliance", "southern", "--out", "x"], "There are: northern."),
            (
                ["lowlight", "--alliance", "northern", "--out", "x"],
                "'lowlight' is not one of: highlight-report, board-pack, action-log, plan-on-a-page, alliance-profile.",
            ),
            (
                ["highlight-report", "--alliance", "northern", "--as-at", "soon", "--out", "x"],
                "--as-at: As at must be a real date, for example 2017-09-22.",
            ),
            (
                ["highlight-report", "--alliance", "northern", "--edition", "x", "--out", "x"],
                "--edition: 'x' is not one of",
            ),
            (
                ["highlight-report", "--alliance", "northern", "--period", "9", "--out", "x"],
                "--period: '9' is not one of: none yet.",
            ),
            (
                ["highlight-report", "--alliance", "northern", "--as-at", "1901-01-01", "--out", "x"],
                "Nothing is on record for Northern Alliance as at 1 January 1901.",
            ),
            (
                [
                    "highlight-report",
                    "--alliance",
                    "northern",
                    "--as-at",
                    "2017-09-22",
                    "--out",
                    "/no/such/folder/x.pdf",
                ],
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
