"""Every answer bears the policy, whatever its status, and no unsafe request goes through without its token."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from core import clock, keys
from core.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DIRECTIVES = {
    "default-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
}
PUBLIC = [
    ("/accounts/login/", 200),
    ("/accessibility/", 200),
    ("/.well-known/security.txt", 200),
    ("/healthz", 200),
    ("/account/", 302),
    ("/no/such/page", 404),
    ("/api/v1/alliances/", 401),
    ("/api/v1/no-such-thing/", 404),
]
SIGNED_IN = [
    ("/account/", 200),
    ("/api-keys/", 200),
    ("/users/", 200),
    ("/users/invite/", 403),
    ("/users/999999/", 404),
    ("/no/such/page", 404),
    ("/api/v1/alliances/", 200),
    ("/api/v1/alliances/999999/", 404),
    ("/api/v1/alliances/?as_at=never", 400),
    ("/api/v1/schema/", 200),
    ("/api/v1/docs/", 200),
    ("/directory/organisations/?as_at=never", 400),
]


@pytest.fixture
def reader(client):
    user = make_user("Reader")
    client.force_login(user)
    return user


def check(answer):
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    for name, value in DIRECTIVES.items():
        assert policy[name] == value
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(("path", "status"), PUBLIC)
def test_a_public_answer_bears_the_headers(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    check(answer)


def test_a_static_file_bears_the_headers(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.css").write_text("p { margin: 0 }")
    answer = Client().get("/static/a.css")
    assert answer.status_code == 200
    check(answer)
    answer.close()


@pytest.mark.parametrize(("path", "status"), SIGNED_IN)
def test_an_answer_to_a_signed_in_reader_bears_them_and_is_never_stored(client, reader, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    check(answer)
    assert answer["Cache-Control"] == "no-store"


def test_an_answer_to_a_key_is_never_stored(client, reader):
    expires = clock.today() + timedelta(days=9)
    _, text = keys.create(owner=reader, name="T", scope="read", expires_on=expires, by=reader, at=clock.now())
    answer = Client().get("/api/v1/alliances/", headers={"Authorization": f"Bearer {text}"})
    check(answer)
    assert answer["Cache-Control"] == "no-store"


def test_a_wrong_host_is_refused_with_the_headers(client):
    answer = client.get("/accounts/login/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    check(answer)


def test_a_failure_bears_the_headers(client, reader, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("broken")

    client.raise_request_exception = False
    monkeypatch.setattr("core.account_views.clock.today", fails)
    answer = client.get("/account/")
    assert answer.status_code == 500
    check(answer)


@pytest.mark.parametrize("path", ["/account/", "/api-keys/", "/users/", "/api/v1/docs/", "/accessibility/"])
def test_a_page_holds_no_inline_script_or_style(client, reader, path):
    text = client.get(path).content.decode()
    assert not re.findall(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert not re.findall(r"<[^>]*\s(?:style|on[a-z]+)=", text)


UNSAFE = [
    "/api-keys/add/",
    "/users/invite/",
    "/users/{pk}/change/",
    "/users/{pk}/disable/",
    "/users/{pk}/enable/",
    "/users/{pk}/invite-again/",
    "/directory/organisations/add/",
    "/accounts/logout/",
    "/accounts/password/change/",
]


@pytest.mark.parametrize("path", UNSAFE)
@pytest.mark.parametrize("token", ["", "x" * 64])
def test_a_form_without_its_token_is_refused(path, token):
    client = Client(enforce_csrf_checks=True)
    user = make_user("Keeper", is_service_administrator=True)
    client.force_login(user)
    form = {"csrfmiddlewaretoken": token, "repeat_token": "r", "name": "X", "email": "x@example.org"}
    answer = client.post(path.format(pk=user.pk), form)
    assert answer.status_code == 403
    check(answer)


def test_a_form_from_another_site_is_refused_with_a_right_token():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("Keeper", is_service_administrator=True))
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/users/invite/").content)
    form = {"csrfmiddlewaretoken": token.group(1).decode(), "name": "X", "email": "x@example.org"}
    answer = client.post("/users/invite/", form, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_session_needs_the_token_in_the_api_and_a_key_does_not():
    client = Client(enforce_csrf_checks=True)
    user = make_user("Keeper", is_service_administrator=True)
    client.force_login(user)
    person = {"name": "X", "email": "x@example.org"}
    send = {"data": person, "content_type": "application/json"}
    assert client.post("/api/v1/users/", **send).status_code == 403
    assert client.post("/api/v1/users/", headers={"Idempotency-Key": "k"}, **send).status_code == 403
    assert not User.objects.filter(email="x@example.org").exists()
    expires = clock.today() + timedelta(days=9)
    _, text = keys.create(owner=user, name="T", scope="write", expires_on=expires, by=user, at=clock.now())
    bare = Client(enforce_csrf_checks=True)
    answer = bare.post("/api/v1/users/", headers={"Authorization": f"Bearer {text}"}, **send)
    assert answer.status_code == 201


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(client, name):
    user = make_user("Cookied")
    client.post("/accounts/login/", {"login": user.email, "password": "correct horse battery staple"})
    client.get("/users/")
    client.get("/account/")
    cookie = client.cookies[name]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_over_https_the_browser_is_told_to_stay_there(client, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    answer = Client().get("/accessibility/", secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")


def test_security_txt_names_a_contact_and_expires_within_a_year(client):
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().split("\n") if line
    )
    assert re.match(r"(mailto:.+@.+|https://.+)", lines["Contact"])
    expires = datetime.fromisoformat(lines["Expires"])
    assert clock.now() + timedelta(days=30) < expires < clock.now() + timedelta(days=365)
