"""The paper gives no scores, so the example alliance has none, and nothing is worked out for it."""

from __future__ import annotations

from datetime import date

from alliance.models import Alliance
from risks.models import Assessment, Risk, RiskFramework
from risks.readings import heat_map, printed_in
from tests.seed import rows_of


def test_its_risks_are_not_scored(seed_b: Alliance) -> None:
    assert rows_of(Risk, seed_b).exists()
    assert not rows_of(Assessment, seed_b).exists()


def test_it_has_no_matrix_and_no_heat_map(seed_b: Alliance) -> None:
    assert not rows_of(RiskFramework, seed_b).exists()
    assert heat_map(seed_b, date(2017, 9, 22), printed_in(seed_b, with_restricted=True)) is None
