"""The kinds of file that are taken, and how a file's own bytes tell which it is. Its name tells nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its code, its name in words, the endings of its file names (the first is the usual), media type."""

    code: str
    words: str
    suffixes: tuple[str, ...]
    media_type: str


PDF: Final = Kind("pdf", "a PDF", (".pdf",), "application/pdf")
KINDS: Final = {kind.code: kind for kind in (PDF,)}


def kind_of(content: bytes) -> Kind | None:
    """The kind that the first bytes tell; None for one that is not known here."""
    return PDF if b"%PDF-" in content[:1024] else None
