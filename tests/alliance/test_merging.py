"""Merging two organisations, or two people, that were entered twice: what moves, what refuses, what is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alliance.choices import Role
from alliance.models import Agreement, Appointment, Organisation, Partner, Person, Signature
from core import clock
from core.merging import merge, plan
from core.models import Comment
from core.records.registry import record_for
from core.records.relations import relations_to
from core.workflow import WrongState
from governance.models import BoardMember
from tests import factories as make

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self) -> None:
        self.alliance = make.make_alliance()
        self.office = make.make_member(self.alliance)
        self.kept = make.make_organisation("Dorset Fire")
        self.other = make.make_organisation("Dorset Fire Service", kind=self.kept.kind)

    def merge(self, kept: Any = None, other: Any = None, kind: str = "organisations") -> Any:
        pair = kept or self.kept, other or self.other
        versions = (pair[0].version, pair[1].version)
        return merge(*pair, record_for(kind), by=self.office, at=clock.now(), why="Entered twice", versions=versions)

    def client(self, user: Any = None) -> Client:
        client = Client()
        client.force_login(user or self.office)
        return client


@pytest.fixture
def place() -> Place:
    return Place()


def test_every_relation_of_the_kind_is_found_from_the_models() -> None:
    found = {(relation.model.__name__, relation.name) for relation in relations_to(Organisation)}
    named = {"Post", "Partner", "Signature", "BoardMember", "OrganisationName"}
    assert {(name, "organisation") for name in named} | {("Organisation", "serves")} <= found
    assert not any(name.startswith("Historical") for name, _ in found)


def test_moves_all_keeps_the_name_and_withdraws_the_duplicate(place: Place) -> None:
    post = make.make_post(place.other)
    partner = make._save(Partner(alliance=place.alliance, organisation=place.other))
    follower = make.make_organisation(kind=place.kept.kind, serves=place.other, predecessor=place.other)
    risk = make.make_risk(make.make_register(place.alliance))
    risk.affected.set([place.other])
    place.merge()
    for row in (post, partner, follower, place.kept, place.other):
        row.refresh_from_db()
    assert (post.organisation, partner.organisation) == (place.kept, place.kept)
    assert (follower.serves, follower.predecessor) == (place.kept, place.kept)
    assert list(risk.affected.all()) == [place.kept]
    assert place.kept.aliases == "Dorset Fire Service"
    assert (place.other.is_withdrawn, place.other.merged_into) == (True, place.kept)
    assert plan(place.kept, place.other) == []
    newest = post.history.first()
    assert newest.version == 2
    assert "into “Dorset Fire”" in newest.history_change_reason
    assert "Entered twice" in newest.history_change_reason


def test_what_was_said_of_the_duplicate_moves_too(place: Place) -> None:
    label = place.other._meta.label_lower
    said = Comment(
        subject_kind=label, subject_id=place.other.pk, said_by=place.office, said_at=clock.now(), text="Which one?"
    )
    make._save(said)
    place.merge()
    said.refresh_from_db()
    assert said.subject_id == place.kept.pk


def test_names_a_conflict_before_anything_is_written(place: Place) -> None:
    deed = make._save(Agreement(alliance=place.alliance, title="Deed", state="in_force"))
    for body in (place.kept, place.other):
        make._save(Signature(agreement=deed, organisation=body))
    post = make.make_post(place.other)
    with pytest.raises(WrongState, match="The signature “Dorset Fire Service” cannot move"):
        place.merge()
    post.refresh_from_db()
    place.other.refresh_from_db()
    assert (post.organisation, place.other.is_withdrawn) == (place.other, False)


def test_a_deciding_body_and_one_that_does_not_decide_stay_apart(place: Place) -> None:
    place.other.is_deciding_body = True
    make._save(place.other)
    with pytest.raises(WrongState, match="must stay apart"):
        place.merge()


def test_an_organisation_and_the_one_it_serves_stay_apart(place: Place) -> None:
    place.other.serves = place.kept
    make._save(place.other)
    with pytest.raises(WrongState, match="one serves or follows the other"):
        place.merge()


def test_people_keep_their_appointments_and_the_account(place: Place) -> None:
    kept, other = make.make_person("Sam Lee"), make.make_person("S. Lee", user=make.make_user())
    account = other.user
    held = make._save(Appointment(post=make.make_post(), person=other))
    place.merge(kept, other, "people")
    kept = Person.objects.get(pk=kept.pk)
    held.refresh_from_db()
    assert (held.person, kept.user, kept.aliases) == (kept, account, "S. Lee")


def test_two_people_with_accounts_stay_apart(place: Place) -> None:
    pair = [make.make_person(name, user=make.make_user()) for name in ("Sam Lee", "S. Lee")]
    with pytest.raises(WrongState, match="each has an account of their own"):
        place.merge(*pair, "people")


class TestDoors:
    def test_the_page_previews_and_merges(self, place: Place) -> None:
        post = make.make_post(place.other)
        url = reverse("records:directory_merge", kwargs={"kind": "organisations", "pk": place.kept.pk})
        shown = place.client().get(url, {"other": place.other.pk}).content.decode()
        assert "1 post<" in shown
        assert str(post) in shown
        data = {"other": place.other.pk, "version": 1, "other_version": 1, "reason": "Entered twice"}
        assert place.client().post(url, data | {"reason": ""}).status_code == 422
        assert place.client().post(url, data).status_code == 302
        post.refresh_from_db()
        assert post.organisation == place.kept
        detail = reverse("records:directory_detail", kwargs={"kind": "organisations", "pk": place.other.pk})
        page = place.client().get(detail).content.decode()
        assert "It was merged into" in page
        assert "Put back" not in page

    def test_only_who_keeps_the_directory_may(self, place: Place) -> None:
        reader = make.make_member(place.alliance, Role.AREA_LEAD)
        url = reverse("records:directory_merge", kwargs={"kind": "organisations", "pk": place.kept.pk})
        assert place.client(reader).get(url).status_code == 403

    def test_the_api_previews_and_merges(self, place: Place) -> None:
        make.make_post(place.other)
        url = reverse("api:organisations-merge", kwargs={"pk": place.kept.pk})
        data = {"other": place.other.pk, "other_version": 1, "reason": "Entered twice"}

        def send(**more: Any) -> Any:
            body = json.dumps(data | more)
            return place.client().post(url, body, content_type="application/json", headers={"If-Match": '"v1"'})

        assert send(preview=True).json() == [{"kind": "posts", "field": "organisation", "count": 1, "conflicts": []}]
        assert not Organisation.objects.get(pk=place.kept.pk).aliases
        assert send().status_code == 200
        assert list(Organisation.objects.filter(pk=place.other.pk)) == []

    def test_board_members_move_with_the_body(self, place: Place) -> None:
        member = make._save(BoardMember(board=make.make_board(place.alliance), organisation=place.other))
        place.merge()
        member.refresh_from_db()
        assert member.organisation == place.kept
