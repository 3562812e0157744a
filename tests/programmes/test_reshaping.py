"""Areas that split, merge, move or lose a partner: the day before shows the old shape, the day after the new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from alliance.choices import Role
from alliance.models import Organisation
from core.versions import StaleVersion
from programmes.actions import NewArea, end_partner, merge_areas, move_area, split_area
from programmes.models import (
    AreaLead,
    AreaPartner,
    AreaRole,
    AreaStatus,
    AreaSuccession,
    BusinessArea,
    DependencyProvider,
    partners_of,
)
from tests import factories as make
from tests.programmes.way import Way

pytestmark = pytest.mark.django_db
ON = date(2017, 10, 1)
BEFORE = ON - timedelta(days=1)
WORDS = "Executive Board, 14 September 2017"
ACT: dict[str, Any] = {"on": ON, "words": WORDS}
HALVES = [NewArea("roads", "Roads policing"), NewArea("dogs", "Dog section")]


@pytest.fixture
def live(way: Way) -> Any:
    """The status in which two areas of the alliance stand, one of them with a partner of its own."""
    status = make.make_status(way.alliance, means_live=True, means_approved=True)
    for area in (way.area, make.make_area(way.alliance, "Estates", slug="estates")):
        make.make_area_status(area, status, from_date=make.day(2016, 1, 1))
    return status


def standing(way: Way, on: date) -> list[str]:
    rows = AreaStatus.objects.in_edition(way.alliance, with_restricted=True).position(on)
    return sorted(row.area.name for row in rows)


def partner(way: Way, name: str) -> Organisation:
    body = make.make_organisation(name)
    make.make_partner(way.alliance, body)
    return body


class TestSplitting:
    def test_both_days_are_right(self, way: Way, live: Any) -> None:
        parts = split_area(way.area, into=HALVES, **ACT, **way.by(way.area))
        assert standing(way, BEFORE) == ["Estates", "Fleet"]
        assert standing(way, ON) == ["Dog section", "Estates", "Roads policing"]
        assert {row.successor for row in AreaSuccession.objects.filter(area=way.area, kind="split")} == set(parts)
        status = AreaStatus.objects.get(area=parts[0])
        assert (status.act, str(status.from_date), status.status) == (WORDS, "1 October 2017", live)
        way.area.refresh_from_db()
        assert way.area.history.first().history_change_reason == f"programmes.area_split: {WORDS}"

    def test_the_counts_of_the_position_are_those_of_each_day(self, way: Way, live: Any) -> None:
        split_area(way.area, into=HALVES, **ACT, **way.by(way.area))
        assert [counted(way, on) for on in (BEFORE, ON)] == [[2], [3]]

    def test_partners_roles_and_leads_go_on_in_each(self, way: Way, live: Any) -> None:
        body = partner(way, "North")
        make._save(AreaPartner(area=way.area, organisation=body))
        make._save(AreaRole(area=way.area, part="Head", words="As written"))
        parts = split_area(way.area, into=HALVES, **ACT, **way.by(way.area))
        for part in parts:
            assert partners_of(part, ON) == [body]
            assert [str(row.from_date) for row in part.roles.all()] == ["1 October 2017"]
            assert [row.from_date for row in part.leads.all()] == [ON]
        assert (partners_of(way.area, BEFORE), partners_of(way.area, ON)) == ([body], [])
        assert AreaLead.objects.get(area=way.area).to_date == BEFORE

    def test_what_is_not_finished_goes_on_in_the_first(self, way: Way, live: Any) -> None:
        need = make.make_dependency(way.area)
        other = make.make_dependency(BusinessArea.objects.get(slug="estates"))
        make._save(DependencyProvider(dependency=other, area=way.area))
        done = make.make_milestone(way.area, "Came", actual_on=make.day(2017, 1, 1))
        ahead = make.make_milestone(way.area, "Ahead")
        first, _ = split_area(way.area, into=HALVES, **ACT, **way.by(way.area))
        for row in (need, done, ahead, way.gate):
            row.refresh_from_db()
        assert (need.receiver, ahead.area, way.gate.area, done.area) == (first, first, first, way.area)
        assert [str(row) for row in other.givers_on(BEFORE)] == ["Fleet"]
        assert [(str(row), row.reason) for row in other.givers_on(ON)] == [("Roads policing", WORDS)]

    def test_what_cannot_be_is_refused_and_nothing_is_done(self, way: Way, live: Any) -> None:
        def refused(**changes: Any) -> dict[str, Any]:
            way.area.refresh_from_db()
            with pytest.raises(ValidationError) as refusal:
                split_area(way.area, **{"into": HALVES, **ACT, **changes}, **way.by(way.area))
            return refusal.value.message_dict

        assert "at least two" in refused(into=HALVES[:1])["into"][0]
        assert "what brought it about" in refused(words=" ")["words"][0]
        assert "no status on the day before" in refused(on=date(2016, 1, 1))["on"][0]
        assert "already exists" in refused(into=[HALVES[0], NewArea("estates", "Estates")])["into"][0]
        make.make_area_status(way.area, live, from_date=make.day(2018, 1, 1))
        assert "takes up another status" in refused()["on"][0]
        assert standing(way, ON) == ["Estates", "Fleet"]
        with pytest.raises(StaleVersion):
            split_area(
                way.area, into=HALVES, **(ACT | {"on": date(2018, 2, 1)}), **(way.by(way.area) | {"expected": 99})
            )


class TestMerging:
    def test_into_a_new_area(self, way: Way, live: Any) -> None:
        north, south = partner(way, "North"), partner(way, "South")
        estates = BusinessArea.objects.get(slug="estates")
        make._save(AreaPartner(area=way.area, organisation=north))
        make._save(AreaPartner(area=estates, organisation=south))
        new = NewArea("assets", "Assets")
        whole = merge_areas(way.area, others=[estates], new=new, **ACT, **way.by(way.area))
        assert (standing(way, BEFORE), standing(way, ON)) == (["Estates", "Fleet"], ["Assets"])
        assert partners_of(whole, ON) == [north, south]
        assert {row.area.name for row in whole.predecessions.all()} == {"Fleet", "Estates"}

    def test_into_itself(self, way: Way, live: Any) -> None:
        estates = BusinessArea.objects.get(slug="estates")
        moved = make.make_milestone(estates, "First site")
        whole = merge_areas(way.area, others=[estates], new=None, **ACT, **way.by(way.area))
        moved.refresh_from_db()
        assert (whole, moved.area) == (way.area, way.area)
        assert (standing(way, BEFORE), standing(way, ON)) == (["Estates", "Fleet"], ["Fleet"])

    def test_two_of_one_name_are_refused(self, way: Way, live: Any) -> None:
        estates = BusinessArea.objects.get(slug="estates")
        make.make_gate(estates, "Full business case")
        with pytest.raises(ValidationError, match="rename one of them first"):
            merge_areas(way.area, others=[estates], new=None, **ACT, **way.by(way.area))
        assert standing(way, ON) == ["Estates", "Fleet"]


class TestMoving:
    def test_it_ends_here_and_begins_in_the_wider_alliance(self, way: Way, live: Any) -> None:
        wider = make.make_alliance("Region")
        way.alliance.within = wider
        make._save(way.alliance)
        status = make.make_status(wider)
        shared, alone = partner(way, "North"), partner(way, "South")
        make.make_partner(wider, shared)
        there = move_area(way.area, to=wider, slug="fleet", **ACT, **way.by(way.area))
        assert (standing(way, BEFORE), standing(way, ON)) == (["Estates", "Fleet"], ["Estates"])
        assert (there.alliance, partners_of(there, ON)) == (wider, [shared])
        assert alone not in partners_of(there, ON)
        assert AreaStatus.objects.get(area=there).status == status
        assert str(AreaSuccession.objects.get(area=way.area)) == "Fleet: moved to, Fleet, Region"

    def test_another_alliance_is_refused(self, way: Way, live: Any) -> None:
        with pytest.raises(ValidationError, match="stands within"):
            move_area(way.area, to=make.make_alliance(), slug="fleet", **ACT, **way.by(way.area))


class TestEndingPartnerByPartner:
    def test_one_leaves_and_then_the_last_and_the_area_with_it(self, way: Way, live: Any) -> None:
        north, south = partner(way, "North"), partner(way, "South")
        act = {"words": "Notice of May 2017"}
        end_partner(way.area, organisation=north, last_day=BEFORE, **act, **way.by(way.area))
        assert (partners_of(way.area, BEFORE), partners_of(way.area, ON)) == ([north, south], [south])
        assert standing(way, ON) == ["Estates", "Fleet"]
        last = date(2017, 12, 31)
        end_partner(way.area, organisation=south, last_day=last, **act, **way.by(way.area))
        assert partners_of(way.area, date(2018, 1, 1)) == []
        assert (standing(way, last), standing(way, date(2018, 1, 1))) == (["Estates", "Fleet"], ["Estates"])

    def test_who_takes_no_part_is_refused(self, way: Way, live: Any) -> None:
        partner(way, "North")
        with pytest.raises(ValidationError, match="takes no part"):
            end_partner(
                way.area, organisation=make.make_organisation("X"), last_day=BEFORE, words="Left", **way.by(way.area)
            )
        assert not AreaPartner.objects.exists()


class TestPagesAndApi:
    def test_the_page_splits(self, way: Way, live: Any) -> None:
        url = f"/a/{way.alliance.slug}/areas/fleet/"
        sent = {"version": way.area.version, "on_0": "1", "on_1": "10", "on_2": "2017", "words": WORDS}
        names = {"into": "Roads", "into_slug": "roads", "into_2": "Dogs", "into_slug_2": "dogs"}
        office = way.client(Role.PROGRAMME_OFFICE)
        assert office.post(f"{url}split/", sent | names | {"into_slug_2": "roads"}).status_code == 422
        assert office.post(f"{url}split/", sent | names).headers["Location"] == url
        assert standing(way, ON) == ["Dogs", "Estates", "Roads"]

    def test_the_page_merges_and_ends_partners(self, way: Way, live: Any) -> None:
        url, body = f"/a/{way.alliance.slug}/areas/fleet/", partner(way, "North")
        office, other = way.client(Role.PROGRAMME_OFFICE), BusinessArea.objects.get(slug="estates")
        sent = {"version": 1, "on_0": "1", "on_1": "10", "on_2": "2017", "words": WORDS, "others": [other.pk]}
        assert office.post(f"{url}merge/", sent).status_code == 302
        assert standing(way, ON) == ["Fleet"]
        way.area.refresh_from_db()
        left = {"version": way.area.version, "organisation": body.pk, "words": "Notice"}
        day = {"last_day_0": "31", "last_day_1": "12", "last_day_2": "2017"}
        assert office.post(f"{url}end-partner/", left | day).status_code == 302
        assert standing(way, date(2018, 1, 1)) == []

    def test_the_page_and_the_api_move_only_with_the_right_in_both(self, way: Way, live: Any) -> None:
        wider = make.make_alliance("Region")
        way.alliance.within = wider
        make._save(way.alliance)
        data = {"to": wider.pk, "slug": "fleet", "on": "2017-10-01", "words": WORDS}
        assert way.post(Role.PROGRAMME_OFFICE, "areas", way.area, "move", data).status_code == 400
        make.give_role(way.people[Role.PROGRAMME_OFFICE], wider, Role.PROGRAMME_OFFICE)
        page = way.client(Role.PROGRAMME_OFFICE).get(f"/a/{way.alliance.slug}/areas/fleet/move/")
        assert "Region" in page.content.decode()
        answer = way.post(Role.PROGRAMME_OFFICE, "areas", way.area, "move", data)
        assert answer.status_code == 200
        assert BusinessArea.objects.get(pk=answer.json()["areas"][0]).alliance == wider

    def test_the_api_splits_merges_and_ends_partners(self, way: Way, live: Any) -> None:
        act = {"on": "2017-10-01", "words": WORDS}
        into = [{"slug": each.slug, "name": each.name} for each in HALVES]
        answer = way.post(Role.PROGRAMME_OFFICE, "areas", way.area, "split", act | {"into": into})
        assert answer.status_code == 200, answer.content
        first, second = (BusinessArea.objects.get(pk=pk) for pk in answer.json()["areas"])
        again = way.post(
            Role.PROGRAMME_OFFICE,
            "areas",
            first,
            "merge",
            {"on": "2017-11-01", "words": "Again", "others": [second.pk]},
        )
        assert again.json() == {"areas": [first.pk]}
        body = partner(way, "North")
        left = {"organisation": body.pk, "last_day": "2017-12-31", "words": "Notice"}
        ended = way.post(Role.PROGRAMME_OFFICE, "areas", first, "end-partner", left)
        assert ended.json()["to_date"]["words"] == "31 December 2017"


def counted(way: Way, on: date) -> list[int]:
    """How many rows the columns of the position page have on a day, as its API says."""
    data = way.client(Role.AUDITOR).get(f"/api/v1/alliances/{way.alliance.pk}/position/?as_at={on}").json()
    return [column["count"] for column in data["columns"]]
