"""What a meeting takes up from the earlier ones, closing it, and how a log reads on another date."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.workflow import WrongState
from governance.actions import close_action, drop_action, reopen_action
from governance.choices import ActionState
from governance.models import Action
from tests import factories as make
from tests.governance.sitting import Sitting, make_sitting

FIRST = date(2017, 1, 10)
LEADS = {
    ("open", "close"): "done",
    ("open", "drop"): "dropped",
    ("done", "reopen"): "open",
    ("dropped", "reopen"): "open",
}
VERBS: dict[str, Any] = {"close": close_action, "drop": drop_action, "reopen": reopen_action}


def closed(state: str = "done", on: date = date(2017, 9, 15)) -> dict[str, Any]:
    return {} if state == "open" else {"state": state, "done_on": on, "outcome": "It was done."}


@pytest.mark.parametrize(("state", "verb"), list(product(ActionState.values, VERBS)))
def test_each_verb_leads_where_the_table_says_or_is_refused(state: str, verb: str, sitting: Sitting) -> None:
    action = make.make_action(sitting.meeting, **closed(state))
    words = {"reason": "Not yet."} if verb == "reopen" else {"outcome": "Signed."}
    if (state, verb) not in LEADS:
        with pytest.raises(WrongState):
            VERBS[verb](action, **words, **sitting.by(action))
        return
    VERBS[verb](action, **words, **sitting.by(action))
    saved = Action.objects.get(pk=action.pk)
    assert saved.state == LEADS[state, verb]
    assert (saved.outcome, saved.done_on) == (("", None) if verb == "reopen" else ("Signed.", date(2017, 9, 20)))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": " "}, "outcome"),
        ({"outcome": "x", "done_on": date(2017, 9, 21)}, "done_on"),
        ({"outcome": "x", "done_on": date(2017, 9, 13)}, "done_on"),
    ],
)
@pytest.mark.parametrize("verb", ["close", "drop"])
def test_a_closed_action_says_how_and_on_a_day_that_can_be(
    verb: str, values: dict[str, Any], field: str, sitting: Sitting
) -> None:
    action = make.make_action(sitting.meeting)
    with pytest.raises(ValidationError) as caught:
        VERBS[verb](action, **values, **sitting.by(action))
    assert list(caught.value.message_dict) == [field]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "done", "done_on": date(2017, 9, 15)},
        {"state": "done", "outcome": "x"},
        {"state": "dropped"},
        {"state": "open", "done_on": date(2017, 9, 15)},
    ],
)
def test_the_database_keeps_no_action_that_contradicts_itself(wrong: dict[str, Any], sitting: Sitting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_action(sitting.meeting, **wrong)
    with pytest.raises(ValidationError):
        Action(meeting=sitting.meeting, reference="A-1", text="x", **wrong).full_clean()


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    meetings=st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=4),
    actions=st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(0, 80)), max_size=6),
)
def test_a_log_holds_what_the_rule_says(
    meetings: list[tuple[int, bool]], actions: list[tuple[int, int | None]]
) -> None:
    """Open actions of all earlier meetings, and those closed since the last of them; cancelled meetings raise none."""
    sitting = make_sitting()
    held = [
        make.make_meeting(
            sitting.board, held_on=FIRST + timedelta(days=day), state="cancelled" if cancelled else "held"
        )
        for day, cancelled in meetings
    ]
    here = make.make_meeting(sitting.board, held_on=FIRST + timedelta(days=30))
    make.make_action(here)
    make.make_action(make.make_meeting(make.make_board(sitting.alliance), held_on=FIRST))
    rows = [
        make.make_action(held[which % len(held)], **(closed(on=FIRST + timedelta(days=day)) if day is not None else {}))
        for which, day in actions
    ]
    earlier = [each for each in held if each.state == "held" and each.held_on < here.held_on]
    last = max((each.held_on for each in earlier), default=None)
    expected = {row.pk for row in rows if row.meeting in earlier and (row.done_on is None or row.done_on >= last)}
    assert {row.pk for row in Action.objects.carried_to(here)} == expected


class TestPages:
    @pytest.fixture
    def next_meeting(self, sitting: Sitting) -> Any:
        self.action = make.make_action(
            sitting.meeting,
            reference="A-17",
            text="Write to the panel.",
            due_on=date(2017, 10, 1),
            owner_words="Finance",
        )
        return make.make_meeting(sitting.board, held_on=date(2017, 10, 12))

    def test_an_open_action_is_carried_and_closed_with_its_outcome(self, sitting: Sitting, next_meeting: Any) -> None:
        client, page = sitting.client(), sitting.url("meetings", next_meeting)
        text = client.get(page).content.decode()
        assert "Write to the panel." in text
        assert "Overdue" in text
        form = sitting.url("actions", self.action, "close")
        refused = client.post(
            form, {"version": 1, "outcome": "", "done_on_0": "2", "done_on_1": "10", "done_on_2": "2017"}
        )
        assert refused.status_code == 422
        assert "Say what came of it." in refused.content.decode()
        typed = {
            "version": 1,
            "outcome": "The panel answered.",
            "done_on_0": "2",
            "done_on_1": "10",
            "done_on_2": "2017",
        }
        assert client.post(form, typed).headers["Location"] == sitting.url("actions", self.action)
        text = client.get(page).content.decode()
        assert "The panel answered." in text
        assert "Overdue" not in text

    def test_as_at_an_earlier_date_it_is_open_still(self, sitting: Sitting, next_meeting: Any) -> None:
        close_action(self.action, outcome="Answered.", done_on=date(2017, 9, 20), **sitting.by(self.action))
        client, page = sitting.client(), sitting.url("meetings", next_meeting)
        assert "Answered." in client.get(page).content.decode()
        assert "Answered." not in client.get(f"{page}?as_at=2017-09-19").content.decode()
        then = client.get(f"/api/v1/meetings/{next_meeting.pk}/action-log/?as_at=2017-09-19").json()
        assert [(row["reference"], row["state"], row["done_on"]) for row in then] == [("A-17", "open", None)]

    def test_the_api_closes_drops_and_opens_again(self, sitting: Sitting, next_meeting: Any) -> None:
        def post(verb: str, data: dict[str, Any], version: int) -> Any:
            return sitting.client().post(
                f"/api/v1/actions/{self.action.pk}/{verb}/",
                json.dumps(data),
                content_type="application/json",
                headers={"If-Match": f'"v{version}"'},
            )

        assert post("close", {"outcome": " "}, 1).status_code == 400
        assert post("close", {"outcome": "Sent.", "done_on": "2017-09-15"}, 1).json()["state"] == "done"
        assert post("drop", {"outcome": "Not needed."}, 2).status_code == 409
        assert post("reopen", {"reason": "Not sent."}, 2).json()["outcome"] == ""
        assert post("drop", {"outcome": "Not needed."}, 3).json()["state"] == "dropped"

    def test_only_the_office_closes(self, sitting: Sitting, next_meeting: Any) -> None:
        for who in ("auditor", "reader"):
            client = sitting.client(who)
            assert client.post(sitting.url("actions", self.action, "close"), {}).status_code == 403
            assert "Close" not in client.get(sitting.url("actions", self.action)).content.decode().split("<main")[1]
