"""Who worked together in 2010, under which boards, and what they set out to reach."""

from __future__ import annotations

from datetime import date, time

from alliance.choices import CharterKind
from alliance.models import (
    Alliance,
    AllianceLead,
    CharterLine,
    Collaboration,
    Contact,
    Event,
    Organisation,
    Partner,
    Statement,
)
from governance.models import Board, BoardMember, Meeting, Paper, ReportingLine
from programmes.models import AreaRole, Benefit
from tests.seed import rows_of

PAPER_DAY = date(2010, 6, 28)
SINCE = date(2016, 6, 6)


def board(seed_d: Alliance, slug: str) -> Board:
    return rows_of(Board, seed_d).get(slug=slug)


def bodies(seed_d: Alliance, on: date) -> set[str]:
    return {body.slug for body in Organisation.objects.deciding_for(seed_d, on)}


def test_d_01_two_police_areas_are_governed_by_police_authorities(seed_d: Alliance) -> None:
    forces = [row.organisation for row in rows_of(Partner, seed_d).as_at(PAPER_DAY)]
    assert [force.name_on(PAPER_DAY) for force in forces] == ["Leicestershire Constabulary", "Northamptonshire Police"]
    assert bodies(seed_d, PAPER_DAY) == {
        "chief-constable-leicestershire",
        "chief-constable-northamptonshire",
        "leicestershire-police-authority",
        "northamptonshire-police-authority",
    }
    lead = rows_of(AllianceLead, seed_d).as_at(PAPER_DAY).get()
    assert (lead.part, str(lead.post.holder_on(PAPER_DAY))) == (
        "Lead for Leicestershire",
        "Temporary Chief Constable Chris Eyre",
    )


def test_x_01_each_area_has_two_deciding_bodies_before_and_after_commissioners(seed_d: Alliance) -> None:
    assert len(bodies(seed_d, PAPER_DAY)) == 4
    assert bodies(seed_d, SINCE) == {
        "chief-constable-leicestershire",
        "chief-constable-northamptonshire",
        "pcc-leicestershire",
        "pcc-northamptonshire",
    }


def test_x_04_names_and_kinds_of_bodies_are_those_of_the_day(seed_d: Alliance) -> None:
    force = Organisation.objects.get(slug="leicestershire-police")
    assert (force.name_on(PAPER_DAY), force.name_on(SINCE)) == ("Leicestershire Constabulary", "Leicestershire Police")
    commissioner = Organisation.objects.get(slug="pcc-leicestershire")
    authority = commissioner.predecessor
    assert (authority.slug, authority.kind) == ("leicestershire-police-authority", "police_authority")
    assert (authority.in_force(PAPER_DAY), authority.in_force(SINCE)) == (True, False)
    assert (commissioner.in_force(PAPER_DAY), commissioner.in_force(SINCE)) == (False, True)
    assert str(commissioner.follows.get().happened_on) == "November 2012"


def test_d_02_a_paper_is_called_by_its_letter_and_cites_an_earlier_one(seed_d: Alliance) -> None:
    assert rows_of(Paper, seed_d).get().reference == "M"
    said = dict(rows_of(Statement, seed_d).values_list("topic", "text"))
    assert "PAPER MARKED\n\nM" in said["Heading"]
    assert said["Background Papers"] == "Paper H to Police Authority 26 January 2010."


def test_d_03_the_meeting_has_its_day_and_hour_and_the_report_is_of_an_office(seed_d: Alliance) -> None:
    meeting = rows_of(Meeting, seed_d).get()
    assert (meeting.held_on, meeting.starts_at) == (PAPER_DAY, time(14, 0))
    assert rows_of(Paper, seed_d).get().author == "CHIEF CONSTABLE"


def test_d_04_it_began_in_december_2009(seed_d: Alliance) -> None:
    origin = rows_of(Event, seed_d)[0]
    assert str(origin.happened_on) == "December 2009"
    assert "proposed a programme of services for consideration for collaborative enterprise" in origin.text


def test_d_05_deputies_and_the_authorities_sit_on_the_board(seed_d: Alliance) -> None:
    members = rows_of(BoardMember, seed_d).filter(board__slug="programme-board").select_related("post", "organisation")
    deputies = [row.organisation.slug for row in members if row.post and row.post.title == "Deputy Chief Constable"]
    assert deputies == ["leicestershire-police", "northamptonshire-police"]
    representatives = [row.organisation.kind for row in members if row.part == "Police Authority representatives"]
    assert representatives == ["police_authority", "police_authority"]


