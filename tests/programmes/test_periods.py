"""Opening and changing reporting periods, and who is due in one."""

from __future__ import annotations

from typing import Any

from programmes.choices import UpdateState
from programmes.models import AreaStatus, ReportingPeriod
from programmes.readings import period_standing
from tests import factories as make
from tests.programmes.cycle import Cycle

OCTOBER = {
    "title": "October 2017",
    "code": "2017-10",
    **{f"{name}_1": "10" for name in ("starts_on", "ends_on", "due_on", "as_at")},
    **{f"{name}_2": "2017" for name in ("starts_on", "ends_on", "due_on", "as_at")},
    "starts_on_0": "1",
    "ends_on_0": "31",
    "due_on_0": "13",
    "as_at_0": "20",
}


def states(cycle: Cycle, who: str = "auditor") -> dict[str, str]:
    standing = period_standing(cycle.period, cycle.people[who])
    return {line.area.name: line.state for line in standing.areas}


def test_the_office_opens_a_period(cycle: Cycle) -> None:
    office = cycle.client("office")
    address = f"/a/{cycle.alliance.slug}/open-a-period/"
    assert office.get(address).status_code == 200
    answer = office.post(address, OCTOBER, follow=True)
    assert "October 2017 is open for updates." in answer.content.decode()
    period = ReportingPeriod.objects.get(code="2017-10")
    assert [str(each) for each in (period.starts_on, period.ends_on, period.due_on, period.as_at)] == [
        "2017-10-01",
        "2017-10-31",
        "2017-10-13",
        "2017-10-20",
    ]
    assert period.history.get().history_change_reason == "programmes.period_opened"
    newest_first = [each.code for each in office.get(f"/a/{cycle.alliance.slug}/periods/").context["periods"]]
    assert newest_first == ["2017-10", "2017-09"]


def errors(answer: Any) -> dict[str, list[str]]:
    return {name: [str(each) for each in found] for name, found in answer.context["form"].errors.items()}


def test_what_is_wrong_with_a_period_is_named_at_its_field(cycle: Cycle) -> None:
    office, address = cycle.client("office"), f"/a/{cycle.alliance.slug}/open-a-period/"
    answer = office.post(address, {**OCTOBER, "ends_on_1": "9", "ends_on_0": "30"})
    assert answer.status_code == 422
    assert errors(answer) == {"ends_on": ["The last day must not lie before the first."]}
    answer = office.post(address, {**OCTOBER, "code": "2017-09"})
    assert answer.status_code == 422
    assert errors(answer) == {"code": ["There is a period with the code 2017-09 already. Choose another."]}
    answer = office.post(address, {**OCTOBER, "starts_on_0": "41"})
    assert list(errors(answer)) == ["starts_on"]
    assert "October 2017" in answer.content.decode()
    assert ReportingPeriod.objects.count() == 1


def test_only_the_office_opens_and_changes_periods(cycle: Cycle) -> None:
    for who in ("lead", "sro", "auditor"):
        for path in ("open-a-period/", "periods/2017-09/change/"):
            answer = cycle.client(who).get(f"/a/{cycle.alliance.slug}/{path}")
            assert answer.status_code == 403
            assert "Only the programme office opens and changes reporting periods." in answer.content.decode()
    assert cycle.client("stranger").get(cycle.period_page()).status_code == 404


def test_a_stale_change_of_a_period_keeps_what_was_typed(cycle: Cycle) -> None:
    office = cycle.client("office")
    address = cycle.period_page("change")
    office.post(address, {**OCTOBER, "code": "2017-09", "title": "Theirs", "version": "1"})
    for version in ("1", ""):
        answer = office.post(address, {**OCTOBER, "code": "2017-09", "title": "Mine", "version": version})
        assert answer.status_code == 409
        assert "Mine" in answer.content.decode()
    assert (
        "September 2017 became Theirs"
        in office.post(address, {**OCTOBER, "code": "2017-09", "title": "Mine", "version": "1"}).content.decode()
    )
    assert ReportingPeriod.objects.get().title == "Theirs"


def test_a_signed_period_cannot_be_changed(cycle: Cycle) -> None:
    cycle.client("sro").post(cycle.period_page("sign-off"), {"version": "1"})
    office = cycle.client("office")
    assert office.get(cycle.period_page("change")).status_code == 302
    assert office.post(cycle.period_page("change"), {**OCTOBER, "version": "2"}).status_code == 409


def test_areas_with_a_status_on_the_period_s_date_are_due(cycle: Cycle) -> None:
    live = cycle.area.statuses.get().status
    make.make_area(cycle.alliance, "No status", order=10)
    ended = make.make_area(cycle.alliance, "Ended", order=11)
    make.make_area_status(ended, live, to_date=make.day(2017, 9, 21))
    later = make.make_area(cycle.alliance, "Begins later", order=12)
    make.make_area_status(later, live, from_date=make.day(2017, 9, 23))
    umbrella = make.make_area(cycle.alliance, "Umbrella", counts=False, order=13)
    make.make_area_status(umbrella, live)
    assert list(states(cycle)) == ["Area 00", "Area 01", "Area 02"]


def test_where_no_status_is_recorded_every_counting_area_is_due(cycle: Cycle) -> None:
    AreaStatus.objects.all()._raw_delete("default")
    assert list(states(cycle)) == ["Area 00", "Area 01", "Area 02"]


def test_the_standing_tells_five_states_apart(cycle: Cycle) -> None:
    for number, state in enumerate(UpdateState.values):
        area = make.make_area(cycle.alliance, f"In {state}", order=20 + number)
        make.make_area_status(area, cycle.area.statuses.get().status)
        cycle.filed(area=area, state=state)
    assert states(cycle) == {
        **dict.fromkeys(["Area 00", "Area 01", "Area 02"], "not_reported"),
        **{f"In {state}": state for state in UpdateState.values},
    }
    standing = period_standing(cycle.period, cycle.people["auditor"])
    assert (standing.due, standing.accepted, standing.submitted, standing.returned) == (7, 1, 1, 1)
    assert standing.not_reported == 4, "a draft is nothing filed"
    assert standing.sentence == "1 accepted, 1 to accept, 1 returned, 4 not reported"


def test_an_update_filed_by_an_area_that_is_no_longer_due_still_shows(cycle: Cycle) -> None:
    gone = make.make_area(cycle.alliance, "Gone since", order=30)
    cycle.filed(area=gone)
    assert states(cycle)["Gone since"] == "submitted"


def test_a_reader_who_may_not_see_an_area_does_not_count_it(cycle: Cycle) -> None:
    hidden = make.make_area(cycle.alliance, "Covert matters", restricted=True)
    make.make_area_status(hidden, cycle.area.statuses.get().status)
    assert "Covert matters" in states(cycle, "auditor")
    assert "Covert matters" not in states(cycle, "lead")


def test_the_period_shows_no_rating_of_a_draft(cycle: Cycle) -> None:
    cycle.filed(state=UpdateState.DRAFT, rag=cycle.ratings["red"])
    page = cycle.client("office").get(cycle.period_page()).content.decode()
    assert "Draft, not filed" in page
    assert ">Red<" not in page
