"""Who the partners, boards and leads of the three-force alliance are, as a briefing note of June 2016 says it."""

from __future__ import annotations

from datetime import date

from alliance.choices import CharterKind
from alliance.models import (
    Agreement,
    Alliance,
    AllianceLead,
    Appointment,
    CharterLine,
    Event,
    Organisation,
    Partner,
    Post,
    Statement,
    Term,
)
from governance.models import Board, BoardMember, BoardName
from programmes.models import AreaRole, BusinessArea
from tests.seed import rows_of

PANEL_DAY = date(2016, 6, 6)
COUNTIES = ("Leicestershire", "Northamptonshire", "Nottinghamshire")


def bodies_of(seed_a: Alliance) -> list[Organisation]:
    return list(Organisation.objects.deciding_for(seed_a, PANEL_DAY).select_related("serves"))


def board(seed_a: Alliance, slug: str) -> Board:
    return rows_of(Board, seed_a).get(slug=slug)


def seats(seed_a: Alliance, slug: str) -> list[BoardMember]:
    return list(rows_of(BoardMember, seed_a).as_at(PANEL_DAY).filter(board__slug=slug).select_related("post"))


def lines(seed_a: Alliance, kind: CharterKind) -> list[str]:
    return list(rows_of(CharterLine, seed_a).filter(kind=kind).values_list("text", flat=True))


def test_a_01_three_police_areas_have_six_deciding_bodies(seed_a: Alliance) -> None:
    assert (seed_a.name, seed_a.short_name) == ("Three Force Strategic Alliance", "Strategic Alliance")
    forces = [row.organisation for row in rows_of(Partner, seed_a).as_at(PANEL_DAY)]
    assert [force.name for force in forces] == [f"{county} Police" for county in COUNTIES]
    bodies = bodies_of(seed_a)
    assert len(bodies) == 6
    for force in forces:
        assert sorted(body.kind for body in bodies if body.serves == force) == ["chief_constable", "commissioner"]


def test_a_02_it_began_in_august_2015_and_the_day_is_that_of_the_inaugural_meeting(seed_a: Alliance) -> None:
    first, second = rows_of(Event, seed_a)[:2]
    assert (str(first.happened_on), str(second.happened_on)) == ("August 2015", "21st August 2015")
    assert second.happened_on.start == date(2015, 8, 21)
    assert "to explore the potential of further collaboration below the rank of Chief Constable" in first.text


def test_a_03_all_resources_below_chief_constable_are_a_working_assumption(seed_a: Alliance) -> None:
    assert lines(seed_a, CharterKind.ASSUMPTION) == [
        "The working assumption is that the Strategic Alliance will include all resources below the rank of Chief "
        "Constable."
    ]


def test_a_04_the_products_stand_in_order_and_no_operational_structure_is_claimed(seed_a: Alliance) -> None:
    rows = rows_of(CharterLine, seed_a).filter(kind=CharterKind.PRODUCT).order_by("order")
    assert list(rows.values_list("title", flat=True)) == ["Proof of concept", "Business case", "Blueprint design"]
    said = rows_of(Statement, seed_a).get(topic="Business case")
    assert said.text.endswith("It did not provide any detailed operational structures.")


def test_a_05_viability_is_tested_operationally_financially_and_politically(seed_a: Alliance) -> None:
    assert lines(seed_a, CharterKind.VIABILITY_TEST) == ["operationally", "financially", "politically"]
    topics = rows_of(Statement, seed_a).filter(topic__startswith="Recommendation ").values_list("topic", flat=True)
    groups = list(dict.fromkeys(topic.split("(")[1].rstrip(")").split()[0].lower() for topic in topics))
    assert groups == ["operational", "financial", "political"]


def test_a_06_the_design_authority_recommends_and_the_programme_board_decides(seed_a: Alliance) -> None:
    authority, programme_board = board(seed_a, "design-authority"), board(seed_a, "programme-board")
    assert (authority.kind, programme_board.kind) == ("recommending", "deciding")
    assert (programme_board.tier, authority.tier, authority.recommends_to) == (1, 2, programme_board)
    assert "primary decision-making forum" in programme_board.remit


