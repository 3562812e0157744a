"""What the paper of 28 June 2010 says in prose, word for word."""

from __future__ import annotations

from alliance.models import Alliance, Statement
from tests.seed import rows_of

PAPER = "Leicestershire Police Authority, 28 June 2010, Paper M, "


def said(seed_d: Alliance, place: str) -> list[tuple[str, str]]:
    return list(rows_of(Statement, seed_d).filter(source=PAPER + place).values_list("topic", "text"))


def test_d_30_paragraphs_1_to_10_run_through_the_headings(seed_d: Alliance) -> None:
    for number in range(1, 11):
        assert said(seed_d, f"paragraph {number}"), number


def test_d_31_the_authority_is_asked_to_note_and_to_acknowledge(seed_d: Alliance) -> None:
    ((_, asked),) = said(seed_d, "paragraph 10")
    assert asked.startswith("The Authority is asked to note the report and acknowledge that")
    assert asked.endswith("oversee and scrutinise the collaborative arrangements and the specific business cases.")


def test_d_32_four_implications_stand_in_order_and_none_is_printed(seed_d: Alliance) -> None:
    rows = said(seed_d, "implications")
    assert [topic.removeprefix("Implications: ") for topic, _ in rows] == [
        "Financial",
        "Legal",
        "Risk Management",
        "Diversity",
    ]
    assert rows[3][1] == "None"


def test_d_36_an_idiom_is_not_mended(seed_d: Alliance) -> None:
    ((_, conclusion),) = said(seed_d, "paragraph 8")
    assert "within a sound and sustainable business case cannot be underestimated" in conclusion
