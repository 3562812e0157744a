"""Who is to work together in CALSA, within which scope and by which principles."""

from __future__ import annotations

from datetime import date

from alliance.choices import CharterKind
from alliance.models import (
    Agreement,
    Alliance,
    Appointment,
    CharterLine,
    Organisation,
    Partner,
    Post,
    SharingBasis,
    Statement,
)
from governance.models import Board
from programmes.models import Benefit
from tests.seed import rows_of

DECISION_DAY = date(2015, 9, 16)


def lines(seed_e: Alliance, kind: CharterKind) -> list[CharterLine]:
    return list(rows_of(CharterLine, seed_e).filter(kind=kind).order_by("order"))


def said(seed_e: Alliance, topic: str) -> str:
    return str(rows_of(Statement, seed_e).get(topic=topic).text)


def test_e_13_the_director_is_the_monitoring_officer_and_nobody_is_named(seed_e: Alliance) -> None:
    posts = Post.objects.filter(organisation__slug="pcc-lancashire", decides=False).order_by("title")
    assert [post.title for post in posts] == [
        "Director to the Office of the Police and Crime Commissioner",
        "Monitoring Officer",
    ]
    assert not Appointment.objects.filter(post__in=posts).exists()
    assert said(seed_e, "Monitoring Officer").startswith(
        "Director to the Office of the Police and Crime Commissioner (Monitoring Officer)"
    )


def test_e_14_joint_command_and_local_policing_are_out_of_scope(seed_e: Alliance) -> None:
    out = [line.text for line in lines(seed_e, CharterKind.SCOPE_OUT)]
    assert out[0].endswith("police ranks down to and including chief superintendent and chief financial officers.")
    assert out[1] == "Also out of scope is Response Policing, Neighbourhood Policing and Local Investigations."


def test_e_15_specialist_services_and_support_functions_are_in_scope(seed_e: Alliance) -> None:
    (inside,) = lines(seed_e, CharterKind.SCOPE_IN)
    assert "all specialist services, all support functions" in inside.text
    assert inside.text.endswith("that do not have to be locally based.")


def test_e_16_merger_is_excluded_in_three_places(seed_e: Alliance) -> None:
    merger = [line for line in lines(seed_e, CharterKind.SCOPE_OUT) if "merger" in line.text]
    assert [line.source.split(", ", 2)[2] for line in merger] == [
        "Executive Summary",
        "part II, paragraph 4.1",
        "section 3",
    ]


def test_e_17_two_figures_are_absent_in_the_source(seed_e: Alliance) -> None:
    absent = rows_of(Statement, seed_e).filter(topic__endswith="figure absent in the source")
    assert [row.source.rsplit(", ", 1)[1] for row in absent] == ["section 3", "section 4"]


def test_e_18_two_drivers_and_three_facilitating_factors(seed_e: Alliance) -> None:
    drivers, factors = lines(seed_e, CharterKind.DRIVER), lines(seed_e, CharterKind.FACILITATOR)
    assert (len(drivers), len(factors)) == (2, 3)
    assert drivers[0].text.startswith("Home Office and HMIC expectations")
    assert [factor.text for factor in factors] == [
        "The geographical proximity",
        "the similar policing style and approach (namely neighbourhood policing)",
        "the on-going development of good working relationships",
    ]


def test_e_19_six_principles_stand_with_their_parts(seed_e: Alliance) -> None:
    rows = rows_of(CharterLine, seed_e).filter(kind=CharterKind.PRINCIPLE)
    whole = rows.filter(part_of__isnull=True).order_by("order")
    assert [line.title for line in whole] == [f"Principle {number}" for number in range(1, 7)]
    assert [rows.filter(part_of=line).count() for line in whole] == [0, 2, 4, 6, 0, 1]


def test_e_20_both_sides_of_the_contradiction_are_kept(seed_e: Alliance) -> None:
    assert said(seed_e, "Financial savings to each force").startswith(
        "Services provided must deliver financial savings to each force"
    )
    third = rows_of(CharterLine, seed_e).get(code="principle-3")
    assert "clearly defined benefits for both constabularies" in third.text
    part = third.parts.get(code="principle-3-3")
    assert "Benefits can be financial, and /or increase capability and/or resilience for each force." in part.text
    assert [row.title for row in rows_of(Benefit, seed_e)] == ["Financial savings", "Capability", "Resilience"]


