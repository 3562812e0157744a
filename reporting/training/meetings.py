"""Boards and their meetings: agendas, papers with their files, and the actions that followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from random import Random
from typing import Final

from core.imprecise_dates import ImpreciseDate
from core.uploads.receive import Checked
from core.uploads.receive import keep as keep_upload
from governance.choices import ActionState, BoardKind, Cadence, MeetingState, OwnReport, Purpose
from governance.models import (
    Action,
    AgendaItem,
    Board,
    BoardMember,
    BoardName,
    Meeting,
    Paper,
    PaperVersion,
    ReportingLine,
)
from programmes.models import ReportingPeriod
from reporting.training import sentences
from reporting.training.cast import SOURCE, Cast
from reporting.training.cycle import at_noon
from reporting.training.keeping import keep
from reporting.training.papers import PaperText
from reporting.training.size import Size
from reporting.training.subjects import GROUPS
from reporting.training.wording import Wording

BOARDS: Final = (
    ("alliance-board", "Alliance Board", BoardKind.DECIDING, Cadence.MONTHLY, True, 1),
    ("programme-board", "Programme Board", BoardKind.RECOMMENDING, Cadence.MONTHLY, False, 2),
    ("scrutiny-panel", "Joint Scrutiny Panel", BoardKind.SCRUTINY, Cadence.QUARTERLY, False, None),
)
FORMERLY: Final = "Programme Steering Group"
"""What the board that recommends was called in its first year."""
CANCELLED: Final = 3
"""Which meeting from the newest back was cancelled, where there are as many; its papers came to nothing."""

ON_ACTIONS: Final = (
    "What earlier meetings asked for, who does it and by when; what was closed since the last one, with its outcome.",
    "The board is asked to note what was closed, and to agree what is to be done about every action that is overdue.",
)
ON_HIGHLIGHTS: Final = (
    "Where the programme stands, what the work streams reported, the key risks and the savings as stated.",
    "The board is asked to note the position, and to take the decisions that the report asks for.",
)
"""Summary and recommendation of the papers that are made from the record."""


def meeting_days(size: Size) -> list[date]:
    """The second Thursday of each month, oldest first; the last is the first to come after the record's day."""
    month = size.until.year * 12 + size.until.month - 1
    if _second_thursday(month) <= size.until:
        month += 1
    return [_second_thursday(each) for each in range(month - size.meetings + 1, month + 1)]


