"""One meeting with all that is about it: its agenda, the papers that had come, and its action log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from core.as_at import Moment
from governance.choices import ActionState, MeetingState
from governance.models import Action, AgendaItem, Meeting, Paper, PaperVersion
from governance.readings.papers import PaperFacts
from governance.readings.then import known_then, until
from programmes.models import ReportingPeriod


class PaperLine(PaperFacts):
    """A paper as it stands on an agenda."""


@dataclass(frozen=True)
class ItemLine:
    """One item of an agenda with its papers."""

    item: AgendaItem
    papers: list[PaperLine]


@dataclass(frozen=True)
class ActionLine:
    """One line of an action log: the action, and where it stood on the reader's date."""

    action: Action
    on: date

    @property
    def state(self) -> str:
        return self.action.state_on(self.on)

    @property
    def words(self) -> str:
        return str(ActionState(self.state).label)

    @property
    def is_overdue(self) -> bool:
        return self.action.is_overdue(self.on)


@dataclass(frozen=True)
class MeetingFacts:
    """What is known of a meeting: `carried` comes from the board's earlier meetings, `raised` was raised here."""

    meeting: Meeting
    items: list[ItemLine]
    carried: list[ActionLine]
    raised: list[ActionLine]
    previous: Meeting | None

    @property
    def minutes(self) -> int:
        """The minutes planned for all items that say any."""
        return sum(line.item.minutes_planned or 0 for line in self.items)

    @property
    def papers(self) -> list[PaperLine]:
        return [paper for line in self.items for paper in line.papers]

    @property
    def awaited(self) -> int:
        return sum(paper.is_awaited for paper in self.papers)


def meeting_facts(meeting: Meeting, user: Any, moment: Moment) -> MeetingFacts:
    """All about a meeting that the reader may see, in a number of queries that does not grow with its rows."""
    earlier = Meeting.objects.visible_to(user).before(meeting).select_related("board__alliance")
    if moment.known_on is None:
        items = _items(meeting, user, moment)
        actions = Action.objects.visible_to(user).select_related("meeting__board__alliance", "owner__organisation")
        carried: Iterable[Action] = actions.carried_to(meeting)
        raised: Iterable[Action] = actions.filter(meeting=meeting)
        previous = earlier.first()
    else:
        meeting = _meeting_then(meeting, user, moment)
        items = _items_then(meeting, user, moment)
        meetings = _earlier_then(meeting, user, moment)
        previous = meetings[0] if meetings else None
        carried, raised = _actions_then(meeting, meetings, user, moment)
    return MeetingFacts(
        meeting,
        items,
        [ActionLine(each, moment.on) for each in carried],
        [ActionLine(each, moment.on) for each in raised],
        previous,
    )


def _items(meeting: Meeting, user: Any, moment: Moment) -> list[ItemLine]:
    versions = PaperVersion.objects.visible_to(user).received_by(until(moment)).select_related("upload", "received_by")
    papers = (
        Paper.objects.visible_to(user)
        .select_related("period")
        .prefetch_related(Prefetch("versions", queryset=versions.order_by("-number"), to_attr="versions_then"))
    )
    rows = (
        AgendaItem.objects.visible_to(user)
        .filter(meeting=meeting)
        .prefetch_related(Prefetch("papers", queryset=papers, to_attr="papers_then"))
    )
    return [
        ItemLine(row, [PaperLine(paper, paper.versions_then) for paper in row.papers_then])  # type: ignore[attr-defined]
        for row in rows
    ]


def _meeting_then(meeting: Meeting, user: Any, moment: Moment) -> Meeting:
    """The meeting as recorded then; as it is now where it was not recorded yet."""
    then = known_then(Meeting, user, moment).filter(id=meeting.pk, board=meeting.board_id).first()
    if then is None:
        return meeting
    then.board = meeting.board
    return then


def _items_then(meeting: Meeting, user: Any, moment: Moment) -> list[ItemLine]:
    items = sorted(known_then(AgendaItem, user, moment).filter(meeting=meeting.pk), key=_place)
    papers = sorted(known_then(Paper, user, moment).filter(item__in=[row.pk for row in items]), key=_place)
    rows = PaperVersion.objects.visible_to(user).filter(paper__in=[paper.pk for paper in papers])
    rows = rows.received_by(until(moment)).select_related("upload", "received_by").order_by("-number")
    versions: dict[int, list[PaperVersion]] = {}
    for row in rows:
        versions.setdefault(row.paper_id, []).append(row)
    periods = {row.pk: row for row in ReportingPeriod.objects.visible_to(user).filter(alliance=meeting.alliance)}
    for paper in papers:
        paper.period = periods.get(paper.period_id)
    return [
        ItemLine(item, [PaperLine(paper, versions.get(paper.pk, [])) for paper in papers if paper.item_id == item.pk])
        for item in items
    ]


def _place(row: Any) -> tuple[int, int]:
    return (row.order, row.pk)


def _earlier_then(meeting: Meeting, user: Any, moment: Moment) -> list[Meeting]:
    """The board's earlier meetings as recorded then, the newest first."""
    rows = known_then(Meeting, user, moment).filter(board=meeting.board_id, held_on__lt=meeting.held_on)
    found = sorted(rows.exclude(state=MeetingState.CANCELLED), key=lambda row: (row.held_on, row.pk), reverse=True)
    for row in found:
        row.board = meeting.board
    return found


def _actions_then(
    meeting: Meeting, earlier: list[Meeting], user: Any, moment: Moment
) -> tuple[list[Action], list[Action]]:
    """The actions carried to the meeting and those raised there, as recorded then."""
    meetings = {row.pk: row for row in [meeting, *earlier]}
    rows = list(known_then(Action, user, moment).filter(meeting__in=meetings))
    for row in rows:
        row.meeting = meetings[row.meeting_id]
    rows.sort(key=lambda row: (row.meeting.held_on, row.meeting_id, *_place(row)))
    last = earlier[0].held_on if earlier else None
    carried = [
        row for row in rows if row.meeting != meeting and (row.done_on is None or last is None or row.done_on >= last)
    ]
    return carried, [row for row in rows if row.meeting == meeting]
