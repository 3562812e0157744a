"""Lifecycles: what an alliance sets up, giving one to an area, and the sheets that carry all of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alliance.choices import OrganisationKind
from alliance.models import Alliance, Organisation, Partner
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from core.workflow import WrongState
from programmes.actions import adopt_lifecycle, meet_requirement, reopen_requirement
from programmes.models import (
    AreaPhase,
    Gate,
    GateBranch,
    GateDecider,
    GateRequirement,
    Lifecycle,
    LifecycleGate,
    LifecyclePhase,
    LifecycleRequirement,
)
from tests import factories as make
from tests.programmes.way import Way, set_met, set_state

pytestmark = pytest.mark.django_db
NAMES = (
    "lifecycles",
    "lifecycle-phases",
    "gate-deciders",
    "lifecycle-gates",
    "gate-branches",
    "lifecycle-requirements",
    "area-phases",
    "gates",
    "gate-requirements",
    "milestones",
)


def make_method(alliance: Alliance, bodies: list[Organisation]) -> Lifecycle:
    """Two phases that look alike, a gate after each with deciders of its own, one with branches."""
    lifecycle = make.make_lifecycle(alliance)
    phases = [
        make._save(LifecyclePhase(lifecycle=lifecycle, code=str(code), name=name, order=code))
        for code, name in ((2, "Assessment and outline business case"), (3, "Outline business case"))
    ]
    chiefs, everybody = (
        make._save(GateDecider(alliance=alliance, code=code, name=code.title())) for code in ("chiefs", "everybody")
    )
    chiefs.bodies.set([each for each in bodies if each.kind == OrganisationKind.CHIEF_CONSTABLE])
    everybody.bodies.set([each for each in bodies if each.is_deciding_body])
    for phase, decider in zip(phases, (everybody, chiefs), strict=True):
        gate = LifecycleGate(
            lifecycle=lifecycle, code=phase.code, name=f"Gate {phase.code}", after_phase=phase, decider=decider
        )
        make._save(gate)
    make._save(GateBranch(lifecycle_gate=gate, code="on", name="Final sign-off", leads_to=None))
    for text, kind, each_for in (
        ("Risk assessment", "deliverable", "joint"),
        ("Cost baseline", "deliverable", "partner"),
        ("Equality assessment", "criterion", "deciding_body"),
    ):
        make._save(LifecycleRequirement(lifecycle_gate=gate, text=text, kind=kind, each_for=each_for))
    return lifecycle


def make_partners(alliance: Alliance, *, forces_alone: bool = False) -> list[Organisation]:
    """Two police forces, each with a chief constable and a commissioner that decide for it; and one that left.

    With `forces_alone` the bodies that decide are in the directory and are no partners themselves.
    """
    bodies = []
    for county in ("North", "South"):
        force = make.make_organisation(f"{county} Police", slug=f"{county.lower()}-police")
        kinds = (OrganisationKind.CHIEF_CONSTABLE, OrganisationKind.COMMISSIONER)
        known = {"serves": force, "is_deciding_body": True}
        bodies += [force, *(make.make_organisation(f"{kind.label} of {county}", kind=kind, **known) for kind in kinds)]
    gone = make.make_organisation("Gone Police")
    for each in bodies:
        if not (forces_alone and each.is_deciding_body):
            make._save(Partner(alliance=alliance, organisation=each))
    make._save(Partner(alliance=alliance, organisation=gone, to_date=make.day(2016, 1, 1)))
    return bodies


class TestAdopting:
    @pytest.fixture
    def lifecycle(self, way: Way) -> Lifecycle:
        return make_method(way.alliance, make_partners(way.alliance))

    def test_e_27_the_area_gets_phases_and_gates_each_with_its_deciders(self, way: Way, lifecycle: Lifecycle) -> None:
        given = adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
        assert (given.phases, given.gates, given.requirements) == (2, 2, 7)
        gates = Gate.objects.filter(lifecycle_gate__lifecycle=lifecycle).order_by("order")
        assert [gate.decider_name for gate in gates] == ["Everybody", "Chiefs"]
        assert [decider.bodies.count() for decider in GateDecider.objects.order_by("code")] == [2, 4]

    def test_e_31_phases_are_told_apart_by_their_code(self, way: Way, lifecycle: Lifecycle) -> None:
        adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
        names = [phase.title for phase in AreaPhase.objects.filter(area=way.area)]
        assert names == ["2. Assessment and outline business case", "3. Outline business case"]

    def test_e_32_what_each_partner_makes_is_one_for_each_partner(self, way: Way, lifecycle: Lifecycle) -> None:
        adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
        rows = GateRequirement.objects.filter(text="Cost baseline")
        assert [str(row.organisation) for row in rows] == ["North Police", "South Police"]
        assert GateRequirement.objects.get(text="Risk assessment").made_by == "Joint"

    def test_e_35_an_equality_assessment_for_each_of_four_bodies(self, way: Way, lifecycle: Lifecycle) -> None:
        adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
        rows = GateRequirement.objects.filter(text="Equality assessment", kind="criterion")
        assert rows.count() == 4
        assert all(row.organisation is not None and row.organisation.is_deciding_body for row in rows)

    def test_e_35_bodies_that_decide_for_partners_are_found_without_being_partners(self, way: Way) -> None:
        """The partners are the two forces alone; one body that decided came to its end before the day."""
        bodies = make_partners(way.alliance, forces_alone=True)
        north = bodies[0]
        known = {"kind": OrganisationKind.POLICE_AUTHORITY, "serves": north, "is_deciding_body": True}
        make.make_organisation("Police Authority of North", to_date=make.day(2012, 11, 21), **known)
        adopt_lifecycle(way.area, lifecycle=make_method(way.alliance, bodies), **way.by(way.area))
        rows = GateRequirement.objects.filter(text="Equality assessment")
        assert {row.organisation for row in rows} == {each for each in bodies if each.is_deciding_body}
        assert rows.count() == 4
        assert GateRequirement.objects.filter(text="Cost baseline").count() == 2

    def test_what_it_has_already_stays(self, way: Way, lifecycle: Lifecycle) -> None:
        adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
        AreaPhase.objects.filter(number="2").update(name="Called otherwise here")
        again = adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
        assert (again.phases, again.gates, again.requirements) == (0, 0, 0)

    def test_the_page_and_the_api_give_it(self, way: Way, lifecycle: Lifecycle) -> None:
        url = f"/a/{way.alliance.slug}/areas/fleet/"
        sent = {"version": way.area.version, "lifecycle": lifecycle.pk}
        office = way.client("programme_office")
        assert office.post(f"{url}lifecycle/", sent).headers["Location"] == url
        text = office.get(url).content.decode()
        assert "Added: 2 phases, 2 gates and 7 requirements." in text
        foreign = make.make_lifecycle(make.make_alliance())
        refused = way.post("programme_office", "areas", way.area, "adopt-lifecycle", {"lifecycle": foreign.pk})
        assert refused.status_code == 400
        again = way.post("programme_office", "areas", way.area, "adopt-lifecycle", {"lifecycle": lifecycle.pk})
        assert again.json() == {"phases": 0, "gates": 0, "requirements": 0}

    def test_a_lifecycle_of_another_alliance_is_refused(self, way: Way) -> None:
        with pytest.raises(ValidationError, match="of this alliance"):
            adopt_lifecycle(way.area, lifecycle=make.make_lifecycle(make.make_alliance()), **way.by(way.area))


class TestRequirements:
    def test_it_is_met_with_evidence_on_a_day_that_has_come(self, way: Way) -> None:
        for wrong, name in (({"evidence": " "}, "evidence"), ({"met_on": date(2017, 9, 21)}, "met_on")):
            with pytest.raises(ValidationError) as caught:
                meet_requirement(way.criterion, **({"evidence": "v2"} | wrong), **way.by(way.criterion))  # type: ignore[arg-type]
            assert list(caught.value.message_dict) == [name]
        meet_requirement(way.criterion, evidence="Version 2.", **way.by(way.criterion, "lead"))
        saved = GateRequirement.objects.get(pk=way.criterion.pk)
        assert (saved.met_on, saved.met_by, saved.evidence) == (date(2017, 9, 20), way.people["lead"], "Version 2.")
        with pytest.raises(WrongState, match="met already"):
            meet_requirement(saved, evidence="Again.", **way.by(saved))

    def test_it_is_taken_back_with_a_reason(self, way: Way) -> None:
        with pytest.raises(WrongState, match="not met"):
            reopen_requirement(way.criterion, reason="Why.", **way.by(way.criterion))
        set_met(way.criterion)
        with pytest.raises(ValidationError, match="not met after all"):
            reopen_requirement(way.criterion, reason=" ", **way.by(way.criterion))
        reopen_requirement(way.criterion, reason="The paper was withdrawn.", **way.by(way.criterion))
        saved = GateRequirement.objects.get(pk=way.criterion.pk)
        assert (saved.met_on, saved.met_by, saved.evidence) == (None, None, "")

    @pytest.mark.parametrize("state", ["passed", "passed_with_conditions", "stopped"])
    def test_nothing_changes_once_its_gate_has_its_outcome(self, state: str, way: Way) -> None:
        set_state(way.gate, state)
        answer = way.post("officer", "gate-requirements", way.criterion, "meet", {"evidence": "v2"})
        assert answer.status_code == 409
        assert "changes no more" in str(answer.json())

    def test_the_page_of_the_gate_leads_to_it(self, way: Way) -> None:
        url = f"/a/{way.alliance.slug}/gates/{way.gate.pk}/"
        assert "1 missing" in way.client("officer").get(url).content.decode()
        verb = f"/a/{way.alliance.slug}/gate-requirements/{way.criterion.pk}/meet/"
        sent = {"version": 1, "evidence": "v2", "met_on_0": 1, "met_on_1": 9, "met_on_2": 2017}
        assert way.client("officer").post(verb, sent).headers["Location"] == url
        assert "Nothing is missing" in way.client("officer").get(url).content.decode()


class TestPages:
    def test_the_outcome_is_asked_for_in_the_words_of_who_may(self, way: Way) -> None:
        url = f"/a/{way.alliance.slug}/gates/{way.gate.pk}/decide/"
        office, owner = (way.client(who).get(url).content.decode() for who in ("programme_office", "sro"))
        assert "Passed with conditions" in owner
        assert "Why is it passed without a decision?" in owner
        assert "Passed with conditions" not in office
        assert "Only a senior responsible owner passes a gate without a decision" in office

    def test_what_was_typed_stays_where_it_is_refused(self, way: Way) -> None:
        url = f"/a/{way.alliance.slug}/gates/{way.gate.pk}/decide/"
        sent = {"version": 1, "outcome": "passed", "authority": "They agreed.", "words": "At last."}
        day = {"on_0": 14, "on_1": 9, "on_2": 2017}
        answer = way.client().post(url, sent | day)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Not met by that day: Equality analysis." in text
        assert "They agreed." in text
        lone = {"outcome": "passed_with_conditions", "conditions": "Cost it"}
        assert (
            "Give the day by which the condition is due." in way.client().post(url, sent | day | lone).content.decode()
        )
        set_met(way.criterion)
        due = {"conditions_due_0": 1, "conditions_due_1": 12, "conditions_due_2": 2017}
        assert way.client().post(url, sent | day | lone | due).status_code == 302
        page = way.client("auditor").get(f"/a/{way.alliance.slug}/gates/{way.gate.pk}/").content.decode()
        assert all(words in page for words in ("Cost it", "1 December 2017", "They agreed.", "At last."))

    def test_parts_of_different_lifecycles_are_not_mixed(self, way: Way) -> None:
        one, two = (make.make_lifecycle(way.alliance) for _ in range(2))
        phase = make._save(LifecyclePhase(lifecycle=one, code="1", name="One"))
        with pytest.raises(ValidationError, match="Choose a phase of the lifecycle"):
            LifecycleGate(lifecycle=two, code="1", name="Gate", after_phase=phase).full_clean()
        gate = make._save(LifecycleGate(lifecycle=two, code="1", name="Gate"))
        with pytest.raises(ValidationError, match="same lifecycle"):
            GateBranch(lifecycle_gate=gate, code="x", name="On", leads_to=phase).full_clean()


class TestSheets:
    def sheets(self, alliance: Alliance) -> dict[str, str]:
        return export_records(scope=alliance, by=None, at=clock.now(), route="test")

    def files(self, texts: dict[str, Any]) -> list[tuple[str, bytes]]:
        return [(f"{name}.csv", text.encode()) for name, text in texts.items()]

    @pytest.fixture
    def alliance(self) -> Alliance:
        alliance = make.make_alliance(slug="north")
        area = make.make_area(alliance, slug="ict")
        lifecycle = make_method(alliance, make_partners(alliance))
        phase = lifecycle.phases.first()
        first = make.make_phase(area, "Scoping", phase=phase, baseline_end=make.day(2017, 1, 1))
        why = {"tailored_because": "Small.", "tailoring_approved_by": "Board"}
        make.make_phase(area, "Design", tailoring="combined", combined_with=first, **why)
        gate = make.make_gate(area, "Outline", passed_on=make.day(2017, 2, 1), lifecycle_gate=lifecycle.gates.first())
        set_met(make.make_requirement(gate, "Risk assessment", organisation=make.make_organisation(slug="maker")))
        make.make_milestone(area, "Opened", condition="Only if funded.")
        return alliance

    def test_they_come_back_as_they_went(self, alliance: Alliance) -> None:
        texts = self.sheets(alliance)
        assert set(NAMES) <= texts.keys()
        assert import_at_once(files=self.files(texts), check_only=True, actor="system:test").rows == []
        moved = {name: text.replace("north,", "south,") for name, text in texts.items()}
        import_at_once(files=self.files(moved), check_only=False, actor="system:test")
        south = Alliance.objects.get(slug="south")
        assert {name: self.sheets(south)[name] for name in NAMES} == {name: texts[name] for name in NAMES}

    @pytest.mark.parametrize(
        ("sheet", "old", "new", "words"),
        [
            ("gates", "1 February 2017", "1 March 2017", "recorded on its page"),
            ("gates", "1 June 2017", "1 July 2017", "moves on its own page"),
            ("milestones", "1 June 2017", "1 July 2017", "moves on its own page"),
            ("gate-requirements", "Version 2 of the paper.", "Version 3.", "is passed"),
        ],
    )
    def test_a_sheet_moves_no_baseline_and_no_outcome(
        self, sheet: str, old: str, new: str, words: str, alliance: Alliance
    ) -> None:
        texts = self.sheets(alliance)
        assert old in texts[sheet]
        sent = self.files({"alliance": texts["alliance"], sheet: texts[sheet].replace(old, new)})
        with pytest.raises(ImportRefused, match=words):
            import_at_once(files=sent, check_only=False, actor="system:test")