def _second_thursday(month: int) -> date:
    first = date(month // 12, month % 12 + 1, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 7)


def make_meetings(
    size: Size,
    cast: Cast,
    periods: Sequence[ReportingPeriod],
    texts: Sequence[Sequence[Sequence[PaperText]]],
    files: Mapping[PaperText, Checked],
    wording: Wording,
) -> None:
    """The boards, and the meetings of the one that decides."""
    board = _boards(cast)
    dice = size.dice("meetings")
    days = meeting_days(size)
    meetings = keep([_meeting(board, on, size, len(days) - place) for place, on in enumerate(days)])
    items: list[AgendaItem] = []
    papers: list[Paper] = []
    versions: list[tuple[Paper, PaperText]] = []
    for meeting, papers_of in zip(meetings, texts, strict=True):
        period = max((each for each in periods if each.as_at < meeting.held_on), key=lambda each: each.as_at)
        rows = _agenda(meeting, papers_of)
        items += rows
        papers += _own_papers(meeting, rows, period)
        for text_versions, item in zip(papers_of, _items_with_files(rows), strict=True):
            paper = _paper(board, item, text_versions[-1])
            papers.append(paper)
            versions += [(paper, text) for text in text_versions]
    keep(items)
    keep(papers)
    _keep_versions(versions, files, cast, size)
    keep([action for meeting in meetings for action in _actions(meeting, cast, size, wording, dice)])


def _boards(cast: Cast) -> Board:
    boards = [
        Board(
            alliance=cast.alliance,
            slug=slug,
            name=name,
            kind=kind,
            cadence=cadence,
            receives_highlight_report=receives,
            tier=tier,
            remit="Made up for training: it reads what the programme reports and says what is to be done.",
            source=SOURCE,
            order=order,
        )
        for order, (slug, name, kind, cadence, receives, tier) in enumerate(BOARDS)
    ]
    keep(boards[:1])
    boards[1].recommends_to = boards[0]
    keep(boards[1:])
    began = ImpreciseDate.day(cast.began)
    renamed = ImpreciseDate.day(cast.began + timedelta(days=365))
    keep([BoardName(board=boards[1], name=FORMERLY, from_date=began, to_date=renamed, source=SOURCE)])
    keep(
        [
            BoardMember(
                board=board,
                organisation=post.organisation,
                post=post,
                part="Chair" if order == 0 else "",
                from_date=began,
                order=order,
            )
            for board in boards[:2]
            for order, post in enumerate(cast.chairs)
        ]
    )
    keep(
        [
            ReportingLine(
                board=boards[0],
                what="Highlight report",
                cadence=Cadence.MONTHLY,
                produced_by="Programme office",
                source=SOURCE,
            )
        ]
    )
    return boards[0]


def _meeting(board: Board, on: date, size: Size, back: int) -> Meeting:
    """`back` counts from the newest, which is 1."""
    meeting = Meeting(
        board=board,
        code=f"{on:%Y-%m}",
        held_on=on,
        starts_at=time(10),
        ends_at=time(12, 30),
        place=f"Committee room, {board.alliance.name.rpartition(' ')[2]}",
        contact="Programme office",
        state=MeetingState.HELD if on <= size.until else MeetingState.PLANNED,
    )
    if back == CANCELLED and meeting.state == MeetingState.HELD:
        meeting.state, meeting.cancelled_because = MeetingState.CANCELLED, "Too few members could come."
    return meeting


def _agenda(meeting: Meeting, papers: Sequence[Sequence[PaperText]]) -> list[AgendaItem]:
    """Opening items, one lettered item for each paper, a restricted one, and what is always last."""
    lettered = [
        (f"5{chr(ord('a') + place) if place < 26 else place}", versions[-1].title, Purpose.DECISION, 15)
        for place, versions in enumerate(papers)
    ]
    rows: list[tuple[str, str, str, int]] = [
        ("1", "Welcome and apologies", Purpose.INFORMATION, 5),
        ("2", "Minutes of the last meeting", Purpose.DECISION, 5),
        ("3", "Action log", Purpose.ASSURANCE, 10),
        ("4", "Highlight report", Purpose.ASSURANCE, 20),
        *lettered,
        ("6", "Staffing matters", Purpose.DISCUSSION, 15),
        ("7", "Any other business", "", 5),
    ]
    return [
        AgendaItem(
            meeting=meeting,
            number=number,
            title=title,
            purpose=purpose,
            presenter="Programme office" if number in "34" else "",
            minutes_planned=minutes,
            restricted=number == "6",
            order=order,
        )
        for order, (number, title, purpose, minutes) in enumerate(rows)
    ]


def _items_with_files(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    return [item for item in items if item.number.startswith("5")]


def _own_papers(meeting: Meeting, items: Sequence[AgendaItem], period: ReportingPeriod) -> list[Paper]:
    """The documents that are made from the records."""
    by_number = {item.number: item for item in items}
    return [
        Paper(
            item=by_number[number],
            board=meeting.board,
            reference=f"TA-{meeting.held_on:%Y-%m}/{code}",
            title=title,
            author="Programme office",
            report=report,
            period=period,
            summary=summary,
            recommendation=recommendation,
        )
        for number, code, title, report, summary, recommendation in (
            ("3", "AL", "Action log", OwnReport.ACTION_LOG, *ON_ACTIONS),
            ("4", "HR", f"Highlight report, {period.title}", OwnReport.HIGHLIGHT_REPORT, *ON_HIGHLIGHTS),
        )
    ]


def _paper(board: Board, item: AgendaItem, text: PaperText) -> Paper:
    return Paper(
        item=item,
        board=board,
        reference=text.reference,
        title=text.title,
        author=text.author,
        summary=text.summary,
        recommendation=text.recommendation,
    )


def _keep_versions(
    versions: Sequence[tuple[Paper, PaperText]], files: Mapping[PaperText, Checked], cast: Cast, size: Size
) -> None:
    """Each file a week before its meeting and before the record's day; a second version two days later."""
    rows = []
    for paper, text in versions:
        last = min(text.when - timedelta(days=7), size.until - timedelta(days=1))
        received = at_noon(last - timedelta(days=4 - 2 * text.version))
        upload = keep_upload(files[text], by=cast.office, at=received)
        note = "The costs were checked again." if text.version > 1 else ""
        row = PaperVersion(paper=paper, number=text.version, upload=upload, note=note, received_at=received)
        row.received_by = cast.office
        rows.append(row)
    PaperVersion.objects.bulk_create(rows)


def _actions(meeting: Meeting, cast: Cast, size: Size, wording: Wording, dice: Random) -> list[Action]:
    """What a meeting that took place asked for: mostly done, some overdue, one in ten dropped, a few restricted."""
    if meeting.state != MeetingState.HELD:
        return []
    return [
        _action(number, meeting, cast, size.until, wording, dice) for number in range(1, 1 + dice.choice((2, 3, 3, 4)))
    ]


def _action(number: int, meeting: Meeting, cast: Cast, until: date, wording: Wording, dice: Random) -> Action:
    group, age = dice.choice(GROUPS), (until - meeting.held_on).days
    due = meeting.held_on + timedelta(days=dice.choice((21, 28, 35, 56)))
    action = Action(
        meeting=meeting,
        reference=f"A-{meeting.held_on:%Y-%m}-{number}",
        text=wording.say(sentences.ACTIONS, group),
        due_on=due,
        restricted=dice.random() < 0.05,
        order=number,
    )
    if dice.random() < 0.8:
        action.owner = dice.choice(cast.posts)
    else:
        action.owner_words = "All members"
    draw = dice.random()
    if age > 25 and draw < 0.8:
        dropped = draw < 0.1
        action.state = ActionState.DROPPED if dropped else ActionState.DONE
        action.done_on = min(due + timedelta(days=dice.randint(-10, 20)), until)
        action.outcome = wording.say(sentences.DROPPED if dropped else sentences.OUTCOMES, group)
    return action
