"""Word, Excel and PowerPoint files: a zip of XML, looked through within limits and packed anew. Inside the sandbox.

Nothing is run and no part is drawn; a file that holds what would run, or fetch, is refused.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from core.sandbox.forks import Failure, Made

MOST_ENTRIES: Final = 1000
MOST_UNPACKED: Final = 200 * 2**20
MOST_RATIO: Final = 100
# Small parts repeat themselves; a ratio says something of a part worth packing.
_SMALL: Final = 1 << 20
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_LIST: Final = "[Content_Types].xml"
_ZIP: Final = b"PK\x03\x04"
_PROGRAMS: Final = (b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")
_MACROS: Final = re.compile(
    r"(^|/)(vbaproject|vbadata)|\.(bin|vbs|js|exe|dll|com|bat|ps1|hta|scr|msi|jar|swf)$", re.IGNORECASE
)
# Excel keeps what printers were told in files of this ending.
_PRINTER: Final = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"(^|/)(activex|externallinks|customui|webextensions|ctrlprops)/", re.IGNORECASE)
_DTD: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WEB: Final = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_OUT: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.IGNORECASE)
_MACRO_TYPE: Final = re.compile(rb"macroEnabled|vbaProject|activeX|externalLink", re.IGNORECASE)
_FETCHES: Final = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_NAMELESS: Final = {
    f"docProps/{part}.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root}/>'.encode()
    for part, root in {
        "core": 'cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
        "app": 'Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"',
        "custom": 'Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"',
    }.items()
}
"""The parts that name people and programs, and what they are replaced by."""

_BROKEN: Final = "is broken: it cannot be opened. Save it again in the program that made it, then upload that."
_HUGE: Final = "would unpack to more than 200 MiB, which is more than is opened here."
_ACTIVE: Final = "holds macros, programs or controls. Save it without them (as .docx, .xlsx or .pptx)."
_FETCHED: Final = "fetches something from elsewhere when it is opened: a template, a picture or a file. Remove that."


def clean(content: bytes) -> Made:
    """The same parts packed anew without the names of people and programs. Raises Failure with the reason in words."""
    try:
        return _cleaned(content, within=False)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, LookupError, RuntimeError) as error:
        raise Failure("broken", _BROKEN) from error


def _cleaned(content: bytes, *, within: bool) -> Made:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if not {_LIST, "_rels/.rels"} <= {entry.filename for entry in entries}:
            raise Failure("kind", "is not a Word, Excel or PowerPoint file.")
        _refuse_entries(entries)
        return _packed(archive, entries, within)


def _refuse_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Failure("bomb", f"holds {len(entries):,} parts; at most {MOST_ENTRIES:,} are taken.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Failure("bomb", _HUGE)
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Failure("broken", "holds two parts of one name, which no program writes.")
    for entry in entries:
        _refuse_entry(entry)


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & 1:
        raise Failure("password", "needs a password. Save it without one, then upload that.")
    if name.startswith("/") or set(name) & set("\\:\0") or ".." in name.split("/"):
        raise Failure("path", "holds a part whose name leads out of the file, which no program writes.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Failure("path", "holds a link to another file, which no program writes.")
    if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise Failure("bomb", f"holds a part packed more than {MOST_RATIO} to 1, which is not opened here.")
    if _CONTROLS.search(name) or (_MACROS.search(name) and not _PRINTER.search(name)):
        raise Failure("active", _ACTIVE)
    if name.startswith("_xmlsignatures/"):
        words = "is digitally signed, and cleaning it would break the signature. Upload a copy without it."
        raise Failure("signed", words)


def _packed(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], within: bool) -> Made:
    target, removed, left = io.BytesIO(), False, MOST_UNPACKED
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as anew:
        for entry in sorted(entries, key=lambda each: (each.filename != _LIST, each.filename)):
            with archive.open(entry) as part:
                # The size in the list may be a lie; what is read is counted.
                data = part.read(left + 1)
            left -= len(data)
            if left < 0:
                raise Failure("bomb", _HUGE)
            _refuse_part(entry.filename, data)
            kept = _NAMELESS.get(entry.filename, data)
            removed = removed or kept != data
            if kept.startswith(_ZIP):
                kept = _inner(kept, within)
            anew.writestr(zipfile.ZipInfo(entry.filename, _EPOCH), kept, zipfile.ZIP_DEFLATED)
    return {"removed": ["the names of people and programs in its properties"] if removed else []}, target.getvalue()


def _inner(data: bytes, within: bool) -> bytes:
    """The workbook behind a chart, cleaned as well. One file may stand in another, and none in that."""
    if within:
        raise Failure("bomb", "holds a file within a file within it, which is not opened here.")
    return _cleaned(data, within=True)[1]


def _refuse_part(name: str, data: bytes) -> None:
    if data.startswith(_PROGRAMS):
        raise Failure("embedded", "holds another file or a program inside. Remove it, then upload that.")
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return
    # Without the zeros of UTF-16, so that a word is found however it is written.
    if _DTD.search(data.replace(b"\0", b"")):
        raise Failure("dtd", "holds a document type, which no Office program writes.")
    if name == _LIST and _MACRO_TYPE.search(data.replace(b"\0", b"")):
        raise Failure("active", _ACTIVE)
    if name.startswith("word/") and _FETCHES.search(_fields(data)):
        raise Failure("outward", _FETCHED)
    if name.lower().endswith(".rels"):
        _refuse_outward(data)


def _fields(data: bytes) -> str:
    """What the fields of a part of Word are told to do: in pieces, or in an attribute."""
    words = []
    for _, each in _parsed(data):
        kind = each.tag.rpartition("}")[2]
        words.append(each.text or "" if kind == "instrText" else " " if kind == "fldChar" else "")
        words += [f" {value} " for key, value in each.items() if key.rpartition("}")[2] == "instr"]
        each.clear()
    return "".join(words)


def _parsed(data: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    try:
        yield from ElementTree.iterparse(io.BytesIO(data))
    except (ElementTree.ParseError, LookupError) as error:
        raise Failure("broken", _BROKEN) from error


def _refuse_outward(data: bytes) -> None:
    """A link that a reader clicks may lead to the web; nothing may be fetched by opening the file."""
    for _, each in _parsed(data):
        aim = each.get("Target", "").strip()
        if each.get("TargetMode", "").lower() != "external" and not _OUT.match(aim):
            continue
        if not each.get("Type", "").endswith("/hyperlink"):
            raise Failure("outward", _FETCHED)
        if not _WEB.match(aim):
            words = f"links to {aim[:60]!r}, which is no web page. Remove that link, then upload it."
            raise Failure("outward", words)
