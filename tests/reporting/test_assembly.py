"""A finished document conforms to PDF/UA-1 and PDF/A-3a, carries its data, and repeats to the byte."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

from reporting.assembly.finishing import Attachment, finish
from reporting.sandbox import Bundle, RenderSandbox
from tests import verapdf

ROWS = "".join(f"<tr><th scope=row>Business area {n}</th><td>{n}</td><td>Approved</td></tr>" for n in range(1, 81))
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Position</title><style>
@page {{ size: A4; margin: 2cm; font-family: Inter; @top-left {{ content: "OFFICIAL" }}
  @bottom-right {{ content: "Page " counter(page) " of " counter(pages) }} }}
body {{ font-family: Inter; font-variant-numeric: tabular-nums; color: #1d2b4f }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
td, th {{ border-bottom: .5pt solid #1d2b4f; background: #f3f4f6 }}</style></head><body>
<h1>Position as at 22 September 2017</h1>
<p>See <a href="#areas">the areas</a> or <a href="https://example.org/">the partners' site</a>.</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="300"><title>Savings: £2.6m a year</title>
<desc>One bar.</desc><rect width="50" height="10" fill="#1d70b8"/><text x="5" y="8" font-size="6"
font-family="Inter">2.6</text></svg>
<h2 id="areas">Areas</h2><table><caption>Business areas</caption>
<thead><tr><th scope="col">Area</th><th scope="col">Number</th><th scope="col">State</th></tr></thead>
<tbody>{ROWS}</tbody></table></body></html>"""
CREATED = datetime(2017, 9, 22, 13, 30, tzinfo=timezone(timedelta(hours=1)))
DATA = Attachment("position.json", b'{"approved": 27}', "application/json", "What this edition prints")
WORDS: dict[str, Any] = {
    "title": "Highlight report: Devon & Cornwall <and> Dorset",
    "author": "Programme office",
    "subject": "Position of the alliance",
    "created": CREATED,
}
XMP = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RenderSandbox]:
    with RenderSandbox() as ready:
        yield ready


@pytest.fixture(scope="module")
def rendered(sandbox: RenderSandbox) -> bytes:
    return sandbox.render(Bundle(PAGE))


@pytest.fixture(scope="module")
def finished(rendered: bytes) -> bytes:
    return finish(rendered, attachments=[DATA], **WORDS)


@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_a_finished_document_conforms_to_both_standards_and_an_unfinished_one_is_caught(
    finished: bytes, sandbox: RenderSandbox, tmp_path: Path
) -> None:
    done, raw = tmp_path / "done.pdf", tmp_path / "raw.pdf"
    done.write_bytes(finished)
    raw.write_bytes(sandbox.render(Bundle("<html lang=en-GB><title>x</title><p style='color: red'>x</p>")))
    ua1, a3a, raw_a3a = verapdf.validate_all([(done, "ua1"), (done, "3a"), (raw, "3a")])
    assert (ua1, a3a) == ([], [])
    assert any("OutputIntent" in rule for rule in raw_a3a)


def test_qpdf_finds_nothing_wrong(finished: bytes, tmp_path: Path) -> None:
    file = tmp_path / "done.pdf"
    file.write_bytes(finished)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


def test_two_runs_in_two_processes_give_the_same_bytes(finished: bytes) -> None:
    with RenderSandbox() as another:
        again = finish(another.render(Bundle(PAGE)), attachments=[DATA], **WORDS)
    assert again == finished


def test_another_content_gives_another_identifier(rendered: bytes, finished: bytes) -> None:
    other = finish(rendered, attachments=[DATA], **{**WORDS, "title": "Another title"})
    with pikepdf.open(io.BytesIO(other)) as left, pikepdf.open(io.BytesIO(finished)) as right:
        assert bytes(left.trailer.ID[1]) != bytes(right.trailer.ID[1])


def test_the_information_and_the_metadata_packet_say_the_same(finished: bytes) -> None:
    with pikepdf.open(io.BytesIO(finished)) as document:
        information = {key: str(value) for key, value in document.docinfo.items()}
        packet = ElementTree.fromstring(document.Root.Metadata.read_bytes().split(b"?>", 1)[1].rsplit(b"<?", 1)[0])
    assert packet.findtext(".//dc:title//rdf:li", None, XMP) == WORDS["title"] == information["/Title"]
    assert packet.findtext(".//dc:creator//rdf:li", None, XMP) == WORDS["author"] == information["/Author"]
    assert packet.findtext(".//dc:description//rdf:li", None, XMP) == WORDS["subject"] == information["/Subject"]
    assert packet.findtext(".//xmp:CreateDate", None, XMP) == "2017-09-22T12:30:00+00:00"
    assert information["/CreationDate"] == information["/ModDate"] == "D:20170922123000+00'00'"
    assert [packet.findtext(f".//{name}", None, XMP) for name in ("pdfaid:part", "pdfaid:conformance")] == [
        "3",
        "A",
    ]
    assert packet.findtext(".//pdfuaid:part", None, XMP) == "1"


def test_the_document_says_its_language_and_shows_its_title(finished: bytes) -> None:
    with pikepdf.open(io.BytesIO(finished)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.Root.ViewerPreferences.DisplayDocTitle is True
        assert document.Root.MarkInfo.Marked is True


def test_the_data_is_attached_with_a_fixed_date_and_its_relationship(finished: bytes) -> None:
    with pikepdf.open(io.BytesIO(finished)) as document:
        attached = document.attachments["position.json"]
        assert attached.get_file().read_bytes() == DATA.content
        assert attached.get_file().mime_type == "application/json"
        assert attached.relationship == pikepdf.Name.Data
        assert attached.description == "What this edition prints"
        assert attached.get_file().mod_date == CREATED.astimezone(UTC)
        assert [str(file.UF) for file in document.Root.AF] == ["position.json"]


def test_the_text_is_set_in_inter_and_every_font_is_embedded(finished: bytes) -> None:
    with pikepdf.open(io.BytesIO(finished)) as document:
        fonts = [font for page in document.pages for font in page.resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "Inter" in str(font.BaseFont)
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": " "}, "title: expected one line of text"),
        ({"author": "a\nb"}, "author: expected one line of text"),
        ({"created": datetime(2017, 9, 22)}, "created: expected a date and time with its time zone"),
        ({"attachments": [DATA, DATA]}, "attachments: expected different names"),
    ],
)
def test_an_argument_that_is_wrong_is_named(rendered: bytes, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        finish(rendered, **{**WORDS, **change})


@pytest.mark.parametrize("name", ["", "../x.json", "a/b", "a\x00b"])
def test_an_attachment_needs_a_bare_name(name: str) -> None:
    with pytest.raises(ValueError, match="attachment name: expected a bare file name"):
        Attachment(name, b"", "application/json", "")


def test_a_pdf_without_tags_is_not_finished() -> None:
    blank = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(blank)
    with pytest.raises(ValueError, match="pdf: expected a document rendered with tags"):
        finish(blank.getvalue(), **WORDS)
