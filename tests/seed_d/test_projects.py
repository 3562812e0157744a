"""The six projects of 2010: their names, phases and conditions, and no rating that the paper does not give."""

from __future__ import annotations

from datetime import date

from django.test import Client

from alliance.choices import Role
from alliance.models import Alliance, Event
from core.imprecise_dates import Precision
from programmes.choices import PhaseState
from programmes.models import (
    AreaName,
    AreaPhase,
    AreaStatement,
    Asset,
    BusinessArea,
    Dependency,
    Engagement,
    Gate,
    LifecycleRequirement,
    Milestone,
    ProgrammeRag,
    Update,
)
from tests.factories import make_member
from tests.seed import rows_of

PAPER_DAY = date(2010, 6, 28)


def phases(seed_d: Alliance, slug: str) -> list[AreaPhase]:
    return list(rows_of(AreaPhase, seed_d).filter(area__slug=slug))


def told(seed_d: Alliance, slug: str) -> dict[str, str]:
    return dict(rows_of(AreaStatement, seed_d).filter(area__slug=slug).values_list("topic", "text"))


def test_d_10_six_projects_are_lettered_in_order(seed_d: Alliance) -> None:
    assert [(row.reference, row.name) for row in rows_of(BusinessArea, seed_d)] == [
        ("(a)", "Professional Standards – Anti Corruption"),
        ("(b)", "High Tech Crime"),
        ("(c)", "Police National Database"),
        ("(d)", "Joint Firearms and Training"),
        ("(e)", "Command and Control System"),
        ("(f)", "Specialist Driver Training"),
    ]


def test_d_11_three_projects_bear_another_name_in_their_heading(seed_d: Alliance) -> None:
    rows = rows_of(AreaName, seed_d).filter(context="heading of the update").select_related("area")
    assert [(row.area.reference, row.name) for row in rows] == [
        ("(a)", "Professional Standards – Anti-Corruption"),
        ("(d)", "Joint Firearms"),
        ("(e)", "Command and Control"),
    ]


def test_d_15_some_projects_have_phases_numbered_within_them_and_others_none(seed_d: Alliance) -> None:
    assert [phase.number for phase in phases(seed_d, "high-tech-crime")] == ["1", "2", "3", "4"]
    assert [phase.number for phase in phases(seed_d, "police-national-database")] == ["1", "2", "3"]
    without = rows_of(BusinessArea, seed_d).filter(phases__isnull=True)
    assert [row.reference for row in without] == ["(a)", "(d)", "(e)", "(f)"]


def test_d_16_phases_of_one_project_overlap(seed_d: Alliance) -> None:
    _, second, third, fourth = phases(seed_d, "high-tech-crime")
    assert second.forecast_end.start == third.forecast_start.start == date(2010, 9, 1)
    assert third.forecast_end.start == fourth.forecast_start.start == date(2010, 10, 1)


def test_d_17_title_and_date_stand_in_either_order(seed_d: Alliance) -> None:
    assert "Phase 1 - Business Processes (commence July 2010)" in told(seed_d, "high-tech-crime")
    assert "Phase 1 (April to May 2010) – Project Initiation" in told(seed_d, "police-national-database")
    assert [phase.name for phase in phases(seed_d, "police-national-database")] == [
        "Project Initiation",
        "Procure and Test",
        "Develop and Quality Assure",
    ]


def test_d_18_the_state_of_a_phase_is_in_its_authors_words(seed_d: Alliance) -> None:
    first, second, third = phases(seed_d, "police-national-database")
    assert (first.words, first.state_on(PAPER_DAY)) == ("This phase is complete", PhaseState.DONE)
    assert second.words == "Procurement is complete and some hardware has been delivered."
    assert (third.words, third.state_on(PAPER_DAY)) == (
        "This phase is on schedule to commence in September.",
        PhaseState.AHEAD,
    )
    assert phases(seed_d, "high-tech-crime")[0].words == "commence July 2010"


def test_d_19_a_phase_may_be_there_to_find_a_partner(seed_d: Alliance) -> None:
    assert phases(seed_d, "high-tech-crime")[3].name == "Identify Additional Partner from Region"


def test_d_20_the_hardware_stands_at_two_sites_for_a_reason(seed_d: Alliance) -> None:
    hardware = rows_of(Asset, seed_d).filter(area__slug="police-national-database").select_related("stands_at")
    assert [(row.what, row.stands_at.name_on(PAPER_DAY)) for row in hardware] == [
        ("One set of hardware", "Leicestershire Constabulary"),
        ("the other", "Northamptonshire Police"),
    ]
    assert all("load balancing and resilience capability at the same cost" in row.words for row in hardware)


