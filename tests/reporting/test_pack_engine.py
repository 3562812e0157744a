"""Joined parts keep their tags, places and bookmarks, and every page bears its stamp."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name

from reporting.assembly import finishing, fitting, joining, parts, stamping
from reporting.sandbox import Bundle, RenderSandbox
from tests import verapdf
from tests.reporting import packs, structure
from tests.reporting.made import squeezed

CONTENTS = """<!doctype html><html lang=en-GB><head><title>Contents</title><style>@page { size: A4; margin: 2cm }
body { font-family: Inter }</style></head><body><h1>Contents</h1><p><a href="part:second">The second paper</a></p>
<table><thead><tr><th scope=col>Paper</th><th scope=col>Page</th></tr></thead>
<tbody><tr><th scope=row>One</th><td>2</td></tr></tbody></table></body></html>"""
NAMES = {"front": "Agenda", "first": "Item 1 | Paper É-1 v2", "second": "Item 7b | Paper DA-2026-14/03 v2"}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RenderSandbox]:
    with RenderSandbox() as ready:
        yield ready


@pytest.fixture(scope="module")
def carrier(sandbox: RenderSandbox) -> bytes:
    signs = stamping.characters([*NAMES.values(), "OFFICIAL", "Long " * 60])
    return sandbox.render(Bundle(stamping.carrier_html(signs)), mark="carrier")


@pytest.fixture(scope="module")
def three(sandbox: RenderSandbox) -> list[joining.Part]:
    """A front with a link, a paper drawn here, and one that was uploaded and fitted."""
    found = [
        ("front", sandbox.render(Bundle(CONTENTS), mark="front")),
        ("first", parts.prepare(packs.paper_pdf("First", 3), "first")),
        ("second", parts.prepare(fitting.fit(packs.paper_pdf("Second", 2)), "second")),
    ]
    return [joining.Part(key, key.title(), pdf, NAMES[key], "OFFICIAL") for key, pdf in found]


def joined(pieces: list[joining.Part], carrier: bytes) -> bytes:
    below = tuple(joining.Bookmark(part.title, part.key) for part in pieces[1:])
    with joining.join(
        pieces, [joining.Bookmark("Agenda", "front"), joining.Bookmark("Papers", "first", below)], carrier
    ) as pack:
        finishing.frame(
            pack, title="Pack", author="Office", subject="A pack", created=datetime(2017, 9, 22, tzinfo=UTC)
        )
        return parts.written(pack)


@pytest.fixture(scope="module")
def pack(three: list[joining.Part], carrier: bytes) -> bytes:
    return joined(three, carrier)


def lines(pdf: bytes) -> list[str]:
    """The text of each page as a person would copy it."""
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return found.decode().split("\f")[:-1]


def test_every_page_bears_its_stamp(pack: bytes) -> None:
    names = [NAMES["front"], *[NAMES["first"]] * 3, *[NAMES["second"]] * 2]
    for number, (name, text) in enumerate(zip(names, lines(pack), strict=True), 1):
        assert f"{name} | page {number} of 6 | OFFICIAL" in text
        assert text.strip().splitlines()[0].strip() == "OFFICIAL"


def test_a_stamp_that_is_too_long_is_cut_and_the_number_stays(three: list[joining.Part], carrier: bytes) -> None:
    long = [joining.Part("front", "Front", three[0].pdf, "Long " * 60, "OFFICIAL")]
    with joining.join(long, [], carrier) as document:
        text = lines(parts.written(document))[0]
    assert re.search(r"Long…? ?… \| page 1 of 1 \| OFFICIAL|Long… \| page 1 of 1 \| OFFICIAL", text)


def test_a_sign_without_a_shape_is_named(three: list[joining.Part], carrier: bytes) -> None:
    odd = [joining.Part("front", "Front", three[0].pdf, "Paper ß", "OFFICIAL")]
    with pytest.raises(stamping.NoShape, match=r"ß \(U\+00DF\)"):
        joining.join(odd, [], carrier)


def test_stamps_stand_in_no_reading_order(pack: bytes) -> None:
    tree = structure.read(pack)
    assert "of6" not in squeezed(tree.text)
    assert [element.kind for element in tree.all("Document")] == ["Document"]
    sections = tree.all("Sect")
    assert len(sections) == 3
    assert squeezed("First, part 3") in squeezed(sections[1].text)
    assert squeezed("Second, part 2") in squeezed(sections[2].text)
    assert len(tree.all("Table")) == 6


def test_each_cell_names_a_header_that_there_is_once(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as document:
        identifiers, named = [], set()
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get(Name.Type) == Name.StructElem:
                identifiers += [bytes(thing.ID)] if Name.ID in thing else []
                attributes = thing.get(Name.A, {})
                named |= {bytes(each) for each in attributes.get(Name.Headers, ())}
    assert len(identifiers) == len(set(identifiers)) > 20
    assert named
    assert named <= set(identifiers)


def test_links_of_a_part_lead_into_the_same_part_and_between_parts(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as document:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        tree = document.Root.Names.Dests
        kids = tree.get(Name.Kids, [tree])
        pairs = [item for kid in kids for item in kid.get(Name.Names, [])]
        places = {bytes(name): place for name, place in zip(pairs[::2], pairs[1::2], strict=True)}
        found = {}
        for number, page in enumerate(document.pages, 1):
            for link in page.obj.get(Name.Annots, ()):
                place = link.Dest
                place = places[bytes(place)] if isinstance(place, pikepdf.String) else place
                place = place.D if isinstance(place, pikepdf.Dictionary) else place
                found.setdefault(number, set()).add(numbers[place[0].objgen])
        spoken = str(document.pages[0].obj.Annots[0].Contents)
    assert found == {1: {5}, 2: {2}, 3: {2}, 4: {2}, 5: {5}, 6: {5}}
    assert spoken == "Second, page 5"


def test_bookmarks_stand_in_their_order_and_lead_to_their_pages(pack: bytes) -> None:
    assert structure.bookmarks(pack)[:3] == [(1, "Agenda"), (2, "Contents"), (1, "Papers")]
    with pikepdf.open(io.BytesIO(pack)) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        papers = outline.root[1]
        led = {item.title: numbers[item.destination[0].objgen] for item in papers.children}
        inner = {each.title for item in papers.children for each in item.children[0].children}
    assert led == {"First": 2, "Second": 5}
    assert {"First, part 3", "Second, part 2"} <= inner


@pytest.mark.skipif(verapdf.may_skip(), reason=str(verapdf.why_unavailable()))
def test_the_whole_conforms_to_both_standards(pack: bytes, tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(pack)
    assert verapdf.validate_all([(file, "ua1"), (file, "3a")]) == [[], []]
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_parts_give_the_same_bytes(three: list[joining.Part], carrier: bytes, pack: bytes) -> None:
    assert joined(three, carrier) == pack


def test_a_part_that_stands_twice_gets_identifiers_of_its_own(three: list[joining.Part], carrier: bytes) -> None:
    again = joining.Part("third", "Third", three[1].pdf, "Agenda", "OFFICIAL")
    both = joined([*three, again], carrier)
    with pikepdf.open(io.BytesIO(both)) as document:
        found = [
            bytes(thing.ID)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get(Name.Type) == Name.StructElem and Name.ID in thing
        ]
    assert len(found) == len(set(found))


SIZES = [(595, 842, 0), (842, 595, 0), (595, 842, 90), (842, 1191, 0), (420, 595, 180), (3370, 2384, 270), (72, 72, 0)]


@pytest.mark.parametrize(("width", "height", "turn"), SIZES)
def test_a_page_of_any_size_is_fitted_whole_and_not_covered(
    width: float, height: float, turn: int, three: list[joining.Part], carrier: bytes, tmp_path: Path
) -> None:
    """The red frame just inside the paper's edge is seen on all four sides, clear of the stamps at head and foot."""
    fitted = parts.prepare(fitting.fit(packs.untagged_pdf(1, width, height, turn)), "odd")
    with joining.join([joining.Part("odd", "Odd", fitted, "Item 1", "OFFICIAL")], [], carrier) as document:
        assert sorted(round(float(edge)) for edge in document.pages[0].mediabox)[2:] == [595, 842]
        assert Name.StructTreeRoot not in document.Root
        (tmp_path / "odd.pdf").write_bytes(parts.written(document))
    subprocess.run(["pdftoppm", "-r", "72", "-png", "odd.pdf", "odd"], cwd=tmp_path, check=True)
    red, dark = marks(next(tmp_path.glob("odd*.png")))
    left, top, right, bottom = red
    assert right - left > 20
    assert bottom - top > 20
    inside = [spot for spot in dark if left - 3 <= spot[0] <= right + 3 and top - 3 <= spot[1] <= bottom + 3]
    assert dark
    assert not inside


