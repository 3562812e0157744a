"""The design principles and the prose of the briefing note and of the order, word for word."""

from __future__ import annotations

from datetime import date

import pytest

from alliance.choices import CharterKind
from alliance.models import Alliance, CharterLine, Contact, Statement
from core.working_days import clear_days_before
from programmes.models import Engagement, KeyFigure
from reporting.choices import Edition
from reporting.content import html_of
from reporting.reports import REPORTS, Request
from tests.seed import example_rows, rows_of

PANEL_DAY = date(2016, 6, 6)


def principle(seed_a: Alliance, number: int) -> str:
    return rows_of(CharterLine, seed_a).get(kind=CharterKind.PRINCIPLE, number=str(number)).text


def test_a_27_the_end_state_is_2019_20_and_transition_starts_from_a_prediction(seed_a: Alliance) -> None:
    assert principle(seed_a, 2) == "Concept design to focus on an end state model for the year 2019/20."
    assert "2015/16 year end predicted position" in principle(seed_a, 3)


def test_a_28_twenty_two_principles_stand_numbered_and_the_body_says_so(seed_a: Alliance) -> None:
    rows = rows_of(CharterLine, seed_a).filter(kind=CharterKind.PRINCIPLE).order_by("order")
    assert [row.number for row in rows] == [str(number) for number in range(1, 23)]
    stated = rows_of(KeyFigure, seed_a).get(words="22 agreed design principles")
    assert stated.amount_low == rows.count()
    assert rows[0].text == "Protecting our communities from harm will be the primary focus of the Strategic Alliance."
    assert rows[12].text == "The Alliance will implement an integrated Chief Officer Team for decision-making"
    assert rows[21].text.endswith("partners and stakeholders will be fully considered.")


def test_a_29_annex_and_appendix_are_both_kept(seed_a: Alliance) -> None:
    said = dict(rows_of(Statement, seed_a).values_list("topic", "text"))
    assert "(Annex A)" in said["Principles"]
    assert said["Heading of the principles"] == "Appendix A – Design principles"


def test_a_30_an_exclusion_stands_inside_its_principle(seed_a: Alliance) -> None:
    assert principle(seed_a, 4).endswith("will be considered (excluding offshoring of jobs overseas).")


def test_a_31_an_exception_stands_inside_its_principle(seed_a: Alliance) -> None:
    assert "unless there is a legal, regulatory, cost benefit or clear service penalty" in principle(seed_a, 11)


def test_a_32_the_tiers_of_decisions_stand_in_their_principle(seed_a: Alliance) -> None:
    assert "delegated decision-making (Gold, Silver, Bronze principles)" in principle(seed_a, 14)
    assert "integrated Chief Officer Team" in principle(seed_a, 13)


def test_a_33_the_staff_bodies_are_consulted(seed_a: Alliance) -> None:
    talks = rows_of(Engagement, seed_a).get(title="JNCC processes")
    assert (talks.kind, talks.with_words) == ("consultation", "Staff Associations and Trade Unions")
    assert talks.text == principle(seed_a, 17)


def test_a_35_what_the_note_does_not_have_leaves_no_empty_heading(seed_a: Alliance) -> None:
    assert not rows_of(Contact, seed_a).exists()
    report = REPORTS["highlight-report"]
    content = report.collect(Request(alliance=seed_a, as_at=PANEL_DAY, edition=Edition.BOARD))
    assert (content.risks, content.ratings, content.updates, content.period) == ((), (), (), None)
    html = html_of(report.template, content)
    assert "£50m to £75m" in html
    for heading in ("Risks in brief", "Updates for", "Decisions asked", "Reporting for"):
        assert heading not in html


def test_a_36_the_note_had_to_be_out_by_26_may_as_30_may_was_a_holiday() -> None:
    assert clear_days_before(PANEL_DAY, 5) == date(2016, 5, 26)


def test_what_is_nil_is_printed(seed_a: Alliance) -> None:
    said = dict(rows_of(Statement, seed_a).values_list("topic", "text"))
    assert said["List of appendices accompanying this report (if any)"] == "Nil"
    assert said["Evaluation of alternative option(s)"] == "The full business case will detail alternative options."


@pytest.mark.parametrize("number", range(1, 11))
def test_the_ten_recommendations_stand_each_with_its_group(seed_a: Alliance, number: int) -> None:
    group = "Operational viability" if number < 6 else "Financial Viability" if number < 9 else "Political Viability"
    said = rows_of(Statement, seed_a).get(topic=f"Recommendation {number} ({group})")
    assert said.source.endswith("supporting report of 12 February 2016, paragraph 5.3")


def test_x_09_a_missing_bracket_stays_missing(seed_a: Alliance) -> None:
    said = rows_of(Statement, seed_a).get(topic__startswith="Recommendation 5 ").text
    assert said.endswith("as Tranche 1 (notwithstanding this function will also form part of the Full Business Case.")
    assert said in [row["As written"] for row in example_rows("three-force", "statements")]
