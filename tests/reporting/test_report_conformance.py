"""The highlight report of a real alliance is an accessible archive document whose table a machine can read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests import verapdf
from tests.reporting import seed_reports, structure
from tests.reporting.made import Made, scratch_record, squeezed, texts_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HEADINGS = {"H1": 1, "H2": 2, "H3": 3}


@pytest.fixture(scope="module")
def documents(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Made]]:
    with django_db_blocker.unblock(), scratch_record():
        yield seed_reports.all_documents()


@pytest.fixture(params=seed_reports.NAMES)
def document(request: pytest.FixtureRequest, documents: dict[str, Made]) -> Made:
    return documents[request.param]


def may_skip(program: str) -> bool:
    return shutil.which(program) is None and os.environ.get("CI", "").lower() != "true"


@pytest.mark.verapdf
@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_every_report_conforms_to_both_standards(documents: dict[str, Made], tmp_path: Path) -> None:
    wanted = []
    for name in ("2017", "2017 with updates", "2016"):
        made = documents[name]
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made.pdf)
        wanted += [(path, "ua1"), (path, "3a")]
    verdicts = verapdf.validate_all(wanted)
    assert {
        f"{path.stem} {profile}": rules for (path, profile), rules in zip(wanted, verdicts, strict=True) if rules
    } == {}


@pytest.mark.skipif(may_skip("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(document: Made) -> None:
    assert b"No syntax or stream encoding errors found" in document.answer("qpdf", "--check", "FILE")


def test_another_process_makes_the_same_bytes(documents: dict[str, Made]) -> None:
    program = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from tests.reporting.made import scratch_record\n"
        "from tests.reporting.seed_reports import all_documents\n"
        "with scratch_record():\n"
        "    for name, made in all_documents({'2017', '2017 with updates'}).items():\n"
        "        print(name, hashlib.sha256(made.pdf).hexdigest())\n"
    )
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = inherited | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONHASHSEED": "7", "LOG_LEVEL": "ERROR"}
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment | {"CONCORDAT_DATA": folder},
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-2000:]
    again = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    assert again == {name: hashlib.sha256(documents[name].pdf).hexdigest() for name in ("2017", "2017 with updates")}


def test_all_text_is_set_in_inter(document: Made) -> None:
    found = structure.fonts(document.pdf)
    assert found
    assert all(name.split("-")[0] == "Inter" for name in found), found


def test_it_says_its_language_and_shows_its_title(document: Made) -> None:
    with pikepdf.open(io.BytesIO(document.pdf)) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(opened.docinfo["/Title"]) == f"{document.data['title']}: {document.data['alliance']}"


def test_headings_start_at_one_and_skip_no_level(document: Made) -> None:
    levels = [HEADINGS[each.kind] for each in document.tree.all(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), levels


def test_the_bookmarks_are_the_headings_in_their_order(document: Made) -> None:
    headings = [(HEADINGS[each.kind], squeezed(each.text)) for each in document.tree.all(*HEADINGS)]
    assert [(depth, squeezed(title)) for depth, title in structure.bookmarks(document.pdf)] == headings


def test_every_figure_says_in_words_what_it_shows(documents: dict[str, Made]) -> None:
    for name in ("2017", "2017 with updates", "2017 open"):
        figures = documents[name].tree.all("Figure")
        assert [each.alternative for each in figures] == [
            "Business areas by status: Design & Planning 9, Approved 10, Live 17"
        ]
    assert documents["2016"].tree.all("Figure") == []


def position_table(made: Made) -> structure.Element:
    found = [
        table
        for table in made.tree.all("Table")
        if any("order of the programme" in caption.text for caption in table.all("Caption"))
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", ["2017", "2017 open", "2017 with updates"])
def test_the_position_table_read_from_the_tags_is_the_authored_one_cell_by_cell(
    name: str, documents: dict[str, Made]
) -> None:
    made = documents[name]
    columns = made.data["position"]["columns"]
    assert [(column["name"], len(column["rows"])) for column in columns] == [
        ("Design & Planning", 9),
        ("Approved", 10),
        ("Live", 17),
    ]
    head, *body = position_table(made).all("TR")
    assert [squeezed(cell.text) for cell in head.all("TH")] == ["Design&Planning(9)", "Approved(10)", "Live(17)"]
    assert [cell.scope for cell in head.all("TH")] == ["Column"] * 3
    assert head.all("TD") == []
    assert len(body) == 17
    for place, row in enumerate(body):
        expected = [
            squeezed(column["rows"][place]["name"]) if place < len(column["rows"]) else "" for column in columns
        ]
        assert [squeezed(cell.text) for cell in row.all("TD", "TH")] == expected


def test_every_table_has_headers_with_a_scope_and_rows_of_one_width(document: Made) -> None:
    for table in document.tree.all("Table"):
        widths = {sum(cell.column_span for cell in row.all("TD", "TH")) for row in table.all("TR")}
        assert len(widths) == 1, widths
        scopes = [cell.scope for cell in table.all("TH")]
        assert "Column" in scopes
        assert set(scopes) <= {"Column", "Row"}


def test_counts_are_printed_as_both_meanings_and_never_added_up(documents: dict[str, Made]) -> None:
    for name in ("2017", "2017 with updates", "2017 open"):
        text = documents[name].printed
        assert squeezed("27 business areas approved, 17 live") in text
        assert squeezed("10 are approved and not yet live") in text
        assert squeezed("36 business areas") not in text
        assert squeezed("36 approved") not in text


def test_a_date_on_which_only_counts_were_reported_prints_them_with_their_source_and_no_area(
    documents: dict[str, Made],
) -> None:
    made = documents["2016"]
    assert squeezed("23 business areas approved, 11 live, as reported for September 2016") in made.printed
    assert squeezed("The position of each business area on that date is not recorded") in made.printed
    assert squeezed(made.data["position"]["reported"]["source"]) in made.printed

    assert not any(column["rows"] for column in made.data["position"]["columns"])


def test_savings_stand_as_they_were_entered(documents: dict[str, Made]) -> None:
    for words in ("£1.1m a year", "£2.6m a year for 2022/23", "£10.6m in total by 2022/23"):
        assert squeezed(words) in documents["2017"].printed
    assert "£" not in documents["2016"].printed


def test_updates_that_were_filed_are_printed_although_no_position_was_recorded(documents: dict[str, Made]) -> None:
    made = documents["2016 with updates"]
    assert [line["done"] for line in made.data["updates"]] == [
        f"Work {number} was finished on time.\nA second line says more of it." for number in range(3)
    ]
    assert squeezed("Updates: 3 accepted.") in made.printed


def test_a_month_names_what_was_not_reported_and_what_waits(documents: dict[str, Made]) -> None:
    made = documents["2017 with updates"]
    period = made.data["period"]
    named = [len(period[name]) for name in ("waiting", "returned", "not_reported")]
    assert (period["accepted"], named) == (19, [3, 2, 12])
    # In the alliance's own word for the post.
    assert squeezed("Signed off by the Senior Responsible Officer on 14 September 2017") in made.printed
    counts = "Updates: 19 accepted, 3 filed and not yet accepted, 2 returned to be mended, 12 not reported."
    assert squeezed(counts) in made.printed
    assert squeezed("Agree request 0.") in made.printed


def test_the_attachment_is_what_is_printed(document: Made) -> None:
    with pikepdf.open(io.BytesIO(document.pdf)) as opened:
        assert list(opened.attachments) == ["highlight-report.json"]
        attached = json.loads(opened.attachments["highlight-report.json"].get_file().read_bytes())
    assert attached == document.data
    # A heading begins with a capital and a caption may be spoken of in the middle of a sentence.
    text = document.printed.casefold()
    missing = [words for words in texts_of(attached) if squeezed(words).casefold() not in text]
    assert missing == []
