"""A meeting of the example board with papers of many pages, drawn by the product's own renderer and received as any
paper is. Nothing is measured here."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pikepdf

from alliance.models import Alliance
from bench.alliances import SENTENCE
from core import clock, files
from core.history import recorded
from core.models import Upload
from governance.choices import BoardKind
from governance.models import AgendaItem, Board, Meeting, Paper, PaperVersion
from programmes.models import ReportingPeriod
from reporting.assembly import finishing
from reporting.sandbox import Bundle, RenderSandbox

HELD_ON = date(2017, 9, 22)
PAGES = (1, 20, 4, 17, 9, 12, 7, 15, 3, 18, 11, 6, 14, 10, 8, 19, 5, 16, 13, 2, 12, 9, 11, 8)
"""Of the 24 papers that are uploaded: 250 in all, from 1 to 20. The twenty-fifth is the highlight report."""
STYLE = (
    "@page { size: A4; margin: 22mm 20mm } body { font: 10pt/1.45 Inter } h1 { font-size: 18pt }"
    "table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 9pt }"
    "th, td { border-bottom: .5pt solid #999; text-align: left; padding: 1.2mm }"
)
Render = Callable[[str, int], bytes]


def paper_html(title: str, pages: int) -> str:
    """A paper of so many full pages: headings, text, and a table on each."""
    body = []
    for page in range(1, pages + 1):
        rows = "".join(
            f"<tr><th scope=row>Measure {page}.{row}</th><td>{SENTENCE}</td><td>{row * 1_317 + page}</td></tr>"
            for row in range(1, 7)
        )
        breaks = " style=break-before:page" if page > 1 else ""
        body.append(
            f"<h2 id=s{page}{breaks}>{title}, section {page}</h2>"
            f"<p>{SENTENCE} {SENTENCE} See <a href=#s1>section 1</a>.</p>"
            f"<p>{title} {page}: {SENTENCE} {SENTENCE} {SENTENCE}</p>"
            "<table><thead><tr><th scope=col>What</th><th scope=col>How</th><th scope=col>How many</th></tr></thead>"
            f"<tbody>{rows}</tbody></table><p>{SENTENCE} {SENTENCE}</p>"
        )
    return (
        f"<!doctype html><html lang=en-GB><head><title>{title}</title><style>{STYLE}</style></head>"
        f"<body><h1>{title}</h1>{''.join(body)}</body></html>"
    )


def renderer(sandbox: RenderSandbox) -> Render:
    """What draws a paper and finishes it as its author would: with both standards claimed."""

    def render(title: str, pages: int) -> bytes:
        return finishing.finish(
            sandbox.render(Bundle(paper_html(title, pages))),
            title=title, author="Programme office", subject="A paper",
            created=datetime.combine(HELD_ON, time(12), tzinfo=UTC),
        )  # fmt: skip

    return render


def board_of(alliance: Alliance) -> Board:
    with recorded(by=None, actor="system:bench", reason="bench.made: to be measured"):
        board = Board(alliance=alliance, slug="strategic", name="Strategic Board", kind=BoardKind.DECIDING)
        board.save()
    return board


def meeting_with(board: Board, number: int, pages: tuple[int, ...], render: Render, *, report: bool) -> Meeting:
    """A meeting whose every item has one paper; with `report` the last is the highlight report."""
    with recorded(by=None, actor="system:bench", reason="bench.made: to be measured"):
        held_on = HELD_ON + timedelta(days=number)
        meeting = Meeting(board=board, code=f"meeting-{number}", held_on=held_on, place="Headquarters")
        meeting.save()
        for place, length in enumerate(pages, 1):
            paper = _paper(meeting, place, f"Paper {number}.{place}")
            receive(paper, render(paper.title, length))
        if report:
            period = ReportingPeriod.objects.filter(alliance=board.alliance).order_by("-starts_on").first()
            _paper(meeting, len(pages) + 1, "Highlight report", report="highlight-report", period=period)
    return meeting


def _paper(meeting: Meeting, place: int, title: str, **fields: object) -> Paper:
    item = AgendaItem(meeting=meeting, number=str(place), title=f"Item {place}", order=place)
    item.save()
    reference = f"{meeting.held_on:%Y-%m-%d}/{place:02}"
    paper = Paper(item=item, reference=reference, title=title, summary=SENTENCE, recommendation=SENTENCE, **fields)
    paper.save()
    return paper


def receive(paper: Paper, pdf: bytes) -> None:
    """Another version of a paper, as the check of uploads would have found it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    digest, now = files.store(pdf), clock.now()
    upload = Upload.objects.create(
        name=f"{paper.title}.pdf", media_type="application/pdf", sha256=digest, size=len(pdf),
        original_sha256=digest, original_size=len(pdf), pages=pages, is_tagged=True, claims=["PDF/UA-1", "PDF/A-3A"],
        uploaded_at=now,
    )  # fmt: skip
    number = paper.versions.count() + 1
    note = "Figures of September." if number > 1 else ""
    PaperVersion.objects.create(paper=paper, upload=upload, number=number, note=note, received_at=now)
