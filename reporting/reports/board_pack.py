"""The board pack: what one meeting reads, in the order of its agenda. How its parts are joined stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch

from governance.models import AgendaItem, BoardMember, Meeting, Paper, PaperVersion
from reporting.reports.action_log import ACTION_LOG
from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.highlight import HIGHLIGHT
from reporting.reports.words import long_date

GENERATED = {report.slug: report for report in (HIGHLIGHT, ACTION_LOG)}
"""The documents that a pack holds without anybody's uploading them."""
BOTH_STANDARDS = ("PDF/UA-1", "PDF/A-2A", "PDF/A-3A")


@dataclass(frozen=True)
class AgendaPaper:
    """A paper as the agenda lists it; `key` names the part that it leads to, empty while the paper is awaited."""

    key: str
    reference: str
    title: str
    version: str


@dataclass(frozen=True)
class AgendaLine:
    number: str
    title: str
    purpose: str
    presenter: str
    minutes: int | None
    papers: tuple[AgendaPaper, ...]


@dataclass(frozen=True)
class CoverSheet:
    """The sheet before a paper: what it is, from whom, and what the board is asked to do (domain.md 2.10)."""

    key: str
    item: str
    item_title: str
    reference: str
    title: str
    version: str
    author: str
    presenter: str
    purpose: str
    recommendation: str
    summary: str
    marking: str
    received: str
    change: str
    board: str
    meeting: str


@dataclass(frozen=True)
class Uploaded:
    """The paper itself, as somebody uploaded it: the hash of its file, and what its author claims of it."""

    key: str
    name: str
    sha256: str
    pages: int
    tagged: bool
    conforming: bool


@dataclass(frozen=True)
class Generated:
    """The paper itself, made from the record: which document, and its printed content."""

    key: str
    report: str
    content: Any


@dataclass(frozen=True)
class BoardPack:
    """The printed content of one pack; nothing beyond it is in the document or its attachment."""

    title: str
    alliance: str
    fictional: bool
    marking: str
    edition: str
    board: str
    meeting: str
    date: str
    time: str
    place: str
    contact: str
    members: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    sheets: tuple[CoverSheet, ...]
    bodies: tuple[Uploaded | Generated, ...]

    @property
    def not_conforming(self) -> tuple[CoverSheet, ...]:
        """The sheets of the papers that do not meet the standards for accessible and archival files."""
        failing = {body.key for body in self.bodies if isinstance(body, Uploaded) and not body.conforming}
        return tuple(sheet for sheet in self.sheets if sheet.key in failing)

    @property
    def untagged(self) -> tuple[CoverSheet, ...]:
        """The sheets of the papers whose authors gave no structure for screen readers."""
        bare = {body.key for body in self.bodies if isinstance(body, Uploaded) and not body.tagged}
        return tuple(sheet for sheet in self.sheets if sheet.key in bare)


def title(request: Request) -> str:
    meeting = request.meeting
    return f"{meeting.board.name}, {long_date(meeting.held_on)}" if meeting else "Board pack"


def collect(request: Request) -> BoardPack:
    """Read what one meeting reads. Raises NothingToReport when no meeting is named or its agenda is empty."""
    meeting = request.meeting
    if meeting is None:
        raise NothingToReport("Say of which meeting the pack is to be.")
    alliance = request.alliance
    items = _items(request, meeting)
    if not items:
        raise NothingToReport(f"The agenda of {meeting} is empty. Add an item first.")
    papers = [(item, paper) for item in items for paper in item.held]
    sheets, bodies = [], []
    for item, paper in papers:
        body = _body(request, paper)
        if body is not None:
            sheets.append(_sheet(meeting, item, paper))
            bodies.append(body)
    if not any(paper.report == ACTION_LOG.slug for _, paper in papers):
        bodies.append(_generated("actions", ACTION_LOG, request))
    return BoardPack(
        title=title(request),
        alliance=alliance.name,
        fictional=alliance.is_fictional,
        marking=alliance.marking,
        edition=request.edition.label,
        board=meeting.board.name,
        meeting=meeting.title,
        date=long_date(meeting.held_on),
        time=_time(meeting),
        place=meeting.place,
        contact=meeting.contact,
        members=tuple(_members(request, meeting)),
        agenda=tuple(_line(item) for item in items),
        sheets=tuple(sheets),
        bodies=tuple(bodies),
    )


