"""A meeting with an agenda and papers of every kind, and the pack made of it. No expectation stands here."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import Any

import pikepdf

from core import clock, files, jobs
from core.models import Job
from governance.models import Meeting
from reporting.actions import request_report
from reporting.choices import Edition
from reporting.reports import Request
from reporting.sandbox import Bundle, RenderSandbox
from tests import factories as make
from tests.reporting.made import Made, NotMade

HELD_ON = date(2017, 9, 22)
TAGGED = {"is_tagged": True, "claims": ["PDF/UA-1", "PDF/A-3A"]}


@cache
def paper_pdf(title: str, pages: int = 2, size: str = "A4", rows: int = 6) -> bytes:
    """A tagged paper with headings, a link inside it, and a table on each page."""
    row = "".join(f"<tr><th scope=row>{title} row {n}</th><td>{n * 7}</td></tr>" for n in range(rows))
    table = (
        f"<table><thead><tr><th scope=col>What</th><th scope=col>How many</th></tr></thead><tbody>{row}</tbody></table>"
    )
    body = "".join(
        f"<h2 id='p{n}'{' style=break-before:page' if n else ''}>{title}, part {n + 1}</h2>"
        f"<p>Sentence {n} of {title} speaks of its own matter, see <a href='#p0'>part 1</a>.</p>{table}"
        for n in range(pages)
    )
    html = (
        f"<!doctype html><html lang=en-GB><head><title>{title}</title><style>@page {{ size: {size}; margin: 2cm }}"
        f"body {{ font-family: Inter }} table {{ width: 100% }}</style></head><body><h1>{title}</h1>{body}</html>"
    )
    with RenderSandbox() as sandbox:
        return sandbox.render(Bundle(html))


@cache
def untagged_pdf(pages: int = 1, width: float = 595, height: float = 842, turn: int = 0) -> bytes:
    """A paper without any structure: a frame just inside each page's edge and one line of text."""
    target = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            page = document.add_blank_page(page_size=(width, height))
            drawing = f"2 w 1 0 0 RG 1 1 {width - 2} {height - 2} re S 0 0 1 rg 20 20 30 10 re f"
            page.obj.Contents = document.make_stream(drawing.encode())
            if turn:
                page.obj.Rotate = turn
        document.save(target, deterministic_id=True)
    return target.getvalue()


def add_paper(item: Any, pdf: bytes | None, **fields: Any) -> Any:
    """A paper of an item, received once when its file is given."""
    facts = {key: fields.pop(key) for key in ("is_tagged", "claims", "pages") if key in fields}
    paper = make.make_paper(item, **fields)
    if pdf is not None:
        receive(paper, pdf, **facts)
    return paper


def receive(paper: Any, pdf: bytes, **facts: Any) -> Any:
    """Another version of a paper."""
    if "pages" not in facts:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            facts["pages"] = len(opened.pages)
    files.store(pdf)
    return make.make_version(paper, make.make_upload(pdf, f"{paper.reference}.pdf".replace("/", "-"), **facts))


def small_meeting(**fields: Any) -> Meeting:
    """Three items: a paper of two pages, one that is awaited, and the action log of the meeting before."""
    alliance = make.make_alliance("Northern Alliance", marking="OFFICIAL")
    board = make.make_board(alliance)
    earlier = make.make_meeting(board, held_on=date(2017, 8, 18))
    make.make_action(earlier, text="Write to both forces", due_on=date(2017, 9, 1))
    meeting = make.make_meeting(board, held_on=HELD_ON, place="Headquarters", **fields)
    first = make.make_item(meeting, number="1", title="Welcome", order=1)
    second = make.make_item(meeting, number="7b", title="Estates strategy", order=2, presenter="Director of Estates")
    third = make.make_item(meeting, number="8", title="Fleet", order=3)
    assert first.pk
    add_paper(
        second, paper_pdf("Estates strategy"), reference="DA-2017-09/01", title="Estates strategy",
        recommendation="Agree the strategy.", **TAGGED,
    )  # fmt: skip
    add_paper(third, None, reference="DA-2017-09/02", title="Fleet review")
    return meeting


def ask(meeting: Meeting, edition: Edition = Edition.BOARD) -> Any:
    """The row of a pack that was asked for; its job waits."""
    request = Request(meeting.board.alliance, meeting.held_on, edition, meeting=meeting)
    return request_report("board-pack", request, by=None, at=clock.now())


def build(meeting: Meeting, edition: Edition = Edition.BOARD) -> Made:
    """Ask for the pack, do its job here, and return the document. Raises NotMade with the job's words."""
    row = ask(meeting, edition)
    assert jobs.run(row.job_id)
    row.job.refresh_from_db()
    if row.job.state != Job.State.DONE or row.job.document is None:
        raise NotMade(row.job.error)
    return Made(files.path_of(row.job.document.sha256).read_bytes(), row.job.document.data)
