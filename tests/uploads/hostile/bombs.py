"""Small files that would become huge or endless: streams packed twice over, pages and chains without end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache

GIB = 1 << 30
PIECE = 1 << 24


@cache
def zeros(size: int = GIB) -> bytes:
    """So many zeros, packed. Every piece packs to the same bytes, so it is packed once."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = machine.compress(bytes(PIECE)) + machine.flush(zlib.Z_FULL_FLUSH)
    checksum = struct.pack(">HH", size % 65521, 1)
    return b"\x78\xda" + piece * (size // PIECE) + b"\x03\x00" + checksum


def packed(content: bytes) -> bytes:
    return zlib.compress(content, 9)


def document(objects: list[bytes], *, trailer: bytes = b"", root: int = 1) -> bytes:
    """A file of the given objects, numbered from 1, with a table that is right."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, trailer, start)
    return bytes(data)


def stream(content: bytes, entries: bytes) -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R%s>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>"


def with_stream(content: bytes, entries: bytes, *, page: bytes = b"/Contents 4 0 R") -> bytes:
    return document([CATALOGUE % b"", PAGES, PAGE % page, stream(content, entries)])


def flate_once() -> bytes:
    return with_stream(zeros(), b"/Filter/FlateDecode")


def flate_twice() -> bytes:
    return with_stream(packed(zeros()), b"/Filter[/FlateDecode/FlateDecode]")


def flate_thrice() -> bytes:
    return with_stream(packed(packed(zeros())), b"/Filter[/FlateDecode/FlateDecode/FlateDecode]")


def ascii_and_flate() -> bytes:
    return with_stream(packed(zeros()).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode/FlateDecode]")


def runs() -> bytes:
    return with_stream(packed(b"\x81\x00" * (GIB // 128) + b"\x80"), b"/Filter[/FlateDecode/RunLengthDecode]")


def picture_row() -> bytes:
    """A predictor whose one row is a gigabyte."""
    parms = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 1073741823/Colors 4/BitsPerComponent 16>>"
    return with_stream(packed(bytes(1000)), parms)


def many_streams() -> bytes:
    """Eighty streams of sixty megabytes each."""
    content = packed(zeros(60 * PIECE // 16))
    head = [CATALOGUE % b"", PAGES, PAGE % b""]
    return document([*head, *[stream(content, b"/Filter[/FlateDecode/FlateDecode]")] * 80])


def giant_picture() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 99999/Height 99999/BitsPerComponent 8/ColorSpace/DeviceRGB"
    page = b"/Resources<</XObject<</X 4 0 R>>>>"
    return with_stream(b"\xff\xd8\xff\xd9", entries + b"/Filter/DCTDecode", page=page)


def flat_pages() -> bytes:
    """A hundred thousand pages side by side."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    tree = b"<</Type/Pages/Kids[%s]/Count 100000>>" % kids
    return document([CATALOGUE % b"", tree, *[PAGE % b""] * 100_000])


def deep_pages() -> bytes:
    """A tree of pages a hundred thousand levels deep."""
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(3, 100_003)]
    return document([CATALOGUE % b"", *levels, PAGE % b""])


def pages_in_a_ring() -> bytes:
    return document([CATALOGUE % b"", b"<</Type/Pages/Kids[3 0 R]/Count 9>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"])


def repeated_page() -> bytes:
    """One page, named a million times."""
    tree = b"<</Type/Pages/Kids[%s]/Count 1000000>>" % (b"3 0 R " * 1_000_000)
    return document([CATALOGUE % b"", tree, PAGE % b""])


def tables(turn: Callable[[int, int], int]) -> bytes:
    """Twenty thousand tables of objects, each naming another as the one before it."""
    data = bytearray(document([CATALOGUE % b"", PAGES, PAGE % b""]))
    first = data.rindex(b"xref\n0")
    place = first
    for number in range(20_000):
        before, place = place, len(data)
        data += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R/Prev %d>>\n" % turn(number, before)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % place)


def long_chain_of_tables() -> bytes:
    return tables(lambda number, before: before)


def tables_in_a_ring() -> bytes:
    return tables(lambda number, before: before + 70 if number == 0 else before)


def deep_arrays() -> bytes:
    return document([CATALOGUE % (b"/X " + b"[" * 1_000_000 + b"]" * 1_000_000), PAGES, PAGE % b""])


def deep_dictionaries() -> bytes:
    return document([CATALOGUE % (b"/X " + b"<</X" * 300_000 + b" 1" + b">>" * 300_000), PAGES, PAGE % b""])


def chain_of_references() -> bytes:
    """The length of a stream is a reference to a reference, two hundred thousand times."""
    chain = [b"%d 0 R" % number for number in range(6, 200_006)]
    head = [CATALOGUE % b"", PAGES, PAGE % b"/Contents 4 0 R", b"<</Length 5 0 R>>\nstream\nx\nendstream"]
    return document([*head, *chain, b"1"])


def bookmarks_without_end() -> bytes:
    """Two hundred thousand bookmarks, each below the one before it, the last above the first."""
    chain = [b"<</Title(x)/Parent %d 0 R/First %d 0 R/Last %d 0 R>>" % (n - 1, n + 1, n + 1) for n in range(5, 200_005)]
    return document(
        [CATALOGUE % b"/Outlines 4 0 R", PAGES, PAGE % b"", b"<</First 5 0 R>>", *chain, b"<</First 4 0 R>>"]
    )


def objects_in_a_stream() -> bytes:
    """A gigabyte of objects in one packed stream, which has to be unpacked to read the catalogue."""
    content = packed(zeros())
    inner = stream(content, b"/Type/ObjStm/N 2/First 1073741000/Filter[/FlateDecode/FlateDecode]")
    return _with_table_in_a_stream([inner], b"\x02\x00\x00\x01\x00\x02\x00\x00\x01\x01", b"/Filter/FlateDecode", packed)


def table_in_a_stream() -> bytes:
    """The table of objects itself unpacks to a gigabyte."""
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    return _with_table_in_a_stream([CATALOGUE % b"", PAGES, PAGE % b""], b"", filters, lambda _: packed(zeros()))


def _with_table_in_a_stream(objects: list[bytes], rows: bytes, filters: bytes, pack: Callable[[bytes], bytes]) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    for number, item in enumerate(objects, 1):
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(data)
    entries = b"/Type/XRef/Size 200000000/Root 1 0 R/W[1 3 1]%s" % filters
    table = stream(pack(bytes(5) + b"\x01\x00\x00\x09\x00" + rows), entries)
    return bytes(data + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start))


BOMBS: tuple[Callable[[], bytes], ...] = (
    flate_once, flate_twice, flate_thrice, ascii_and_flate, runs, picture_row, many_streams, giant_picture, flat_pages,
    deep_pages, pages_in_a_ring, repeated_page, long_chain_of_tables, tables_in_a_ring, deep_arrays, deep_dictionaries,
    chain_of_references, bookmarks_without_end, objects_in_a_stream, table_in_a_stream,
)  # fmt: skip


def make(seed: int, number: int) -> tuple[str, Callable[[], bytes]]:
    """One of the bombs; they are the same for every seed."""
    bomb = BOMBS[number % len(BOMBS)]
    return bomb.__name__.replace("_", " "), bomb


def all_names() -> Iterator[str]:
    """What the bombs are called."""
    return (bomb.__name__ for bomb in BOMBS)