def test_d_21_the_giver_changed_and_the_earlier_one_is_kept(seed_d: Alliance) -> None:
    need = rows_of(Dependency, seed_d).get(code="pki-user-access")
    assert [str(row) for row in need.providers.all()] == ["Nottinghamshire Police", "NPIA"]
    assert [str(row) for row in need.givers_on(PAPER_DAY)] == ["NPIA"]
    assert [str(row) for row in need.givers_on(date(2010, 4, 1))] == ["Nottinghamshire Police"]
    assert "rather than Nottinghamshire" in need.providers.last().reason


def test_d_22_something_to_come_stands_in_a_report_of_what_is(seed_d: Alliance) -> None:
    download = rows_of(Milestone, seed_d).get()
    assert (download.name, str(download.forecast_on), download.actual_on) == (
        "first test download",
        "the end of June",
        None,
    )
    assert download.forecast_on.end == date(2010, 6, 30)


def test_d_23_three_conditions_are_set_on_the_firearms_proposals(seed_d: Alliance) -> None:
    gate = rows_of(Gate, seed_d).get()
    criteria = gate.requirements.filter(kind="criterion")
    assert [row.text for row in criteria] == [
        "Be operationally beneficial for both forces",
        "Savings are accrued to both forces",
        "There is provision of a single training base",
    ]


def test_d_24_the_two_chief_constables_decide_in_july(seed_d: Alliance) -> None:
    gate = rows_of(Gate, seed_d).get()
    assert gate.area.reference == "(d)"
    assert (str(gate.forecast_on), gate.forecast_on.start) == ("in July", date(2010, 7, 1))
    assert {body.kind for body in gate.own_decider.bodies.all()} == {"chief_constable"}
    assert gate.own_decider.bodies.count() == 2


def test_d_25_a_common_system_takes_the_place_of_two(seed_d: Alliance) -> None:
    systems = rows_of(Asset, seed_d).filter(area__slug="command-and-control-system")
    assert [(row.what, row.replaces) for row in systems][1:] == [
        ("a command and control system called Vantage", ""),
        ("a common Steria Storm platform", "Vantage"),
    ]
    need = rows_of(Dependency, seed_d).get(code="wider-integration")
    assert str(need.providers.get()) == "Force Change Board"
    assert "joint approach to procurement" in told(seed_d, "command-and-control-system")["Aim"]


def test_d_26_schedule_budget_and_quality_are_held_as_said(seed_d: Alliance) -> None:
    assert told(seed_d, "command-and-control-system")["Schedule, budget and quality"] == (
        "The project is on schedule, running to budget, and on track to provide a stable and effective command and "
        "control platform."
    )


def test_d_27_no_rating_is_made_up_for_a_narrative(seed_d: Alliance, client: Client) -> None:
    assert not rows_of(ProgrammeRag, seed_d).exists()
    assert not rows_of(Update, seed_d).exists()
    client.force_login(make_member(seed_d, Role.AUDITOR))
    page = client.get(f"/a/{seed_d.slug}/areas/specialist-driver-training/").content.decode()
    assert "Specialist Driver Training" in page
    for word in ("chip-green", "chip-amber", "chip-red", "On track"):
        assert word not in page


def test_d_29_another_alliance_was_visited_to_learn(seed_d: Alliance) -> None:
    visit = rows_of(Engagement, seed_d).get(kind="reference_visit")
    assert (visit.area.reference, visit.with_words) == ("(a)", "Bedfordshire and Hertfordshire Police")
    assert rows_of(Engagement, seed_d).filter(kind="comparator", area=visit.area).exists()


def test_d_33_every_business_case_needs_its_costing_and_a_risk_assessment(seed_d: Alliance) -> None:
    asked = [
        "each business case will require proper and comprehensive costing/benefits",
        "Each collaborative business case will contain a risk management assessment.",
    ]
    assert [row.text for row in rows_of(LifecycleRequirement, seed_d)] == asked
    gate = rows_of(Gate, seed_d).get()
    assert [row.text for row in gate.requirements.filter(kind="deliverable")] == asked


def test_x_11_dates_are_as_precise_as_the_paper_gives_them(seed_d: Alliance) -> None:
    first, second, *_ = phases(seed_d, "high-tech-crime")
    assert (str(first.forecast_start), first.forecast_start.precision) == ("July 2010", Precision.MONTH)
    assert (str(second.forecast_start), second.forecast_start.start) == ("Aug", date(2010, 8, 1))
    events = {event.happened_on.precision for event in rows_of(Event, seed_d)}
    assert events == {Precision.MONTH, Precision.BY, Precision.DAY}
