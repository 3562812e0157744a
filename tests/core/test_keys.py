"""A key is its owner, for a time and within its scope, and its text is shown once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from alliance.choices import Role
from core import clock, keys
from core.models import ApiKey, RepeatGuard, User
from tests.factories import make_alliance, make_member, make_user

pytestmark = pytest.mark.django_db


def key_of(owner, scope="read", days=30, **more):
    return keys.create(
        owner=owner,
        name="Tool",
        scope=scope,
        expires_on=clock.today() + timedelta(days=days),
        by=owner,
        at=clock.now(),
        **more,
    )


def bearer(text, **headers):
    return {"headers": {"Authorization": f"Bearer {text}", **headers}}


@pytest.fixture
def owner():
    return make_member(make_alliance())


def test_a_live_key_reads_what_its_owner_may_read(client, owner):
    make_alliance("Not theirs")
    _, text = key_of(owner)
    rows = client.get("/api/v1/alliances/", **bearer(text)).json()["results"]
    assert [row["id"] for row in rows] == [owner.role_grants.get().alliance_id]


def test_a_key_loses_what_its_owner_loses(client, owner):
    _, text = key_of(owner)
    owner.role_grants.update(from_date="2017-01-01", to_date="2017-12-31")
    assert client.get("/api/v1/alliances/", **bearer(text)).json()["results"] == []


def test_an_expired_key_opens_nothing(client, owner):
    key, text = key_of(owner)
    ApiKey.objects.filter(pk=key.pk).update(expires_on=clock.today() - timedelta(days=1))
    assert client.get("/api/v1/alliances/", **bearer(text)).status_code == 401


def test_a_key_works_on_its_last_day(client, owner):
    key, text = key_of(owner)
    ApiKey.objects.filter(pk=key.pk).update(expires_on=clock.today())
    assert client.get("/api/v1/alliances/", **bearer(text)).status_code == 200


def test_a_revoked_key_opens_nothing(client, owner):
    key, text = key_of(owner)
    keys.revoke(key, by=owner, at=clock.now())
    assert client.get("/api/v1/alliances/", **bearer(text)).status_code == 401


def test_the_key_of_a_disabled_owner_opens_nothing(client, owner):
    _, text = key_of(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert client.get("/api/v1/alliances/", **bearer(text)).status_code == 401


def test_a_key_with_a_wrong_checksum_is_refused_without_a_query(django_assert_num_queries, owner):
    _, text = key_of(owner)
    wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
    with django_assert_num_queries(0):
        assert keys.find(wrong, at=clock.now()) is None


def test_a_key_with_another_secret_and_its_own_checksum_is_refused(owner):
    _, text = key_of(owner)
    body = text[:-9] + ("0" if text[-9] != "0" else "1")
    assert keys.find(body + keys._checksum(body), at=clock.now()) is None


def test_a_read_key_writes_nothing(client):
    owner = make_user(is_service_administrator=True)
    _, text = key_of(owner)
    answer = client.post(
        "/api/v1/users/",
        {"name": "X", "email": "x@example.org"},
        content_type="application/json",
        **bearer(text),
    )
    assert answer.status_code == 403
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_write_key_does_no_more_than_its_owner(client, owner):
    _, text = key_of(owner, scope="write")
    answer = client.post(
        "/api/v1/users/",
        {"name": "X", "email": "x@example.org"},
        content_type="application/json",
        **bearer(text),
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_key_cannot_expire_in_the_past_or_beyond_a_year(owner, days):
    with pytest.raises(ValidationError):
        key_of(owner, days=days)


def test_no_table_holds_the_text_of_a_key(client, owner):
    client.force_login(owner)
    known = {"name": "Once", "scope": "read", "expires_on": clock.today() + timedelta(days=9)}
    answer = client.post("/api/v1/api-keys/", known, content_type="application/json", headers={"Idempotency-Key": "k1"})
    text = answer.json()["text"]
    assert answer.status_code == 201
    assert keys.find(text, at=clock.now())
    secret = text.split("_")[2][:32]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not [row for row in cursor.fetchall() if secret in repr(row)], table


def test_a_repeat_of_making_a_key_makes_none_and_shows_no_text(client, owner):
    client.force_login(owner)
    known = {"name": "Once", "expires_on": clock.today() + timedelta(days=9)}
    send = {"content_type": "application/json", "headers": {"Idempotency-Key": "k2"}}
    first, second = (client.post("/api/v1/api-keys/", known, **send) for _ in range(2))
    assert (first.json()["id"], second.json()["text"]) == (second.json()["id"], "")
    assert ApiKey.objects.count() == 1


def test_a_key_cannot_make_a_key_that_outlives_it(client, owner):
    _, text = key_of(owner, scope="write", days=10)
    known = {"name": "Child", "expires_on": clock.today() + timedelta(days=11)}
    send = {"content_type": "application/json", **bearer(text)}
    assert client.post("/api/v1/api-keys/", known, **send).status_code == 403
    known["expires_on"] = clock.today() + timedelta(days=10)
    assert client.post("/api/v1/api-keys/", known, **send).status_code == 201


def test_others_keys_do_not_exist_for_a_reader_and_a_service_administrator_may_end_them(client, owner):
    key, text = key_of(owner)
    client.force_login(make_member(owner.role_grants.get().alliance, Role.ADMINISTRATOR))
    assert client.get("/api/v1/api-keys/").json()["results"] == []
    assert client.post(f"/api-keys/{key.pk}/revoke/").status_code == 404
    client.force_login(make_user(is_service_administrator=True))
    assert [row["id"] for row in client.get("/api/v1/api-keys/").json()["results"]] == [key.pk]
    assert client.post(f"/api-keys/{key.pk}/revoke/").status_code == 302
    assert keys.find(text, at=clock.now()) is None


def test_the_page_shows_the_text_once_and_a_repeat_of_the_form_does_not(client, owner):
    client.force_login(owner)
    day = clock.today() + timedelta(days=9)
    form = {
        "name": "From the page",
        "scope": "write",
        "expires_on_0": day.day,
        "expires_on_1": day.month,
        "expires_on_2": day.year,
        "repeat_token": "t" * 32,
    }
    first = client.post("/api-keys/add/", form)
    assert first.status_code == 201
    assert b"cdt_" in first.content
    second = client.post("/api-keys/add/", form)
    assert b"cdt_" not in second.content
    assert b"sent twice" in second.content
    assert ApiKey.objects.count() == 1
    assert "cdt_" not in RepeatGuard.objects.get().body


def test_a_wrong_last_day_is_named_and_what_was_typed_stays(client, owner):
    client.force_login(owner)
    form = {"name": "Kept", "scope": "read", "expires_on_0": 1, "expires_on_1": 1, "expires_on_2": 2017}
    answer = client.post("/api-keys/add/", form)
    assert answer.status_code == 422
    assert b"365 days" in answer.content
    assert b'value="Kept"' in answer.content


def test_using_a_key_is_noted(client, owner):
    key, text = key_of(owner)
    client.get("/api/v1/alliances/", **bearer(text))
    key.refresh_from_db()
    assert key.last_used_at is not None
