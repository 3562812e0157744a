"""Reads a PDF as assistive technology does: the structure tree with the text of its marked content, and the outline.

No expectation stands here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass
class Element:
    """One structure element: its type, its own and its children's text in order, and its attributes."""

    kind: str
    children: list[Element | str] = field(default_factory=list)
    alternative: str = ""
    scope: str = ""
    column_span: int = 1
    has_content: bool = False

    @property
    def text(self) -> str:
        """All text below, in reading order, with white space folded."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child._pieces()

    def all(self, *kinds: str) -> list[Element]:
        """Every element below of one of these types, in document order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if child.kind in kinds:
                    found.append(child)
                found += child.all(*kinds)
        return found


def read(pdf: bytes) -> Element:
    """The structure tree of a tagged PDF. A KeyError means that marked content or its font map is missing."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents = {page.objgen: _marked_text(page) for page in document.pages}
        root = Element("root")
        root.children = list(_below(document.Root.StructTreeRoot, None, contents, root))
        return root


def _below(node: Any, page: Any, contents: dict[Any, dict[int, str]], owner: Element) -> Iterator[Element | str]:
    kids = node.get(Name.K)
    if kids is None:
        return
    page = node.get(Name.Pg, page)
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):
            owner.has_content = True
            yield contents[page.objgen][int(kid)]
        elif kid.get(Name.Type) == Name.MCR:
            owner.has_content = True
            yield contents[kid.get(Name.Pg, page).objgen][int(kid.MCID)]
        elif kid.get(Name.Type) == Name.OBJR:
            continue
        else:
            element = Element(str(kid.S).lstrip("/"), alternative=str(kid.get(Name.Alt, "")))
            for attributes in _listed(kid.get(Name.A)):
                element.scope = str(attributes.get(Name.Scope, "")).lstrip("/") or element.scope
                element.column_span = int(attributes.get(Name.ColSpan, 1))
            element.children = list(_below(kid, page, contents, element))
            yield element


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return [each for each in value if isinstance(each, Dictionary)] if isinstance(value, Array) else [value]


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked content sequence of a page, by its number."""
    texts: dict[int, str] = {}
    _walk(page.obj, page.resources, texts, [])
    return texts


def _walk(stream: Any, resources: Any, texts: dict[int, str], marks: list[int | None]) -> None:
    maps = {name: _characters(font) for name, font in resources.get(Name.Font, {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(stream):
        word = str(operator)
        if word in ("BDC", "BMC"):
            marks.append(_number(operands, resources))
            current = _current(marks)
            if current is not None:
                texts.setdefault(current, "")
        elif word == "EMC":
            marks.pop()
        elif word == "Tf":
            letters = maps[str(operands[0])]
        elif word in ("Tj", "TJ", "'", '"'):
            current = _current(marks)
            if current is not None:
                texts[current] = texts.get(current, "") + _shown(operands[-1], letters)
        elif word == "Do":
            drawn = resources.XObject[str(operands[0])]
            if drawn.get(Name.Subtype) == Name.Form:
                _walk(drawn, drawn.get(Name.Resources, resources), texts, marks)


def _number(operands: Any, resources: Any) -> int | None:
    """The MCID of a BDC; -1 for an artifact, whose text is nobody's; None when it has none of its own."""
    if str(operands[0]) == "/Artifact":
        return -1
    if len(operands) < 2:
        return None
    properties = operands[1] if isinstance(operands[1], Dictionary) else resources.Properties[str(operands[1])]
    return int(properties.MCID) if Name.MCID in properties else None


def _current(marks: list[int | None]) -> int | None:
    return next((mark for mark in reversed(marks) if mark is not None), None)


def _shown(operand: Any, letters: dict[int, str]) -> str:
    pieces = operand if isinstance(operand, Array) else [operand]
    codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
    return "".join(letters[int.from_bytes(codes[place : place + 2], "big")] for place in range(0, len(codes), 2))


def _characters(font: Any) -> dict[int, str]:
    """What each two-byte code of a font stands for, from its ToUnicode map."""
    source = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            found[int(code, 16)] = _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for low, high, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            for step in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + step] = _utf16(f"{int(text, 16) + step:0{len(text)}x}")
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """The outline in order: depth from 1, and title."""
    found: list[tuple[int, str]] = []
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:

        def note(items: Any, depth: int) -> None:
            for item in items:
                found.append((depth, str(item.title)))
                note(item.children, depth + 1)

        note(outline.root, 1)
    return found


def fonts(pdf: bytes) -> set[str]:
    """The names of all fonts in a PDF, without the letters that mark a subset."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(thing.BaseFont).lstrip("/").partition("+")[2] or str(thing.BaseFont).lstrip("/")
            for thing in document.objects
            if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.Font
        }
