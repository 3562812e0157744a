"""Whom meetings and papers tell what. Called inside the transaction of the action."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from alliance.choices import Role
from alliance.permissions import accounts_with_role
from core.notices import tell
from core.records.addresses import page_of
from governance.choices import MeetingState

if TYPE_CHECKING:
    from core.models import User
    from governance.models import Meeting, PaperVersion

AROUND_THE_TABLE = (Role.PROGRAMME_OFFICE, Role.SRO, Role.OFFICER, Role.BOARD_MEMBER, Role.DECISION_MAKER)


def tell_received(version: PaperVersion, *, by: User, at: datetime) -> None:
    """To the programme office, which puts the pack together."""
    paper = version.paper
    office = accounts_with_role(paper.alliance, Role.PROGRAMME_OFFICE)
    text = f"{paper}: version {version.number} received, for {paper.item.meeting}"
    tell(office, kind="paper-received", text=text, url=page_of(paper), about=paper, by=by, at=at)


def tell_of_meeting(meeting: Meeting, *, by: User, at: datetime) -> None:
    """That it was held, cancelled or planned again: to those who sit on boards and the office that serves them."""
    words = {
        MeetingState.HELD: "has been held",
        MeetingState.CANCELLED: f"is cancelled: {meeting.cancelled_because}",
        MeetingState.PLANNED: "is planned again",
    }[MeetingState(meeting.state)]
    table = accounts_with_role(meeting.alliance, *AROUND_THE_TABLE)
    kind = f"meeting-{meeting.state}"
    tell(table, kind=kind, text=f"{meeting} {words}", url=page_of(meeting), about=meeting, by=by, at=at)
