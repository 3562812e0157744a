"""Whom meetings and papers tell what: those around the table, as far as they may see the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from alliance.choices import Role
from core import clock
from core.models import Notice
from core.uploads.receive import Checked
from governance.actions import cancel_meeting, hold_meeting, receive_paper, reinstate_meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Any]:
    alliance = make.make_alliance()
    found: dict[str, Any] = {role.value: make.make_member(alliance, role) for role in Role}
    return {**found, "colleague": make.make_member(alliance), "alliance": alliance}


def told(people: dict[str, Any], *names: str) -> list[list[str]]:
    return [[notice.text for notice in Notice.objects.visible_to(people[name])] for name in names]


def test_a_meeting_that_is_cancelled_or_held_is_told_to_those_around_the_table(people: dict[str, Any]) -> None:
    meeting = make.make_meeting(make.make_board(people["alliance"]))
    office, known = people["programme_office"], {"by": people["programme_office"], "at": clock.now()}
    cancel_meeting(meeting, reason="Too few members.", expected=1, **known)
    text = f"{meeting} is cancelled: Too few members."
    assert told(people, "board_member", "decision_maker", "sro", "colleague") == [[text]] * 4
    assert told(people, "area_lead", "auditor", "administrator") == [[]] * 3
    assert not Notice.objects.filter(account=office).exists()
    reinstate_meeting(meeting, reason="A room was found.", expected=2, **known)
    hold_meeting(meeting, expected=3, **known)
    texts = [notice.text for notice in Notice.objects.filter(account=people["officer"])]
    assert texts == [f"{meeting} has been held", f"{meeting} is planned again", text]


def test_a_paper_received_is_told_to_the_office_that_puts_the_pack_together(
    people: dict[str, Any], settings: Any, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    paper = make.make_paper(make.make_item(make.make_meeting(make.make_board(people["alliance"]))))
    checked = Checked("Paper.pdf", "application/pdf", b"%PDF-1.7", "0" * 64, 8, 1)
    receive_paper(paper, checked=checked, note="", by=people["programme_office"], at=clock.now(), expected=1)
    assert told(people, "colleague") == [[f"{paper}: version 1 received, for {paper.item.meeting}"]]
    assert told(people, "programme_office", "board_member") == [[], []]
