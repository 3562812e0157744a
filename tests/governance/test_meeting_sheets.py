"""Meetings, agendas, papers and actions out of a spreadsheet and back, with cells that name a row by several parts."""

from __future__ import annotations

from typing import Any

import pytest

from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from governance.models import Action, AgendaItem, Meeting, Paper
from tests import factories as make
from tests.governance.sitting import Sitting

pytestmark = pytest.mark.django_db
ALLIANCE = ("alliance.csv", "Short name for addresses,Name,Short name\nnorth,North Alliance,North\n")
BOARDS = ("boards.csv", "Short name,Name,Kind\nboard,The board,Decides\n")
MEETINGS = (
    "meetings.csv",
    "Board,Code,Date,Starts,Ends,State\n"
    "board,2017-09,14 September 2017,10:00,12.30,Held\n"
    "board,2017-10,2017-10-12,,,\n",
)
ITEMS = ("agenda-items.csv", "Meeting,Number,Title,For,Minutes\nboard / 2017-09,7b,Savings,Decision,20\n")
PAPERS = ("papers.csv", "Item,Reference,Title\nboard / 2017-09 / 7b,DA-2017-09/01,Savings so far\n")
ACTIONS = (
    "actions.csv",
    "Meeting,Reference,What is to be done,Due,State,Closed on,Outcome\n"
    "board / 2017-09,A-1,Write to the panel,2017-10-01,,,\n"
    "board / 2017-09,A-2,Book the hall,,Done,2017-09-20,Booked\n",
)
SHEETS = (ALLIANCE, BOARDS, MEETINGS, ITEMS, PAPERS, ACTIONS)


def run_in(*sheets: tuple[str, str]) -> Any:
    return import_at_once(
        files=[(name, text.encode()) for name, text in sheets], check_only=False, actor="system:import"
    )


def test_they_come_in_together_in_one_import() -> None:
    run_in(*SHEETS)
    meeting = Meeting.objects.get(code="2017-09")
    assert (meeting.state, str(meeting.starts_at), str(meeting.ends_at)) == ("held", "10:00:00", "12:30:00")
    assert AgendaItem.objects.get().meeting == meeting
    paper = Paper.objects.get()
    assert (paper.item.number, paper.board.slug) == ("7b", "board")
    assert set(Action.objects.values_list("reference", "state", "outcome")) == {
        ("A-1", "open", ""),
        ("A-2", "done", "Booked"),
    }


def test_importing_the_same_twice_changes_nothing() -> None:
    run_in(*SHEETS)
    plan = run_in(*SHEETS)
    assert plan.rows == []
    assert Paper.history.count() == 1


def test_what_is_taken_out_comes_back_as_it_went() -> None:
    run_in(*SHEETS)
    alliance = Meeting.objects.first().alliance
    texts = export_records(scope=alliance, by=None, at=clock.now(), route="test")
    assert "board / 2017-09 / 7b" in texts["papers"]
    plan = run_in(*((f"{name}.csv", text) for name, text in texts.items()))
    assert plan.rows == []


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (
            ("papers.csv", "Item,Reference,Title\nboard / 2017-09 / 8,R,T\n"),
            "found “board / 2017-09 / 8”, but there is no such row",
        ),
        (("papers.csv", "Item,Reference,Title\nboard,R,T\n"), "found “board”, but there is no such row"),
        (
            ("meetings.csv", "Board,Code,Date,Starts\nboard,x,2017-09-14,ten\n"),
            "expected a time such as 10:00 or 14:30",
        ),
        (
            ("meetings.csv", "Board,Code,Date,Starts,Ends\nboard,x,2017-09-14,10:00,9:00\n"),
            "It must end after it starts.",
        ),
        (
            ("actions.csv", "Meeting,Reference,What is to be done,State\nboard / 2017-09,A-9,x,Done\n"),
            "Say on which day it was closed.",
        ),
    ],
)
def test_faults_are_named_by_row_and_column(sheet: tuple[str, str], words: str) -> None:
    run_in(*SHEETS)
    with pytest.raises(ImportRefused) as caught:
        run_in(ALLIANCE, sheet)
    assert any(words in str(problem) and "row 2" in str(problem) for problem in caught.value.problems), caught.value


def test_a_paper_of_a_restricted_item_is_not_taken_out_by_the_uncleared(sitting: Sitting) -> None:
    make.make_paper(make.make_item(sitting.meeting, restricted=True), title="Sealed")
    make.make_paper(sitting.item, title="Open")
    known = {"scope": sitting.alliance, "at": clock.now(), "route": "test"}
    assert "Sealed" not in export_records(by=sitting.people["reader"], **known)["papers"]
    assert "Sealed" in export_records(by=sitting.people["office"], **known)["papers"]
