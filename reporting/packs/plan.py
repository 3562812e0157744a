"""Which parts a pack has, in order, from its printed content: their names, bookmarks and keys. No query stands here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reporting import assembly
from reporting.assembly.joining import Bookmark
from reporting.assembly.stamping import carrier_html, characters
from reporting.content import RENDERER, html_of
from reporting.reports.action_log import ACTION_LOG
from reporting.reports.board_pack import GENERATED, BoardPack, CoverSheet, Generated, Uploaded

FRONT = "front"
TYPEFACE = "typeface"
COVER_SHEET = "reporting/documents/cover_sheet.html"


@dataclass(frozen=True)
class Planned:
    """One part to be made: what its pages bear, and either the HTML that it is drawn from or the file that it is.

    `cost` puts the longest first; `content_key` is the hash of all that decides its bytes.
    """

    key: str
    title: str
    name: str
    marking: str
    content_key: str
    cost: int
    html: str = ""
    sha256: str = ""

    @property
    def mark(self) -> str:
        """What its identifiers begin with in the joined file."""
        return self.content_key[:12]


@cache
def assembled_by() -> str:
    """A hash of the code that prepares parts, so that a part made by other code is made anew."""
    found = hashlib.sha256(RENDERER.encode())
    for source in sorted(Path(assembly.__path__[0]).glob("*.py")):
        found.update(source.read_bytes())
    return found.hexdigest()


def key_of(*pieces: str) -> str:
    return hashlib.sha256("\0".join([assembled_by(), *pieces]).encode()).hexdigest()


def plan(pack: BoardPack) -> list[Planned]:
    """Every part but the front, in the order of the agenda: each paper behind its cover sheet, then the action log."""
    sheets = {sheet.key: sheet for sheet in pack.sheets}
    found = []
    for body in pack.bodies:
        sheet = sheets.get(body.key)
        if sheet is not None:
            found.append(_sheet(pack, sheet))
        found.append(_uploaded(pack, sheet, body) if isinstance(body, Uploaded) else _generated(pack, sheet, body))
    return found


def _name(sheet: CoverSheet) -> str:
    paper = f"Paper {sheet.reference}" + (f" {sheet.version}" if sheet.version else "")
    return f"Item {sheet.item} | {paper}"


def _stamped(pack: BoardPack, marking: str) -> str:
    """The marking of a page of this pack; those of a training alliance say on every page that they are fictional."""
    return " · ".join(words for words in (marking, "TRAINING: FICTIONAL" if pack.fictional else "") if words)


def _sheet(pack: BoardPack, sheet: CoverSheet) -> Planned:
    html = html_of(COVER_SHEET, pack, sheet=sheet, pack=True)
    title = f"{sheet.reference} {sheet.title}: cover sheet"
    return _drawn(f"sheet-{sheet.key}", title, _name(sheet), _stamped(pack, sheet.marking), html)


def _generated(pack: BoardPack, sheet: CoverSheet | None, body: Generated) -> Planned:
    report = GENERATED[body.report]
    html = html_of(report.template, body.content, pack=True)
    title = f"{sheet.reference} {sheet.title}" if sheet else ACTION_LOG.name
    marking = _stamped(pack, sheet.marking if sheet else pack.marking)
    return _drawn(body.key, title, _name(sheet) if sheet else title, marking, html)


def _drawn(key: str, title: str, name: str, marking: str, html: str) -> Planned:
    return Planned(key, title, name, marking, key_of("html", html), len(html), html=html)


def _uploaded(pack: BoardPack, sheet: CoverSheet | None, body: Uploaded) -> Planned:
    if sheet is None:
        raise ValueError(f"{body.name}: a paper that was uploaded has a cover sheet")
    title = f"{sheet.reference} {sheet.title}"
    marking, key = _stamped(pack, sheet.marking), key_of("file", body.sha256)
    return Planned(body.key, title, _name(sheet), marking, key, body.pages * 2000, sha256=body.sha256)


def front(pack: BoardPack, pages: Mapping[str, int], total: int) -> Planned:
    """The cover, the agenda with the page of each paper, and what is said of accessibility."""
    lines = [
        {"line": line, "papers": [{"paper": paper, "page": pages.get(paper.key)} for paper in line.papers]}
        for line in pack.agenda
    ]
    annex = pages.get("actions")
    html = html_of(BOARD_PACK_FRONT, pack, lines=lines, annex=annex, total=total, pack=True)
    return _drawn(FRONT, "Agenda", "Agenda", _stamped(pack, pack.marking), html)


def typeface(planned: list[Planned], pack: BoardPack) -> Planned:
    """The page that carries the typeface of the stamps, with every sign that they need."""
    texts = [text for each in planned for text in (each.name, each.marking)]
    html = carrier_html(characters([*texts, "Agenda", _stamped(pack, pack.marking)]))
    return _drawn(TYPEFACE, "Typeface", "", "", html)


def bookmarks(pack: BoardPack) -> list[Bookmark]:
    """The agenda, each item that has papers with them below it, and the action log."""
    held = {body.key for body in pack.bodies}
    titles = {sheet.key: f"{sheet.reference} {sheet.title}" for sheet in pack.sheets}
    found = [Bookmark("Agenda", FRONT)]
    for line in pack.agenda:
        below = tuple(
            Bookmark(titles[paper.key], f"sheet-{paper.key}", (Bookmark("Paper", paper.key),))
            for paper in line.papers
            if paper.key in held
        )
        if below:
            found.append(Bookmark(f"{line.number} {line.title}", below[0].key, below))
    if "actions" in held:
        found.append(Bookmark(ACTION_LOG.name, "actions"))
    return found


BOARD_PACK_FRONT = "reporting/documents/pack_front.html"


def attached(pack: BoardPack) -> list[tuple[str, str, Any]]:
    """The data that the reports inside carry when they stand alone: file name, description, content."""
    found = []
    for number, body in enumerate(body for body in pack.bodies if isinstance(body, Generated)):
        report = GENERATED[body.report]
        found.append((f"{number + 1:02}-{report.slug}.json", f"The printed content of {report.name}", body.content))
    return found
