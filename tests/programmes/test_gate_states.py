"""What came of a gate: every state with every verb and every role, and what a pass needs."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core.models import Notice
from core.versions import StaleVersion
from core.workflow import WrongState, move
from programmes.actions import Authority, Condition, decide_gate, reinstate_gate
from programmes.choices import GateState
from programmes.models import Gate, GateBranch, GateDecider, GateRequirement, LifecycleGate
from programmes.workflow import GATE
from tests import factories as make
from tests.programmes.way import DECISION, ON, OVERRIDE, Way, set_met, set_state

PASS, CONDITIONAL, REPEAT, STOP, BACK = "pass", "pass with conditions", "repeat", "stop", "reinstate"
LEADS = {
    ("planned", PASS): "passed",
    ("planned", CONDITIONAL): "passed_with_conditions",
    ("planned", REPEAT): "repeat",
    ("planned", STOP): "stopped",
    ("repeat", PASS): "passed",
    ("repeat", CONDITIONAL): "passed_with_conditions",
    ("repeat", REPEAT): "repeat",
    ("repeat", STOP): "stopped",
    ("repeat", BACK): "planned",
    ("passed", BACK): "planned",
    ("passed_with_conditions", BACK): "planned",
    ("stopped", BACK): "planned",
}
VERBS = (PASS, CONDITIONAL, REPEAT, STOP, BACK)
MAY = {
    "sro": set(VERBS),
    "programme_office": {REPEAT, STOP, BACK},
    "lead": set(),
    "area_lead": set(),
    "officer": set(),
    "board_member": set(),
    "decision_maker": set(),
    "auditor": set(),
    "api_client": set(),
    "administrator": set(),
}
"""Without a decision a gate is passed on the name of a senior responsible owner alone."""
DUE = date(2017, 12, 1)


def sent(verb: str) -> tuple[str, dict[str, Any]]:
    """The address of a verb over the API and what it is sent."""
    why = {"words": "The costs are not whole."}
    on = {"on": ON.isoformat()}
    passing = on | {"authority": "The boards agreed."}
    return {
        PASS: ("decide", {"outcome": "passed", **passing}),
        CONDITIONAL: (
            "decide",
            {
                "outcome": "passed_with_conditions",
                "conditions": [{"text": "Cost the estate", "due_on": DUE.isoformat()}],
                **passing,
            },
        ),
        REPEAT: ("decide", {"outcome": "repeat", **on, **why}),
        STOP: ("decide", {"outcome": "stopped", **on, **why}),
        BACK: ("reinstate", {"reason": "Recorded for the wrong area."}),
    }[verb]


def test_the_table_of_the_product_is_the_one_here() -> None:
    """So that a state, a verb or a role that is added comes into the product below."""
    found = {(state, verb) for verb, each in GATE.items() for state in each.sources}
    assert found == set(LEADS)
    assert {GATE[verb].target for verb in VERBS} == set(GateState.values)


@pytest.mark.parametrize("role", MAY)
def test_every_state_with_every_verb(role: str, way: Way) -> None:
    """The full product: 5 states, 5 verbs, for each role what the API answers and where the gate then is."""
    set_met(way.criterion)
    for state, verb in product(GateState.values, VERBS):
        gate = set_state(make.make_gate(way.area), state)
        answer = way.post(role, "gates", gate, *sent(verb))
        saved = Gate.objects.get(pk=gate.pk)
        if verb not in MAY[role]:
            assert (answer.status_code, saved.state) == (403, state), (state, verb)
        elif (state, verb) not in LEADS:
            assert (answer.status_code, saved.state) == (409, state), (state, verb)
        else:
            assert (answer.status_code, saved.state) == (200, LEADS[state, verb]), (state, verb, answer.content)
            assert saved.version == gate.version + 1
            assert saved.history.first().history_user == way.people[role]


def test_for_whom_it_does_not_exist_no_verb_does(way: Way) -> None:
    for verb in VERBS:
        assert way.post("stranger", "gates", way.gate, *sent(verb)).status_code == 404


@given(verbs=st.lists(st.sampled_from(VERBS), max_size=12))
def test_any_course_of_verbs_keeps_to_the_table(verbs: list[str]) -> None:
    state = "planned"
    for verb in verbs:
        if (state, verb) in LEADS:
            state = move(GATE, verb, state)
            assert state in GateState.values
        else:
            with pytest.raises(WrongState, match="you cannot"):
                move(GATE, verb, state)


class TestWhatAPassNeeds:
    def faults(self, way: Way, **values: Any) -> dict[str, list[str]]:
        given: dict[str, Any] = {"outcome": "passed", "on": ON, "authority": OVERRIDE} | values
        with pytest.raises(ValidationError) as caught:
            decide_gate(way.gate, **given, **way.by(way.gate))
        way.gate.refresh_from_db()
        assert way.gate.state == "planned"
        return caught.value.message_dict

    def test_e_11_all_that_is_mandatory_was_met_on_or_before_the_day(self, way: Way) -> None:
        assert "Equality analysis" in self.faults(way)["outcome"][0]
        set_met(way.criterion, date(2017, 9, 15))
        assert "Equality analysis" in self.faults(way)["outcome"][0]
        set_met(way.criterion, ON)
        make.make_requirement(way.gate, "Nice to have", mandatory=False)
        assert decide_gate(way.gate, outcome="passed", on=ON, authority=OVERRIDE, **way.by(way.gate)).state == "passed"

    def test_what_was_withdrawn_is_not_asked_for(self, way: Way) -> None:
        way.criterion.withdrawn_at = way.by(way.gate)["at"]
        make._save(way.criterion)
        decide_gate(way.gate, outcome="passed", on=ON, authority=OVERRIDE, **way.by(way.gate))

    @pytest.mark.parametrize("authority", [None, Authority("override", " "), Authority("decision", "")])
    def test_an_authority_in_words(self, authority: Authority | None, way: Way) -> None:
        set_met(way.criterion)
        assert list(self.faults(way, authority=authority)) == ["authority"]

    def test_an_authority_of_a_known_kind_and_length(self, way: Way) -> None:
        set_met(way.criterion)
        assert list(self.faults(way, authority=Authority("habit", "As ever."))) == ["authority"]
        assert list(self.faults(way, authority=Authority("override", "x" * 301))) == ["authority"]

    def test_a_day_that_has_come(self, way: Way) -> None:
        set_met(way.criterion)
        assert list(self.faults(way, on=date(2017, 9, 21))) == ["on"]

    def test_conditions_where_it_is_passed_with_them_and_nowhere_else(self, way: Way) -> None:
        set_met(way.criterion)
        some = [Condition("Cost the estate", DUE)]
        assert list(self.faults(way, conditions=some)) == ["conditions"]
        assert list(self.faults(way, outcome="passed_with_conditions")) == ["conditions"]
        for wrong in (Condition(" ", DUE), Condition("x" * 301, DUE), Condition("Early", date(2017, 9, 13))):
            assert list(self.faults(way, outcome="passed_with_conditions", conditions=[wrong])) == ["conditions"]
        held = {"authority": None, "words": "Why."}
        assert list(self.faults(way, outcome="repeat", conditions=some, **held)) == ["conditions"]

    def test_to_repeat_or_to_stop_needs_a_reason_and_no_authority(self, way: Way) -> None:
        for outcome in ("repeat", "stopped"):
            assert list(self.faults(way, outcome=outcome)) == ["words", "authority"]

    def test_no_other_outcome(self, way: Way) -> None:
        assert list(self.faults(way, outcome="planned")) == ["outcome"]


class TestOutcome:
    def test_a_decision_elsewhere_passes_it_by_its_reference(self, way: Way) -> None:
        """The seam: whoever keeps decisions calls the action, in whatever role the caller is."""
        set_met(way.criterion)
        decide_gate(way.gate, outcome="passed", on=ON, authority=DECISION, **way.by(way.gate, "decision_maker"))
        saved = Gate.objects.get(pk=way.gate.pk)
        assert (saved.authority, saved.authority_words) == ("decision", "Executive Board, decision 2017/12")
        assert (str(saved.passed_on), saved.decided_by) == ("14 September 2017", way.people["decision_maker"])

    def test_e_27_a_gate_for_discussion_is_passed_on_a_discussion(self, way: Way) -> None:
        set_met(way.criterion)
        talk = Authority("discussion", "Joint meeting of both deputies, 14 September 2017")
        with pytest.raises(ValidationError, match="a discussion does not pass it"):
            decide_gate(way.gate, outcome="passed", on=ON, authority=talk, **way.by(way.gate))
        decider = GateDecider(alliance=way.alliance, code="both", name="Both deputies", discussion_only=True)
        way.gate.refresh_from_db()
        way.gate.own_decider = make._save(decider)
        make._save(way.gate)
        answer = way.post("programme_office", "gates", way.gate, *sent(PASS))
        assert (answer.status_code, answer.json()["authority"]) == (200, "discussion")

    def test_e_30_more_than_one_way_on_may_be_taken(self, way: Way) -> None:
        set_met(way.criterion)
        lifecycle = make.make_lifecycle(way.alliance)
        way.gate.lifecycle_gate = make._save(LifecycleGate(lifecycle=lifecycle, code="4", name="Full business case"))
        make._save(way.gate)
        for code, name in (("sign", "Final sign-off"), ("consult", "Formal consultation")):
            make._save(GateBranch(lifecycle_gate=way.gate.lifecycle_gate, code=code, name=name))
        known = {"outcome": "passed", "on": ON, "authority": OVERRIDE}
        with pytest.raises(ValidationError, match="Expected: Final sign-off, Formal consultation"):
            decide_gate(way.gate, **known, ways_on=["Merger"], **way.by(way.gate))
        way.gate.refresh_from_db()
        ways = ["Final sign-off", "Formal consultation"]
        decide_gate(way.gate, **known, ways_on=ways, **way.by(way.gate))
        assert Gate.objects.get(pk=way.gate.pk).ways_on == "Final sign-off; Formal consultation"

    def test_conditions_are_kept_with_their_day_and_met_afterwards(self, way: Way) -> None:
        set_met(way.criterion)
        assert way.post("sro", "gates", way.gate, *sent(CONDITIONAL)).status_code == 200
        condition = GateRequirement.objects.get(kind="condition")
        assert (condition.text, condition.due_on, condition.met_on) == ("Cost the estate", DUE, None)
        met = way.post("officer", "gate-requirements", condition, "meet", {"evidence": "Costed in version 3."})
        assert (met.status_code, met.json()["met_by_name"]) == (200, way.people["officer"].name)

    def test_taking_it_back_clears_the_outcome_and_its_open_conditions(self, way: Way) -> None:
        set_met(way.criterion)
        way.post("sro", "gates", way.gate, *sent(CONDITIONAL))
        way.gate.refresh_from_db()
        with pytest.raises(ValidationError, match="planned again"):
            reinstate_gate(way.gate, reason=" ", **way.by(way.gate))
        reinstate_gate(way.gate, reason="It was another gate.", **way.by(way.gate))
        saved = Gate.objects.get(pk=way.gate.pk)
        assert (saved.state, saved.passed_on, saved.authority, saved.decided_by) == ("planned", None, "", None)
        assert not GateRequirement.objects.filter(kind="condition").exists()
        assert "It was another gate." in saved.history.first().history_change_reason

    def test_those_concerned_are_told(self, way: Way) -> None:
        way.post("sro", "gates", way.gate, *sent(STOP))
        told = set(Notice.objects.filter(kind="gate-decided").values_list("account__name", flat=True))
        assert told == {way.people[who].name for who in ("programme_office", "lead")}

    def test_whoever_read_an_older_version_changes_nothing(self, way: Way) -> None:
        with pytest.raises(StaleVersion):
            decide_gate(way.gate, outcome="stopped", on=ON, words="Why.", **way.by(way.gate, expected=9))


class TestPastTheVerbs:
    def test_an_outcome_is_not_written_as_a_field(self, way: Way) -> None:
        answer = way.client("programme_office").patch(
            f"/api/v1/gates/{way.gate.pk}/",
            {"state": "passed", "passed_on": "1 June 2017"},
            content_type="application/json",
            headers={"If-Match": '"v1"'},
        )
        assert (answer.status_code, answer.json()["state"], answer.json()["passed_on"]) == (200, "planned", None)
        way.gate.refresh_from_db()
        way.gate.state = "stopped"
        with pytest.raises(ValidationError, match="recorded on its page"):
            way.gate.full_clean()

    def test_a_gate_that_is_new_here_brings_its_authority(self, way: Way) -> None:
        gate = Gate(area=way.area, name="Old", state="passed", passed_on=make.day(2016, 1, 1))
        with pytest.raises(ValidationError) as caught:
            gate.full_clean()
        assert set(caught.value.message_dict) >= {"authority", "authority_words"}
        gate.authority, gate.authority_words = "decision", "Minute 7"
        gate.full_clean()

    @pytest.mark.parametrize(
        "wrong", [{"state": "passed"}, {"passed_on": make.day(2017, 1, 1)}, {"authority": "override"}]
    )
    def test_the_database_refuses_a_pass_without_its_authority(self, wrong: dict[str, Any], way: Way) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Gate.objects.filter(pk=way.gate.pk).update(**wrong)
