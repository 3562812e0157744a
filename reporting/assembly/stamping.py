"""The line at the head and foot of every page of a pack, drawn in a typeface that one rendered page carries in.

Stamps are artifacts: they stand in no reading order. What they say is decided by `joining`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

SIZE = 7.5
MILLIMETRE = 72 / 25.4
MARGIN = 18 * MILLIMETRE
FOOT, HEAD = 8.5 * MILLIMETRE, 9 * MILLIMETRE
INK = "0.157 0.184 0.231"
CUT = "…"
_FOLDED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2010": "-", "\u2011": "-", "\t": " "})


class NoShape(ValueError):
    """A stamp asks for a sign that the carried typeface does not have; the message names it."""


def plain(text: str) -> str:
    """A stamp's text in signs that have a shape of their own: kinds of space and hyphen are folded together."""
    return " ".join(text.translate(_FOLDED).split())


def characters(texts: Iterable[str]) -> str:
    """Every sign that the stamps of a pack need, in order: numbers are always among them."""
    return "".join(sorted({sign for text in texts for sign in plain(text)} | set(f"0123456789 |pageof{CUT}")))


def carrier_html(signs: str) -> str:
    """The page that carries the typeface: each sign by itself, so that no two are drawn as one."""
    spans = "".join(f"<p>{escape(sign)}</p>" for sign in signs if sign != " ")
    return (
        '<!doctype html><html lang="en-GB"><head><title>Typeface</title><style>@page { size: A4; margin: 10mm }'
        ' p { margin: 0; display: inline-block; width: 9mm; font: 600 7.5pt Inter, "DejaVu Sans", sans-serif;'
        " font-variant-numeric: tabular-nums; font-variant-ligatures: none; font-kerning: none }</style></head>"
        f"<body>{spans}<p>a b</p></body></html>"
    )


@dataclass(frozen=True)
class _Glyph:
    font: str
    code: str
    width: float


class Typeface:
    """The carried fonts in a document that pages are stamped in."""

    def __init__(self, document: pikepdf.Pdf, carrier: pikepdf.Pdf) -> None:
        self.fonts: dict[str, Any] = {}
        self._glyphs: dict[str, _Glyph] = {}
        found: Any = carrier.pages[0].resources.get(Name.Font, {})
        for place, key in enumerate(sorted(found.keys())):
            name = f"/Stamp{place}"
            self.fonts[name] = document.copy_foreign(found[key])
            widths = _widths(found[key].DescendantFonts[0])
            for code, text in _signs(found[key]).items():
                self._glyphs.setdefault(text, _Glyph(name, f"{code:04x}", widths.get(code, 0.0)))

    def width(self, text: str) -> float:
        """How wide a text is drawn, in points."""
        return sum(self._glyph(sign).width for sign in text) * SIZE / 1000

    def shortened(self, text: str, room: float) -> str:
        """The text, cut with an ellipsis where it is wider than `room` points."""
        if self.width(text) <= room:
            return text
        while text and self.width(text + CUT) > room:
            text = text[:-1]
        return text.rstrip() + CUT

    def drawn(self, text: str, left: float, bottom: float) -> str:
        """The operators that draw a line of text."""
        parts = [f"1 0 0 1 {left:.3f} {bottom:.3f} Tm"]
        font, codes = "", ""
        for glyph in [self._glyph(sign) for sign in text]:
            if glyph.font != font:
                if codes:
                    parts.append(f"<{codes}> Tj")
                font, codes = glyph.font, ""
                parts.append(f"{font} {SIZE} Tf")
            codes += glyph.code
        return "\n".join([*parts, f"<{codes}> Tj"])

    def _glyph(self, sign: str) -> _Glyph:
        if sign not in self._glyphs:
            raise NoShape(f"{sign} (U+{ord(sign):04X})")
        return self._glyphs[sign]


class Stamper:
    """Stamps the pages of one document, head and foot."""

    def __init__(self, document: pikepdf.Pdf, typeface: Typeface) -> None:
        self._document, self._typeface = document, typeface
        self._before = document.make_stream(b"q\n")

    def stamp(self, page: pikepdf.Page, *, foot: tuple[str, str, str], head: str) -> None:
        """Draw the marking at the head's right, and at the foot what the page is, its number, its marking.

        Only the first text of the foot is cut when there is not room enough.
        """
        left, _, right, top = (float(edge) for edge in page.mediabox)
        room = right - left - 2 * MARGIN
        name, number, marking = (plain(text) for text in foot)
        rest = " | ".join(text for text in (number, marking) if text)
        name = self._typeface.shortened(name, max(room - self._typeface.width(f" | {rest}"), 0.0)) if name else ""
        line = " | ".join(text for text in (name, rest) if text)
        drawing = _artifact("Footer", "Bottom", self._typeface.drawn(line, left + MARGIN, FOOT))
        if plain(head):
            place = right - MARGIN - self._typeface.width(plain(head))
            drawing += _artifact("Header", "Top", self._typeface.drawn(plain(head), place, top - HEAD))
        contents = page.obj.get(Name.Contents, pikepdf.Array())
        old = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        # What the page itself moves or colours must not reach the stamp.
        stamp = self._document.make_stream(f"\nQ\n{drawing}".encode())
        page.obj.Contents = pikepdf.Array([self._before, *old, stamp])
        self._lend(page)

    def _lend(self, page: pikepdf.Page) -> None:
        resources = page.obj.get(Name.Resources)
        if resources is None:
            resources = page.obj.Resources = Dictionary()
        fonts = resources.get(Name.Font)
        if fonts is None:
            fonts = resources.Font = Dictionary()
        for name, font in self._typeface.fonts.items():
            if name not in fonts:
                fonts[name] = font


def _artifact(kind: str, side: str, drawing: str) -> str:
    return (
        f"/Artifact <</Type /Pagination /Subtype /{kind} /Attached [/{side}]>> BDC\n"
        f"q\n{INK} rg\nBT\n{drawing}\nET\nQ\nEMC\n"
    )


def _signs(font: Any) -> dict[int, str]:
    """What each two-byte code of a font stands for, from its own map."""
    source = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def _widths(font: Any) -> dict[int, float]:
    """The advance of each code in thousandths of the size (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    entries = list(font.get(Name.W, ()))
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            width = float(entries.pop(0))
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found
