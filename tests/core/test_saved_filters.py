"""Named filters of a list: whose they are, who sees them, what of an address they keep."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alliance.choices import Role
from core.models import SavedFilter, User
from core.records.registry import record_for
from core.records.saved_filters import kept_query
from tests import factories as make

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def alliance() -> Any:
    return make.make_alliance()


def url(alliance: Any, name: str = "list", **more: Any) -> str:
    return reverse(f"records:{name}", kwargs={"alliance": alliance.slug, "kind": "risks", **more})


def test_keeps_what_filters_and_nothing_else() -> None:
    asked = "state=open&page=3&alliance=x&csrfmiddlewaretoken=t&is_key=&ordering=-reference"
    assert kept_query(record_for("risks"), asked) == "ordering=-reference&state=open"


def test_a_reader_names_a_filter_and_finds_it_above_the_list(alliance: Any) -> None:
    client = client_of(make.make_member(alliance, Role.AUDITOR))
    sent = client.post(url(alliance, "filter_add"), {"name": "Open ones", "query": "state=open"})
    assert sent.headers["Location"] == url(alliance) + "?state=open"
    page = client.get(url(alliance)).content.decode()
    assert ">Open ones</a>" in page
    assert ">Open ones</a>" not in client_of(make.make_member(alliance)).get(url(alliance)).content.decode()


def test_the_same_name_again_gets_the_new_filters(alliance: Any) -> None:
    client = client_of(make.make_member(alliance))
    for query in ("state=open", "state=closed"):
        client.post(url(alliance, "filter_add"), {"name": "Mine", "query": query})
    assert SavedFilter.objects.get().query == "state=closed"


def test_the_programme_office_shares_with_the_alliance_and_no_further(alliance: Any) -> None:
    office, reader = make.make_member(alliance), make.make_member(alliance, Role.AUDITOR)
    outsider = make.make_member(make.make_alliance())
    client_of(office).post(url(alliance, "filter_add"), {"name": "Ours", "query": "state=open", "share": "yes"})
    assert ">Ours</a>" in client_of(reader).get(url(alliance)).content.decode()
    assert client_of(outsider).get(reverse("api:saved-filters-list")).json()["count"] == 0
    refused = client_of(reader).post(url(alliance, "filter_add"), {"name": "x", "query": "state=open", "share": "yes"})
    assert refused.status_code == 403


def test_only_its_owner_deletes_it(alliance: Any) -> None:
    office, reader = make.make_member(alliance), make.make_member(alliance, Role.AUDITOR)
    client_of(office).post(url(alliance, "filter_add"), {"name": "Ours", "query": "state=open", "share": "yes"})
    delete = url(alliance, "filter_delete", pk=SavedFilter.objects.get().pk)
    assert client_of(reader).post(delete).status_code == 403
    assert client_of(office).post(delete).status_code == 302
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_is_refused_in_words(alliance: Any) -> None:
    client = client_of(make.make_member(alliance))
    page = client.post(url(alliance, "filter_add"), {"name": " ", "query": "state=open"}, follow=True)
    assert "Enter a name of 1 to 80 characters" in page.content.decode()


def test_the_api_saves_lists_and_deletes(alliance: Any) -> None:
    client = client_of(make.make_member(alliance))
    data = {"kind": "risks", "alliance": alliance.slug, "name": "Open", "query": "?state=open", "is_shared": True}
    made = client.post(reverse("api:saved-filters-list"), json.dumps(data), content_type="application/json")
    assert (made.status_code, made.json()["query"]) == (201, "state=open")
    assert client.get(reverse("api:saved-filters-list") + "?kind=risks").json()["count"] == 1
    assert client.delete(reverse("api:saved-filters-detail", kwargs={"pk": made.json()["id"]})).status_code == 204


def test_the_api_names_a_kind_it_does_not_know(alliance: Any) -> None:
    client = client_of(make.make_member(alliance))
    data = {"kind": "unicorns", "name": "x", "query": "a=b"}
    answer = client.post(reverse("api:saved-filters-list"), json.dumps(data), content_type="application/json")
    assert answer.status_code == 400
    assert "kind" in answer.json()