def test_e_21_how_costs_are_shared_is_data_and_no_share_is_made_up(seed_e: Alliance) -> None:
    basis = rows_of(SharingBasis, seed_e).get()
    assert basis.rule == "Costs and benefits must be distributed fairly, transparently and with minimum bureaucracy."
    assert not basis.shares.exists()


def test_e_22_neither_constabulary_relies_on_it_for_its_savings_target(seed_e: Alliance) -> None:
    assert said(seed_e, "Budget savings' target").startswith(
        "Neither constabulary is relying on CALSA to meet its budget savings' target."
    )


def test_e_23_each_function_may_take_its_own_model(seed_e: Alliance) -> None:
    models = lines(seed_e, CharterKind.MODEL)
    assert models[0].text.startswith("There are varying degrees and types of collaboration models")
    assert models[1].text.endswith("can apply to different services or functions.")
    assert rows_of(CharterLine, seed_e).get(code="principle-5").text.startswith(models[1].text)


def test_e_24_other_partners_are_allowed_after_dialogue(seed_e: Alliance) -> None:
    (clause,) = lines(seed_e, CharterKind.PREFERRED_PARTNER)
    assert "being the preferred police partner - would be undertaken prior to decisions" in clause.text


def test_e_25_the_joint_meetings_have_four_tasks_and_no_stated_cadence(seed_e: Alliance) -> None:
    board = rows_of(Board, seed_e).get()
    assert (board.cadence, board.remit.count("\n- ")) == ("not_stated", 4)
    assert [row.post.title for row in board.members.select_related("post")] == [
        "Deputy Chief Constable",
        "Deputy Chief Constable",
        "Change Programme Lead",
        "Change Programme Lead",
    ]


def test_e_36_misspellings_and_the_name_of_the_act_are_kept(seed_e: Alliance) -> None:
    assert "considered under the CALS, and any" in said(seed_e, "Equality Considerations")
    assert seed_e.legal_basis == "Police and Social Responsibility Act 2011"
    assert "Police and Social Responsibility Act 2011" in said(seed_e, "Legal Framework")


def test_e_38_the_background_paper_has_its_title_and_month(seed_e: Alliance) -> None:
    assert said(seed_e, "Background Papers") == (
        "Cumbria and Lancashire Strategic Alliance: Proposal for Agreement (September 2015)"
    )


def test_e_40_governance_is_tested_in_two_ways(seed_e: Alliance) -> None:
    accountability, decisions = lines(seed_e, CharterKind.GOVERNANCE_TEST)
    assert accountability.text.startswith("There is appropriate accountability")
    assert "effective, evidence-led, transparent, auditable and supports strategic objectives" in decisions.text


def test_x_16_an_exit_strategy_is_asked_of_the_mandate(seed_e: Alliance) -> None:
    assert rows_of(Agreement, seed_e).get().exit_strategy == "will include an agreed exit strategy."
    assert rows_of(CharterLine, seed_e).get(code="principle-4-6").text == "will include an agreed exit strategy."


def test_the_four_signatories_are_named_and_their_signatures_are_not_in_the_source(seed_e: Alliance) -> None:
    signatures = rows_of(Agreement, seed_e).get().signatures.select_related("person", "organisation")
    assert [(row.person.name, row.organisation.kind, row.state) for row in signatures] == [
        ("Jeremy Graham", "chief_constable", "unsigned_in_source"),
        ("Richard Rhodes", "commissioner", "unsigned_in_source"),
        ("Steve Finnigan", "chief_constable", "unsigned_in_source"),
        ("Clive Grunshaw", "commissioner", "unsigned_in_source"),
    ]
    assert [row.organisation.name for row in rows_of(Partner, seed_e).as_at(DECISION_DAY)] == [
        "Cumbria Constabulary",
        "Lancashire Constabulary",
    ]
    assert Organisation.objects.deciding_for(seed_e, DECISION_DAY).count() == 4