def test_a_07_the_design_authority_meets_every_two_weeks_with_seven_standing_members(seed_a: Alliance) -> None:
    assert board(seed_a, "design-authority").get_cadence_display() == "Every two weeks"
    members = seats(seed_a, "design-authority")
    titles = [row.post.title.split(" (")[0] for row in members if row.post]
    assert titles == ["Deputy Chief Constable"] * 3 + ["Chief Executive"] * 3 + ["Programme director"]
    (chair,) = (row for row in members if row.part == "Chair")
    assert chair.post is not None
    assert str(chair.post.holder_on(PANEL_DAY)) == "DCC Roger Bannister"


def test_a_08_the_programme_board_meets_monthly_with_six_members(seed_a: Alliance) -> None:
    programme_board = board(seed_a, "programme-board")
    assert programme_board.get_cadence_display() == "Monthly"
    assert {row.organisation for row in seats(seed_a, "programme-board")} == set(bodies_of(seed_a))
    assert programme_board.reporting_lines.get().what == "recommendations from the Design Authority"


def test_a_09_the_three_commissioners_chair_the_board_together_with_an_equal_voice(seed_a: Alliance) -> None:
    chairs = [row.organisation.kind for row in seats(seed_a, "programme-board") if row.part == "Chair, jointly"]
    assert chairs == ["commissioner"] * 3
    principle = rows_of(CharterLine, seed_a).get(code="principle-05")
    assert principle.text.endswith("with each partner having an equal voice.")


def test_a_10_there_are_two_senior_responsible_officers_at_once(seed_a: Alliance) -> None:
    leads = rows_of(AllianceLead, seed_a).as_at(PANEL_DAY).filter(is_sro=True)
    assert [(row.part, row.post.holder_on(PANEL_DAY).person.name) for row in leads] == [
        ("Senior Responsible Officer for the forces", "Roger Bannister"),
        ("Senior Responsible Officer for the three OPCCs", "John Neilson"),
    ]


def test_a_11_three_deputies_lead_the_portfolios(seed_a: Alliance) -> None:
    roles = rows_of(AreaRole, seed_a).filter(area__kind__code="portfolio").select_related("area", "post")
    assert [(row.area.name, row.post.holder_on(PANEL_DAY).person.name) for row in roles.order_by("order")] == [
        ("Strategic Alliance change programme and Corporate Communication", "Roger Bannister"),
        ("Operational Policing", "Andy Frost"),
        ("Enabling Services", "Sue Fish"),
        ("Standards", "Sue Fish"),
    ]
    enabling = rows_of(BusinessArea, seed_a).get(slug="portfolio-enabling-services")
    assert enabling.description.endswith("HR, Finance, IT, Estates, Fleet, Procurement, and Corporate Development.")


def test_a_12_the_portfolios_are_provisional(seed_a: Alliance) -> None:
    assert set(rows_of(AreaRole, seed_a).filter(provisional=True).values_list("area__kind__code", flat=True)) == {
        "portfolio"
    }
    assert not rows_of(AreaRole, seed_a).filter(area__kind__code="portfolio", provisional=False).exists()
    assert rows_of(Statement, seed_a).get(topic="Provisional portfolios").text.endswith("may be subject to change.")


def test_a_13_the_chief_executives_lead_work_streams(seed_a: Alliance) -> None:
    roles = rows_of(AreaRole, seed_a).filter(post__title="Chief Executive")
    held = {(row.area.name, row.post.holder_on(PANEL_DAY).person.name, row.post.organisation.slug) for row in roles}
    assert held == {
        ("Stakeholder and Engagement", "Kevin Dennis", "pcc-nottinghamshire"),
        ("Governance", "Paul Stock", "pcc-leicestershire"),
    }


