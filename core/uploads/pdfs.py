"""One PDF, opened by qpdf, measured, cleaned and written anew in full. Runs inside the sandbox."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError, Stream, settings

from core.sandbox.forks import Failure, Made, size_in_words
from core.uploads import active, properties

_PIECE: Final = 1 << 20
_FLATE: Final = {"/FlateDecode", "/Fl"}
_PICTURES: Final = {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
_MOST_FILTERS: Final = 8
_MOST_SIGNS_OF_HEADER: Final = 1024
# qpdf's own guards, for what it unpacks by itself while it opens and saves a file.
_MEMORY: Final = 96 * 2**20
settings.set_qpdf_limits(
    parser_max_nesting=200,
    max_stream_filters=_MOST_FILTERS,
    flate_max_memory=_MEMORY,
    run_length_max_memory=_MEMORY,
    png_max_memory=_MEMORY,
    tiff_max_memory=_MEMORY,
    dct_max_memory=_MEMORY,
)

# What reading an object raises that is not what its place asks for.
_ODD_OBJECTS: Final = (ValueError, TypeError, LookupError, ArithmeticError, RuntimeError)

BROKEN: Final = "is broken: it cannot be read as a PDF. Save it again in the program that made it, then upload that."
BOMB: Final = (
    "would unpack to more than {}, which is more than is opened here. Save it with compressed pictures or fewer pages."
)


def clean(content: bytes, *, most_pages: int, most_unpacked: int) -> Made:
    """Return what is to be said of a PDF, and the PDF made anew: `pages`, `is_tagged`, `claims`, `removed`.

    Raises Failure with words that follow the file's name. The same bytes in give the same bytes out.
    """
    if b"%PDF-" not in content[:_MOST_SIGNS_OF_HEADER]:
        raise Failure("kind", "is not a PDF.")
    try:
        with Pdf.open(io.BytesIO(content), conversion_mode="explicit", inherit_page_attributes=False) as pdf:
            return _clean(pdf, most_pages, most_unpacked)
    except PasswordError as error:
        raise Failure("password", "needs a password. Save it without one, then upload that.") from error
    except (PdfError, *_ODD_OBJECTS) as error:
        raise Failure("broken", BROKEN) from error


def _clean(pdf: Pdf, most_pages: int, most_unpacked: int) -> Made:
    pages = len(pdf.pages)
    if not pages:
        raise Failure("pages", "has no pages.")
    if pages > most_pages:
        raise Failure("pages", f"has {pages:,} pages; at most {most_pages:,} are taken. Upload it in parts.")
    _refuse_pages_beyond_paper(pdf)
    _refuse_forms_without_pages(pdf)
    _refuse_signed(pdf)
    _measure(pdf.objects, most_unpacked)
    was_encrypted = pdf.is_encrypted
    said = properties.read(pdf)
    removed = active.take_out(pdf)
    claims = properties.confirmed(pdf, said, taken_out=removed, was_encrypted=was_encrypted)
    properties.write(pdf, said.title, claims)
    if said.names_somebody:
        removed.append("the names of people and programs in its properties")
    if was_encrypted:
        removed.append("its encryption")
    tagged = properties.is_tagged(pdf)
    made = _saved(pdf)
    _check(made, pages)
    return {"pages": pages, "is_tagged": tagged, "claims": claims, "removed": removed}, made


LONGEST_EDGE = 5000
"""Points, 1.76 m: beyond the largest sheet that is printed (A0 is 3,370 by 2,384); on A4 none of it could be read."""


def _refuse_pages_beyond_paper(pdf: Pdf) -> None:
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        edge = max(abs(right - left), abs(top - bottom)) * float(page.obj.get("/UserUnit", 1))
        if edge > LONGEST_EDGE:
            metres = f"{edge * 0.0254 / 72:,.2f} m"
            raise Failure("pages", f"has a page larger than any paper: page {number} is {metres} long. Save it on A4.")


def _refuse_forms_without_pages(pdf: Pdf) -> None:
    if "/NeedsRendering" in pdf.Root:
        words = "is a form that only some programs can show (XFA). Print it to a PDF, then upload that."
        raise Failure("form", words)


def _refuse_signed(pdf: Pdf) -> None:
    """A signature would not outlive the cleaning. Rights to use a form, signed by its maker, are none of a person."""
    rights = pdf.Root.get("/Perms")
    maker = rights.get("/UR3") if isinstance(rights, Dictionary) else None
    number = maker.objgen if maker is not None and maker.is_indirect else None
    for item in pdf.objects:
        if not isinstance(item, Dictionary):
            continue
        for holder in (item, item.get("/V")):
            if isinstance(holder, Dictionary) and "/ByteRange" in holder and holder.objgen != number:
                words = "is digitally signed, and cleaning it would break the signature. Upload a copy printed to PDF."
                raise Failure("signed", words)


def _measure(items: Iterable[Object], most: int) -> None:
    """Raise Failure when the streams unpack to more than `most` bytes in all."""
    left = most
    for item in items:
        if isinstance(item, Stream):
            left -= _unpacked(item, left)
            if left < 0:
                raise Failure("bomb", BOMB.format(size_in_words(most)))


def _unpacked(stream: Stream, most: int) -> int:
    """Bytes that a stream unpacks to; once beyond `most`, any number above it. A picture's own coding is left be."""
    filters = stream.get("/Filter")
    given = list(filters) if isinstance(filters, Array) else [filters] if filters is not None else []
    names = [str(each) for each in given]
    if len(names) > _MOST_FILTERS:
        raise Failure("bomb", f"packs a part more than {_MOST_FILTERS} times over, which is not opened here.")
    _refuse_giant_rows(stream, most)
    if names and names[-1] in _PICTURES:
        _refuse_giant_picture(stream)
        names = names[:-1]
    if not names:
        return len(stream.get_raw_stream_buffer())
    if set(names) <= _FLATE:
        pieces: Iterable[bytes] = [bytes(stream.get_raw_stream_buffer())]
        for _ in names:
            pieces = _inflated(pieces)
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > most:
                break
        return size
    try:
        return len(stream.get_stream_buffer())
    except (PdfError, *_ODD_OBJECTS) as error:
        words = (
            "holds a part that cannot be unpacked, or only to more than is opened here. Save it again, and try that."
        )
        raise Failure("bomb", words) from error


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack a piece at a time; what is broken ends there, as it does for a reader of the file."""
    machine = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not machine.eof:
            try:
                made = machine.decompress(rest, _PIECE)
            except zlib.error:
                return
            yield made
            rest = machine.unconsumed_tail


def _refuse_giant_rows(stream: Stream, most: int) -> None:
    """A reader makes room for a whole row before it unpacks one."""
    given = stream.get("/DecodeParms")
    for each in given if isinstance(given, Array) else [given]:
        if isinstance(each, Dictionary):
            signs = each.get_int("/Columns", 1) * each.get_int("/Colors", 1) * each.get_int("/BitsPerComponent", 8)
            if signs > 8 * most:
                raise Failure("bomb", BOMB.format(size_in_words(most)))


def _refuse_giant_picture(stream: Stream) -> None:
    signs = stream.get_int("/Width", 0) * stream.get_int("/Height", 0)
    if signs > MOST_PIXELS:
        raise Failure("bomb", f"holds a picture of {signs:,} pixels; at most {MOST_PIXELS:,} are taken.")


MOST_PIXELS: Final = 300_000_000


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def _check(made: bytes, pages: int) -> None:
    """What was written must open without any mending, with as many pages."""
    with Pdf.open(io.BytesIO(made), attempt_recovery=False) as again:
        if len(again.pages) != pages or again.trailer.get(Name.Encrypt) is not None:
            raise Failure("broken", BROKEN)
