"""Accepting and returning updates, and signing off the period, in a browser."""

from __future__ import annotations

import pytest

from programmes.choices import PeriodState, UpdateState
from programmes.models import ReportingPeriod, Update
from tests.programmes.cycle import Cycle


def test_the_programme_office_accepts(cycle: Cycle) -> None:
    cycle.filed()
    office = cycle.client("office")
    assert "Accept the update" in office.get(cycle.page()).content.decode()
    answer = office.post(cycle.page("accept"), {"version": "1"}, follow=True)
    assert f"The update for {cycle.area.name} is accepted." in answer.content.decode()
    update = Update.objects.get()
    assert (update.state, update.accepted_by) == (UpdateState.ACCEPTED, cycle.people["office"])


def test_the_programme_office_returns_with_a_comment_that_the_lead_reads(cycle: Cycle) -> None:
    cycle.filed()
    office, lead = cycle.client("office"), cycle.client("lead")
    empty = office.post(cycle.page("return"), {"version": "1", "comment": " "})
    assert empty.status_code == 422
    assert "Say what should be changed." in empty.content.decode()
    office.post(cycle.page("return"), {"version": "1", "comment": "Say when."})
    assert "Say when." in lead.get(cycle.page("change")).content.decode()
    lead.post(cycle.page("change"), {**cycle.typed(done="On 4 September."), "version": "2", "submit": "submit"})
    update = Update.objects.get()
    assert (update.state, update.return_comment) == (UpdateState.SUBMITTED, "")
    reasons = [row.history_change_reason for row in update.history.all()]
    assert reasons[:2] == ["programmes.update_submitted", "programmes.update_returned: Say when."]


@pytest.mark.parametrize("who", ["lead", "other lead", "sro", "auditor"])
@pytest.mark.parametrize("verb", ["accept", "return"])
def test_nobody_else_accepts_or_returns(cycle: Cycle, who: str, verb: str) -> None:
    cycle.filed()
    client = cycle.client(who)
    answer = client.post(cycle.page(verb), {"version": "1", "comment": "No."})
    assert answer.status_code == 403
    assert "Only the programme office accepts updates or returns them." in answer.content.decode()
    assert "Accept the update" not in client.get(cycle.page()).content.decode()


@pytest.mark.parametrize("verb", ["accept", "return"])
def test_what_changed_since_it_was_read_is_not_judged(cycle: Cycle, verb: str) -> None:
    update = cycle.filed(done="Read me first.")
    Update.objects.filter(pk=update.pk).update(version=2, done="New words.")
    answer = cycle.client("office").post(cycle.page(verb), {"version": "1", "comment": "My comment."})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "New words." in page
    assert "Somebody else has changed this since you opened the page." in page
    assert Update.objects.get().state == UpdateState.SUBMITTED
    if verb == "return":
        assert "My comment." in page
        assert 'name="version" value="2"' in page


def test_nothing_is_judged_where_nothing_is_filed(cycle: Cycle) -> None:
    assert cycle.client("office").post(cycle.page("accept"), {"version": "1"}).status_code == 404


def test_accepting_twice_says_that_it_is_accepted(cycle: Cycle) -> None:
    cycle.filed(state=UpdateState.ACCEPTED)
    answer = cycle.client("office").post(cycle.page("accept"), {"version": "1"})
    assert answer.status_code == 409
    assert "This is accepted" in answer.content.decode()


def test_the_senior_responsible_owner_signs_off_with_areas_missing(cycle: Cycle) -> None:
    cycle.filed(state=UpdateState.ACCEPTED)
    sro = cycle.client("sro")
    page = sro.get(cycle.period_page()).content.decode()
    assert "2 of 3 have not reported" in page
    assert "The report says so and fills nothing in for them." in page
    answer = sro.post(cycle.period_page("sign-off"), {"version": "1", "summary": "On track."}, follow=True)
    assert "September 2017 is signed off." in answer.content.decode()
    period = ReportingPeriod.objects.get()
    assert (period.state, period.summary) == (PeriodState.SIGNED_OFF, "On track.")
    assert Update.objects.count() == 1


@pytest.mark.parametrize("who", ["office", "lead", "auditor"])
def test_nobody_else_signs_off_or_opens_again(cycle: Cycle, who: str) -> None:
    client = cycle.client(who)
    for verb in ("sign-off", "reopen"):
        answer = client.post(cycle.period_page(verb), {"version": "1", "reason": "Because."})
        assert answer.status_code == 403
        assert "Only a senior responsible owner signs off" in answer.content.decode()


def test_opening_again_needs_a_reason(cycle: Cycle) -> None:
    sro = cycle.client("sro")
    sro.post(cycle.period_page("sign-off"), {"version": "1"})
    empty = sro.post(cycle.period_page("reopen"), {"version": "2", "reason": ""})
    assert empty.status_code == 422
    assert "Say why the period is opened again." in empty.content.decode()
    sro.post(cycle.period_page("reopen"), {"version": "2", "reason": "Late figures."})
    assert ReportingPeriod.objects.get().state == PeriodState.OPEN
    assert "Late figures." in sro.get(cycle.period_page("history")).content.decode()


def test_a_sign_off_of_a_period_that_changed_meanwhile_is_shown_again(cycle: Cycle) -> None:
    ReportingPeriod.objects.update(version=2)
    answer = cycle.client("sro").post(cycle.period_page("sign-off"), {"version": "1", "summary": "My words."})
    assert answer.status_code == 409
    assert "My words." in answer.content.decode()
    assert ReportingPeriod.objects.get().state == PeriodState.OPEN


def test_a_signed_period_offers_no_writing(cycle: Cycle) -> None:
    cycle.client("sro").post(cycle.period_page("sign-off"), {"version": "1"})
    answer = cycle.client("lead").get(cycle.page("change"), follow=True)
    assert "is signed off, so its updates cannot be changed." in answer.content.decode()
    late = cycle.client("lead").post(cycle.page("change"), {**cycle.typed(), "version": "0", "submit": "submit"})
    assert late.status_code == 409
    assert not Update.objects.exists()