def test_a_20_two_people_are_named_for_the_work(seed_a: Alliance) -> None:
    streets = rows_of(AreaRole, seed_a).get(area__slug="contact-management")
    assert streets.post is not None
    held = streets.post.holder_on(PANEL_DAY)
    assert (str(held), held.standing) == ("Temporary Chief Superintendent Adam Streets", "temporary")
    assert streets.organisation.slug == "leicestershire-police"
    jones = rows_of(AreaRole, seed_a).get(person__name="Gary Jones")
    assert jones.post is None
    assert jones.words.startswith("Northamptonshire's Gary Jones is coordinating")


def test_a_21_two_posts_are_shared_by_the_three_forces(seed_a: Alliance) -> None:
    posts = Post.objects.filter(shared_by__isnull=False).distinct()
    assert [(post.title, post.holder_on(PANEL_DAY).person.name, post.shared_by.count()) for post in posts] == [
        ("Assistant Chief Officer - HR", "Ali Naylor", 3),
        ("Assistant Chief Officer – Finance and Resource", "Paul Dawkins", 3),
    ]


def test_a_22_six_bodies_signed_on_a_day_that_is_not_given(seed_a: Alliance) -> None:
    agreement = rows_of(Agreement, seed_a).get()
    assert (agreement.legal_basis, agreement.state, agreement.signed_on) == ("Section 22A", "in_force", None)
    signatures = agreement.signatures.all()
    assert {row.organisation for row in signatures} == set(bodies_of(seed_a))
    assert {(row.state, row.signed_on, row.person) for row in signatures} == {("signed", None, None)}


def test_a_22_in_february_it_was_still_required(seed_a: Alliance) -> None:
    assert not rows_of(Agreement, seed_a).as_at(date(2016, 2, 12)).exists()
    assert rows_of(Agreement, seed_a).as_at(PANEL_DAY).exists()
    before = rows_of(Statement, seed_a).get(source__endswith="paragraph 4.5.1")
    assert before.text.startswith("A Section 22 agreement will be required")


def test_c_12_leicestershire_leads_the_making_of_the_agreement(seed_a: Alliance) -> None:
    assert rows_of(Agreement, seed_a).get().led_by.slug == "pcc-leicestershire"


def test_c_24_a_board_may_be_renamed_without_losing_its_name(seed_a: Alliance) -> None:
    assert rows_of(BoardName, seed_a).get().name == "Design Authority"
    said = rows_of(Statement, seed_a).get(topic__startswith="Recommendation 4 ")
    assert said.text.endswith("as directed by the Design Authority (or any renamed board in the future).")


def test_c_27_the_alliance_has_its_own_words_for_sponsors_and_officers(seed_a: Alliance) -> None:
    assert dict(rows_of(Term, seed_a).values_list("concept", "plural")) == {
        "area": "work streams",
        "sro": "Senior Responsible Officers",
        "sponsor": "sponsors",
    }
    assert {"Design Authority", "Strategic Alliance Programme Board"} <= {row.name for row in rows_of(Board, seed_a)}


def test_x_03_the_office_is_not_the_person(seed_a: Alliance) -> None:
    order = date(2016, 2, 23)
    author = Post.objects.get(slug="director-governance-pcc-northamptonshire").holder_on(order)
    assert str(author) == "Acting Director for Governance, Operations and Delivery Paul Bullen"
    assert Post.objects.get(slug="pcc-northamptonshire").holder_on(order).person.name == "Adam Simmonds"
    assert Post.objects.get(slug="pcc-nottinghamshire").holder_on(order) is None


def test_only_the_people_whom_the_papers_name_are_held(seed_a: Alliance) -> None:
    held = set(Appointment.objects.values_list("person__name", flat=True))
    assert held == {
        "Roger Bannister",
        "Andy Frost",
        "Sue Fish",
        "John Neilson",
        "Kevin Dennis",
        "Paul Stock",
        "Adam Streets",
        "Paul Dawkins",
        "Ali Naylor",
        "Adam Simmonds",
        "Paul Bullen",
        "Peter Goodman",
    }
