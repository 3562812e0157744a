"""Of the shared directory each alliance keeps its own talk to itself, and hidden rows leave no trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from alliance.choices import Role
from alliance.models import Agreement, Partner, Signature
from core import clock
from core.history import recorded
from core.models import Attachment, Comment, Notice, User
from core.records.addresses import page_of
from core.records.registry import record_for
from core.records.withdrawal import withdraw
from core.workflow import WrongState
from tests import factories as make


class Place:
    """Two alliances with one shared organisation, their offices, and somebody who works in both."""

    def __init__(self) -> None:
        self.north, self.south = (make.make_alliance(slug=slug) for slug in ("north", "south"))
        self.here = make.make_member(self.north, Role.PROGRAMME_OFFICE, "North office")
        self.there = make.make_member(self.south, Role.PROGRAMME_OFFICE, "South office")
        self.both = make.make_member(self.north, Role.PROGRAMME_OFFICE, "Both")
        make.give_role(self.both, self.south, Role.AREA_LEAD)
        self.body = make.make_organisation("Shared Fire", slug="shared-fire")

    def page(self, verb: str = "") -> str:
        return f"/directory/organisations/{self.body.pk}/{verb}"

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def api(self, user: User) -> APIClient:
        client = APIClient()
        client.force_authenticate(user)
        return client

    def say(self, user: User, **more: Any) -> Any:
        sent = {"kind": "organisations", "record": self.body.pk, "text": "Only for us", **more}
        return self.api(user).post("/api/v1/comments/", sent)

    def heard(self, user: User) -> list[int | None]:
        about = {"kind": "organisations", "record": self.body.pk}
        rows = self.api(user).get("/api/v1/comments/", about).json()["results"]
        return [row["alliance"] for row in rows]


@pytest.fixture
def place(db: Any) -> Place:
    return Place()


def test_a_comment_is_seen_in_the_alliance_it_was_written_in_alone(place: Place) -> None:
    made = place.say(place.here)
    assert (made.status_code, made.json()["alliance"]) == (201, place.north.pk)
    assert (place.heard(place.here), place.heard(place.there)) == ([place.north.pk], [])
    assert place.api(place.there).get(f"/api/v1/comments/{made.json()['id']}/").status_code == 404
    assert "Only for us" in place.client(place.here).get(place.page()).content.decode()
    assert "Only for us" not in place.client(place.there).get(place.page()).content.decode()
    withdraw_url = reverse("core:comment_withdraw", kwargs={"pk": made.json()["id"]})
    assert place.client(place.there).get(withdraw_url).status_code == 404
    assert place.client(place.both).get(withdraw_url).status_code == 200


def test_who_works_in_several_says_in_which(place: Place) -> None:
    unsaid = place.say(place.both)
    assert (unsaid.status_code, "north, south" in str(unsaid.json()["alliance"])) == (400, True)
    assert place.say(place.here, alliance="south").status_code == 400
    assert place.say(place.both, alliance="south").json()["alliance"] == place.south.pk
    assert place.say(place.both, alliance=str(place.north.pk)).json()["alliance"] == place.north.pk
    client = place.client(place.both)
    assert "In which alliance do you write this?" in client.get(place.page()).content.decode()
    assert "Only members of" in place.client(place.here).get(place.page()).content.decode()
    url = reverse("core:comment_add", kwargs={"kind": "alliance.organisation", "pk": place.body.pk})
    asked = client.post(url, {"text": "On the page", "back": place.page()})
    assert (asked.status_code, "In which alliance" in asked.content.decode()) == (422, True)
    assert client.post(url, {"text": "On the page", "alliance": "south", "back": place.page()}).status_code == 302
    assert Comment.objects.get(text="On the page").scope_id == place.south.pk


def test_a_file_is_kept_to_the_alliance_too(place: Place) -> None:
    url = reverse("core:attachment_add", kwargs={"kind": "alliance.organisation", "pk": place.body.pk})
    form = place.client(place.both).get(url).content.decode()
    assert "In which alliance do you attach it?" in form
    file = SimpleUploadedFile("note.txt", b"A note.", "text/plain")
    sent = place.client(place.here).post(url, {"title": "Note", "file": file})
    assert sent.status_code == 302
    row = Attachment.objects.get()
    assert row.scope_id == place.north.pk
    files = f"/api/v1/attachments/{row.pk}/file/"
    assert [place.api(who).get(files).status_code for who in (place.here, place.there)] == [200, 404]


def test_what_is_said_of_a_record_of_an_alliance_belongs_to_that(place: Place) -> None:
    area = make.make_area(place.north)
    made = place.api(place.both).post("/api/v1/comments/", {"kind": "areas", "record": area.pk, "text": "Here"})
    assert (made.status_code, made.json()["alliance"]) == (201, None)
    assert Comment.objects.visible_to(place.here).count() == 1


def partner(place: Place, alliance: Any, body: Any = None) -> Partner:
    row: Partner = make._save(Partner(alliance=alliance, organisation=body or place.body))
    return row


def test_hidden_rows_forbid_a_withdrawal_and_leave_no_trace(place: Place) -> None:
    partner(place, place.south)
    page = place.client(place.here).get(place.page("withdraw/")).content.decode()
    assert "in use elsewhere" in page
    assert not any(word in page.lower() for word in ("partner", "may not see", ">1 "))
    with pytest.raises(WrongState) as caught:
        withdraw(place.body, record_for("organisations"), by=place.here, at=clock.now(), why="Twice")
    assert "in use elsewhere" in str(caught.value)
    assert "partner" not in str(caught.value)
    partner(place, place.north)
    page = place.client(place.here).get(place.page("withdraw/")).content.decode()
    assert "1 partner</h2>" in page


def test_a_merge_shows_and_counts_only_what_its_reader_sees(place: Place) -> None:
    other = make.make_organisation("Shared Fire twice", kind=place.body.kind)
    moved = partner(place, place.south, other)
    shown = place.client(place.here).get(place.page("merge/"), {"other": other.pk}).content.decode()
    assert "Nothing points at it." in shown
    sent = {"other": other.pk, "other_version": 1, "reason": "Entered twice"}
    url = f"/api/v1/organisations/{place.body.pk}/merge/"
    assert place.api(place.here).post(url, {**sent, "preview": True}).json() == []
    answer = place.api(place.here).post(url, sent, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.json()) == (200, [])
    moved.refresh_from_db()
    assert moved.organisation == place.body
    assert "partner" not in place.client(place.here).get(place.page("history/")).content.decode().lower()


def test_a_hidden_conflict_forbids_a_merge_without_naming_it(place: Place) -> None:
    other = make.make_organisation("Shared Fire twice", kind=place.body.kind)
    deed = make._save(Agreement(alliance=place.south, title="Secret deed", state="in_force"))
    for body in (place.body, other):
        make._save(Signature(agreement=deed, organisation=body))
    url = f"/api/v1/organisations/{place.body.pk}/merge/"
    sent = {"other": other.pk, "other_version": 1, "reason": "Entered twice"}
    answer = place.api(place.here).post(url, sent, headers={"If-Match": '"v1"'})
    assert answer.status_code == 409
    assert "in use elsewhere" in str(answer.json())
    assert not any(word in str(answer.json()).lower() for word in ("deed", "signature"))
    told = place.api(place.there).post(url, sent, headers={"If-Match": '"v1"'})
    assert "The signature" in str(told.json())


def rename(place: Place, who: User, name: str = "New Fire") -> Any:
    place.body.refresh_from_db()
    match = {"If-Match": f'"v{place.body.version}"'}
    return place.api(who).patch(f"/api/v1/organisations/{place.body.pk}/", {"name": name}, headers=match)


def test_a_new_name_is_told_to_the_offices_of_the_other_alliances_it_is_a_partner_in(place: Place) -> None:
    partner(place, place.south)
    partner(place, place.north)
    assert rename(place, place.here).status_code == 200
    assert list(Notice.objects.values_list("account", flat=True)) == [place.there.pk]
    told = Notice.objects.visible_to(place.there).get()
    assert "“Shared Fire” is now “New Fire”" in told.text
    assert told.url == page_of(place.body)


def test_another_change_or_another_body_tells_nobody(place: Place) -> None:
    assert rename(place, place.here).status_code == 200
    partner(place, place.south)
    place.body.refresh_from_db()
    assert rename(place, place.here, place.body.name).status_code == 200
    with recorded(by=place.here, reason="test"):
        place.body.save()
    assert not Notice.objects.exists()
