"""What the panel report says in prose, kept word for word with its paragraph."""

from __future__ import annotations

from datetime import date

from alliance.models import Alliance, Stakeholder, Statement
from core.working_days import clear_days_before
from programmes.models import Announcement, Engagement, Milestone
from tests.seed import rows_of

PAPER = "Police and Crime Panel, 22 September 2017, agenda item 7, "


def said(seed_b: Alliance, place: str) -> str:
    """Everything kept from one place of the report, in its order."""
    rows = rows_of(Statement, seed_b).filter(source=PAPER + place)
    return " ".join(rows.values_list("text", flat=True))


def test_b_03_the_masthead_is_kept(seed_b: Alliance) -> None:
    assert said(seed_b, "masthead").split("\n") == [
        "DORSET",
        "POLICE & CRIME COMMISSIONER",
        "AGENDA NO: 7",
        "POLICE AND CRIME PANEL: 22 SEPTEMBER 2017",
        "STRATEGIC ALLIANCE",
        "REPORT BY THE CHIEF EXECUTIVE",
    ]


def test_b_13_shared_leadership_is_kept_as_said(seed_b: Alliance) -> None:
    words = "two Deputy Chief Constables that share portfolio areas (Operations and Transformational Change)"
    assert words in said(seed_b, "paragraph 1.2")
    assert said(seed_b, "paragraph 1.2").endswith("joint commanders and heads of department in some areas.")


def test_b_14_the_aligning_of_the_plans_is_kept_as_said(seed_b: Alliance) -> None:
    assert "seeking to align their Police and Crime Plans" in said(seed_b, "paragraph 1.3")


def test_b_19_on_track_is_held_as_stated_and_printed(seed_b: Alliance) -> None:
    statement = rows_of(Statement, seed_b).get(in_highlight_report=True)
    assert statement.text == (
        "The timescales, budget and resources associated with these business cases all remain on track."
    )


def test_b_20_risk_and_finances_at_each_level_is_kept_as_said(seed_b: Alliance) -> None:
    assert "risk and finances are visible and managed at each level" in said(seed_b, "paragraph 2.1")


def test_b_31_one_avenue_and_no_outcome_precluded_is_kept_as_said(seed_b: Alliance) -> None:
    assert said(seed_b, "paragraph 4.2").endswith(
        "Whilst this announcement does not preclude any outcome, one avenue now being explored further is the "
        "possibility of a full merger between the two forces."
    )


def test_b_32_what_was_confidential_is_public_since_the_announcement(seed_b: Alliance) -> None:
    assert "under established Operational Security Procedures" in said(seed_b, "paragraph 4.3")
    announced = rows_of(Announcement, seed_b).get()
    assert (str(announced.released_on), announced.restricted) == ("6 September 2017", False)


def test_b_34_the_minister_was_informed_and_the_home_office_agreed(seed_b: Alliance) -> None:
    outside = rows_of(Engagement, seed_b).filter(kind="external_approval").order_by("order")
    assert [row.with_words for row in outside] == ["Policing Minister", "Home Office"]
    assert outside[1].outcome == "agreement for an announcement was secured with the Home Office"
    words = said(seed_b, "paragraph 4.4")
    assert {row.text for row in outside} == {words}
    assert rows_of(Announcement, seed_b).get().agreed_with == "Home Office"


def test_b_35_the_stakeholders_are_listed_each_as_named(seed_b: Alliance) -> None:
    assert list(rows_of(Stakeholder, seed_b).values_list("name", flat=True)) == [
        "Alliance MPs",
        "Trade Unions",
        "Police Federation",
        "Superintendents Association",
        "Staff across both forces",
        "The public",
    ]
    talks = rows_of(Engagement, seed_b).filter(kind="staff_body").select_related("stakeholder")
    assert [row.stakeholder.name for row in talks] == [
        "Trade Unions",
        "Police Federation",
        "Superintendents Association",
    ]


def test_b_36_the_backstop_holds_only_on_its_condition(seed_b: Alliance) -> None:
    backstop = rows_of(Milestone, seed_b).get()
    assert str(backstop.forecast_on) == "ahead of the May 2020 PCC elections"
    assert backstop.condition.startswith("should a full merger be the preferred option of PCCs")
    assert backstop.area.name == "Full merger between the two forces"
    assert backstop.condition in said(seed_b, "paragraph 4.11")


def test_b_37_what_is_yet_to_be_determined_is_kept_as_said(seed_b: Alliance) -> None:
    assert "This has yet to be determined" in said(seed_b, "paragraph 4.9")


def test_b_39_members_are_invited_to_note_and_nothing_more(seed_b: Alliance) -> None:
    assert said(seed_b, "paragraph 5.1") == (
        "Members are invited to note this update in relation to the Strategic Alliance."
    )


def test_every_paragraph_of_the_report_is_kept_with_its_date(seed_b: Alliance) -> None:
    numbers = [*(f"1.{n}" for n in range(1, 5)), *(f"2.{n}" for n in range(1, 5)), *(f"3.{n}" for n in range(1, 5))]
    numbers += [*(f"4.{n}" for n in range(1, 13)), "5.1"]
    for number in numbers:
        assert said(seed_b, f"paragraph {number}"), number
    assert {str(row.as_at) for row in rows_of(Statement, seed_b)} == {"22 September 2017"}


def test_b_41_the_paper_had_to_be_out_by_14_september() -> None:
    assert clear_days_before(date(2017, 9, 22), 5) == date(2017, 9, 14)
