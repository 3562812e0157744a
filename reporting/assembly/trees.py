"""The trees of a PDF that joining has to carry over: structure, destinations, outlines. They are read here only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def listed(value: Any) -> list[Any]:
    """The kids of a structure element, which may be none, one or an array of them."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def elements(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every structure element below `root`, and whether it stands in the head of a table."""
    waiting = [(root, False)]
    while waiting:
        node, in_head = waiting.pop()
        in_head = in_head or node.get(Name.S) == Name.THead
        if node is not root:
            yield node, in_head
        waiting += [
            (kid, in_head)
            for kid in listed(node.get(Name.K))
            if isinstance(kid, Dictionary) and Name.S in kid and kid.get(Name.Type) != Name.OBJR
        ]


def destinations(document: pikepdf.Pdf) -> dict[bytes, Any]:
    """The named places of a document, of the older kind and the newer."""
    found: dict[bytes, Any] = {}
    for name, place in document.Root.get(Name.Dests, Dictionary()).items():
        found[str(name).lstrip("/").encode()] = place
    tree = document.Root.get(Name.Names, Dictionary()).get(Name.Dests)
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop()
        names = listed(node.get(Name.Names))
        found |= {bytes(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
        waiting += listed(node.get(Name.Kids))
    return {name: place.D if isinstance(place, Dictionary) else place for name, place in found.items()}


def outline_items(document: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """The outline in order: depth from 0, and the item. An item met twice ends its branch."""
    met: set[tuple[int, int]] = set()

    def below(first: Any, depth: int) -> Iterator[tuple[int, Any]]:
        item = first
        while isinstance(item, Dictionary) and item.objgen not in met:
            met.add(item.objgen)
            yield depth, item
            yield from below(item.get(Name.First), depth + 1)
            item = item.get(Name.Next)

    yield from below(document.Root.get(Name.Outlines, Dictionary()).get(Name.First), 0)


def annotated(page: pikepdf.Page) -> list[Any]:
    return [each for each in page.obj.get(Name.Annots, ()) if isinstance(each, Dictionary)]


def place_of(item: Any) -> tuple[Any, Any] | None:
    """The dictionary and key under which an annotation or outline item says where it leads inside its document."""
    if Name.Dest in item:
        return item, Name.Dest
    action = item.get(Name.A)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo and Name.D in action:
        return action, Name.D
    return None


def name_of(place: Any) -> bytes | None:
    """The name of a place that is given by name; None for a page given outright."""
    if isinstance(place, String):
        return bytes(place)
    return str(place).lstrip("/").encode() if isinstance(place, Name) else None


def name_tree(entries: dict[bytes, Any]) -> Dictionary:
    """A name tree of one leaf, in the order that readers search by."""
    names = Array()
    for name in sorted(entries):
        names.append(String(name))
        names.append(entries[name])
    return Dictionary(Names=names)
