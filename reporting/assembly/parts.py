"""Makes one part ready to be joined, once, when it is rendered or fitted: what it names gets names of its own.

The pack's frame (titles, metadata, attachments, numbers) is put on when it is joined.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reporting.assembly import trees

OF_THE_FRAME = tuple(
    Name(f"/{key}") for key in ("Metadata", "ViewerPreferences", "OpenAction", "AA", "AcroForm", "PageLabels", "AF")
)
PRINT = 4


def prepare(pdf: bytes, mark: str) -> bytes:
    """Return the part with table-header identifiers and named places that begin with `mark`; same input, same bytes.

    `mark` must differ between the parts of a pack: a piece of the part's content key does.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if Name.StructTreeRoot in document.Root:
            mark_structure(document, mark)
        _mark_places(document, mark)
        print_annotations(document)
        for key in OF_THE_FRAME:
            if key in document.Root:
                del document.Root[key]
        if Name.Info in document.trailer:
            del document.trailer[Name.Info]
        return written(document)


def written(document: pikepdf.Pdf) -> bytes:
    """The file of a document. Its identifier is a digest of what is written: equal documents are equal files."""
    target = io.BytesIO()
    document.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def mark_structure(document: pikepdf.Pdf, mark: str = "") -> None:
    """Say of each header cell which way it heads, and begin every identifier with `mark`.

    The renderer names the headers of each cell by their identifiers alone, which not every reader follows.
    """
    for element, in_head in trees.elements(document.Root.StructTreeRoot):
        if mark and Name.ID in element:
            element.ID = _marked(mark, bytes(element.ID))
        kind = element.get(Name.S)
        if kind not in (Name.TH, Name.TD):
            continue
        attributes = element.get(Name.A)
        for each in trees.listed(attributes):
            if not isinstance(each, Dictionary) or each.get(Name.O) != Name.Table:
                continue
            if mark and Name.Headers in each:
                each.Headers = Array([_marked(mark, bytes(header)) for header in each.Headers])
            if kind == Name.TH and Name.Scope not in each:
                each.Scope = Name.Column if in_head else Name.Row
        if kind == Name.TH and attributes is None:
            element.A = Dictionary(O=Name.Table, Scope=Name.Column if in_head else Name.Row)


def print_annotations(document: pikepdf.Pdf) -> None:
    """PDF/A wants every link to be printed with its page, and to say so (ISO 19005-3, 6.3.2)."""
    for page in document.pages:
        for annotation in trees.annotated(page):
            annotation.F = PRINT


def _mark_places(document: pikepdf.Pdf, mark: str) -> None:
    places = trees.destinations(document)
    leading = [item for _, item in trees.outline_items(document)]
    leading += [annotation for page in document.pages for annotation in trees.annotated(page)]
    for item in leading:
        found = trees.place_of(item)
        name = trees.name_of(found[0][found[1]]) if found else None
        if found and name is not None:
            if name in places:
                found[0][found[1]] = _marked(mark, name)
            else:
                del found[0][found[1]]
    for key in (Name.Dests, Name.Names):
        if key in document.Root:
            del document.Root[key]
    if places:
        tree = trees.name_tree({bytes(_marked(mark, name)): place for name, place in places.items()})
        document.Root.Names = Dictionary(Dests=document.make_indirect(tree))


def _marked(mark: str, name: bytes) -> String:
    return String(mark.encode() + b"." + name)
