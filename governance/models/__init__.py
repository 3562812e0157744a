"""The rows of this app: boards and who sits on them, their meetings, the papers put to them, and the actions raised."""

from governance.models.action import Action
from governance.models.board import Board, BoardMember, BoardName, ReportingLine
from governance.models.meeting import AgendaItem, Meeting
from governance.models.paper import Paper, PaperVersion

__all__ = [
    "Action",
    "AgendaItem",
    "Board",
    "BoardMember",
    "BoardName",
    "Meeting",
    "Paper",
    "PaperVersion",
    "ReportingLine",
]
