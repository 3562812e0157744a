"""Drafts of forms: whose they are, what is never kept, and when they go."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock, drafts
from core.models import Draft, User
from tests import factories as make

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def keep(client: Client, address: str, **entries: Any) -> Any:
    data = {"address": address, "entries": entries}
    return client.post(reverse("core:draft_keep"), json.dumps(data), content_type="application/json")


@pytest.fixture
def office() -> User:
    return make.make_member(make.make_alliance())


@pytest.fixture
def form(office: User) -> str:
    alliance = office.role_grants.get().alliance
    return reverse("records:add", kwargs={"alliance": alliance.slug, "kind": "events"})


def test_is_offered_to_its_author_alone(office: User, form: str) -> None:
    client = client_of(office)
    assert "data-draft-offer hidden" in client.get(form).content.decode()
    assert keep(client, form, title=["Half a title"]).status_code == 204
    page = client.get(form).content.decode()
    assert "Half a title" in page
    assert "data-draft-offer hidden" not in page
    other = make.make_member(office.role_grants.get().alliance)
    assert "Half a title" not in client_of(other).get(form).content.decode()


def test_holds_no_token_and_no_password(office: User, form: str) -> None:
    keep(client_of(office), form, csrfmiddlewaretoken=["t"], repeat_token=["r"], new_password=["p"], title=["x"])
    assert Draft.objects.get().entries == {"title": ["x"]}


def test_goes_when_the_form_is_saved(office: User, form: str) -> None:
    client = client_of(office)
    keep(client, form, title=["Half"])
    refused = client.post(form, {"title": ""})
    assert (refused.status_code, Draft.objects.count()) == (422, 1)
    saved = client.post(form, {"title": "Whole", "happened_on_0": "day", "happened_on": "1 May 2015"})
    assert saved.status_code == 302, saved.content.decode()
    assert not Draft.objects.exists()


def test_goes_when_it_is_discarded_without_a_script(office: User, form: str) -> None:
    client = client_of(office)
    keep(client, form, title=["Half"])
    assert client.post(reverse("core:draft_discard"), {"address": form}).headers["Location"] == form
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("address", "entries"),
    [
        ("https://example.org/", {"a": ["b"]}),
        ("//example.org/", {"a": ["b"]}),
        ("/x/", {"a": "b"}),
        ("/x/", {"a": ["b" * 100_001]}),
        ("/x/", ["a"]),
    ],
)
def test_is_refused_when_it_is_no_draft_or_too_long(address: str, entries: Any, office: User) -> None:
    data = {"address": address, "entries": entries}
    answer = client_of(office).post(reverse("core:draft_keep"), json.dumps(data), content_type="application/json")
    assert answer.status_code == 400
    assert not Draft.objects.exists()


def test_an_account_keeps_fifty_at_most(office: User) -> None:
    for number in range(52):
        drafts.keep_draft(address=f"/{number}/", entries={"a": ["b"]}, by=office, at=clock.now())
    assert Draft.objects.count() == 50
    assert not Draft.objects.filter(address="/0/").exists()


def test_is_forgotten_after_thirty_days(office: User) -> None:
    now = clock.now()
    drafts.keep_draft(address="/old/", entries={"a": ["b"]}, by=office, at=now - timedelta(days=31))
    drafts.keep_draft(address="/new/", entries={"a": ["b"]}, by=office, at=now)
    assert drafts.purge(now) == 1
    assert Draft.objects.get().address == "/new/"


def test_a_signed_out_browser_is_not_heard() -> None:
    answer = keep(Client(), "/x/", title=["y"])
    assert answer.status_code == 302
    assert not Draft.objects.exists()
