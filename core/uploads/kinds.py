"""The kinds of file that are taken, and how a file's own bytes tell which it is. A name tells only text from CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its code, its name in words, the endings of its file names (the first is the usual), media type.

    begins: how its bytes begin; empty for text, which is told by what it does not hold.
    """

    code: str
    words: str
    suffixes: tuple[str, ...]
    media_type: str
    begins: bytes = b""


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_ZIP: Final = b"PK\x03\x04"
PDF: Final = Kind("pdf", "a PDF", (".pdf",), "application/pdf", b"%PDF-")
PNG: Final = Kind("png", "a PNG picture", (".png",), "image/png", b"\x89PNG\r\n\x1a\n")
JPEG: Final = Kind("jpeg", "a JPEG picture", (".jpg", ".jpeg"), "image/jpeg", b"\xff\xd8\xff")
DOCX: Final = Kind("docx", "a Word document (.docx)", (".docx",), f"{_OFFICE}wordprocessingml.document", _ZIP)
XLSX: Final = Kind("xlsx", "an Excel workbook (.xlsx)", (".xlsx",), f"{_OFFICE}spreadsheetml.sheet", _ZIP)
PPTX: Final = Kind("pptx", "a PowerPoint file (.pptx)", (".pptx",), f"{_OFFICE}presentationml.presentation", _ZIP)
CSV: Final = Kind("csv", "a CSV file", (".csv",), "text/csv; charset=utf-8")
TEXT: Final = Kind("text", "plain text (.txt)", (".txt",), "text/plain; charset=utf-8")
ATTACHMENTS: Final = (PDF, DOCX, XLSX, PPTX, PNG, JPEG, CSV, TEXT)
"""What may be attached to a record. A paper of a pack is a PDF."""

_PARTS: Final = {b"word/document.xml": DOCX, b"xl/workbook.xml": XLSX, b"ppt/presentation.xml": PPTX}


def kind_of(name: str, content: bytes) -> Kind | None:
    """The kind that a file's bytes tell; None for one that is not known here. Text is told from CSV by its name."""
    if PDF.begins in content[:1024]:
        return PDF
    for kind in (PNG, JPEG):
        if content.startswith(kind.begins):
            return kind
    if content.startswith(_ZIP):
        return next((kind for part, kind in _PARTS.items() if part in content), None)
    ending = name.lower()[-4:]
    return next((kind for kind in (CSV, TEXT) if ending in kind.suffixes), None)
