"""A post that is handed over: one appointment ends, the next begins, and what names the holder in it moves on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from alliance.actions import Act, change_holder, holder_plan
from alliance.choices import Role
from alliance.models import Appointment
from core import clock
from core.workflow import WrongState
from programmes.models import AreaRole
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2016, 5, 12)


class Place:
    """A commissioner's post whose holder is followed after an election, and who leads an area in it."""

    def __init__(self) -> None:
        self.alliance = make.make_alliance(slug="region")
        self.office = make.make_member(self.alliance)
        self.post = make.make_post(title="Commissioner")
        self.old, self.new = make.make_person("Alex Old"), make.make_person("Sam New")
        self.held = self.appoint(self.old, from_date=make.day(2012, 11, 22))
        self.role = self.lead(post=self.post)

    def appoint(self, person: Any, post: Any = None, **fields: Any) -> Appointment:
        return make._save(Appointment(post=post or self.post, person=person, **fields))

    def lead(self, **fields: Any) -> AreaRole:
        area = make.make_area(self.alliance)
        return make._save(AreaRole(area=area, part="Lead", person=self.old, from_date=make.day(2013, 1, 1), **fields))

    def hand_over(self, on: date = ON, kind: str = "substantive", **changed: Any) -> Any:
        pair: dict[str, Any] = {"outgoing": self.held, "incoming": self.new}
        pair |= {name: changed.pop(name) for name in list(changed) if name in pair}
        act = Act(on=on, words="Election of 5 May 2016", kind=kind)
        known = {"by": self.office, "at": clock.now(), "expected": self.post.version, "act": act}
        token = holder_plan(self.post, **pair, on=on).token
        return change_holder(self.post, **pair, **({"token": token} | known | changed))

    def client(self, user: Any = None) -> Client:
        client = Client()
        client.force_login(user or self.office)
        return client


@pytest.fixture
def place() -> Place:
    return Place()


def test_the_old_appointment_ends_on_the_day_before_and_the_new_one_begins(place: Place) -> None:
    place.hand_over(kind="acting")
    old, new = place.post.appointments.order_by("pk")
    assert (old.person, str(old.to_date)) == (place.old, "11 May 2016")
    assert (new.person, str(new.from_date), new.to_date) == (place.new, "12 May 2016", None)
    assert (new.standing, new.source) == ("acting", "Election of 5 May 2016")
    assert place.post.holder_on(date(2016, 5, 11)).person == place.old
    assert place.post.holder_on(ON).person == place.new
    assert "to “Sam New” from 12 May 2016" in new.history.first().history_change_reason


def test_what_names_the_holder_in_that_post_moves_on_and_what_names_another_post_stays(place: Place) -> None:
    elsewhere = make.make_post()
    place.appoint(place.old, elsewhere)
    stays, unnamed = place.lead(post=elsewhere), place.lead(post=None)
    place.hand_over()
    assert [str(row.person) for row in AreaRole.objects.filter(area=place.role.area).order_by("pk")] == [
        "Alex Old",
        "Sam New",
    ]
    for row in (stays, unnamed):
        row.refresh_from_db()
        assert (row.person, row.to_date) == (place.old, None)


def test_a_part_without_a_post_moves_on_where_it_was_the_only_post_held(place: Place) -> None:
    unnamed = place.lead(post=None)
    place.hand_over()
    unnamed.refresh_from_db()
    assert str(unnamed.to_date) == "11 May 2016"
    assert AreaRole.objects.as_at(ON).filter(area=unnamed.area).get().person == place.new


def test_a_vacant_post_is_taken_up(place: Place) -> None:
    place.held.to_date = make.day(2016, 1, 1)
    make._save(place.held)
    place.hand_over(outgoing=None)
    assert place.post.holder_on(ON).person == place.new
    assert place.post.holder_on(date(2016, 2, 1)) is None


class TestRefusals:
    def test_a_second_time(self, place: Place) -> None:
        place.hand_over()
        place.held.refresh_from_db()
        with pytest.raises(WrongState, match="“Sam New” holds this post on 12 May 2016 already"):
            place.hand_over(expected=2)
        assert place.post.appointments.count() == 2

    def test_a_day_before_the_holder_began(self, place: Place) -> None:
        with pytest.raises(WrongState, match="choose a later day"):
            place.hand_over(on=date(2012, 11, 22))

    def test_a_plan_that_is_another_by_now(self, place: Place) -> None:
        token = holder_plan(place.post, outgoing=place.held, incoming=place.new, on=ON).token
        place.lead(post=place.post)
        with pytest.raises(WrongState, match="has changed since you looked"):
            place.hand_over(token=token)
        assert place.post.appointments.count() == 1


class TestDoors:
    def test_the_page_shows_what_happens_and_does_it(self, place: Place) -> None:
        url = f"/directory/posts/{place.post.pk}/hand-over/"
        asked = {"outgoing": place.held.pk, "incoming": place.new.pk, "kind": "substantive", "words": "Election"}
        asked |= {"on_0": 12, "on_1": 5, "on_2": 2016}
        page = place.client().get(url, asked)
        assert "1 end on the day before" in page.content.decode()
        done = {"version": place.post.version, "token": page.context["change"].token}
        assert place.client().post(url, asked | done).status_code == 302
        assert place.post.holder_on(ON).person == place.new
        assert place.client(make.make_member(place.alliance, Role.AUDITOR)).get(url).status_code == 403

    def test_the_api_previews_and_does_it(self, place: Place) -> None:
        url = f"/api/v1/posts/{place.post.pk}/hand-over/"
        data = {"outgoing": place.held.pk, "incoming": place.new.pk, "on": "2016-05-12", "words": "Election"}

        def send(**more: Any) -> Any:
            body = json.dumps(data | more)
            return place.client().post(url, body, content_type="application/json", headers={"If-Match": '"v1"'})

        said = send(preview=True).json()
        assert {"kind": "appointments", "ended": 1, "begun": 1, "moved": 0, "left": 0} in said["steps"]
        assert send(outgoing=99_999).status_code == 400
        assert send(plan=said["plan"]).status_code == 200
        assert place.post.holder_on(ON).person == place.new
