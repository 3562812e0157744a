"""The boards of the access world with what hangs on them, each text with its canary word.

The board of an area is hidden with its area, and so is all that belongs to it.
"""

from __future__ import annotations

from typing import Any

from alliance.models import Alliance
from core.history import recorded
from governance.models import BoardMember, BoardName, ReportingLine
from programmes.models import BusinessArea
from tests import factories as make
from tests.access.words import word


def board_matter(world: Any, alliance: Alliance, category: str, area: BusinessArea | None = None) -> None:
    """A board, a member with an organisation of its own, another name, a reporting line and a meeting."""

    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    put = world.put
    board = make.make_board(alliance, remit=say("boards", "remit"), receives_highlight_report=area is None, area=area)
    board.name = say("boards")
    with recorded(by=None, actor="system:test", reason="test"):
        board.save()
    put("boards", category, board)
    body = make.make_organisation(word("shared", f"board-members-of-{category}"))
    put("board-members", category, BoardMember(board=board, organisation=body))
    name = BoardName(board=board, name=say("board-names"), source=say("board-names", "source"))
    put("board-names", category, name)
    put("reporting-lines", category, ReportingLine(board=board, what=say("reporting-lines")))
    put("meetings", category, make.make_meeting(board, title=say("meetings"), place=say("meetings", "place")))
