"""Files that are something else, or something else as well, under the name of a PDF."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.uploads.hostile.malformed import sound
from tests.uploads.made import SECRET

HTML = f"<!doctype html><html><script>alert('{SECRET}')</script></html>".encode()
OTHERS = {
    "HTML": HTML,
    "SVG": f'<svg xmlns="http://www.w3.org/2000/svg"><script>alert("{SECRET}")</script></svg>'.encode(),
    "a script": f"#!/bin/sh\necho {SECRET}\n".encode(),
    "JavaScript": f"eval('{SECRET}')".encode(),
    "XML with entities": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "a program for Windows": b"MZ\x90\x00" + bytes(200),
    "a program for Linux": b"\x7fELF\x02\x01\x01" + bytes(200),
    "a GIF": b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(40),
    "a PNG": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "PostScript": b"%!PS-Adobe-3.0\n(%stderr) (w) file\n",
    "RTF": b"{\\rtf1\\ansi " + SECRET.encode() + b"}",
    "an old Office file": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "a class of Java": bytes.fromhex("cafebabe") + bytes(100),
    "a shortcut": b"[InternetShortcut]\nURL=file:///c:/x.exe\n",
    "nothing but a header": b"%PDF-1.7\n",
    "a header and HTML": b"%PDF-1.7\n" + HTML,
    "a header in UTF-16": "%PDF-1.7\n".encode("utf-16"),
    "spaces": b" " * 4000,
    "zeros": bytes(4000),
    "a header far behind": bytes(2000) + b"%PDF-1.7\n",
}


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo("x.html", (1980, 1, 1, 0, 0, 0)), HTML)
    return target.getvalue()


def before(other: bytes) -> Callable[[], bytes]:
    return lambda: other[:1000] + b"\n" + sound()[0]


def behind(other: bytes) -> Callable[[], bytes]:
    return lambda: sound()[0] + other


def within(other: bytes) -> Callable[[], bytes]:
    """As a comment between the first two lines, where no reader of PDF looks."""
    return lambda: sound()[0].replace(b"\n", b"\n%" + other.replace(b"\n", b" ") + b"\n", 1)


def make(seed: int, number: int) -> tuple[str, Callable[[], bytes]]:
    """The first twenty are no PDF at all; the others are one with something before, behind or within it."""
    others = list(OTHERS.items())
    if number < len(others):
        name, content = others[number]
        return name, lambda: content
    tried = [*others[:9], ("a zip", zipped())]
    place = number - len(others)
    name, content = tried[place % len(tried)]
    where = (behind, before, within)[place // len(tried) % 3]
    return f"a PDF with {name} {where.__name__}", where(content)
