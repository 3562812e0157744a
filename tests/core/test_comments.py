"""Comments on records: seen by whoever sees the record, added by whoever works there, withdrawn with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alliance.choices import Role
from core.models import Attachment, Comment, Reading, User
from tests import factories as make

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self) -> None:
        self.alliance = make.make_alliance()
        self.office = make.make_member(self.alliance)
        self.lead = make.make_member(self.alliance, Role.AREA_LEAD)
        self.auditor = make.make_member(self.alliance, Role.AUDITOR)
        self.area = make.make_area(self.alliance)
        self.risk = make.make_risk(make.make_register(self.alliance))
        self.sealed = make.make_risk(self.risk.register, restricted=True)

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def page(self, row: Any, kind: str = "risks") -> str:
        return reverse("records:detail", kwargs={"alliance": self.alliance.slug, "kind": kind, "pk": row.pk})

    def say(self, user: User, row: Any, text: str = "Ask finance", kind: str = "risks.risk") -> Any:
        url = reverse("core:comment_add", kwargs={"kind": kind, "pk": row.pk})
        return self.client(user).post(url, {"text": text, "back": self.page(row)})


@pytest.fixture
def place() -> Place:
    return Place()


def test_is_shown_on_the_page_to_all_who_see_the_record(place: Place) -> None:
    sent = place.say(place.lead, place.risk)
    assert sent.headers["Location"] == place.page(place.risk) + "#comments"
    page = place.client(place.auditor).get(place.page(place.risk)).content.decode()
    assert "Ask finance" in page
    assert "Add a comment" not in page
    assert "may be disclosed" in place.client(place.lead).get(place.page(place.risk)).content.decode()


def test_an_auditor_adds_none(place: Place) -> None:
    assert place.say(place.auditor, place.risk).status_code == 403
    assert not Comment.objects.exists()


def test_a_comment_on_a_restricted_record_is_as_restricted(place: Place) -> None:
    assert place.say(place.lead, place.sealed).status_code == 404
    place.say(place.office, place.sealed, "Sealed words")
    comment = Comment.objects.get()
    listed = reverse("api:comments-list") + f"?kind=risks&record={place.sealed.pk}"
    one = reverse("api:comments-detail", kwargs={"pk": comment.pk})
    lead, auditor = place.client(place.lead), place.client(place.auditor)
    assert (lead.get(listed).status_code, lead.get(one).status_code) == (404, 404)
    assert auditor.get(listed).json()["results"][0]["text"] == "Sealed words"
    assert auditor.get(one).json()["text"] == "Sealed words"
    assert lead.get(reverse("core:comment_withdraw", kwargs={"pk": comment.pk})).status_code == 404


@pytest.mark.parametrize("who", ["lead", "office"])
def test_its_author_and_the_programme_office_withdraw_it_with_a_reason(who: str, place: Place) -> None:
    place.say(place.lead, place.risk)
    comment = Comment.objects.get()
    url = reverse("core:comment_withdraw", kwargs={"pk": comment.pk})
    client = place.client(getattr(place, who))
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Wrong risk"}).status_code == 302
    assert not Comment.objects.exists()
    comment.refresh_from_db()
    assert (comment.withdrawn_by, comment.withdrawn_reason) == (getattr(place, who), "Wrong risk")


def test_nobody_else_withdraws_it(place: Place) -> None:
    place.say(place.office, place.risk)
    url = reverse("core:comment_withdraw", kwargs={"pk": Comment.objects.get().pk})
    assert place.client(place.lead).post(url, {"reason": "No"}).status_code == 403
    assert Comment.objects.count() == 1


def test_an_empty_comment_is_refused_in_words(place: Place) -> None:
    answer = place.say(place.lead, place.risk, "  ")
    assert (answer.status_code, "Enter a comment." in answer.content.decode()) == (422, True)


def test_stands_on_pages_of_their_own_too(place: Place) -> None:
    period = make.make_period(place.alliance)
    meeting = make.make_meeting(make.make_board(place.alliance))
    pages = {
        "programmes.businessarea": (place.area, reverse(
            "reporting:area_detail", kwargs={"alliance": place.alliance.slug, "area": place.area.slug}
        )),
        "programmes.reportingperiod": (period, reverse(
            "programmes:period_detail", kwargs={"alliance": place.alliance.slug, "code": period.code}
        )),
        "governance.meeting": (meeting, reverse(
            "governance:meeting_detail", kwargs={"alliance": place.alliance.slug, "pk": meeting.pk}
        )),
    }  # fmt: skip
    client = place.client(place.office)
    for kind, (row, url) in pages.items():
        add = reverse("core:comment_add", kwargs={"kind": kind, "pk": row.pk})
        client.post(add, {"text": f"Said of {kind}", "back": url})
        assert f"Said of {kind}" in client.get(url).content.decode()


def test_does_not_lead_back_to_another_site(place: Place) -> None:
    url = reverse("core:comment_add", kwargs={"kind": "risks.risk", "pk": place.risk.pk})
    sent = place.client(place.lead).post(url, {"text": "x", "back": "https://example.org/"})
    assert sent.headers["Location"].startswith(place.page(place.risk))


class TestApi:
    def send(self, place: Place, user: User, **data: Any) -> Any:
        return place.client(user).post(reverse("api:comments-list"), json.dumps(data), content_type="application/json")

    def test_adds_lists_and_withdraws(self, place: Place) -> None:
        made = self.send(place, place.lead, kind="risks", record=place.risk.pk, text="By system")
        assert made.status_code == 201
        client = place.client(place.lead)
        listed = client.get(reverse("api:comments-list") + f"?kind=risks&record={place.risk.pk}").json()
        assert [each["by"] for each in listed["results"]] == [place.lead.name]
        url = reverse("api:comments-withdraw", kwargs={"pk": made.json()["id"]})
        answer = client.post(url, json.dumps({"reason": "Twice"}), content_type="application/json")
        assert (answer.status_code, Comment.objects.count()) == (204, 0)

    def test_asks_for_the_record(self, place: Place) -> None:
        assert "kind" in place.client(place.lead).get(reverse("api:comments-list")).json()
        assert self.send(place, place.auditor, kind="risks", record=place.risk.pk, text="x").status_code == 403


class TestAttachments:
    def attach(self, place: Place, user: User, row: Any, content: bytes = b"Minutes of May\n") -> Any:
        url = reverse("core:attachment_add", kwargs={"kind": "risks.risk", "pk": row.pk})
        file = SimpleUploadedFile("minutes.txt", content)
        return place.client(user).post(url, {"title": "Letter", "file": file, "back": place.page(row)})

    def test_is_given_out_to_all_who_see_the_record(self, place: Place) -> None:
        assert self.attach(place, place.lead, place.risk).status_code == 302
        url = reverse("core:attachment_file", kwargs={"pk": Attachment.objects.get().pk})
        page = place.client(place.auditor).get(place.page(place.risk)).content.decode()
        assert url in page
        given = place.client(place.auditor).get(url)
        assert b"Minutes of May" in b"".join(given.streaming_content)
        outsider = make.make_member(make.make_alliance())
        assert place.client(outsider).get(url).status_code == 404

    def test_beside_a_restricted_record_it_is_restricted_and_its_reading_noted(self, place: Place) -> None:
        self.attach(place, place.office, place.sealed)
        url = reverse("core:attachment_file", kwargs={"pk": Attachment.objects.get().pk})
        assert place.client(place.lead).get(url).status_code == 404
        assert place.client(place.auditor).get(url).status_code == 200
        assert Reading.objects.get().user == place.auditor

    def test_an_auditor_attaches_nothing(self, place: Place) -> None:
        assert self.attach(place, place.auditor, place.risk).status_code == 403
        assert not Attachment.objects.exists()

    def test_a_file_that_is_refused_says_why(self, place: Place) -> None:
        answer = self.attach(place, place.lead, place.risk, b"")
        assert (answer.status_code, "minutes.txt is empty." in answer.content.decode()) == (422, True)

    def test_over_the_api_and_withdrawn_with_a_reason(self, place: Place) -> None:
        client = place.client(place.lead)
        data = {"kind": "risks", "record": place.risk.pk, "title": "Letter"}
        made = client.post(
            reverse("api:attachments-list"), data | {"file": SimpleUploadedFile("minutes.txt", b"Minutes\n")}
        )
        assert (made.status_code, made.json()["title"]) == (201, "Letter")
        listed = client.get(reverse("api:attachments-list"), {"kind": "risks", "record": place.risk.pk}).json()
        assert listed["count"] == 1
        url = reverse("api:attachments-withdraw", kwargs={"pk": made.json()["id"]})
        sent = client.post(url, json.dumps({"reason": "Wrong file"}), content_type="application/json")
        assert (sent.status_code, Attachment.objects.count()) == (204, 0)
