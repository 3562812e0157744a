"""Word files made for the tests, part by part, and what can be wrong with one."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OUTSIDE = 'TargetMode="External"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def relations(*each: tuple[str, str, str]) -> str:
    """A part of relations: kind, target, mode."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{RELATION}/{kind}" Target="{target}" {mode}/>'
        for number, (kind, target, mode) in enumerate(each, 1)
    )
    xmlns = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{xmlns}">{rows}</Relationships>'


def document(inner: str = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>") -> str:
    return f"{HEAD}<w:document {W}><w:body>{inner}</w:body></w:document>"


def parts() -> dict[str, str | bytes]:
    """The parts of a sound Word file with an author and a link to the web."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{types}"><Override PartName="/word/document.xml" '
        f'ContentType="{TYPES}"/></Types>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(("hyperlink", "https://example.org/", OUTSIDE)),
        "docProps/core.xml": f"{HEAD}<x><creator>A. N. Author</creator></x>",
    }


def packed(parts: dict[str, str | bytes], extra: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if extra is not None:
            extra(archive)
    return target.getvalue()


def with_(changes: dict[str, str | bytes], extra: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    return packed({**parts(), **changes}, extra)


def field(words: str) -> str:
    """A field in a paragraph, its words in two pieces."""
    half = len(words) // 2
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in (words[:half], words[half:]))
    return document(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}</w:p>')


def link_to_a_file(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("word/media/a.png")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


def twice(archive: zipfile.ZipFile) -> None:
    archive.writestr("WORD/document.xml", document())


def many(archive: zipfile.ZipFile) -> None:
    for number in range(1000):
        archive.writestr(f"word/media/{number}.xml", "<x/>")


def huge(archive: zipfile.ZipFile) -> None:
    for number in range(21):
        archive.writestr(f"word/media/{number}.png", bytes(10 * 2**20))


def lying() -> bytes:
    """A part that is three hundred times longer than the list says."""
    content = bytearray(with_({"word/media/a.png": bytes(300_000)}))
    size = (300_000).to_bytes(4, "little")
    return bytes(content.replace(size, (1000).to_bytes(4, "little")))


def encrypted() -> bytes:
    """The list says that a part is encrypted."""
    content = bytearray(packed(parts()))
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    return bytes(content)


def within(levels: int) -> bytes:
    content = packed(parts())
    for _ in range(levels):
        content = with_({"word/embeddings/inner.docx": content})
    return content


RELS = "word/_rels/document.xml.rels"
ACTIVE = "holds macros, programs or controls. Save it without them (as .docx, .xlsx or .pptx)."
FETCHED = "fetches something from elsewhere when it is opened: a template, a picture or a file. Remove that."
BROKEN = "is broken: it cannot be opened. Save it again in the program that made it, then upload that."
PATH = "holds a part whose name leads out of the file, which no program writes."
DTD = "holds a document type, which no Office program writes."
INSIDE = "holds another file or a program inside. Remove it, then upload that."
HUGE = "would unpack to more than 200 MiB, which is more than is opened here."

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros": (lambda: with_({"word/vbaProject.bin": b"x"}), ACTIVE),
    "a macro document renamed": (
        lambda: with_(
            {
                "[Content_Types].xml": parts()["[Content_Types].xml"].replace(
                    "document.main", "document.macroEnabled.main"
                )
            }
        ),
        ACTIVE,
    ),
    "a control": (lambda: with_({"word/activeX/activeX1.xml": "<x/>"}), ACTIVE),
    "a script": (lambda: with_({"word/media/a.js": "alert(1)"}), ACTIVE),
    "a program": (lambda: with_({"word/media/a.png": b"MZ\x90\x00"}), INSIDE),
    "an old object": (lambda: with_({"word/embeddings/a.doc": bytes.fromhex("d0cf11e0a1b11ae1")}), INSIDE),
    "a template from elsewhere": (
        lambda: with_({RELS: relations(("attachedTemplate", "https://example.org/t.dotm", OUTSIDE))}),
        FETCHED,
    ),
    "a picture from elsewhere": (
        lambda: with_({RELS: relations(("image", "http://example.org/a.png", OUTSIDE))}),
        FETCHED,
    ),
    "a picture from elsewhere, mode left out": (
        lambda: with_({RELS: relations(("image", "http://example.org/a.png", ""))}),
        FETCHED,
    ),
    "a picture from a share": (lambda: with_({RELS: relations(("image", "\\\\server\\a.png", ""))}), FETCHED),
    "a link to a file": (
        lambda: with_({RELS: relations(("hyperlink", "file:///c:/x.exe", OUTSIDE))}),
        "links to 'file:///c:/x.exe', which is no web page. Remove that link, then upload it.",
    ),
    "a field that runs": (lambda: with_({"word/document.xml": field("DDEAUTO c:\\cmd.exe")}), FETCHED),
    "a field that runs, in figures": (
        lambda: with_({"word/document.xml": document("<w:instrText>&#68;DE x</w:instrText>")}),
        FETCHED,
    ),
    "a field that fetches": (
        lambda: with_({"word/footer1.xml": document('<w:fldSimple w:instr="INCLUDEPICTURE http://x"/>')}),
        FETCHED,
    ),
    "an entity": (
        lambda: with_({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        DTD,
    ),
    "an entity in UTF-16": (
        lambda: with_(
            {"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}
        ),
        DTD,
    ),
    "a path upwards": (lambda: with_({"../../etc/cron.d/x": "x"}), PATH),
    "a path from the root": (lambda: with_({"/etc/passwd": "x"}), PATH),
    "a path of Windows": (lambda: with_({"word\\..\\..\\x": "x"}), PATH),
    "a link in the file system": (
        lambda: with_({}, link_to_a_file),
        "holds a link to another file, which no program writes.",
    ),
    "two parts of one name": (lambda: with_({}, twice), "holds two parts of one name, which no program writes."),
    "too many parts": (lambda: with_({}, many), "holds 1,005 parts; at most 1,000 are taken."),
    "too much": (lambda: with_({}, huge), HUGE),
    "packed too well": (
        lambda: with_({"word/media/a.png": bytes(20 * 2**20)}),
        "holds a part packed more than 100 to 1, which is not opened here.",
    ),
    "a list that lies": (lying, BROKEN),
    "encrypted": (encrypted, "needs a password. Save it without one, then upload that."),
    "a file in a file in a file": (
        lambda: within(2),
        "holds a file within a file within it, which is not opened here.",
    ),
    "signed": (
        lambda: with_({"_xmlsignatures/sig1.xml": "<x/>"}),
        "is digitally signed, and cleaning it would break the signature. Upload a copy without it.",
    ),
    "cut off": (lambda: packed(parts())[:-40], BROKEN),
    "broken XML": (lambda: with_({"word/document.xml": "<w:document"}), BROKEN),
    "only a zip": (lambda: packed({"word/document.xml": "x"}), "is not a Word, Excel or PowerPoint file."),
}
