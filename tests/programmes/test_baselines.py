"""Baselines of phases, gates and milestones: entered once, moved with a reason and an approver, and the days late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from core.imprecise_dates import ImpreciseDate
from core.models import Notice
from core.versions import StaleVersion
from core.workflow import WrongState
from programmes.actions import move_baseline
from programmes.models import AreaPhase, BaselineMove, Gate, Milestone
from programmes.models.baseline import slippage_days
from tests import factories as make
from tests.programmes.way import Way

DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))
TO = make.day(2017, 12, 1)
SAID = {"reason": "The supplier withdrew.", "approved_by": "Executive Board, 14 September 2017"}


@given(then=DAYS, now=DAYS)
def test_slippage_is_the_days_between_two_days(then: date, now: date) -> None:
    days = slippage_days(ImpreciseDate.day(then), ImpreciseDate.day(now))
    assert then + timedelta(days=days or 0) == now
    assert slippage_days(ImpreciseDate.day(now), ImpreciseDate.day(then)) == -(days or 0)


@pytest.mark.parametrize("words", ["June 2017", "by end June 2017", "June to August 2017", "2017/18", "TBA"])
def test_there_is_none_where_either_date_is_less_than_a_day(words: str) -> None:
    vague, day = ImpreciseDate.parse(words), make.day(2017, 6, 1)
    assert slippage_days(vague, day) is None
    assert slippage_days(day, vague) is None
    assert slippage_days(None, day) is None


def test_a_milestone_is_late_by_what_came_else_by_what_is_expected() -> None:
    milestone = Milestone(baseline_on=make.day(2017, 6, 1), forecast_on=make.day(2017, 6, 8))
    assert milestone.slippage == 7
    assert milestone.is_late(date(2017, 6, 9))
    assert not milestone.is_late(date(2017, 6, 8))
    milestone.actual_on = make.day(2017, 5, 31)
    assert (milestone.slippage, milestone.is_late(date(2018, 1, 1))) == (-1, False)


def rows(way: Way) -> dict[str, tuple[Any, str]]:
    """One row of each kind with a baseline, and the name of it."""
    return {
        "milestones": (make.make_milestone(way.area), "baseline_on"),
        "area-phases": (make.make_phase(way.area, baseline_end=make.day(2017, 6, 1)), "baseline_end"),
        "gates": (way.gate, "planned_on"),
    }


@pytest.mark.parametrize("kind", ["milestones", "area-phases", "gates"])
class TestMoving:
    def move(self, way: Way, kind: str, **values: Any) -> BaselineMove:
        row, name = rows(way)[kind]
        known: dict[str, Any] = {"baseline": name, "to": TO} | SAID | values
        return move_baseline(row, **known, **way.by(row))

    def test_the_move_is_a_row_with_reason_and_approver(self, kind: str, way: Way) -> None:
        move = self.move(way, kind)
        assert (str(move.old), str(move.new)) == ("1 June 2017", "1 December 2017")
        assert (move.reason, move.approved_by, move.moved_by) == (*SAID.values(), way.people["sro"])
        subject = type(move.subject).objects.get(pk=move.subject.pk)
        assert (getattr(subject, move.baseline), subject.version) == (TO, 2)
        assert "Approved by Executive Board" in subject.history.first().history_change_reason
        assert Notice.objects.filter(kind="baseline-moved", account=way.people["programme_office"]).exists()

    @pytest.mark.parametrize(
        ("values", "at_fault"),
        [
            ({"reason": " "}, "reason"),
            ({"approved_by": ""}, "approved_by"),
            ({"reason": "x" * 301}, "reason"),
            ({"to": make.day(2017, 6, 1)}, "to"),
            ({"baseline": "version"}, "baseline"),
        ],
    )
    def test_it_is_refused_by_its_field(self, values: Any, at_fault: str, kind: str, way: Way) -> None:
        with pytest.raises(ValidationError) as caught:
            self.move(way, kind, **values)
        assert list(caught.value.message_dict) == [at_fault]
        assert not BaselineMove.objects.exists()

    def test_no_form_sheet_or_call_moves_it_past_that(self, kind: str, way: Way) -> None:
        row, name = rows(way)[kind]
        answer = way.client("programme_office").patch(
            f"/api/v1/{kind}/{row.pk}/",
            {name: "1 December 2017"},
            content_type="application/json",
            headers={"If-Match": '"v1"'},
        )
        assert answer.status_code == 400
        assert "It moves on its own page" in answer.json()[name][0]
        setattr(row, name, None)
        with pytest.raises(ValidationError):
            row.full_clean()

    def test_over_the_api_and_on_its_page(self, kind: str, way: Way) -> None:
        row, name = rows(way)[kind]
        data = {"baseline": name, "to": "1 December 2017", **SAID}
        answer = way.post("programme_office", kind, row, "move-baseline", data)
        assert (answer.status_code, answer.headers["ETag"]) == (201, '"v2"')
        assert answer.json()["new"]["start"] == "2017-12-01"
        listed = way.client("auditor").get(f"/api/v1/baseline-moves/?area={way.area.pk}").json()
        assert [each["reason"] for each in listed["results"]] == [SAID["reason"]]
        page = way.client().get(f"/a/{way.alliance.slug}/records/{kind}/{row.pk}/move-baseline/")
        assert page.status_code == 404, "the verb has a page of its own"
        own = {"area-phases": "phases"}.get(kind, kind)
        url = f"/a/{way.alliance.slug}/{own}/{row.pk}/"
        sent = {"version": 2, "baseline": name, "to": "January 2018", **SAID}
        assert way.client().post(f"{url}move-baseline/", sent).headers["Location"] == url
        text = way.client("auditor").get(url).content.decode()
        assert "1 December 2017 to January 2018" in text
        assert "Approved by Executive Board, 14 September 2017" in text


def test_what_has_come_is_not_moved_and_what_is_empty_is_entered(way: Way) -> None:
    milestone = make.make_milestone(way.area, actual_on=make.day(2017, 6, 1))
    with pytest.raises(WrongState, match="moves no more"):
        move_baseline(milestone, baseline="baseline_on", to=TO, **SAID, **way.by(milestone))
    phase = make.make_phase(way.area)
    with pytest.raises(ValidationError, match="There is no baseline yet"):
        move_baseline(phase, baseline="baseline_end", to=TO, **SAID, **way.by(phase))
    phase.refresh_from_db()
    phase.baseline_end = TO
    phase.full_clean()


def test_a_move_does_not_put_the_end_before_the_start(way: Way) -> None:
    span = {"baseline_start": make.day(2017, 5, 1), "baseline_end": make.day(2017, 6, 1)}
    phase = make.make_phase(way.area, **span)
    with pytest.raises(ValidationError, match="before the start"):
        move_baseline(phase, baseline="baseline_end", to=make.day(2017, 4, 1), **SAID, **way.by(phase))
    assert AreaPhase.objects.get(pk=phase.pk).baseline_end == span["baseline_end"]


def test_a_version_must_be_the_newest(way: Way) -> None:
    with pytest.raises(StaleVersion):
        move_baseline(way.gate, baseline="planned_on", to=TO, **SAID, **way.by(way.gate, expected=7))


def test_the_database_refuses_a_move_of_nothing_or_without_why(way: Way) -> None:
    known = {"area": way.area, "baseline": "planned_on", "old": TO, "new": TO, "moved_at": way.by(way.gate)["at"]}
    for wrong in ({"gate": way.gate}, SAID, SAID | {"gate": way.gate, "milestone": make.make_milestone(way.area)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BaselineMove.objects.create(**known, **wrong)


def test_a_restricted_area_hides_its_moves(way: Way) -> None:
    hidden = make.make_area(way.alliance, restricted=True)
    gate = make.make_gate(hidden)
    move_baseline(gate, baseline="planned_on", to=TO, **SAID, **way.by(gate))
    assert way.client("area_lead").get("/api/v1/baseline-moves/").json()["count"] == 0
    assert way.client("auditor").get("/api/v1/baseline-moves/").json()["count"] == 1
    assert Gate.objects.get(pk=gate.pk).planned_on == TO
