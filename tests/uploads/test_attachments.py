"""What may be attached besides a PDF: Word, Excel and PowerPoint, PNG and JPEG, text and CSV; cleaned or refused."""

from __future__ import annotations

import io
import zipfile
import zlib

import openpyxl
import pytest
from PIL import Image, PngImagePlugin

from core.uploads.kinds import ATTACHMENTS, PDF
from core.uploads.receive import Checked, UploadRefused, check
from tests.uploads.made import SECRET, plain, saved
from tests.uploads.offices import HOSTILE, packed, parts, with_, within

EXPECTED = (
    "a PDF, a Word document (.docx), an Excel workbook (.xlsx), a PowerPoint file (.pptx), a PNG picture, "
    "a JPEG picture, a CSV file or plain text (.txt)"
)


def attached(name: str, content: bytes) -> Checked:
    return check(name, content, accept=ATTACHMENTS)


def refused(name: str, content: bytes) -> str:
    with pytest.raises(UploadRefused) as refusal:
        attached(name, content)
    return str(refusal.value)


def picture(form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    """A picture with a maker, a place and words beside it."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif[0x0112] = 6
    image = Image.new(mode, size, 200)
    if form == "PNG":
        about = PngImagePlugin.PngInfo()
        about.add_text("Author", SECRET)
        image.save(target, form, pnginfo=about, exif=exif)
    else:
        image.save(target, form, exif=exif, comment=SECRET.encode())
    return target.getvalue()


def test_a_paper_is_a_pdf_and_nothing_else() -> None:
    with pytest.raises(UploadRefused, match=r"^a\.png is not a PDF\.$"):
        check("a.png", picture("PNG"))
    assert attached("a.pdf", saved(plain())).media_type == PDF.media_type


@pytest.mark.parametrize(("form", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg")])
def test_a_picture_is_drawn_anew_and_turned(form: str, name: str) -> None:
    checked = attached(name, picture(form) + f"<script>{SECRET}</script>".encode())
    assert (checked.name, checked.media_type, checked.pages) == (name, f"image/{form.lower()}", None)
    assert checked.removed == ("what a camera, a program or a person wrote beside the picture",)
    assert SECRET.encode() not in checked.content
    with Image.open(io.BytesIO(checked.content)) as drawn:
        assert (drawn.format, drawn.size) == (form, (30, 40))
        assert not drawn.getexif()
        drawn.load()
    assert attached(name, checked.content).removed == ()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_picture_of_any_mode_looks_the_same(mode: str) -> None:
    source = Image.new("RGBA", (4, 4), (10, 200, 30, 128 if mode in ("LA", "RGBA") else 255)).convert(mode)
    target = io.BytesIO()
    source.save(target, "PNG")
    with Image.open(io.BytesIO(attached("a.png", target.getvalue()).content)) as drawn:
        assert drawn.convert("RGBA").tobytes() == source.convert("RGBA").tobytes()


def test_a_picture_with_too_many_points_is_refused_unopened() -> None:
    header = (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunk = b"IHDR" + header
    content = b"\x89PNG\r\n\x1a\n" + len(header).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    words = "a.png has more than 40,000,000 pixels. Make it smaller, then upload that."
    assert refused("a.png", content + b"\0\0\0\0IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big")) == words


def test_a_broken_picture_is_refused() -> None:
    words = "is broken: it cannot be read as a {} picture. Save it again."
    assert refused("a.png", picture("PNG")[:60]) == f"a.png {words.format('PNG')}"
    assert refused("a.jpg", b"\xff\xd8\xff" + bytes(50)) == f"a.jpg {words.format('JPEG')}"


def test_what_a_file_is_decides_not_its_name() -> None:
    assert attached("a.txt", picture("PNG")).name == "a.txt.png"
    assert attached("a.docx", saved(plain())).media_type == "application/pdf"
    assert attached("photo.JPEG", picture("JPEG")).name == "photo.JPEG"


def test_text_and_csv_are_taken_as_they_are() -> None:
    text = "\ufeffName;Sum\r\nÉstates;£2.6m\r\n"
    for name, kind in (("a.csv", "text/csv; charset=utf-8"), ("notes.TXT", "text/plain; charset=utf-8")):
        checked = attached(name, text.encode())
        assert (checked.name, checked.media_type) == (name, kind)
        assert checked.content.decode() == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "Name\n£".encode("latin-1"),
            "is not text in UTF-8: line 2 cannot be read. Save it as UTF-8, then upload that.",
        ),
        (b"a\nb\nc\0d", "is not text: line 3 holds a sign that no text holds."),
        (b" <!DOCTYPE html><script>", "is not plain text but a page, a drawing or a program, which are not taken."),
        (b"<svg onload=alert(1)>", "is not plain text but a page, a drawing or a program, which are not taken."),
        (b"\xef\xbb\xbf<html>", "is not plain text but a page, a drawing or a program, which are not taken."),
        (b"#!/bin/sh\nreboot\n", "is not plain text but a page, a drawing or a program, which are not taken."),
    ],
)
def test_text_that_is_something_else_is_refused(content: bytes, words: str) -> None:
    assert refused("notes.txt", content) == f"notes.txt {words}"


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "a.exe", "a.docm", "a.zip", "a", "a.md"])
def test_other_kinds_are_never_taken(name: str) -> None:
    assert refused(name, b"Text") == f"{name} is not {EXPECTED}."


def test_a_word_file_is_packed_anew_without_its_author() -> None:
    checked = attached("Paper.docx", packed(parts()))
    assert checked.name == "Paper.docx"
    assert checked.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert checked.removed == ("the names of people and programs in its properties",)
    with zipfile.ZipFile(io.BytesIO(checked.content)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == set(parts())
        assert archive.read("word/document.xml").decode() == parts()["word/document.xml"]
        assert b"Author" not in b"".join(archive.read(name) for name in archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    again = attached("Paper.docx", checked.content)
    assert (again.content, again.removed) == (checked.content, ())


def test_a_workbook_opens_as_before() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Benefit"
    book.active["A2"] = 2_600_000
    book.properties.creator = SECRET
    target = io.BytesIO()
    book.save(target)
    checked = attached("Benefits.xlsx", target.getvalue())
    assert checked.media_type.endswith("spreadsheetml.sheet")
    again = openpyxl.load_workbook(io.BytesIO(checked.content))
    assert [row[0] for row in again.active.values] == ["Benefit", 2_600_000]
    assert again.properties.creator != SECRET


def test_the_workbook_behind_a_chart_is_cleaned_as_well() -> None:
    checked = attached("Paper.docx", within(1))
    with zipfile.ZipFile(io.BytesIO(checked.content)) as archive:
        inner = archive.read("word/embeddings/inner.docx")
    with zipfile.ZipFile(io.BytesIO(inner)) as archive:
        assert b"Author" not in archive.read("docProps/core.xml")
    macros = with_({"word/embeddings/inner.docx": with_({"word/vbaProject.bin": b"x"})})
    assert refused("Paper.docx", macros).startswith("Paper.docx holds macros")


@pytest.mark.parametrize(("make", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_word_file_is_refused(make, words: str) -> None:
    assert refused("Paper.docx", make()) == f"Paper.docx {words}"
