"""The method and plan of CALSA: six phases, the gates between them and who decides each."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance, Statement
from core import clock
from programmes.actions import adopt_lifecycle
from programmes.choices import EachFor, Tailoring
from programmes.models import (
    AreaPhase,
    AreaRole,
    BusinessArea,
    Gate,
    GateRequirement,
    Lifecycle,
    LifecycleGate,
    LifecyclePhase,
    LifecycleRequirement,
)
from tests.factories import make_member
from tests.seed import rows_of

FOUR = ["chief-constable-cumbria", "chief-constable-lancashire", "pcc-cumbria", "pcc-lancashire"]
EQUALITY = "undertaking equality assessments in line with each organisation's policy"


def gates(seed_e: Alliance) -> list[LifecycleGate]:
    return list(rows_of(LifecycleGate, seed_e).select_related("decider"))


def asked(seed_e: Alliance, gate: int, made_for: EachFor | None = None) -> list[str]:
    rows = rows_of(LifecycleRequirement, seed_e).filter(lifecycle_gate__code=gate, kind="deliverable")
    rows = rows.filter(each_for=made_for) if made_for else rows
    return list(rows.values_list("text", flat=True))


def adopted(seed_e: Alliance, slug: str) -> BusinessArea:
    """One area of the example that goes by the method and plan, as its page would give it."""
    area = rows_of(BusinessArea, seed_e).get(slug=slug)
    lifecycle = rows_of(Lifecycle, seed_e).get()
    office = make_member(seed_e, Role.PROGRAMME_OFFICE)
    adopt_lifecycle(area, lifecycle=lifecycle, by=office, at=clock.now(), expected=area.version)
    return area


def test_e_26_interim_sign_off_is_each_one_s_own_and_the_final_one_is_of_all_four(seed_e: Alliance) -> None:
    said = dict(rows_of(Statement, seed_e).values_list("topic", "text"))
    assert said["Interim sign off"].endswith("via its own governance structure if required.")
    final = gates(seed_e)[4].decider
    assert sorted(body.slug for body in final.bodies.all()) == FOUR


def test_e_27_six_phases_and_five_gates_each_with_its_deciders(seed_e: Alliance) -> None:
    assert list(rows_of(LifecyclePhase, seed_e).values_list("name", "timescale")) == [
        ("Initial research and scoping", "By end September 2015"),
        ("Assessment and outline business case", "By end December 2015"),
        ("Outline business case", "By end February 2016"),
        ("Full business case", "By end April 2016"),
        ("Staff consultation if required", "TBA"),
        ("Implementation", "TBA"),
    ]
    assert [(gate.decider.code, gate.decider.bodies.count()) for gate in gates(seed_e)] == [
        ("joint-dcc-meeting", 0),
        ("chief-officers-and-commissioners", 4),
        ("chief-officers", 2),
        ("chief-officers-and-commissioners", 4),
        ("chief-officers-and-commissioners", 4),
    ]
    assert [gate.decider.discussion_only for gate in gates(seed_e)] == [True, False, False, False, False]
    assert gates(seed_e)[0].words == "TO JOINT DCC MEETING TO DISCUSS PRIOR TO PROGRESSING TO NEXT PAHSE"


def test_e_28_which_phases_may_be_shortened_combined_or_omitted_is_data(seed_e: Alliance) -> None:
    phases = rows_of(LifecyclePhase, seed_e)
    assert [row.code for row in phases.filter(may_shorten=True, may_combine=True)] == ["3", "4"]
    assert [row.code for row in phases.filter(may_omit=True)] == ["5"]
    area = adopted(seed_e, "crime-cid")
    fifth, sixth = AreaPhase.objects.filter(area=area, phase__code__in=["5", "6"]).order_by("order")
    for phase in (fifth, sixth):
        phase.tailoring, phase.tailored_because, phase.tailoring_approved_by = Tailoring.OMITTED, "No staff", "Board"
    fifth.full_clean()
    with pytest.raises(ValidationError, match="does not allow"):
        sixth.full_clean()


def test_e_29_quick_wins_are_identified_and_may_be_fast_tracked(seed_e: Alliance) -> None:
    assert "Identify any potential quick wins" in asked(seed_e, 1)
    assert not rows_of(LifecyclePhase, seed_e).filter(may_fast_track=False).exists()
    assert rows_of(Lifecycle, seed_e).get().words.endswith("Areas identified as quick wins may be fast-tracked.")


def test_e_30_two_ways_lead_on_from_the_full_business_case(seed_e: Alliance) -> None:
    branches = gates(seed_e)[3].branches.select_related("leads_to")
    assert [(branch.name, branch.leads_to.name) for branch in branches] == [
        ("Final sign off", "Implementation"),
        ("Proceeding to formal consultation if required", "Staff consultation if required"),
    ]


def test_e_31_phases_of_like_names_are_told_apart_by_their_number(seed_e: Alliance) -> None:
    alike = rows_of(LifecyclePhase, seed_e).filter(name__icontains="outline business case")
    assert [row.code for row in alike] == ["2", "3"]


def test_e_32_deliverables_are_each_constabulary_s_or_joint(seed_e: Alliance) -> None:
    assert len(asked(seed_e, 1, EachFor.PARTNER)) == 8 + 3
    assert [len(asked(seed_e, number, EachFor.JOINT)) for number in (2, 3, 4)] == [4, 7, 12]
    made = rows_of(GateRequirement, seed_e).filter(text="IT systems used").select_related("organisation")
    assert [row.organisation.slug for row in made] == ["cumbria-constabulary", "lancashire-constabulary"]


def test_e_33_each_constabulary_has_its_own_lead_of_one_row(seed_e: Alliance) -> None:
    roles = rows_of(AreaRole, seed_e).filter(area__slug="corporate-support-functions")
    assert [(row.post.title, row.organisation.slug, row.words) for row in roles.order_by("order")] == [
        ("Dir Corporate Support", "cumbria-constabulary", "Dir Corporate Support (Cumbria)"),
        ("ACO", "lancashire-constabulary", "ACO (Lancs)"),
    ]
    assert rows_of(AreaRole, seed_e).count() == 8


def test_e_34_consultation_is_each_constabulary_s_own(seed_e: Alliance) -> None:
    assert asked(seed_e, 5, EachFor.PARTNER) == [
        "Note police staff consultation will depend on each constabulary's approach to management of change."
    ]


def test_e_35_each_of_four_bodies_makes_an_equality_assessment(seed_e: Alliance) -> None:
    area = adopted(seed_e, "operational-support")
    for name in ("Approval to consult and to develop the full business case", "Final sign off"):
        gate = Gate.objects.get(area=area, name=name)
        made = gate.requirements.filter(text=EQUALITY).values_list("organisation__slug", flat=True)
        assert sorted(made) == FOUR


def test_x_15_equality_evidence_is_asked_for_each_case_and_again_before_implementation(seed_e: Alliance) -> None:
    rows = rows_of(LifecycleRequirement, seed_e).filter(text=EQUALITY)
    assert [(row.lifecycle_gate.code, row.each_for) for row in rows.order_by("lifecycle_gate__order")] == [
        ("3", EachFor.DECIDING_BODY),
        ("4", EachFor.DECIDING_BODY),
        ("5", EachFor.DECIDING_BODY),
    ]


def test_e_37_each_constabulary_owes_three_evaluations(seed_e: Alliance) -> None:
    duties = [text for text in asked(seed_e, 1, EachFor.PARTNER) if text.startswith(("Evaluate", "Use the baseline"))]
    assert len(duties) == 3
    assert "(this should include demand and comparator benchmarking)" in duties[1]


def test_a_full_business_case_says_how_it_ends_and_what_that_costs(seed_e: Alliance) -> None:
    texts = list(rows_of(LifecycleRequirement, seed_e).filter(lifecycle_gate__code="4").values_list("text", flat=True))
    assert "How it will work, including governance arrangements and exit strategy" in texts
    assert "potential funding sources, savings and, costs to set up, operate and dismantle" in texts


def test_the_programme_of_work_has_what_adopting_the_lifecycle_gives(seed_e: Alliance) -> None:
    area = adopted(seed_e, "crime-cid")
    whole = rows_of(BusinessArea, seed_e).get(slug="programme-of-work")

    def shape(of: BusinessArea) -> set[tuple[str, str, str | None]]:
        rows = GateRequirement.objects.filter(gate__area=of)
        return set(rows.values_list("gate__name", "text", "organisation__slug"))

    assert shape(whole) == shape(area)
    assert [str(phase.baseline_end) for phase in whole.phases.all()][:2] == [
        "By end September 2015",
        "By end December 2015",
    ]
    assert date(2015, 9, 30) == whole.phases.first().baseline_end.end


def test_the_page_of_the_programme_of_work_prints_its_timescales_as_written(seed_e: Alliance, client: Client) -> None:
    client.force_login(make_member(seed_e, Role.AUDITOR))
    page = client.get(f"/a/{seed_e.slug}/areas/programme-of-work/").content.decode()
    assert "End: By end September 2015" in page
    assert "End: TBA" in page
    assert "To TBA" not in page
