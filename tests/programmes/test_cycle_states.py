"""Every state with every verb and every role: what is allowed, what is refused and by which answer."""

from __future__ import annotations

from itertools import product

import pytest

from core.permissions import NotAllowed, require
from core.workflow import WrongState, move
from programmes.actions import accept_update, reopen_period, return_update, save_update, sign_off_period, submit_update
from programmes.choices import PeriodState, UpdateState
from programmes.models import ReportingPeriod
from programmes.permissions import can_accept_update, can_file_update, can_open_period, can_sign_off
from programmes.workflow import PERIOD, UPDATE
from tests.programmes.cycle import AT, Cycle

UPDATE_MOVES = {
    ("draft", "save"): "draft",
    ("draft", "submit"): "submitted",
    ("returned", "save"): "returned",
    ("returned", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("submitted", "accept"): "accepted",
    ("accepted", "return"): "returned",
}
WHO = {
    "save": {"lead", "office"},
    "submit": {"lead", "office"},
    "return": {"office"},
    "accept": {"office"},
    "sign off": {"sro"},
    "reopen": {"sro"},
    "open": {"office"},
}
ROLES = ["lead", "other lead", "former lead", "office", "sro", "auditor", "stranger"]


def do(cycle: Cycle, verb: str, who: str, state: str) -> str:
    """Ask as the pages ask: the right first, then the action. Returns the state it led to."""
    user = cycle.people[who]
    update = cycle.filed(state=state)
    known = {"by": user, "at": AT, "expected": update.version}
    if verb in ("save", "submit"):
        require(can_file_update(user, cycle.area))
        action = save_update if verb == "save" else submit_update
        action(cycle.period, cycle.area, values=cycle.values(), **known)
    elif verb == "accept":
        require(can_accept_update(user, cycle.alliance))
        accept_update(update, **known)
    else:
        require(can_accept_update(user, cycle.alliance))
        return_update(update, comment="Say when.", **known)
    update.refresh_from_db()
    return str(update.state)


@pytest.mark.parametrize(
    ("state", "verb", "who"), list(product(UpdateState.values, ["save", "submit", "return", "accept"], ROLES))
)
def test_an_update_moves_only_from_these_states_by_these_people(cycle: Cycle, state: str, verb: str, who: str) -> None:
    if who not in WHO[verb]:
        with pytest.raises(NotAllowed, match="Only"):
            do(cycle, verb, who, state)
    elif (state, verb) not in UPDATE_MOVES:
        with pytest.raises(WrongState, match=f"This is {state}"):
            do(cycle, verb, who, state)
    else:
        assert do(cycle, verb, who, state) == UPDATE_MOVES[state, verb]


@pytest.mark.parametrize(("state", "verb"), list(product(UpdateState.values, ["save", "submit", "return", "accept"])))
def test_nothing_moves_once_the_period_is_signed_off(cycle: Cycle, state: str, verb: str) -> None:
    sign_off_period(cycle.period, summary="", by=cycle.people["sro"], at=AT, expected=1)
    with pytest.raises(WrongState, match="signed off"):
        do(cycle, verb, "office", state)


def test_the_tables_name_no_other_states_and_verbs() -> None:
    moves = {(source, verb): row.target for verb, row in UPDATE.items() for source in row.sources}
    assert {(source, "save" if verb == "correct" else verb): to for (source, verb), to in moves.items()} == UPDATE_MOVES
    assert {(source, verb): row.target for verb, row in PERIOD.items() for source in row.sources} == {
        ("open", "change"): "open",
        ("open", "sign off"): "signed_off",
        ("signed_off", "reopen"): "open",
    }


@pytest.mark.parametrize("who", ROLES)
def test_only_the_senior_responsible_owner_signs_off_and_only_the_office_opens(cycle: Cycle, who: str) -> None:
    user = cycle.people[who]
    assert bool(can_sign_off(user, cycle.alliance)) == (who in WHO["sign off"])
    assert bool(can_open_period(user, cycle.alliance)) == (who in WHO["open"])
    assert can_sign_off(user, cycle.alliance) or "senior responsible owner" in can_sign_off(user, cycle.alliance).reason


def test_a_period_is_signed_once_and_opened_again_with_a_reason(cycle: Cycle) -> None:
    sro = cycle.people["sro"]
    signed = sign_off_period(cycle.period, summary="All well.", by=sro, at=AT, expected=1)
    assert (signed.state, signed.signed_off_by, signed.signed_off_at) == (PeriodState.SIGNED_OFF, sro, AT)
    with pytest.raises(WrongState):
        sign_off_period(signed, summary="", by=sro, at=AT, expected=2)
    reopened = reopen_period(ReportingPeriod.objects.get(), reason="Late figures.", by=sro, at=AT, expected=2)
    assert (reopened.state, reopened.signed_off_at, reopened.version) == (PeriodState.OPEN, None, 3)
    assert reopened.history.first().history_change_reason == "programmes.period_reopened: Late figures."
    with pytest.raises(WrongState):
        reopen_period(reopened, reason="Again.", by=sro, at=AT, expected=3)


@pytest.mark.parametrize("verb", ["sign off", "reopen", "change"])
def test_a_verb_that_leads_nowhere_says_what_is_possible(verb: str) -> None:
    state = "open" if verb == "reopen" else "signed_off"
    with pytest.raises(WrongState, match="Possible now: "):
        move(PERIOD, verb, state)
