"""What the API and the forms of dates say of bad input: plain words and what is expected, no words of the framework."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance(db: Any) -> Any:
    return make.make_alliance()


@pytest.fixture
def api(alliance: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(make.make_member(alliance))
    return client


def test_a_choice_that_is_refused_names_the_accepted_ones(api: APIClient) -> None:
    [words] = api.post("/api/v1/api-keys/", {"name": "x", "scope": "banana"}).json()["scope"]
    assert words.startswith("“banana” is not one of: ")
    assert "read" in words


def test_a_choice_of_a_filter_does_too(api: APIClient) -> None:
    answer = api.get("/api/v1/updates/", {"state": "banana"})
    assert answer.status_code == 400
    [words] = answer.json()["state"]
    assert words.startswith("“banana” is not one of: ")
    assert "draft" in words


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("banana", "Expected the number of an alliance, found “banana”."),
        ([1], "Expected the number of an alliance, found a list."),
        (True, "Expected the number of an alliance, found true or false."),
        (987654, "There is no alliance with the number 987654, or you may not see it."),
    ],
)
def test_what_is_no_number_of_a_row_is_refused_in_plain_words(sent: Any, words: str, api: APIClient) -> None:
    assert api.post("/api/v1/areas/", {"alliance": sent, "name": "x"}).json()["alliance"] == [words]


@pytest.mark.parametrize("name", ["as_at", "known_on"])
def test_a_date_that_is_none_is_advised_as_the_reference_writes_it(name: str, api: APIClient, alliance: Any) -> None:
    answer = api.get(f"/api/v1/alliances/{alliance.pk}/position/", {name: "22 9 2017"})
    assert (answer.status_code, list(answer.json())) == (400, [name])
    assert answer.json()[name][0].endswith("must be a real date, for example 2017-09-22.")


@pytest.mark.parametrize("address", ["areas/987654/", "alliances/987654/position/", "alliances/987654/overview/"])
def test_what_is_not_there_is_said_without_the_names_of_classes(address: str, api: APIClient) -> None:
    answer = api.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.json()) == (
        404,
        {"detail": "There is no such record, or this account may not see it."},
    )


def test_the_page_of_keys_says_what_date_is_expected() -> None:
    client = Client()
    client.force_login(make.make_user("Ann Able"))
    sent = {"name": "x", "scope": "read", "expires_on_0": "31", "expires_on_1": "2", "expires_on_2": "2027"}
    answer = client.post(reverse("core:api_key_add"), sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "31 2 2027 is not a real date. Enter one such as 22 9 2017." in text
    assert "out of range" not in text