def _items(request: Request, meeting: Meeting) -> list[Any]:
    edition: dict[str, Any] = {"alliance": request.alliance, "with_restricted": request.with_restricted}
    versions = PaperVersion.objects.in_edition(**edition).select_related("upload").order_by("-number")
    papers = (
        Paper.objects.in_edition(**edition)
        .select_related("period")
        .prefetch_related(Prefetch("versions", queryset=versions, to_attr="newest_first"))
    )
    rows = AgendaItem.objects.in_edition(**edition).filter(meeting=meeting)
    return list(rows.prefetch_related(Prefetch("papers", queryset=papers, to_attr="held")))


def _newest(paper: Any) -> PaperVersion | None:
    return next(iter(paper.newest_first), None)


def _key(paper: Paper) -> str:
    return f"paper-{paper.pk}"


def _version(paper: Paper) -> str:
    newest = None if paper.report else _newest(paper)
    return f"v{newest.number}" if newest else ""


def _line(item: Any) -> AgendaLine:
    return AgendaLine(
        number=item.number,
        title=item.title,
        purpose=item.get_purpose_display() if item.purpose else "",
        presenter=item.presenter,
        minutes=item.minutes_planned,
        papers=tuple(
            AgendaPaper(
                _key(paper) if paper.report or _newest(paper) else "", paper.reference, paper.title, _version(paper)
            )
            for paper in item.held
        ),
    )


def _sheet(meeting: Meeting, item: AgendaItem, paper: Paper) -> CoverSheet:
    newest = None if paper.report else _newest(paper)
    return CoverSheet(
        key=_key(paper),
        item=item.number,
        item_title=item.title,
        reference=paper.reference,
        title=paper.title,
        version=_version(paper),
        author=paper.author,
        presenter=item.presenter,
        purpose=item.get_purpose_display() if item.purpose else "",
        recommendation=paper.recommendation,
        summary=paper.summary,
        marking=paper.marking or meeting.board.alliance.marking,
        received=long_date(newest.received_at.date()) if newest else "",
        change=newest.note if newest and newest.number > 1 else "",
        board=meeting.board.name,
        meeting=long_date(meeting.held_on),
    )


def _body(request: Request, paper: Paper) -> Uploaded | Generated | None:
    """What stands behind the cover sheet; None while the paper is awaited."""
    if paper.report:
        report = GENERATED.get(paper.report)
        if report is None:
            raise NothingToReport(f"Paper {paper.reference}: there is no document called '{paper.report}'.")
        return _generated(_key(paper), report, request, paper)
    newest = _newest(paper)
    if newest is None:
        return None
    upload = newest.upload
    claims = set(upload.claims)
    return Uploaded(
        key=_key(paper),
        name=upload.name,
        sha256=upload.sha256,
        pages=upload.pages or 0,
        tagged=upload.is_tagged,
        conforming=upload.is_tagged and "PDF/UA-1" in claims and bool(claims & set(BOTH_STANDARDS[1:])),
    )


def _generated(key: str, report: Report, request: Request, paper: Paper | None = None) -> Generated:
    period = paper.period if paper else None
    asked = replace(request, period=period, as_at=period.as_at if period else request.as_at)
    try:
        return Generated(key, report.slug, report.collect(asked))
    except NothingToReport as nothing:
        where = f"Paper {paper.reference}" if paper else report.name
        raise NothingToReport(f"{where}: {nothing}") from nothing


def _time(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return ""
    start = f"{meeting.starts_at:%H:%M}"
    return f"{start} to {meeting.ends_at:%H:%M}" if meeting.ends_at else start


def _members(request: Request, meeting: Meeting) -> Iterable[str]:
    rows = BoardMember.objects.in_edition(request.alliance, with_restricted=request.with_restricted)
    rows = rows.as_at(meeting.held_on).filter(board=meeting.board).select_related("organisation", "post__organisation")
    for row in rows:
        yield f"{row}{f' ({row.part})' if row.part else ''}"


BOARD_PACK = Report(
    slug="board-pack",
    name="Board pack",
    description="Everything one meeting reads: agenda, cover sheets, papers, reports and the action log, in one file.",
    template="reporting/documents/pack_front.html",
    collect=collect,
    title=title,
    of_meeting=True,
    is_pack=True,
)