def marks(picture: Path) -> tuple[tuple[int, int, int, int], list[tuple[int, int]]]:
    """The box of all that is red, and every dark point, which only the stamps are."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(picture) as image:
        pixels = image.convert("RGB").load()
        points = [(x, y) for x in range(image.width) for y in range(image.height)]
    red = [(x, y) for x, y in points if pixels[x, y][0] > 150 and max(pixels[x, y][1:]) < 120]
    dark = [(x, y) for x, y in points if max(pixels[x, y]) < 120]
    columns, rows = [x for x, _ in red], [y for _, y in red]
    return (min(columns), min(rows), max(columns), max(rows)), dark


@given(counts=st.lists(st.integers(1, 40), min_size=1, max_size=30), start=st.integers(1, 20))
@settings(max_examples=60)
def test_parts_follow_one_another(counts: list[int], start: int) -> None:
    starts = joining.first_pages(counts, start)
    assert starts[0] == start
    assert all(after - first == count for first, after, count in zip(starts, starts[1:], counts, strict=False))


@pytest.mark.parametrize("broken", ["q q 1 0 0 1 0 0 cm 0 0 10 10 re f", "Q Q 0 0 10 10 re f", "q Q Q q q"])
def test_a_drawing_that_saves_or_gives_back_too_often_does_not_move_the_stamp(
    broken: str, three: list[joining.Part], carrier: bytes
) -> None:
    with pikepdf.open(io.BytesIO(packs.paper_pdf("First", 3))) as paper:
        paper.pages[0].contents_add(paper.make_stream(broken.encode()), prepend=True)
        fitted = parts.prepare(fitting.fit(parts.written(paper)), "broken")
    with joining.join([joining.Part("x", "X", fitted, "Item 1", "OFFICIAL")], [], carrier) as document:
        texts = lines(parts.written(document))
    assert all(f"Item 1 | page {number} of 3 | OFFICIAL" in text for number, text in enumerate(texts, 1))
