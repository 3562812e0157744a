"""PDFs made for the tests: a plain one, and the same with something in it that must not stay."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

SECRET = "planted-4711"
"""What every planted script, command and attachment holds, to be looked for in what is kept."""


def plain(pages: int = 2) -> Pdf:
    """Pages with a line of text, a link to the web and one inside the file, a bookmark, page labels and properties."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = Stream(pdf, f"BT /F1 24 Tf 72 720 Td (Page {number + 1}) Tj ET".encode())
    first, last = pdf.pages[0].obj, pdf.pages[-1].obj
    first.Annots = Array(
        [
            link(pdf, Dictionary(S=Name.URI, URI=String("https://example.org/paper"))),
            link(pdf, Dictionary(S=Name.GoTo, D=Array([last, Name.Fit]))),
        ]
    )
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("First page", 0))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))
    pdf.docinfo[Name.Title] = "Paper 7b"
    return pdf


def link(pdf: Pdf, action: Dictionary) -> Any:
    """A link annotation that does `action`."""
    rect = Array([72, 700, 200, 720])
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=action))


def saved(pdf: Pdf, **options: Any) -> bytes:
    """The bytes of a PDF, the same each time unless it is encrypted."""
    target = io.BytesIO()
    options.setdefault("deterministic_id", "encryption" not in options)
    pdf.save(target, fix_metadata_version=False, **options)
    return target.getvalue()


def with_(change: Callable[[Pdf], None], **options: Any) -> bytes:
    """The bytes of the plain PDF after a change."""
    pdf = plain()
    change(pdf)
    return saved(pdf, **options)
