"""The heat map: its counts are those of the list that each cell leads to, and all of them make the open risks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from alliance.choices import Role
from alliance.models import Alliance
from core import clock
from risks.models import MatrixCell
from risks.readings import HeatMap, heat_map, printed_in, seen_by
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2018, 1, 1)
SCORES = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.booleans(), st.sampled_from(["open", "late", "unscored"])),
    max_size=5,
)


def listed(user: object, query: str) -> int:
    client = APIClient()
    client.force_authenticate(user)
    answer = client.get(f"/api/v1/risks/?{query}")
    assert answer.status_code == 200, answer.content
    return int(answer.json()["count"])


def fill(alliance: Alliance, scores: list[tuple[int, int, bool, str]]) -> None:
    framework, register = make.make_framework(alliance, side=3), make.make_register(alliance)
    for likelihood, impact, restricted, kind in scores:
        risk = make.make_risk(register, restricted=restricted)
        if kind != "unscored":
            assessed_on = date(2018, 6, 1) if kind == "late" else date(2017, 6, 1)
            make.make_assessment(risk, framework, likelihood, impact, assessed_on=assessed_on)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(scores=SCORES)
@pytest.mark.parametrize("role", [Role.AREA_LEAD, Role.AUDITOR])
def test_every_count_is_that_of_the_list_it_leads_to(role: str, scores: list[tuple[int, int, bool, str]]) -> None:
    alliance = make.make_alliance()
    fill(alliance, scores)
    reader = make.make_member(alliance, role)
    found = heat_map(alliance, ON, seen_by(reader))
    assert found is not None
    for cell in (cell for row in found.rows for cell in row.cells if cell):
        assert listed(reader, cell.query) == cell.count
    assert listed(reader, found.unscored_query) == found.unscored
    assert listed(reader, found.total_query) == found.total
    assert found.scored + found.elsewhere + found.unscored == found.total
    seen = [each for each in scores if role == Role.AUDITOR or not each[2]]
    assert found.total == len(seen)
    assert found.scored == sum(each[3] == "open" for each in seen)


def test_the_rows_go_from_the_likeliest_down_and_a_missing_cell_is_none() -> None:
    alliance = make.make_alliance()
    fill(alliance, [(3, 1, False, "open")])
    MatrixCell.objects.filter(likelihood=1, impact=3).update(withdrawn_at=clock.now())
    found = heat_map(alliance, ON, seen_by(make.make_member(alliance)))
    assert [row.step.value for row in found.rows] == [3, 2, 1]
    assert [step.value for step in found.impacts] == [1, 2, 3]
    assert found.rows[0].cells[0].count == 1
    assert (found.rows[0].cells[0].band, found.rows[0].cells[0].letter) == ("Medium", "M")
    assert found.rows[2].cells[2] is None


def test_the_open_edition_counts_no_restricted_risk() -> None:
    alliance = make.make_alliance()
    fill(alliance, [(2, 2, False, "open"), (2, 2, True, "open")])
    counts = [
        found.rows[1].cells[1].count
        for with_restricted in (False, True)
        if (found := heat_map(alliance, ON, printed_in(alliance, with_restricted=with_restricted)))
    ]
    assert counts == [1, 2]


def test_the_framework_of_the_day_is_drawn_and_scores_with_another_stand_apart() -> None:
    alliance = make.make_alliance()
    old = make.make_framework(alliance, to_date=make.day(2017, 12, 31))
    new = make.make_framework(alliance, side=3, from_date=make.day(2018, 1, 1))
    risk = make.make_risk(make.make_register(alliance))
    make.make_assessment(risk, old, 5, 5, assessed_on=date(2017, 6, 1))
    user = make.make_member(alliance)

    def drawn(on: date) -> HeatMap:
        found = heat_map(alliance, on, seen_by(user))
        assert found is not None
        return found

    before, after = drawn(date(2017, 12, 31)), drawn(date(2018, 1, 1))
    assert (before.framework, before.scored, before.elsewhere) == (old, 1, 0)
    assert (after.framework, after.scored, after.elsewhere, after.unscored) == (new, 0, 1, 0)


def test_an_alliance_that_scores_nothing_has_no_map() -> None:
    alliance = make.make_alliance()
    make.make_risk(make.make_register(alliance))
    assert heat_map(alliance, ON, seen_by(make.make_member(alliance))) is None
