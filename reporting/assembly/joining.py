"""Joins prepared parts into one tagged pack: pages, structure, places, bookmarks, links between parts, stamps.

What the parts are and in which order they come is decided by whoever calls.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from reporting.assembly import parts as preparing
from reporting.assembly import trees
from reporting.assembly.stamping import Stamper, Typeface

LINK = "part:"
"""A link whose address is this and a part's key leads to that part's first page."""
OwnMark = tuple[int, str, int, float | None]
"""A part's own bookmark: depth, title, number of its page in the pack from 0, and how far up that page."""
_VOCABULARIES = (Name.RoleMap, Name.ClassMap)


@dataclass(frozen=True)
class Part:
    """A prepared part: `key` is what links name, `name` what its pages bear at the foot, `title` names its section."""

    key: str
    title: str
    pdf: bytes
    name: str = ""
    marking: str = ""


@dataclass(frozen=True)
class Bookmark:
    """An entry of the pack's outline: it leads to a part, and the part's own bookmarks stand below it."""

    title: str
    key: str
    below: tuple[Bookmark, ...] = ()


def first_pages(counts: Sequence[int], start: int = 1) -> list[int]:
    """The number of each part's first page, when they follow one another."""
    found = []
    for count in counts:
        found.append(start)
        start += count
    return found


def join(parts: Sequence[Part], bookmarks: Sequence[Bookmark], carrier: bytes) -> pikepdf.Pdf:
    """Return the open pack, still without titles and metadata (`finishing.frame`); same arguments, same document.

    `carrier` is the page made from `stamping.carrier_html`. Raises `stamping.NoShape` when it lacks a sign.
    """
    pack = pikepdf.new()
    joint = _Structure(pack)
    starts: dict[str, int] = {}
    outlines: dict[str, list[OwnMark]] = {}
    marks: set[bytes] = set()
    with ExitStack() as opened:
        for number, part in enumerate(parts):
            source = opened.enter_context(_opened(part.pdf, marks, number))
            starts[part.key] = len(pack.pages)
            outlines[part.key] = list(_own_bookmarks(source, len(pack.pages)))
            pack.add_pages_from(source, forms="strip")
            joint.take(source, pack.pages[starts[part.key] :], part.title)
            if Name.OutputIntents not in pack.Root and Name.OutputIntents in source.Root:
                pack.Root.OutputIntents = pack.copy_foreign(source.make_indirect(source.Root.OutputIntents))
        joint.close()
        _link(pack, parts, starts)
        _stamp(pack, parts, starts, opened.enter_context(pikepdf.open(io.BytesIO(carrier))))
        _bookmark(pack, bookmarks, starts, outlines)
    pack.Root.PageMode = Name.UseOutlines
    return pack


def _opened(pdf: bytes, marks: set[bytes], number: int) -> pikepdf.Pdf:
    """The part; one that stands in the pack twice gets names of its own the second time."""
    source = pikepdf.open(io.BytesIO(pdf))
    mark = bytes(source.trailer.ID[1])
    if mark in marks:
        again = preparing.prepare(pdf, f"again{number}")
        source.close()
        source = pikepdf.open(io.BytesIO(again))
    marks.add(mark)
    return source


class _Structure:
    """The one structure tree of the pack, which grows by a section for each part."""

    def __init__(self, pack: pikepdf.Pdf) -> None:
        self._pack = pack
        self._document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self._numbers = Array()
        self._next = 0
        self._words: dict[Any, Any] = {key: Dictionary() for key in _VOCABULARIES}

    def take(self, source: pikepdf.Pdf, pages: Sequence[pikepdf.Page], title: str) -> None:
        """Hang the part's tree under a section of its own; a part without tags leaves none."""
        tree = source.Root.get(Name.StructTreeRoot)
        if tree is None:
            for page in pages:
                _untie(page)
            return
        # After the pages, so that what the tree says of a page finds the page that was copied.
        copied = self._pack.copy_foreign(source.make_indirect(tree))
        top = trees.listed(copied.get(Name.K))
        if len(top) == 1 and top[0].get(Name.S) == Name.Document:
            top = trees.listed(top[0].get(Name.K))
        section = self._pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Sect, P=self._document, T=String(title), K=Array(top))
        )
        for kid in top:
            kid.P = section
        self._document.K.append(section)
        self._renumber(copied, pages)
        for key in _VOCABULARIES:
            self._merge(key, copied)

    def close(self) -> None:
        """Put the tree into the pack; a pack without any tagged part has none."""
        if not len(self._document.K):
            return
        root = Dictionary(
            Type=Name.StructTreeRoot,
            K=self._document,
            ParentTree=self._pack.make_indirect(Dictionary(Nums=self._numbers)),
            ParentTreeNextKey=self._next,
        )
        for key, words in self._words.items():
            if len(words.keys()):
                root[key] = words
        self._pack.Root.StructTreeRoot = self._pack.make_indirect(root)
        self._document.P = self._pack.Root.StructTreeRoot
        self._pack.Root.MarkInfo = Dictionary(Marked=True)

    def _renumber(self, tree: Any, pages: Sequence[pikepdf.Page]) -> None:
        first, highest = self._next, -1
        numbers = tree.get(Name.ParentTree)
        for key, entry in sorted(pikepdf.NumberTree(numbers).items()) if numbers is not None else ():
            self._numbers.append(first + key)
            self._numbers.append(entry)
            highest = max(highest, key)
        self._next = first + highest + 1
        for page in pages:
            for holder, key in _ties(page):
                holder[key] = first + int(holder[key])

    def _merge(self, key: Any, tree: Any) -> None:
        """Take over the part's own words for kinds and classes; one that another part uses otherwise is renamed."""
        renamed = {}
        for word, meaning in tree.get(key, Dictionary()).items():
            name = word
            while name in self._words[key] and self._words[key][name] != meaning:
                name += "-"
            self._words[key][name] = meaning
            if name != word:
                renamed[word] = Name(name)
        if not renamed:
            return
        attribute = Name.S if key == Name.RoleMap else Name.C
        for element, _ in trees.elements(self._document.K[-1]):
            if str(element.get(attribute)) in renamed:
                element[attribute] = renamed[str(element[attribute])]


