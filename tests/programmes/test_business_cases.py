"""Business cases: what is missing before one is complete, every state with every verb, and what gates ask of them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alliance.models import Organisation
from core.history import recorded
from programmes.actions import complete_case, missing_from
from programmes.choices import CaseState
from programmes.models import BusinessCase, CaseAssent, CaseCost, CaseOption
from programmes.workflow import CASE
from tests import factories as make
from tests.control_factories import make_case
from tests.programmes.way import ON, Way, make_way

SECTIONS = ("strategic", "economic", "commercial", "financial", "management", "risk_assessment", "exit_strategy")
WRITTEN = dict.fromkeys(SECTIONS, "As written.")
VERBS = ("complete", "supersede", "reopen")
LEADS = {
    ("draft", "complete"): "complete",
    ("draft", "supersede"): "superseded",
    ("complete", "supersede"): "superseded",
    ("complete", "reopen"): "draft",
    ("superseded", "reopen"): "draft",
}
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


@pytest.fixture
def way(db: Any) -> Way:
    """Two forces as partners, each with two bodies that decide for it (rule X-01)."""
    way = make_way()
    for name in ("North", "South"):
        force = make.make_organisation(f"{name} Police")
        make.make_partner(way.alliance, force)
        for office in ("Chief Constable", "Commissioner"):
            make.make_organisation(f"{office} of {name}", is_deciding_body=True, serves=force)
    return way


def bodies() -> list[Organisation]:
    return list(Organisation.objects.filter(is_deciding_body=True))


def cost(case: BusinessCase, kind: str) -> CaseCost:
    return make._save(CaseCost(case=case, kind=kind, caption=f"Cost {kind}", amount_low=1000))


def assent(case: BusinessCase, body: Organisation, kind: str, stage: str = "case", state: str = "given") -> CaseAssent:
    return make._save(CaseAssent(case=case, organisation=body, kind=kind, stage=stage, state=state))


def take_out(rows: Any) -> None:
    with recorded(by=None, actor="system:test", reason="test"):
        rows.delete()


def whole(way: Way, **fields: Any) -> BusinessCase:
    """A case from which nothing is missing but what its implementation needs."""
    case = make_case(way.area, **WRITTEN | fields)
    for kind in ("set_up", "running", "dismantling"):
        cost(case, kind)
    for body in bodies():
        assent(case, body, "approval")
        assent(case, body, "equality")
    return case


def lacking(case: BusinessCase, stage: str = "case") -> list[str]:
    return [str(each) for each in missing_from(case, ON) if each.stage == stage]


class TestMissing:
    def test_d_33_the_five_cases_and_a_risk_management_assessment(self, way: Way) -> None:
        case = whole(way, risk_assessment=" ", economic="", management="")
        assert lacking(case) == ["Economic case", "Management case", "Risk management assessment"]

    def test_d_33_x_16_full_costing_is_set_up_operate_and_dismantle(self, way: Way) -> None:
        case = whole(way)
        take_out(CaseCost.objects.exclude(kind="running"))
        assert lacking(case) == ["Cost to set up", "Cost to dismantle"]
        cost(case, "set_up")
        assert lacking(case) == ["Cost to dismantle"]

    @pytest.mark.parametrize(("level", "missing"), [("fbc", ["Exit strategy"]), ("obc", []), ("soc", [])])
    def test_x_16_a_full_case_has_an_exit_strategy(self, level: str, missing: list[str], way: Way) -> None:
        assert lacking(whole(way, level=level, exit_strategy="")) == missing

    def test_x_15_e_35_an_equality_assessment_of_each_of_four_bodies_and_again_to_implement(self, way: Way) -> None:
        case = whole(way)
        take_out(CaseAssent.objects.filter(kind="equality"))
        expected = {f"Equality assessment: {each}" for each in bodies()}
        assert len(expected) == 4
        assert set(lacking(case)) == set(lacking(case, "implementation")) == expected
        body = bodies()[0]
        assent(case, body, "equality")
        assert set(lacking(case)) == expected - {f"Equality assessment: {body}"}
        assert set(lacking(case, "implementation")) == expected
        assent(case, body, "equality", "implementation")
        assert set(lacking(case, "implementation")) == expected - {f"Equality assessment: {body}"}

    @pytest.mark.parametrize("state", ["awaited", "refused", "unsigned"])
    def test_only_what_was_given_counts(self, state: str, way: Way) -> None:
        case = whole(way)
        row = CaseAssent.objects.filter(kind="approval", organisation=bodies()[1]).get()
        row.state = state
        make._save(row)
        assert lacking(case) == [f"Approval: {bodies()[1]}"]

    def test_what_was_withdrawn_is_missing_again(self, way: Way) -> None:
        case = whole(way)
        row = CaseCost.objects.get(kind="dismantling")
        row.withdrawn_at = way.by(case)["at"]
        make._save(row)
        assert lacking(case) == ["Cost to dismantle"]

    def test_a_body_that_is_itself_a_partner_counts_once(self, way: Way) -> None:
        case = whole(way)
        make.make_partner(way.alliance, bodies()[0])
        assert lacking(case) == []

    def test_without_a_deciding_body_it_cannot_be_complete(self, way: Way) -> None:
        alone = make.make_area(make.make_alliance())
        assert "deciding body" in lacking(make_case(alone))[-1]

    def test_the_page_and_the_api_say_the_same(self, way: Way) -> None:
        case = whole(way, exit_strategy="")
        take_out(CaseAssent.objects.filter(kind="approval"))
        client = way.client("auditor")
        data = client.get(f"/api/v1/business-cases/{case.pk}/missing/").json()
        assert [each["text"] for each in data if each["stage"] == "case"] == ["Exit strategy", *["Approval"] * 4]
        assert {each["organisation"] for each in data if each["code"] == "approval"} == {each.pk for each in bodies()}
        text = client.get(f"/a/{way.alliance.slug}/business-cases/{case.pk}/").content.decode()
        assert "5 missing" in text
        for body in bodies():
            assert f"<li>Approval: {body}</li>" in text


class TestStates:
    def test_the_table_of_the_product_is_the_one_here(self) -> None:
        found = {(state, verb): each.target for verb, each in CASE.items() for state in each.sources}
        assert found == LEADS

    @pytest.mark.parametrize("role", ROLES)
    def test_every_state_with_every_verb(self, role: str, way: Way) -> None:
        """The full product: 3 states, 3 verbs, for each role; nothing is missing from any of the cases."""
        for state, verb in product(CaseState.values, VERBS):
            case = whole(way)
            BusinessCase.objects.filter(pk=case.pk).update(state=state)
            answer = way.post(role, "business-cases", case, verb, {} if verb == "complete" else {"reason": "Why."})
            saved = BusinessCase.objects.get(pk=case.pk)
            if role not in ("programme_office", "sro"):
                assert (answer.status_code, saved.state) == (403, state), (state, verb)
            elif (state, verb) not in LEADS:
                assert (answer.status_code, saved.state) == (409, state), (state, verb)
            else:
                assert (answer.status_code, saved.state) == (200, LEADS[state, verb]), (state, verb, answer.content)
                assert saved.history.first().history_user == way.people[role]

    def test_it_is_not_complete_while_something_is_missing(self, way: Way) -> None:
        case = whole(way, exit_strategy="")
        with pytest.raises(ValidationError, match="Missing: Exit strategy"):
            complete_case(case, **way.by(case))
        answer = way.post("sro", "business-cases", case, "complete", {})
        assert answer.status_code == 400
        assert "Exit strategy" in str(answer.json())
        url = f"/a/{way.alliance.slug}/business-cases/{case.pk}/complete/"
        page = way.client().post(url, {"version": 1})
        assert page.status_code == 422
        assert "Missing: Exit strategy" in page.content.decode()

    def test_it_is_called_complete_on_its_page_without_what_implementation_needs(self, way: Way) -> None:
        case = whole(way)
        url = f"/a/{way.alliance.slug}/business-cases/{case.pk}/"
        text = way.client().get(url).content.decode()
        assert "Nothing is missing" in text
        assert "Before it is implemented" in text
        assert way.client().post(f"{url}complete/", {"version": 1}).headers["Location"] == url
        assert BusinessCase.objects.get().state == "complete"

    def test_what_is_complete_changes_no_more_and_what_bodies_give_goes_on(self, way: Way) -> None:
        case = whole(way)
        complete_case(case, **way.by(case))
        case.strategic = "Other words."
        with pytest.raises(ValidationError, match="open it again first"):
            case.full_clean()
        case.refresh_from_db()
        option = CaseOption(case=case, number="1", name="Business as usual")
        with pytest.raises(ValidationError, match="open it again first"):
            option.full_clean()
        CaseAssent(
            case=case, organisation=bodies()[0], kind="equality", stage="implementation", state="given"
        ).full_clean()

    def test_its_state_is_no_field(self, way: Way) -> None:
        case = make_case(way.area)
        case.state = "complete"
        with pytest.raises(ValidationError, match="on its page"):
            case.full_clean()


class TestAssents:
    def test_only_a_body_that_decides_for_itself_gives_one(self, way: Way) -> None:
        force = make.make_organisation("West Police")
        with pytest.raises(ValidationError, match="decides for itself"):
            CaseAssent(case=make_case(way.area), organisation=force, kind="approval").full_clean()

    def test_only_what_was_given_or_refused_has_a_day(self, way: Way) -> None:
        row = CaseAssent(case=make_case(way.area), organisation=bodies()[0], kind="approval")
        row.given_on = make.day(2017, 9, 1)
        with pytest.raises(ValidationError, match="has a day"):
            row.full_clean()

    def test_what_a_former_partners_body_gave_stays_on_the_page(self, way: Way) -> None:
        case = whole(way)
        stranger = make.make_organisation("Police authority of old", is_deciding_body=True)
        assent(case, stranger, "approval")
        text = way.client("auditor").get(f"/a/{way.alliance.slug}/business-cases/{case.pk}/").content.decode()
        assert "Of bodies that do not decide for it today" in text
        assert "Approval: Police authority of old" in text


class TestGates:
    def test_the_page_of_a_gate_says_what_its_case_lacks(self, way: Way) -> None:
        case = whole(way, exit_strategy="")
        way.criterion.business_case = case
        make._save(way.criterion)
        text = way.client("auditor").get(f"/a/{way.alliance.slug}/gates/{way.gate.pk}/").content.decode()
        assert "Missing: Exit strategy" in text
        assert f'href="/a/{way.alliance.slug}/business-cases/{case.pk}/"' in text

    def test_it_is_a_case_of_the_gates_own_area(self, way: Way) -> None:
        way.criterion.business_case = make_case(make.make_area(way.alliance))
        with pytest.raises(ValidationError, match="of the area that the gate is of"):
            way.criterion.full_clean()
