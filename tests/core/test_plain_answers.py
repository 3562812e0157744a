"""Addresses that are not there, that only take a form, or that were sent nothing: each answers in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from alliance.choices import Role
from core.api import reference
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Any:
    return make.make_member(make.make_alliance(slug="northern"), Role.PROGRAMME_OFFICE)


@pytest.fixture
def client(office: Any) -> Client:
    found = Client()
    found.force_login(office)
    return found


class TestAnUnknownAddress:
    @pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/areas/1/nothing/", "/api/v1/schema/more/"])
    def test_of_the_api_answers_json(self, client: Client, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/json"
        assert path in answer.json()["detail"]
        assert Client().post(path, "{}", content_type="application/json").json() == answer.json()

    @pytest.mark.parametrize("path", ["/nothing/", "/api/v1/docs/nothing/"])
    def test_of_a_page_answers_a_page(self, client: Client, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 404
        assert "<h1" in answer.content.decode()


def test_a_fault_answers_a_caller_of_the_api_in_json(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("reporting.api.views.position_seen", broken)
    client = Client(raise_request_exception=False)
    client.force_login(office)
    answer = client.get(f"/api/v1/alliances/{office.role_grants.get().alliance_id}/position/")
    assert answer.status_code == 500
    assert "detail" in answer.json()
    assert b"secret" not in answer.content


class TestAnAddressThatOnlyTakesAForm:
    def test_leads_to_the_page_that_holds_it(self, client: Client, office: Any) -> None:
        period = make.make_period(office.role_grants.get().alliance)
        area = make.make_area(period.alliance, slug="custody")
        make.make_update(period, area, state="submitted")
        answer = client.get("/a/northern/periods/2017-09/updates/custody/accept/")
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "POST"
        assert '<a class="link" href="../">Go to that page</a>' in answer.content.decode()

    def test_leads_past_an_address_that_is_none(self, client: Client) -> None:
        assert 'href="../../">Go to that page' in client.get("/api-keys/5/revoke/").content.decode()

    def test_says_of_a_page_that_it_is_only_read(self, client: Client) -> None:
        answer = client.post("/a/northern/")
        assert answer.status_code == 405
        assert "only for reading" in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/a/northern/records/boards/add/",
        "/a/northern/open-a-period/",
        "/a/northern/documents/",
        "/directory/people/add/",
        "/api-keys/add/",
    ],
)
def test_an_empty_form_is_judged_like_any_other(client: Client, path: str) -> None:
    answer = client.post(path)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()


def test_an_empty_invitation_is_judged_too() -> None:
    client = Client()
    client.force_login(make.make_user(is_service_administrator=True))
    assert client.post("/users/invite/").status_code == 422


def test_the_mark_is_served_where_browsers_ask_for_it() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


class TestIfMatch:
    def test_of_any_version_changes_the_record_there_is(self, office: Any) -> None:
        board = make.make_board(office.role_grants.get().alliance)
        client = Client()
        client.force_login(office)

        def change(name: str, match: str) -> Any:
            body = json.dumps({"name": name})
            return client.patch(
                f"/api/v1/boards/{board.pk}/", body, content_type="application/json", headers={"If-Match": match}
            )

        assert change("First", "*").status_code == 200
        assert change("Second", "*").json()["name"] == "Second"
        assert change("Third", '"v1"').status_code == 412
        board.refresh_from_db()
        assert board.name == "Second"


class TestTheApiDocument:
    def test_is_made_and_written_once(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        first = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
        assert first.json()["openapi"].startswith("3.1")

        def again(*_: Any, **__: Any) -> None:
            raise AssertionError("the document is written anew")

        monkeypatch.setattr(reference.OpenApiJsonRenderer, "render", again)
        second = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
        assert second.content == first.content

    def test_is_yaml_unless_asked_otherwise_and_a_refusal_is_not_the_document(self, client: Client) -> None:
        answer = client.get("/api/v1/schema/")
        assert answer.headers["Content-Type"].startswith("application/vnd.oai.openapi")
        assert answer.content.startswith(b"openapi:")
        refusal = Client().get("/api/v1/schema/", headers={"Accept": "application/json"})
        assert refusal.status_code == 401
        assert "detail" in refusal.json()


class TestEmptySheets:
    def test_are_for_those_who_may_import_somewhere(self, client: Client, office: Any) -> None:
        assert client.get("/api/v1/imports/sheets/zip/").status_code == 200
        reader = Client()
        reader.force_login(make.make_member(office.role_grants.get().alliance, Role.AUDITOR))
        assert reader.get("/api/v1/imports/sheets/zip/").status_code == 403