def _ties(page: pikepdf.Page) -> Iterator[tuple[Any, Any]]:
    """Everything of a page that the structure tree knows by number: the page, its annotations, drawings inside it."""
    if Name.StructParents in page.obj:
        yield page.obj, Name.StructParents
    for annotation in trees.annotated(page):
        if Name.StructParent in annotation:
            yield annotation, Name.StructParent
    for drawing in page.obj.get(Name.Resources, Dictionary()).get(Name.XObject, Dictionary()).values():
        for key in (Name.StructParent, Name.StructParents):
            if key in drawing:
                yield drawing, key


def _untie(page: pikepdf.Page) -> None:
    for holder, key in list(_ties(page)):
        del holder[key]


def _link(pack: pikepdf.Pdf, parts: Sequence[Part], starts: dict[str, int]) -> None:
    """Turn addresses that name a part into links to its first page, said in words for who hears them."""
    titles = {part.key: part.title for part in parts}
    for page in pack.pages:
        for annotation in trees.annotated(page):
            address = str(annotation.get(Name.A, Dictionary()).get(Name.URI, ""))
            key = address.removeprefix(LINK)
            if key == address or key not in starts:
                continue
            del annotation[Name.A]
            annotation.Dest = _top_of(pack.pages[starts[key]])
            annotation.Contents = String(f"{titles[key]}, page {starts[key] + 1}")


def _top_of(page: pikepdf.Page) -> Array:
    return Array([page.obj, Name.XYZ, 0, float(page.mediabox[3]), 0])


def _stamp(pack: pikepdf.Pdf, parts: Sequence[Part], starts: dict[str, int], carrier: pikepdf.Pdf) -> None:
    stamper, total = Stamper(pack, Typeface(pack, carrier)), len(pack.pages)
    bounds = [*starts.values(), total]
    for part, first, after in zip(parts, bounds, bounds[1:], strict=False):
        for number in range(first, after):
            foot = (part.name, f"page {number + 1} of {total}", part.marking)
            stamper.stamp(pack.pages[number], foot=foot, head=part.marking)


def _own_bookmarks(source: pikepdf.Pdf, start: int) -> Iterator[OwnMark]:
    numbers: dict[Any, int] = {page.objgen: start + place for place, page in enumerate(source.pages)}
    named = trees.destinations(source)
    for depth, item in trees.outline_items(source):
        found = trees.place_of(item)
        target = found[0][found[1]] if found else None
        name = trees.name_of(target)
        target = named.get(name) if name is not None else target
        if not isinstance(target, Array) or not len(target) or not isinstance(target[0], Dictionary):
            continue
        number = numbers.get(target[0].objgen)
        if number is not None:
            height = float(target[3]) if len(target) > 3 and target[1] == Name.XYZ and target[3] is not None else None
            yield depth, str(item.get(Name.Title, "")), number, height


def _bookmark(
    pack: pikepdf.Pdf,
    bookmarks: Sequence[Bookmark],
    starts: dict[str, int],
    outlines: dict[str, list[OwnMark]],
) -> None:
    def leading(title: str, number: int, height: float | None = None) -> OutlineItem:
        page = pack.pages[number]
        up = float(page.mediabox[3]) if height is None else height
        return OutlineItem(title, destination=Array([page.obj, Name.XYZ, 0, up, 0]))

    def own(key: str) -> Iterator[OutlineItem]:
        above: list[tuple[int, OutlineItem]] = []
        for depth, title, number, height in outlines.get(key, ()):
            item = leading(title, number, height)
            item.is_closed = True
            while above and above[-1][0] >= depth:
                above.pop()
            if above:
                above[-1][1].children.append(item)
            else:
                yield item
            above.append((depth, item))

    def made(entry: Bookmark) -> OutlineItem:
        item = leading(entry.title, starts[entry.key])
        item.children.extend(made(each) for each in entry.below)
        if not entry.below:
            item.children.extend(own(entry.key))
            item.is_closed = True
        return item

    with pack.open_outline() as outline:
        outline.root.extend(made(entry) for entry in bookmarks)
