"""How the three-force programme goes: its phases, work streams and figures, as they stood in May and June 2016."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal

from alliance.models import Alliance, Collaboration, Statement
from core.quantities import Basis, Period, Qualifier
from programmes.choices import PhaseState
from programmes.models import (
    AreaName,
    AreaPhase,
    AreaStatement,
    BenefitEntry,
    BusinessArea,
    Dependency,
    Gate,
    KeyFigure,
    LifecyclePhase,
    Milestone,
)
from reporting.choices import Edition
from reporting.content import as_data
from reporting.reports import REPORTS, Request
from tests.seed import rows_of

PANEL_DAY = date(2016, 6, 6)
WORK_STREAMS = [
    "Niche Optimisation",
    "Contact Management",
    "Enabling Services",
    "Full business case / Target Operating Model planning",
    "Estates",
    "Technology Infrastructure",
    "People and Culture",
    "Stakeholder and Engagement",
    "Governance",
    "External Assistance",
    "Programme Design and Development",
]


def area(seed_a: Alliance, slug: str) -> BusinessArea:
    return rows_of(BusinessArea, seed_a).get(slug=slug)


def test_a_14_five_phases_stand_in_order_and_only_two_have_a_gloss(seed_a: Alliance) -> None:
    assert list(rows_of(LifecyclePhase, seed_a).values_list("code", "name", "words")) == [
        ("1", "Scoping and outline business case", "Initiating the programme"),
        ("2", "Full business case", "Defining the programme"),
        ("3", "Design", ""),
        ("4", "Implementation", ""),
        ("5", "Optimisation", ""),
    ]


def test_a_15_two_phases_of_the_programme_are_current_at_once(seed_a: Alliance) -> None:
    phases = area(seed_a, "programme").phases.all()
    current = [phase.number for phase in phases if phase.state_on(PANEL_DAY) == PhaseState.CURRENT]
    assert current == ["2", "3"]
    assert {phase.words for phase in phases if phase.number in current} == {
        "The Strategic Alliance work has now progressed into phase two and three of the programme."
    }


def test_a_16_eleven_work_streams_stand_in_their_order_resourced_to_june_2016(seed_a: Alliance) -> None:
    streams = rows_of(BusinessArea, seed_a).filter(kind__code="work-stream")
    assert [row.name for row in streams] == WORK_STREAMS
    assert {(str(row.resourced_until), row.counts) for row in streams} == {("June 2016", True)}
    assert not rows_of(BusinessArea, seed_a).exclude(kind__code="work-stream").filter(counts=True).exists()


def test_a_17_another_name_of_a_work_stream_is_no_second_work_stream(seed_a: Alliance) -> None:
    other = rows_of(AreaName, seed_a).get(name="Stakeholder and communication")
    assert (other.area.name, other.context) == ("Stakeholder and Engagement", "lead role")
    assert not rows_of(BusinessArea, seed_a).filter(name=other.name).exists()


def test_a_18_the_first_phase_of_detailed_design_is_a_phase_of_design(seed_a: Alliance) -> None:
    phases = rows_of(AreaPhase, seed_a).filter(name="First phase of detailed design").select_related("phase", "area")
    assert {phase.area.name for phase in phases} == {
        "HR",
        "finance",
        "information services",
        "Contact Management",
        "Niche Optimisation",
    }
    assert {(phase.phase.name, phase.state_on(PANEL_DAY)) for phase in phases} == {("Design", PhaseState.CURRENT)}
    functions = rows_of(BusinessArea, seed_a).filter(kind__code="function")
    assert {row.parent.name for row in functions} == {"Enabling Services"}


def test_a_19_niche_comes_from_the_wider_region(seed_a: Alliance) -> None:
    need = rows_of(Dependency, seed_a).get()
    assert (str(need.receiver), str(need.promised_by)) == ("Niche Optimisation", "by June 2016")
    assert str(need.providers.get()) == "NICHE, a regional IT replacement programme"
    assert str(seed_a.within) == "East Midlands"
    forces = seed_a.within.key_figures.get()
    assert (forces.amount_low, forces.words) == (5, "all five East Midlands forces")
    niche = Milestone.objects.get(area__alliance=seed_a.within)
    assert (niche.name, str(niche.forecast_on)) == ("live in all five East Midlands forces", "by June 2016")


def test_a_23_savings_are_a_range_a_year_on_a_condition(seed_a: Alliance) -> None:
    saving = rows_of(BenefitEntry, seed_a).get()
    assert (saving.amount_low, saving.amount_high) == (Decimal(50_000_000), Decimal(75_000_000))
    assert (saving.period, saving.basis, saving.condition) == (Period.A_YEAR, Basis.FORECAST, "when fully operational")
    assert str(saving.quantity) == "£50m to £75m a year"


def test_a_24_the_budget_is_around_480_million_today(seed_a: Alliance) -> None:
    budget = rows_of(KeyFigure, seed_a).get(words="around £480m")
    assert (budget.amount_low, budget.qualifier) == (Decimal(480_000_000), Qualifier.AROUND)
    assert (str(budget.as_at), budget.caption) == ("May 2016", "total budget, today")


def test_a_25_the_investment_is_around_60_million_in_all(seed_a: Alliance) -> None:
    investment = rows_of(KeyFigure, seed_a).get(words="an investment of around £60m")
    assert (investment.amount_low, investment.qualifier) == (Decimal(60_000_000), Qualifier.AROUND)
    assert (investment.period, investment.basis) == (Period.TOTAL, Basis.ESTIMATE)
    assert investment.caption.endswith("over a period of four years")


def test_a_26_no_share_and_no_yearly_profile_is_worked_out(seed_a: Alliance) -> None:
    money = [*rows_of(BenefitEntry, seed_a), *rows_of(KeyFigure, seed_a)]
    assert {row.amount_low for row in money if row.unit == "pounds"} == {50_000_000, 480_000_000, 60_000_000}
    assert not [row for row in money if row.unit == "percent" or row.by_year]


def test_a_34_the_position_is_as_of_may_and_the_paper_is_of_june(seed_a: Alliance) -> None:
    dates = rows_of(Statement, seed_a).filter(source__endswith="Current position").values_list("as_at", flat=True)
    assert {str(as_at) for as_at in dates} == {"May 2016"}
    assert str(rows_of(Statement, seed_a).get(topic="Title").as_at) == "6 June 2016"


def test_c_11_the_full_business_case_was_due_in_march_and_has_not_been_passed(seed_a: Alliance) -> None:
    gate = rows_of(Gate, seed_a).get()
    assert (gate.name, str(gate.planned_on), gate.state) == ("Full Business Case", "March 2016", "planned")
    assert gate.planned_on.is_before(PANEL_DAY)
    assert {body.kind for body in gate.lifecycle_gate.decider.bodies.all()} == {"chief_constable", "commissioner"}
    assert gate.lifecycle_gate.decider.bodies.count() == 6
    assert [row.text for row in gate.requirements.all()][:2] == [
        "Equality Impact Assessment will form part of the Full Business Case work",
        "The full business case will detail alternative options.",
    ]


def test_c_23_tranche_bid_and_employment_options_are_held_as_said(seed_a: Alliance) -> None:
    assert area(seed_a, "contact-management").tranche == "Tranche 1"
    said = dict(rows_of(AreaStatement, seed_a).filter(area__slug="programme").values_list("topic", "text"))
    assert said["Employment model options"].endswith("e.g. Lead Force, Shared lead, hybrid etc")
    assert "the submission of the Innovation Fund Bid" in said["Funding bid"]


def test_x_17_existing_collaborations_stay_as_they_are_until_reviewed(seed_a: Alliance) -> None:
    existing, others, niche = rows_of(Collaboration, seed_a)
    assert existing.standing == "unchanged operationally until the scale of the programme is understood"
    assert others.with_words == "other organisations, partners and stakeholders"
    assert niche.with_words == "all five East Midlands forces"


def test_x_10_a_number_says_whether_it_is_a_range_around_or_exact(seed_a: Alliance) -> None:
    figures = [*rows_of(BenefitEntry, seed_a), *rows_of(KeyFigure, seed_a)]
    assert {str(row.quantity) for row in figures} == {
        "£50m to £75m a year",
        "around £480m",
        "around £60m",
        "3 forces",
        "6 sponsors",
        "22 principles",
    }
    assert all(row.source and row.as_at for row in figures)


def test_x_12_no_document_prints_a_figure_that_nobody_stated(seed_a: Alliance) -> None:
    content = REPORTS["highlight-report"].collect(Request(alliance=seed_a, as_at=PANEL_DAY, edition=Edition.BOARD))
    printed = json.dumps(as_data(content), ensure_ascii=False)
    assert set(re.findall(r"£[\d.]+m", printed)) == {"£50m", "£75m", "£480m", "£60m"}
    assert "%" not in printed
