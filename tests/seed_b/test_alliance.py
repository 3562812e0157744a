"""Who the partners are, what they signed, who sits on which board and what is reported to it."""

from __future__ import annotations

from datetime import date, timedelta

from alliance.models import (
    Agreement,
    Alliance,
    AllianceLead,
    Appointment,
    Contact,
    Event,
    Organisation,
    Partner,
    Stakeholder,
    Term,
)
from core.imprecise_dates import Precision
from governance.models import Board, BoardMember, ReportingLine
from programmes.models import KeyFigure
from tests.seed import load_example, rows_of

PANEL_DAY = date(2017, 9, 22)


def test_b_01_two_forces_have_four_deciding_bodies_and_26_members_of_parliament(seed_b: Alliance) -> None:
    forces = [row.organisation for row in rows_of(Partner, seed_b).as_at(PANEL_DAY)]
    assert [force.name for force in forces] == ["Dorset Police", "Devon & Cornwall Police"]
    for force in forces:
        kinds = force.deciding_bodies.filter(is_deciding_body=True).values_list("kind", flat=True)
        assert sorted(kinds) == ["chief_constable", "commissioner"]
        assert not force.is_deciding_body
    figures = dict(rows_of(KeyFigure, seed_b).values_list("words", "amount_low"))
    assert figures["three counties"] == 3
    members = rows_of(Stakeholder, seed_b).get(name="Alliance MPs")
    assert (members.count, "26 Alliance MPs" in members.interest) == (26, True)


def test_b_02_four_bodies_signed_in_march_2015_and_no_person_is_named(seed_b: Alliance) -> None:
    agreement = rows_of(Agreement, seed_b).get()
    signatures = agreement.signatures.select_related("organisation")
    assert agreement.signed_on is not None
    assert (str(agreement.signed_on), agreement.signed_on.precision) == ("March 2015", Precision.MONTH)
    assert sorted(each.organisation.kind for each in signatures) == [
        "chief_constable",
        "chief_constable",
        "commissioner",
        "commissioner",
    ]
    assert {(str(each.signed_on), each.person) for each in signatures} == {("March 2015", None)}
    assert agreement.legal_basis == ""


def test_b_15_the_senior_responsible_officer_briefed_the_panel_on_8_september_2016(seed_b: Alliance) -> None:
    lead = rows_of(AllianceLead, seed_b).get(is_sro=True)
    assert lead.part == "Senior Responsible Officer"
    holder = lead.post.holder_on(PANEL_DAY)
    assert str(holder) == "ACC Sharon Taylor"
    briefing = rows_of(Event, seed_b).get(title__contains="overview of the history")
    assert str(briefing.happened_on) == "8 September 2016"
    assert "Assistant Chief Constable Sharon Taylor, Senior Responsible Officer (SRO)" in briefing.text


def test_only_the_people_whom_the_report_names_are_held(seed_b: Alliance) -> None:
    names = set(Appointment.objects.values_list("person__name", flat=True))
    assert names == {"Sharon Taylor", "Simon Bullock", "Sue Bloss"}


def test_b_16_the_monthly_highlight_report_goes_from_the_sro_to_the_executive_board(seed_b: Alliance) -> None:
    line = rows_of(ReportingLine, seed_b).get(what="Highlight report")
    assert (line.board.name, line.cadence) == ("Alliance Executive Board", "monthly")
    assert line.produced_by == "Strategic Alliance SRO"
    assert list(rows_of(Board, seed_b).filter(receives_highlight_report=True)) == [line.board]


def test_b_17_the_four_decision_makers_sit_on_the_executive_board(seed_b: Alliance) -> None:
    members = BoardMember.objects.as_at(PANEL_DAY).filter(board__slug="alliance-executive-board")
    bodies = {row.organisation for row in members}
    assert bodies == set(Organisation.objects.filter(is_deciding_body=True))
    assert len(bodies) == 4


def test_b_25_the_programme_direction_group_meets_quarterly_on_the_register(seed_b: Alliance) -> None:
    group = rows_of(Board, seed_b).get(name="Programme Direction Group")
    assert group.cadence == "quarterly"
    assert "quarterly management team meeting and report any required amendments to the Risk Specialist" in group.remit
    assert seed_b.risk_registers.get().kept_by == group.name


def test_b_26_a_quarterly_risk_report_stands_beside_the_monthly_highlight_report(seed_b: Alliance) -> None:
    lines = ReportingLine.objects.filter(board__name="Alliance Executive Board")
    assert list(lines.values_list("what", "cadence")) == [
        ("Highlight report", "monthly"),
        ("Risk report", "quarterly"),
    ]


def test_b_27_a_focus_group_works_on_one_risk_arrangement_for_four_frameworks(seed_b: Alliance) -> None:
    group = rows_of(Board, seed_b).get(name="Risk Strategy Focus Group")
    assert "to support the development of long term risk arrangements" in group.remit
    said = seed_b.statements.get(topic="Risk Strategy Focus Group").text
    assert "the different strategic risk frameworks that are used by the four corporation soles" in said


def test_b_30_the_announcement_came_16_days_before_the_panel_met(seed_b: Alliance) -> None:
    announced = rows_of(Event, seed_b).get(title__startswith="Chief Constables announced").happened_on
    assert announced.start == date(2017, 9, 6)
    assert PANEL_DAY - announced.start == timedelta(days=16)


def test_b_33_senior_leaders_met_without_the_commissioners(seed_b: Alliance) -> None:
    meeting = rows_of(Event, seed_b).get(title__contains="not including PCCs")
    assert (str(meeting.happened_on), meeting.happened_on.start) == ("8 September", date(2017, 9, 8))
    assert "not including PCCs in order that oversight of the process remains separate" in meeting.text


def test_b_38_the_panel_is_updated_every_quarter(seed_b: Alliance) -> None:
    panel = rows_of(Board, seed_b).get(kind="scrutiny")
    assert panel.name == "Police and Crime Panel"
    assert list(panel.reporting_lines.values_list("cadence", flat=True)) == ["quarterly"]


def test_b_40_the_two_contacts_stand_with_their_numbers(seed_b: Alliance) -> None:
    assert list(rows_of(Contact, seed_b).values_list("purpose", "name", "post_title", "telephone")) == [
        ("Members' Enquiries", "Simon Bullock", "Chief Executive", "(01305) 229084"),
        ("Press Enquiries", "Sue Bloss", "Communications and Engagement Manager", "(01305) 224405/229092"),
    ]


def test_x_07_the_alliance_has_its_own_word_for_the_responsible_officer(seed_b: Alliance) -> None:
    assert dict(rows_of(Term, seed_b).values_list("concept", "singular")) == {
        "area": "business area",
        "sro": "Senior Responsible Officer",
        "highlight_report": "highlight report",
    }


def test_reading_the_example_again_changes_nothing(seed_b: Alliance) -> None:
    before = (seed_b.version, Event.history.count(), Organisation.history.count())
    again = load_example("devon-cornwall-dorset")
    assert (again.version, Event.history.count(), Organisation.history.count()) == before