def test_d_06_the_chair_passed_to_somebody_from_outside_both_partners(seed_d: Alliance) -> None:
    chair = rows_of(BoardMember, seed_d).as_at(PAPER_DAY).get(part="Chair")
    assert str(chair.post.holder_on(PAPER_DAY)) == "Regional Deputy Chief Constable Peter Goodman"
    assert chair.organisation.slug not in {row.organisation.slug for row in rows_of(Partner, seed_d)}
    assert not rows_of(BoardMember, seed_d).as_at(date(2010, 1, 1)).filter(part="Chair").exists()
    said = rows_of(Statement, seed_d).get(topic="Chair of the board").text
    assert said.endswith("to encourage consistency across the region.")


def test_d_07_one_board_has_two_names_and_each_project_board_is_its_own(seed_d: Alliance) -> None:
    assert board(seed_d, "programme-board").aliases == "Project Board; The Board"
    of_areas = rows_of(Board, seed_d).filter(area__isnull=False).select_related("area")
    assert [row.area.name for row in of_areas] == ["Joint Firearms and Training", "Command and Control System"]


def test_d_08_the_project_board_reports_to_the_planning_group(seed_d: Alliance) -> None:
    line = rows_of(ReportingLine, seed_d).get(board__slug="strategic-financial-planning-group")
    assert (line.board.name, line.produced_by) == ("Strategic Financial Planning Group", "Project Board")
    said = rows_of(Statement, seed_d).get(topic="Reporting of the board").text
    assert said.endswith("as previously agreed by the Police Authority.")


def test_d_09_a_responsible_officer_is_assigned_and_not_named(seed_d: Alliance) -> None:
    roles = rows_of(AreaRole, seed_d).filter(is_sro=True)
    assert {(row.part, row.holder) for row in roles} == {("senior responsible officer", "")}
    assert roles.count() == 6


def test_d_12_six_aims_were_set_first(seed_d: Alliance) -> None:
    aims = rows_of(CharterLine, seed_d).filter(kind=CharterKind.AIM, edition=1)
    assert aims.count() == 6
    assert aims[0].text.endswith("realising cashable and non-cashable savings by April 2011 and beyond.")
    assert "'second to none' principles in Leicestershire" in aims[4].text
    assert aims[5].text.endswith("for the next 3-10 years.")


def test_d_13_four_aims_took_their_place_for_a_reason(seed_d: Alliance) -> None:
    aims = rows_of(CharterLine, seed_d).as_at(PAPER_DAY).filter(kind=CharterKind.AIM)
    assert [aim.text for aim in aims] == [
        "Realise savings",
        "Demonstrate increased capability",
        "Ensure effective delivery",
        "Efficient management of risk",
    ]
    assert {aim.edition for aim in aims} == {2}
    assert all(aim.reason_for_change.startswith("to provide greater focus") for aim in aims)


def test_d_14_cashable_and_non_cashable_savings_are_told_apart(seed_d: Alliance) -> None:
    assert [row.kind for row in rows_of(Benefit, seed_d)] == ["cashable", "non_cashable"]


def test_d_28_a_project_stands_inside_a_wider_one_of_the_region(seed_d: Alliance) -> None:
    wider = rows_of(Collaboration, seed_d).get(with_words="East Midlands")
    assert wider.text.startswith("This complements an East Midlands-wide project to align and make savings")
    assert str(seed_d.within) == "East Midlands"
    assert seed_d.within.areas.filter(name="Professional Standards portfolio").exists()


def test_d_34_the_legal_basis_is_that_of_its_time(seed_d: Alliance) -> None:
    assert seed_d.legal_basis == "Police and Crime Act 2009"


def test_d_35_the_officer_to_contact_is_held_as_printed(seed_d: Alliance) -> None:
    contact = rows_of(Contact, seed_d).get()
    assert (contact.post_title, contact.name) == ("Temporary ACC", "Chris Garnham")
    assert contact.telephone == "0116 222222 ext 2003"
    assert contact.email == "chris.garnham@leicestershire.pnn.police.uk"
