"""Savings, people and ratings as the panel report gave them; nothing is worked out from them."""

from __future__ import annotations

from decimal import Decimal

from alliance.models import Alliance
from core.quantities import Basis, Period
from programmes.models import BenefitEntry, KeyFigure, ProgrammeRag, RagRating, Update
from risks.models import Risk
from tests.seed import rows_of


def entry(seed_b: Alliance, place: int) -> BenefitEntry:
    return rows_of(BenefitEntry, seed_b).get(order=place)


def test_b_12_almost_1200_people_and_18_per_cent_stand_side_by_side(seed_b: Alliance) -> None:
    printed = rows_of(KeyFigure, seed_b).filter(in_highlight_report=True)
    assert [str(row.quantity) for row in printed] == ["almost 1,200 people", "18%"]
    assert [row.words for row in printed] == ["Almost 1200 people", "18% of the total workforce"]
    assert not rows_of(KeyFigure, seed_b).filter(amount_low__gt=1200).exists()


def test_b_18_the_programme_is_rated_green_with_the_words_about_the_months_before(seed_b: Alliance) -> None:
    rated = rows_of(ProgrammeRag, seed_b).get()
    assert (str(rated.rating), str(rated.as_at)) == ("Green", "22 September 2017")
    assert rated.dimension == "Alliance programme progress and status"
    assert rated.words == "and has been for a number of months"


def test_no_area_is_rated_and_no_other_month_is(seed_b: Alliance) -> None:
    assert rows_of(ProgrammeRag, seed_b).count() == 1
    assert not Update.objects.filter(period__alliance=seed_b).exists()
    assert list(rows_of(RagRating, seed_b).values_list("letter", "word")) == [
        ("G", "Green"),
        ("A", "Amber"),
        ("R", "Red"),
    ]


def test_b_21_the_live_areas_save_1_1_million_a_year(seed_b: Alliance) -> None:
    saving = entry(seed_b, 1)
    assert (saving.amount_low, str(saving.quantity)) == (Decimal(1100000), "£1.1m a year")
    assert saving.basis == Basis.ACTUAL
    assert str(saving.as_at) == "22 September 2017"


def test_b_22_2_6_million_a_year_is_forecast_for_2022_23(seed_b: Alliance) -> None:
    saving = entry(seed_b, 2)
    assert (saving.amount_low, saving.period, saving.by_year) == (Decimal(2600000), Period.A_YEAR, "2022/23")
    assert saving.basis == Basis.FORECAST


def test_b_23_10_6_million_in_total_hangs_on_a_condition(seed_b: Alliance) -> None:
    saving = entry(seed_b, 3)
    assert (saving.amount_low, saving.period, saving.by_year) == (Decimal(10600000), Period.CUMULATIVE, "2022/23")
    assert saving.condition == "Should these expected savings be achieved"


def test_b_24_nothing_is_filled_in_between_the_figures_that_were_entered(seed_b: Alliance) -> None:
    amounts = rows_of(BenefitEntry, seed_b).values_list("amount_low", flat=True)
    assert list(amounts) == [Decimal(1100000), Decimal(2600000), Decimal(10600000)]


def test_b_28_the_key_risks_may_be_published_as_summarised(seed_b: Alliance) -> None:
    brief = rows_of(Risk, seed_b).in_brief()
    assert brief.count() == 2
    assert all(risk.public_summary == risk.text and not risk.restricted for risk in brief)


def test_b_29_the_two_risks_stand_word_for_word_with_their_cause_event_and_effect(seed_b: Alliance) -> None:
    first, second = rows_of(Risk, seed_b)
    assert first.text == (
        "The detailed business cases do not always set out the entire range of activity required to bring a "
        "business area into “go live” state. This necessitates additional work being carried out which is not "
        "programmed into the implementation timescales, leading to additional costs."
    )
    assert second.text == (
        "Where business cases identify changes to workforce roles, should these changes not be achieved as per "
        "the implementation timescale, this could lead to additional costs."
    )
    for risk in (first, second):
        for part in (risk.cause, risk.event, risk.effect):
            assert part
            assert part in risk.text
        assert (risk.owner, risk.area) == (None, None)
        assert str(risk.identified_on) == "by 22 September 2017"
