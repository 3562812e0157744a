"""Splitting an amount: the parts always make it, each within a penny of its quota, and the rule is said."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alliance.apportionment import (
    AmountError,
    ApportionmentError,
    Claim,
    by_percentages,
    by_weights,
    equally,
    in_pounds,
    largest_remainder,
    pence_of,
)

PENCE = st.integers(-(10**13), 10**13)
WEIGHTS = st.lists(st.decimals(0, 10**9, places=5), min_size=1, max_size=12).filter(any)
PERCENTAGES = st.lists(st.integers(0, 10_000_000), min_size=0, max_size=7).map(
    lambda parts: [Decimal(part) / 100_000 for part in parts] if sum(parts) <= 10_000_000 else [Decimal("14.28571")] * 7
)
SEVEN = st.lists(st.integers(0, 10_000_000), min_size=6, max_size=6).map(
    lambda cuts: [
        Decimal(after - before) / 100_000
        for before, after in zip([0, *sorted(cuts)], [*sorted(cuts), 10_000_000], strict=True)
    ]
)
"""Seven percentages of five decimals that make 100."""


def claims(*values: object) -> list[Claim]:
    names = ["North", "East", "South", "West", "Up", "Down", "In", "Out"]
    return [
        Claim(name, None if value is None else Decimal(str(value))) for name, value in zip(names, values, strict=False)
    ]


def parts_of(split: object) -> list[int | None]:
    return [part.pence for part in split.parts]  # type: ignore[attr-defined]


def test_a_million_and_a_penny_by_64_and_36() -> None:
    split = by_percentages(100_000_001, claims(64, 36))
    assert parts_of(split) == [64_000_001, 36_000_000]
    assert split.incomplete == ""
    assert split.rule.startswith("Largest remainder: each part is cut to whole pence")
    assert split.rule.endswith("Here 1 odd penny goes to North.")


@given(PENCE, WEIGHTS)
@example(1, [Decimal(1), Decimal(1), Decimal(1)])
@example(-1, [Decimal(0), Decimal("0.00001")])
def test_the_parts_make_the_amount_each_within_a_penny_of_its_quota(pence: int, weights: list[Decimal]) -> None:
    parts = largest_remainder(pence, weights)
    assert sum(parts) == pence
    whole = sum(map(Fraction, weights))
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - pence * Fraction(weight) / whole) < 1
        assert weight or part == 0, "who has no share gets no odd penny"


@given(st.lists(PENCE, min_size=100, max_size=100), SEVEN)
def test_a_hundred_amounts_by_seven_percentages_of_five_decimals(amounts: list[int], shares: list[Decimal]) -> None:
    for pence in amounts:
        split = by_percentages(pence, claims(*shares))
        assert sum(part for part in parts_of(split) if part is not None) == pence
        assert (split.missing, split.unrecorded, split.incomplete) == (0, 0, "")


@given(PENCE, WEIGHTS)
def test_a_larger_share_never_gets_less(pence: int, weights: list[Decimal]) -> None:
    sized = [abs(part) for part in largest_remainder(pence, weights)]
    ranked = sorted(zip(weights, sized, strict=True))
    assert all(least[1] <= most[1] for least, most in zip(ranked, ranked[1:], strict=False) if least[0] < most[0])


@given(PENCE, WEIGHTS)
def test_a_negative_amount_splits_as_the_positive_one(pence: int, weights: list[Decimal]) -> None:
    assert largest_remainder(-pence, weights) == [-part for part in largest_remainder(pence, weights)]


@given(PENCE, PERCENTAGES)
def test_what_is_not_recorded_stands_in_a_line_of_its_own(pence: int, shares: list[Decimal]) -> None:
    split = by_percentages(pence, claims(*shares))
    assert sum(part or 0 for part in parts_of(split)) + split.unrecorded == pence
    assert split.missing == 100 - sum(shares)
    assert bool(split.incomplete) is (split.missing > 0)


def test_of_equal_losses_the_first_in_the_list_gets_the_penny() -> None:
    assert parts_of(equally(100, claims(None, None, None))) == [34, 33, 33]
    assert parts_of(equally(-200, claims(None, None, None))) == [-67, -67, -66]
    assert parts_of(by_weights(2, claims(1, 1, 1, 1))) == [1, 1, 0, 0]
    assert equally(200, claims(None, None, None)).rule.endswith("Here 2 odd pennies go, one each, to North and East.")


def test_nought_is_split_into_noughts() -> None:
    split = by_weights(0, claims(3, 4))
    assert parts_of(split) == [0, 0]
    assert split.rule.endswith("Here no penny was left over.")


def test_a_share_that_nobody_recorded_leaves_its_part_open() -> None:
    split = by_percentages(100_000, claims("31.27", None))
    assert parts_of(split) == [31_270, None]
    assert (split.missing, split.unrecorded) == (Decimal("68.73"), 68_730)
    assert split.incomplete == "Incomplete: 68.73% not recorded, no share recorded for East"
    assert by_percentages(100, claims("31.27")).incomplete == "Incomplete: 68.73% not recorded"
    assert by_percentages(100, []).incomplete == "Incomplete: 100% not recorded"


def test_the_odd_penny_may_fall_to_what_is_not_recorded() -> None:
    split = by_percentages(1, claims("31.27"))
    assert (parts_of(split), split.unrecorded) == ([0], 1)
    assert split.rule.endswith("Here 1 odd penny goes to what is not recorded.")


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (lambda: by_percentages(1, claims("68.73", "31.27001")), "The shares make 100.00001% together: expected 100%"),
        (lambda: by_percentages(1, claims(-1)), "The percentage of North is -1: expected nought or more"),
        (lambda: by_weights(1, claims(1, -2)), "The weight of East is -2"),
        (lambda: by_weights(1, claims(1, None)), "The weight of East is not recorded, so no part can be worked out"),
        (lambda: by_weights(1, claims(None, None)), "The weights of North and East are not recorded"),
        (lambda: by_weights(1, claims(0, 0)), "No weight is above nought"),
        (lambda: by_weights(1, []), "No weight is above nought"),
        (lambda: equally(1, []), "No partner is recorded"),
        (lambda: largest_remainder(1, [Decimal(1), Decimal(-1)]), "Expected weights of nought or more"),
    ],
)
def test_what_divides_nothing_is_refused_in_words(split: object, words: str) -> None:
    with pytest.raises(ApportionmentError) as caught:
        split()  # type: ignore[operator]
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1,000,000.01", 100_000_001),
        ("£1000000.01", 100_000_001),
        (" - £ 250 ", -25_000),
        ("£-0.05", -5),
        ("\N{MINUS SIGN}5.1", -510),
        ("0", 0),
        ("0007", 700),
        ("999,999,999,999.99", 99_999_999_999_999),
    ],
)
def test_reads_an_amount_as_people_type_it(text: str, pence: int) -> None:
    assert pence_of(text) == pence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a lot", "Enter an amount in pounds, written out in figures, for example 1,000,000.01"),
        ("", "Enter an amount"),
        ("2.6m", "Enter an amount"),
        ("1,00", "Enter an amount"),
        ("--5", "Enter an amount"),
        ("1e5", "Enter an amount"),
        ("NaN", "Enter an amount"),
        ("\N{ARABIC-INDIC DIGIT FIVE}", "Enter an amount"),
        ("5.", "Enter an amount"),
        ("1.005", "Enter whole pence: two figures after the point at most"),
        ("1000000000000", "Enter less than a million million pounds"),
    ],
)
def test_what_is_no_amount_is_refused_with_what_is_expected(text: str, words: str) -> None:
    with pytest.raises(AmountError) as caught:
        pence_of(text)
    assert words in str(caught.value)


@given(PENCE)
def test_an_amount_reads_back_as_it_is_written(pence: int) -> None:
    assert pence_of(in_pounds(pence)) == pence


def test_money_is_written_to_the_penny() -> None:
    assert [in_pounds(each) for each in (64_000_001, -5, 0)] == ["£640,000.01", "-£0.05", "£0.00"]
