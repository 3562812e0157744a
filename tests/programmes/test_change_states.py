"""Change requests: every state with every verb and every role, what each outcome needs, and what it led to."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.models import Notice
from core.versions import StaleVersion
from core.workflow import WrongState
from programmes.actions import decide_change, move_baseline, reopen_change
from programmes.choices import ChangeState
from programmes.models import BaselineMove, ChangeRequest
from programmes.workflow import CHANGE_REQUEST
from tests import factories as make
from tests.control_factories import make_change
from tests.programmes.way import ON, Way

VERBS = ("approve", "refuse", "defer", "retract", "reopen")
LEADS = {
    ("raised", "approve"): "approved",
    ("raised", "refuse"): "refused",
    ("raised", "defer"): "deferred",
    ("raised", "retract"): "withdrawn",
    ("deferred", "approve"): "approved",
    ("deferred", "refuse"): "refused",
    ("deferred", "defer"): "deferred",
    ("deferred", "retract"): "withdrawn",
    ("deferred", "reopen"): "raised",
    ("approved", "reopen"): "raised",
    ("refused", "reopen"): "raised",
    ("withdrawn", "reopen"): "raised",
}
JUDGES = {"programme_office", "sro"}
ROLES = (
    "sro",
    "programme_office",
    "lead",
    "area_lead",
    "officer",
    "board_member",
    "decision_maker",
    "auditor",
    "api_client",
    "administrator",
)
SAID = {"on": "2017-09-14", "decided_by": "Executive Board", "reason": "The costs are not whole."}
TO = make.day(2017, 12, 1)
WHY = {"reason": "Approved with the request.", "approved_by": "Executive Board"}


def sent(verb: str) -> dict[str, Any]:
    return {"reason": "Recorded for another."} if verb == "reopen" else dict(SAID)


def in_state(way: Way, state: str, **fields: Any) -> ChangeRequest:
    """A request put in a state past the verbs."""
    if state != "raised":
        fields |= {"decided_on": ON, "decided_by_words": "Executive Board", "reason": "As before."}
    return make_change(way.alliance, area=way.area, state=state, **fields)


def test_the_table_of_the_product_is_the_one_here() -> None:
    found = {(state, verb): each.target for verb, each in CHANGE_REQUEST.items() for state in each.sources}
    assert found == LEADS
    assert {state for state, _ in LEADS} == set(ChangeState.values)


@pytest.mark.parametrize("role", ROLES)
def test_every_state_with_every_verb(role: str, way: Way) -> None:
    """The full product: 5 states, 5 verbs, for each role what the API answers and where the request then is."""
    for state, verb in product(ChangeState.values, VERBS):
        change = in_state(way, state)
        answer = way.post(role, "change-requests", change, verb, sent(verb))
        saved = ChangeRequest.objects.get(pk=change.pk)
        if role not in JUDGES:
            assert (answer.status_code, saved.state) == (403, state), (state, verb)
        elif (state, verb) not in LEADS:
            assert (answer.status_code, saved.state) == (409, state), (state, verb)
        else:
            assert (answer.status_code, saved.state) == (200, LEADS[state, verb]), (state, verb, answer.content)
            assert saved.version == change.version + 1
            assert saved.history.first().history_user == way.people[role]


def test_for_whom_it_does_not_exist_no_verb_does(way: Way) -> None:
    for verb in VERBS:
        answer = way.post("stranger", "change-requests", make_change(way.alliance), verb, sent(verb))
        assert answer.status_code == 404


class TestWhatAnOutcomeNeeds:
    @pytest.mark.parametrize(
        ("values", "named"),
        [
            ({"on": date(2017, 9, 21)}, "on"),
            ({"on": date(2017, 7, 31)}, "on"),
            ({"decided_by": " "}, "decided_by"),
            ({"decided_by": "x" * 201}, "decided_by"),
            ({"outcome": "refused"}, "reason"),
            ({"outcome": "deferred"}, "reason"),
            ({"outcome": "withdrawn"}, "reason"),
            ({"deferred_until": TO}, "deferred_until"),
            ({"outcome": "raised"}, "outcome"),
        ],
    )
    def test_is_refused_by_name(self, values: dict[str, Any], named: str, way: Way) -> None:
        change = make_change(way.alliance)
        given = {"outcome": "approved", "on": ON, "decided_by": "Executive Board"} | values
        with pytest.raises(ValidationError) as caught:
            decide_change(change, **given, **way.by(change))
        assert list(caught.value.message_dict) == [named]
        change.refresh_from_db()
        assert change.state == "raised"

    def test_x_14_a_deferral_says_until_when_and_how_it_was_settled_stays(self, way: Way) -> None:
        change = make_change(way.alliance, area=way.area)
        data = SAID | {"deferred_until": "the board of March [March 2018]"}
        deferred = way.post("sro", "change-requests", change, "defer", data).json()
        assert (deferred["state"], deferred["decided_by_words"]) == ("deferred", "Executive Board")
        assert "the board of March" in str(deferred["deferred_until"])
        approved = way.post("sro", "change-requests", change, "approve", SAID).json()
        assert (approved["state"], approved["deferred_until"]) == ("approved", None)
        change.refresh_from_db()
        reasons = [each.history_change_reason for each in change.history.all()]
        assert any("programmes.change_deferred: The costs are not whole." in each for each in reasons)

    def test_who_read_an_older_version_changes_nothing(self, way: Way) -> None:
        change = make_change(way.alliance)
        with pytest.raises(StaleVersion):
            decide_change(change, outcome="approved", on=ON, decided_by="Board", **way.by(change, expected=9))

    def test_those_concerned_are_told(self, way: Way) -> None:
        change = make_change(way.alliance, area=way.area)
        decide_change(change, outcome="approved", on=ON, decided_by="Board", **way.by(change))
        told = set(Notice.objects.filter(kind="change-decided").values_list("account__name", flat=True))
        assert told == {way.people[who].name for who in ("programme_office", "lead")}


class TestPastTheVerbs:
    def test_no_field_of_the_api_writes_an_outcome(self, way: Way) -> None:
        change = make_change(way.alliance)
        answer = way.client("programme_office").patch(
            f"/api/v1/change-requests/{change.pk}/",
            {"state": "approved"},
            content_type="application/json",
            headers={"If-Match": '"v1"'},
        )
        change.refresh_from_db()
        assert change.state == "raised"
        assert answer.status_code in (200, 400)

    def test_no_save_writes_an_outcome(self, way: Way) -> None:
        change = make_change(way.alliance)
        change.state, change.decided_on, change.decided_by_words = "approved", ON, "Nobody"
        with pytest.raises(ValidationError, match="on its page"):
            change.full_clean()

    def test_the_database_holds_no_outcome_without_its_day(self, way: Way) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_change(way.alliance, state="approved")


class TestBaselines:
    def test_a_move_names_the_approved_request_that_led_to_it(self, way: Way) -> None:
        change = in_state(way, "approved")
        move = move_baseline(way.gate, baseline="planned_on", to=TO, change_request=change, **WHY, **way.by(way.gate))
        assert BaselineMove.objects.get(pk=move.pk).change_request == change
        page = way.client("auditor").get(f"/a/{way.alliance.slug}/change-requests/{change.pk}/").content.decode()
        assert "1 June 2017 to 1 December 2017" in page
        assert (
            change.reference
            in way.client("auditor").get(f"/a/{way.alliance.slug}/gates/{way.gate.pk}/").content.decode()
        )
        with pytest.raises(WrongState, match="its approval stays"):
            reopen_change(change, reason="By mistake.", **way.by(change))

    @pytest.mark.parametrize("state", ["raised", "refused", "deferred", "withdrawn"])
    def test_a_request_that_is_not_approved_leads_to_none(self, state: str, way: Way) -> None:
        change = in_state(way, state)
        data = {"to": "1 December 2017", **WHY, "change_request": change.pk}
        answer = way.post("sro", "gates", way.gate, "move-baseline", data)
        assert (answer.status_code, BaselineMove.objects.count()) == (400, 0)
        assert "is not approved" in str(answer.json())

    def test_nor_does_one_of_another_area(self, way: Way) -> None:
        other = make_change(
            way.alliance,
            area=make.make_area(way.alliance),
            state="approved",
            decided_on=ON,
            decided_by_words="Board",
        )
        data = {"to": "1 December 2017", **WHY, "change_request": other.pk}
        assert way.post("sro", "gates", way.gate, "move-baseline", data).status_code == 400

    def test_the_page_offers_the_approved_ones(self, way: Way) -> None:
        url = f"/a/{way.alliance.slug}/gates/{way.gate.pk}/move-baseline/"
        assert "Which change request" not in way.client().get(url).content.decode()
        change = in_state(way, "approved")
        make_change(way.alliance, reference="CR-NOT")
        text = way.client().get(url).content.decode()
        assert change.reference in text
        assert "CR-NOT" not in text
        data = {"version": 1, "baseline": "planned_on", "to": "1 December 2017", **WHY, "change_request": change.pk}
        assert way.client().post(url, data).status_code == 302
        assert BaselineMove.objects.get().change_request == change


class TestPages:
    def test_a_request_is_approved_on_its_page(self, way: Way) -> None:
        change = make_change(way.alliance, area=way.area, text="Move the go-live to December.")
        url = f"/a/{way.alliance.slug}/change-requests/{change.pk}/"
        text = way.client().get(url).content.decode()
        assert all(words in text for words in ("Move the go-live to December.", "Approve", "Refuse", "Defer"))
        data = {"version": 1, "decided_by": "Executive Board", "on_0": 14, "on_1": 9, "on_2": 2017}
        assert way.client().post(f"{url}approve/", data).headers["Location"] == url
        text = way.client("auditor").get(url).content.decode()
        assert all(words in text for words in ("Approved", "14 September 2017", "Executive Board"))
        assert "Take this outcome back" not in text

    def test_what_was_typed_stays_where_it_is_refused(self, way: Way) -> None:
        change = make_change(way.alliance)
        url = f"/a/{way.alliance.slug}/change-requests/{change.pk}/refuse/"
        data = {"version": 1, "decided_by": "Those of the board", "on_0": 14, "on_1": 9, "on_2": 2017}
        answer = way.client().post(url, data)
        assert answer.status_code == 422
        assert "Those of the board" in answer.content.decode()
        assert "Say why." in answer.content.decode()
