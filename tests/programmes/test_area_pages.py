"""The list of areas and the page of one: as at a date, as known on one, filtered, sorted, inventing no status."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alliance.choices import Concept
from alliance.models import Term
from core.history import recorded
from core.imprecise_dates import parse
from programmes.choices import Measure, UpdateState
from programmes.models import AreaStatus, ReportedCount
from tests import factories as make
from tests.programmes.cycle import Cycle, make_cycle


def keep(row: Any) -> Any:
    with recorded(by=None, actor="system:test", reason="test"):
        row.save()
    return row


def names(answer: Any) -> list[str]:
    return [line.area.name for line in answer.context["lines"]]


def listed(cycle: Cycle, query: str = "", who: str = "auditor") -> Any:
    return cycle.client(who).get(f"/a/{cycle.alliance.slug}/areas/{query}")


def test_the_list_gives_each_area_with_its_status_and_what_it_reported(cycle: Cycle) -> None:
    cycle.filed(rag=cycle.ratings["red"], rag_reason="Late.")
    cycle.filed(area=cycle.areas[1], state=UpdateState.DRAFT, rag=cycle.ratings["amber"])
    page = listed(cycle, "?as_at=2017-09-22").content.decode().partition("<tbody")[2]
    assert page.count("Live") >= 3
    assert "Submitted" in page
    assert "Red" in page
    assert "Amber" not in page, "a draft has told nobody anything yet"


def test_the_list_as_at_a_date_gives_the_statuses_of_that_date(cycle: Cycle) -> None:
    planned = make.make_status(cycle.alliance, "planned", name="Design & Planning", order=1)
    area = make.make_area(cycle.alliance, "Custody", order=9)
    make.make_area_status(area, planned, from_date=make.day(2015, 1, 1), to_date=make.day(2016, 12, 31))
    make.make_area_status(area, cycle.areas[0].statuses.get().status, from_date=make.day(2017, 1, 1))
    then = {line.area.name: line.status for line in listed(cycle, "?as_at=2016-06-01").context["lines"]}
    now = {line.area.name: line.status for line in listed(cycle, "?as_at=2017-06-01").context["lines"]}
    assert str(then["Custody"].status) == "Design & Planning"
    assert str(now["Custody"].status) == "Live"


def test_before_anything_is_recorded_the_counts_are_as_reported_with_their_source(cycle: Cycle) -> None:
    source = "Report to the Police and Crime Panel, 22 September 2017"
    for measure, value in ((Measure.APPROVED, 23), (Measure.LIVE, 11)):
        september = parse("September 2015")
        keep(ReportedCount(alliance=cycle.alliance, measure=measure, value=value, as_at=september, source=source))
    answer = listed(cycle, "?as_at=2015-10-01")
    page = answer.content.decode()
    assert [count.value for count in answer.context["reported"]] == [23, 11]
    assert "No status is recorded by area as at 1 October 2015." in page
    assert source in page
    assert all(line.status is None for line in answer.context["lines"])
    assert listed(cycle, "?as_at=2016-02-01").context["reported"] == []
    assert listed(cycle, "?as_at=2015-08-31").context["reported"] == []


def test_the_list_as_known_on_a_day_says_what_the_record_said_then(cycle: Cycle) -> None:
    status = cycle.areas[0].statuses.get()
    stamp = timezone.make_aware(datetime(2017, 3, 1, 9))
    for model in (type(cycle.area), AreaStatus):
        model.history.update(history_date=stamp)
    approved = make.make_status(cycle.alliance, "approved", name="Approved", order=2)
    with recorded(by=None, actor="system:test", reason="corrected"):
        status.status = approved
        status.save()
        cycle.area.name = "Renamed"
        cycle.area.save()
    then = listed(cycle, "?known_on=2017-03-02")
    assert names(then)[0] == "Area 00"
    assert str(then.context["lines"][0].status.status) == "Live"
    now = listed(cycle, f"?known_on={date.today() + timezone.timedelta(days=1)}")
    assert (names(now)[0], str(now.context["lines"][0].status.status)) == ("Renamed", "Approved")
    assert names(listed(cycle, "?known_on=2016-03-02")) == []
    page = cycle.client("auditor").get(f"/a/{cycle.alliance.slug}/areas/{cycle.area.slug}/?known_on=2017-03-02")
    assert (page.context["facts"].area.name, str(page.context["facts"].now.status)) == ("Area 00", "Live")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?search=area+01", ["Area 01"]),
        ("?status=planned", ["Area 02"]),
        ("?reported=yes", ["Area 00"]),
        ("?reported=no", ["Area 01", "Area 02"]),
        ("?sort=-name", ["Area 02", "Area 01", "Area 00"]),
        ("?sort=status", ["Area 02", "Area 00", "Area 01"]),
        ("?sort=-status", ["Area 00", "Area 01", "Area 02"]),
        ("?search=nothing+like+it", []),
    ],
)
def test_the_list_can_be_searched_filtered_and_sorted(cycle: Cycle, query: str, expected: list[str]) -> None:
    planned = make.make_status(cycle.alliance, "planned", name="Design & Planning", order=1)
    AreaStatus.objects.filter(area=cycle.areas[2]).update(status=planned)
    cycle.filed()
    cycle.filed(area=cycle.areas[1], state=UpdateState.DRAFT)
    assert names(listed(cycle, query)) == expected


def test_the_list_can_be_filtered_and_sorted_by_rating(cycle: Cycle) -> None:
    cycle.filed(area=cycle.areas[1], rag=cycle.ratings["red"])
    cycle.filed(area=cycle.areas[2])
    cycle.filed(area=cycle.areas[0], rag=cycle.ratings["red"], state=UpdateState.DRAFT)
    assert names(listed(cycle, "?rag=red")) == ["Area 01"], "a draft is nothing filed"
    assert names(listed(cycle, "?sort=rag")) == ["Area 02", "Area 01", "Area 00"]
    assert names(listed(cycle, "?sort=-rag")) == ["Area 01", "Area 02", "Area 00"]


def test_an_area_that_left_says_until_when_it_stood_where_and_asks_for_no_update(cycle: Cycle) -> None:
    gone = make.make_area(cycle.alliance, "Gone", slug="gone")
    make.make_area_status(gone, cycle.areas[0].statuses.get().status, to_date=make.day(2017, 6, 30))
    answer = cycle.client("office").get(f"/a/{cycle.alliance.slug}/areas/gone/")
    page = " ".join(answer.content.decode().split())
    assert "<strong>Live</strong> until 30 June 2017; no status since" in page
    assert "No status is recorded as at" not in page
    assert answer.context["to_file"] is None
    before = cycle.client("office").get(f"/a/{cycle.alliance.slug}/areas/gone/?as_at=2017-06-30")
    assert str(before.context["facts"].now.status) == "Live"


def test_what_was_not_reported_is_what_the_period_counts_as_such(cycle: Cycle) -> None:
    """An area that left before the period, and one whose update was returned, are not among those missing."""
    cycle.filed()
    cycle.filed(area=cycle.areas[1], state=UpdateState.RETURNED)
    gone = make.make_area(cycle.alliance, "Gone", order=9)
    live = cycle.areas[0].statuses.get().status
    make.make_area_status(gone, live, to_date=make.day(2017, 6, 30))
    assert names(listed(cycle, "?reported=no")) == ["Area 02"]
    assert names(listed(cycle, "?reported=returned")) == ["Area 01"]
    assert names(listed(cycle, "?reported=yes")) == ["Area 00"]
    page = cycle.client("office").get(f"/a/{cycle.alliance.slug}/")
    standing = page.context["overview"].standing
    assert (standing.not_reported, standing.returned, standing.reported) == (1, 1, 1)


@pytest.mark.parametrize(
    ("query", "words"), [("?sort=colour", "Sort by one of: name"), ("?status=asleep", "Select a valid choice")]
)
def test_a_wrong_filter_is_named_and_lists_nothing(cycle: Cycle, query: str, words: str) -> None:
    answer = listed(cycle, query)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert names(answer) == []


def test_a_wrong_date_says_what_is_expected(cycle: Cycle) -> None:
    answer = listed(cycle, "?as_at=2017-02-30")
    assert answer.status_code == 400
    assert "As at must be a real date" in answer.content.decode()


def test_the_alliance_s_own_word_heads_the_list(cycle: Cycle) -> None:
    keep(Term(alliance=cycle.alliance, concept=Concept.AREA, singular="Work stream", plural="Work streams"))
    assert ">Work streams</h1>" in listed(cycle).content.decode()


def test_a_hidden_area_leaves_no_trace(cycle: Cycle) -> None:
    hidden = make.make_area(cycle.alliance, "Covert matters", restricted=True)
    assert "Covert matters" in names(listed(cycle))
    for query in ("", "?search=covert", "?known_on=2100-01-01"):
        answer = listed(cycle, query, who="lead")
        assert "Covert matters" not in answer.content.decode()
    address = f"/a/{cycle.alliance.slug}/areas/{hidden.slug}/"
    assert cycle.client("lead").get(address).status_code == 404
    assert cycle.client("auditor").get(address).status_code == 200


def test_somebody_who_led_an_area_once_no_longer_sees_it_when_it_is_restricted(cycle: Cycle) -> None:
    hidden = make.make_area(cycle.alliance, "Covert matters", restricted=True)
    make.make_lead(hidden, user=cycle.people["other lead"], to_date=date(2017, 1, 1))
    make.make_lead(hidden)
    assert cycle.client("other lead").get(f"/a/{cycle.alliance.slug}/areas/{hidden.slug}/").status_code == 404


def test_the_page_of_an_area_gives_its_history_its_leads_and_its_updates(cycle: Cycle) -> None:
    cycle.filed(done="Moved into one building.")
    address = f"/a/{cycle.alliance.slug}/areas/{cycle.area.slug}/"
    page = cycle.client("auditor").get(address).content.decode()
    assert "Live</strong> from 1 January 2016" in page
    assert cycle.people["lead"].name in page
    assert "Moved into one building." in page
    assert "Write the update" not in page
    assert "Change" not in page.split("page-head-side")[1].split("</div>")[0]
    early = cycle.client("auditor").get(f"{address}?as_at=2015-06-01").content.decode()
    assert "No status is recorded as at 1 June 2015" in early
    assert "Moved into one building." not in early


def test_the_page_of_an_area_in_phases_gives_its_parts(cycle: Cycle) -> None:
    whole = make.make_area(cycle.alliance, "Information management", counts=False)
    part = make.make_area(cycle.alliance, "Information management (phase 1)", parent=whole)
    make.make_area_status(part, cycle.area.statuses.get().status)
    page = cycle.client("auditor").get(f"/a/{cycle.alliance.slug}/areas/{whole.slug}/").content.decode()
    assert "Delivered in 1 part" in page
    assert "Information management (phase 1)" in page
    assert "Information management" not in names(listed(cycle))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["areas/", "areas/?as_at=2017-09-22&sort=status", "periods/2017-09/", "periods/"])
def test_the_queries_do_not_grow_with_the_areas(path: str) -> None:
    counts = []
    for areas in (2, 20):
        cycle = make_cycle(areas)
        for area in cycle.areas:
            cycle.filed(area=area)
        client = cycle.client("office")
        client.get(f"/a/{cycle.alliance.slug}/{path}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/a/{cycle.alliance.slug}/{path}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 25
