"""Signing in tells a stranger nothing, slows a guesser down, and ends by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache

from core import clock
from core.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
LATER = "core.sessions.clock.now"


@pytest.fixture(autouse=True)
def _no_counters():
    cache.clear()


def sign_in(client, email, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def words(answer, *emails):
    text = answer.content.decode()
    for email in emails:
        text = text.replace(email, "EMAIL")
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_the_right_password_signs_in_and_leaves_no_history_row(client):
    user = make_user("Enters")
    answer = sign_in(client, user.email)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    user.refresh_from_db()
    assert user.last_login is not None
    assert user.history.count() == 1


def test_the_session_gets_another_key_at_sign_in(client):
    user = make_user("Fresh Key")
    client.get(LOGIN)
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in(client, user.email)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client):
    make_user("Known")
    known = sign_in(client, "known@example.org", "wrong password here")
    unknown = sign_in(client, "nobody@example.org", "wrong password here")
    assert known.status_code == unknown.status_code == 200
    assert words(known, "known@example.org") == words(unknown, "nobody@example.org")


def test_a_reset_is_answered_alike_and_only_a_real_address_gets_a_letter(client):
    make_user("Resets")
    real = client.post("/accounts/password/reset/", {"email": "resets@example.org"})
    unreal = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (real.status_code, real["Location"]) == (unreal.status_code, unreal["Location"])
    assert [letter.to for letter in mail.outbox] == [["resets@example.org"]]


def test_guesses_at_one_account_are_stopped_from_any_address(client):
    user = make_user("Guessed")
    for number in range(5):
        sign_in(client, user.email, "wrong password here", REMOTE_ADDR=f"192.0.2.{number}")
    answer = sign_in(client, user.email, REMOTE_ADDR="192.0.2.99")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


def test_a_disabled_account_does_not_sign_in_with_the_right_password(client):
    user = make_user("Disabled Here")
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in(client, user.email)
    assert client.get("/account/").status_code == 302


def test_nobody_signs_up(client):
    answer = client.post("/accounts/signup/", {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code in (200, 403)
    assert not User.objects.filter(email="me@example.org").exists()


def test_nobody_changes_their_own_address(client):
    client.force_login(make_user("Stays"))
    assert client.get("/accounts/email/").status_code == 404
    assert client.post("/accounts/email/", {"email": "x@example.org", "action_add": ""}).status_code == 404


def test_a_session_ends_after_thirty_idle_minutes(client, monkeypatch):
    client.force_login(make_user("Idle"))
    assert client.get("/account/").status_code == 200
    start = clock.now()
    monkeypatch.setattr(LATER, lambda: start + timedelta(minutes=29))
    assert client.get("/account/").status_code == 200
    monkeypatch.setattr(LATER, lambda: start + timedelta(minutes=58))
    assert client.get("/account/").status_code == 200
    monkeypatch.setattr(LATER, lambda: start + timedelta(minutes=89))
    assert client.get("/account/").status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(client, monkeypatch):
    client.force_login(make_user("Busy"))
    client.get("/account/")
    start = clock.now()
    for quarter in range(1, 48):
        monkeypatch.setattr(LATER, lambda at=start + quarter * timedelta(minutes=15): at)
        assert client.get("/account/").status_code == 200
    monkeypatch.setattr(LATER, lambda: start + timedelta(hours=12, minutes=1))
    assert client.get("/account/").status_code == 302


def test_a_page_of_the_service_sends_a_stranger_to_sign_in_and_back(client):
    answer = client.get("/api-keys/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/api-keys/")


def test_signing_in_never_leads_to_another_site(client):
    user = make_user("Led Astray")
    answer = client.post(f"{LOGIN}?next=https://evil.example/", {"login": user.email, "password": PASSWORD})
    assert answer["Location"] == "/"
