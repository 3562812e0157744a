"""What a kept PDF says of itself: its title, its tags and language, and the claims that nothing contradicts."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream, String

from core.uploads.receive import Checked, check
from reporting.assembly.finishing import Attachment, finish
from reporting.sandbox import Bundle, RenderSandbox
from tests import verapdf
from tests.uploads.made import SECRET, plain, saved, with_

PAGE = (
    "<!doctype html><html lang=en-GB><title>Paper</title><body style='font-family: Inter'><h1>Paper</h1>"
    "<p>Text with <a href='https://example.org/'>a link</a>.</p>"
)


@pytest.fixture(scope="module")
def conforming() -> bytes:
    """A document as the product itself makes it: PDF/UA-1 and PDF/A-3A, with a file attached."""
    with RenderSandbox() as sandbox:
        rendered = sandbox.render(Bundle(PAGE))
    return finish(
        rendered,
        title="Estates paper",
        author="A. N. Author",
        subject="x",
        created=datetime(2026, 1, 1, tzinfo=UTC),
        attachments=[Attachment("data.json", b"{}", "application/json", "Data")],
    )


def changed(content: bytes, change: Callable[[Pdf], None]) -> Checked:
    pdf = pikepdf.open(io.BytesIO(content))
    change(pdf)
    return check("Paper.pdf", saved(pdf))


def test_claims_tags_language_title_and_bookmarks_outlive_the_cleaning(conforming: bytes) -> None:
    checked = check("Paper.pdf", conforming)
    assert checked.is_tagged
    assert checked.claims == ("PDF/UA-1", "PDF/A-3A")
    assert checked.removed == ("attached files", "the names of people and programs in its properties")
    with pikepdf.open(io.BytesIO(checked.content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.Root.Outlines.First.Title) == "Paper"
        assert pdf.Root.StructTreeRoot.K is not None
        assert dict(pdf.docinfo) == {"/Title": String("Estates paper")}
        with pdf.open_metadata(strict=True, set_pikepdf_as_editor=False) as meta:
            assert meta["dc:title"] == "Estates paper"
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
            assert meta["pdfuaid:part"] == "1"
        assert b"A. N. Author" not in checked.content + pdf.Root.Metadata.read_bytes()


@pytest.mark.verapdf
@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_a_validator_confirms_the_claims_after_the_cleaning(conforming: bytes, tmp_path: Path) -> None:
    cleaned = tmp_path / "cleaned.pdf"
    cleaned.write_bytes(check("Paper.pdf", conforming).content)
    ua1, a3a = verapdf.validate_all([(cleaned, "ua1"), (cleaned, "3a")])
    assert ua1 == []
    assert a3a == []


def test_what_was_cleaned_is_cleaned_no_further(conforming: bytes) -> None:
    once = check("Paper.pdf", conforming)
    again = check("Paper.pdf", once.content)
    assert again.content == once.content
    assert (again.claims, again.removed) == (once.claims, ())


def no_title(pdf: Pdf) -> None:
    del pdf.docinfo[Name.Title]
    pdf.Root.Metadata = Stream(pdf, b"<pdfuaid:part>1</pdfuaid:part><pdfaid:part>3</pdfaid:part>"
                               b"<pdfaid:conformance>A</pdfaid:conformance>")  # fmt: skip


def no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def strange_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources.Font.F99 = pdf.make_indirect(font)


def no_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def script(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(SECRET)))


def film(pdf: Pdf) -> None:
    rect = Array([0, 0, 9, 9])
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=rect, Movie=Dictionary(), F=4)
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(annotation))


def not_printed(pdf: Pdf) -> None:
    pdf.pages[0].Annots[0].F = 0


def no_order(pdf: Pdf) -> None:
    del pdf.pages[0].Tabs


def claims_part_1(pdf: Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3<", b"<pdfaid:part>1<")
    pdf.Root.Metadata = Stream(pdf, text)


CONTRADICTED = {
    no_title: ("PDF/A-3A",), no_tags: (), no_language: (), strange_font: (), no_profile: ("PDF/UA-1",),
    script: ("PDF/UA-1",), film: (), not_printed: ("PDF/UA-1",), no_order: ("PDF/A-3A",), claims_part_1: ("PDF/UA-1",),
}  # fmt: skip


@pytest.mark.parametrize(("change", "left"), CONTRADICTED.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_claim_that_is_contradicted_is_not_repeated(
    conforming: bytes, change: Callable[[Pdf], None], left: tuple[str, ...]
) -> None:
    checked = changed(conforming, change)
    assert checked.claims == left
    with pikepdf.open(io.BytesIO(checked.content)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
    assert (b"pdfuaid:part>" in packet) == ("PDF/UA-1" in left)
    assert (b"pdfaid:part>" in packet) == ("PDF/A-3A" in left)


def test_what_nobody_claims_is_claimed_for_nobody() -> None:
    checked = check("Paper.pdf", saved(plain()))
    assert (checked.is_tagged, checked.claims, checked.removed) == (False, (), ())


def test_an_encrypted_file_claims_nothing(conforming: bytes) -> None:
    locked = saved(pikepdf.open(io.BytesIO(conforming)), encryption=Encryption(owner="o", user=""))
    checked = check("Paper.pdf", locked)
    assert checked.claims == ()
    assert checked.removed[-1] == "its encryption"
    assert not pikepdf.open(io.BytesIO(checked.content)).is_encrypted


def test_names_of_people_and_programs_are_taken_out() -> None:
    def sign(pdf: Pdf) -> None:
        pdf.docinfo[Name.Author] = SECRET
        pdf.docinfo[Name.Producer] = f"C:\\Users\\{SECRET}"
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:creator"] = [SECRET]
            meta["xmp:CreatorTool"] = SECRET
        picture = Stream(pdf, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
        picture.ColorSpace, picture.Metadata = Name.DeviceGray, pdf.make_indirect(Stream(pdf, SECRET.encode()))
        pdf.pages[0].obj.Resources.XObject = Dictionary(X1=pdf.make_indirect(picture))

    checked = check("Paper.pdf", with_(sign))
    assert checked.removed == (
        "data of the programs that made it",
        "the names of people and programs in its properties",
    )
    with pikepdf.open(io.BytesIO(checked.content)) as pdf:
        assert all(SECRET not in repr(item) for item in pdf.objects)
        streams = [item.read_bytes() for item in pdf.objects if isinstance(item, Stream)]
    assert all(SECRET.encode() not in content for content in streams)


def test_the_same_file_becomes_the_same_bytes() -> None:
    content = saved(plain())
    assert check("a.pdf", content).content == check("b.pdf", content).content


def test_what_an_older_state_of_the_file_held_is_gone() -> None:
    older = saved(plain())
    edited = older + b"8 0 obj\n<</Old (" + SECRET.encode() + b")>>\nendobj\n" + older[older.rindex(b"startxref") :]
    assert SECRET.encode() not in check("a.pdf", edited).content
