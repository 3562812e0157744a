"""The action log of a board: what its earlier meetings asked for, who does it, by when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.choices import ActionState
from governance.models import Action, Meeting
from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.words import long_date


@dataclass(frozen=True)
class ActionLine:
    reference: str
    text: str
    owner: str
    due: str
    state: str
    is_open: bool
    overdue: bool
    outcome: str
    raised: str


@dataclass(frozen=True)
class ActionLog:
    """The printed content of one action log."""

    title: str
    alliance: str
    fictional: bool
    marking: str
    edition: str
    board: str
    meeting: str
    open: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]
    since: str


def title(request: Request) -> str:
    return f"Action log, {long_date(request.as_at)}"


def collect(request: Request) -> ActionLog:
    """Actions open before the meeting, and those closed since the board's meeting before it (domain.md 2.10).

    Raises NothingToReport when no meeting is named.
    """
    meeting = request.meeting
    if meeting is None:
        raise NothingToReport("Say of which meeting the action log is to be.")
    alliance, on = request.alliance, meeting.held_on
    edition: dict[str, Any] = {"alliance": alliance, "with_restricted": request.with_restricted}
    before = Meeting.objects.in_edition(**edition).before(meeting).first()
    rows = Action.objects.in_edition(**edition).carried_to(meeting).select_related("meeting", "owner__organisation")
    lines = [_line(row, on) for row in rows]
    since = before.held_on if before else None
    return ActionLog(
        title=title(request),
        alliance=alliance.name,
        fictional=alliance.is_fictional,
        marking=alliance.marking,
        edition=request.edition.label,
        board=meeting.board.name,
        meeting=long_date(on),
        open=tuple(line for line in lines if line.is_open),
        closed=tuple(line for line in lines if not line.is_open),
        since=long_date(since) if since else "",
    )


def _line(row: Action, on: date) -> ActionLine:
    state = ActionState(row.state_on(on))
    return ActionLine(
        reference=row.reference,
        text=row.text,
        owner=row.owner_name,
        due=long_date(row.due_on) if row.due_on else "",
        state=state.label,
        is_open=state == ActionState.OPEN,
        overdue=row.is_overdue(on),
        outcome="" if state == ActionState.OPEN else row.outcome,
        raised=long_date(row.meeting.held_on),
    )


ACTION_LOG = Report(
    slug="action-log",
    name="Action log",
    description="What a board's earlier meetings asked for, who does it, by when, and what came of it.",
    template="reporting/documents/action_log.html",
    collect=collect,
    title=title,
    of_meeting=True,
)
