"""A request that is sent twice is done once (reliability rule A15)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template import Context, Template

from core import clock, keys, repeats
from core.history import recorded
from core.models import RepeatGuard, User
from tests.core.two_posts_at_once import THREADS, race
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PERSON = {"name": "Once", "email": "once@example.org"}


@pytest.fixture
def keeper(client):
    user = make_user("Keeper", is_service_administrator=True)
    client.force_login(user)
    return user


def post(client, key="a-key", data=None, path="/api/v1/users/"):
    return client.post(path, data or PERSON, content_type="application/json", headers={"Idempotency-Key": key})


def test_a_repeat_gets_the_first_answer_and_does_nothing(client, keeper):
    first, second = post(client), post(client)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second["ETag"] == first["ETag"]
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Idempotent-Replayed"] == "true"
    assert User.objects.filter(email=PERSON["email"]).count() == 1


def test_the_same_key_with_another_body_is_refused(client, keeper):
    post(client)
    answer = post(client, data={**PERSON, "email": "other@example.org"})
    assert answer.status_code == 422
    assert "another request" in answer.json()["detail"]
    assert not User.objects.filter(email="other@example.org").exists()


def test_the_same_key_at_another_address_is_refused(client, keeper):
    post(client)
    assert post(client, path="/api/v1/api-keys/").status_code == 422


def test_a_key_of_one_account_says_nothing_of_anothers(client, keeper):
    post(client)
    client.force_login(make_user("Other Keeper", is_service_administrator=True))
    answer = post(client)
    assert answer.status_code == 400
    assert "Idempotent-Replayed" not in answer


def test_a_request_under_way_answers_its_repeat_with_conflict(client, keeper):
    post(client)
    RepeatGuard.objects.update(status=None)
    answer = post(client)
    assert (answer.status_code, answer["Retry-After"]) == (409, "1")


def test_a_request_that_died_is_done_by_its_repeat(client, keeper):
    post(client)
    with recorded(by=keeper, reason="test"):
        User.objects.filter(email=PERSON["email"]).delete()
    RepeatGuard.objects.update(status=None, created_at=clock.now() - repeats.GIVEN_UP_AFTER * 2)
    assert post(client).status_code == 201
    assert User.objects.filter(email=PERSON["email"]).count() == 1


def test_a_refusal_is_not_kept_so_a_corrected_request_goes_through(client, keeper):
    assert post(client, data={"name": "", "email": "x"}).status_code == 400
    assert not RepeatGuard.objects.exists()
    assert post(client).status_code == 201


def test_a_failure_undoes_the_work_and_may_be_tried_again(client, keeper, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("the disk is full")

    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("core.api.accounts.etag", fails)
        assert post(client).status_code == 500
    assert not User.objects.filter(email=PERSON["email"]).exists()
    assert not RepeatGuard.objects.exists()
    assert post(client).status_code == 201


@pytest.mark.parametrize("key", [" ", "k" * 256])
def test_a_key_must_have_1_to_255_characters(client, keeper, key):
    assert post(client, key=key).status_code == 400


def test_a_repeat_by_api_key_is_guarded_as_well(client):
    owner = make_user(is_service_administrator=True)
    expires = clock.today() + timedelta(days=9)
    _, text = keys.create(owner=owner, name="T", scope="write", expires_on=expires, by=owner, at=clock.now())
    headers = {"Authorization": f"Bearer {text}", "Idempotency-Key": "by-key"}
    answers = [
        client.post("/api/v1/users/", PERSON, content_type="application/json", headers=headers) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert "Idempotent-Replayed" in answers[1]


def test_without_a_sign_in_nothing_is_kept_or_shown(client):
    assert post(client).status_code == 401
    assert not RepeatGuard.objects.exists()


def test_answers_are_forgotten_after_seven_days(client, keeper):
    post(client)
    assert repeats.purge(clock.now() + timedelta(days=6)) == 0
    assert repeats.purge(clock.now() + timedelta(days=8)) == 1


def one_row_was_made(found: dict[str, int]) -> None:
    assert (found.pop("rows"), found.pop("history")) == (1, 1)
    assert found.pop("201") == 1
    assert sum(found.values()) == THREADS - 1
    assert set(found) <= {"201 again", "409"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="threads share one connection to SQLite's test database")
@pytest.mark.django_db(transaction=True)
def test_posts_at_the_same_moment_make_one_row_on_postgresql():
    one_row_was_made(race())


@pytest.mark.once
def test_posts_at_the_same_moment_make_one_row_on_sqlite(tmp_path):
    environment = os.environ | {"CONCORDAT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment.pop("DATABASE_URL", None)
    script = "import django; django.setup(); from tests.core.two_posts_at_once import main; main()"
    command = [sys.executable, "-c", script]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    one_row_was_made(json.loads(made.stdout.splitlines()[-1]))


def test_every_form_of_the_templates_that_posts_bears_a_token():
    """Signing in and out are told apart: done twice, they come to the same."""
    spared = {"account", "allauth", "mfa"}
    root = Path(settings.BASE_DIR) / "templates"
    forms = [path for path in root.rglob("*.html") if 'method="post"' in path.read_text(encoding="utf-8")]
    bare = [
        str(path.relative_to(root))
        for path in forms
        if path.relative_to(root).parts[0] not in spared
        and path.name != "sign_out.html"
        and path.read_text(encoding="utf-8").count('method="post"')
        > path.read_text(encoding="utf-8").count("{% repeat_token %}")
    ]
    assert len(forms) > 5
    assert bare == []


def test_the_tag_renders_another_token_each_time():
    template = Template("{% load repeats %}{% repeat_token %}")
    first, second = (template.render(Context()) for _ in range(2))
    assert 'name="repeat_token"' in first
    assert first != second


def test_a_form_sent_twice_is_done_once_and_both_lead_to_the_same_page(client, keeper):
    user = make_user("Formed")
    form = {"version": 1, "name": "Formed", "email": user.email, "why": "", "repeat_token": "t1"}
    first, second = (client.post(f"/users/{user.pk}/change/", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    user.refresh_from_db()
    assert user.version == 2


def test_a_form_sent_again_with_other_entries_says_that_they_were_not_saved(client, keeper):
    user = make_user("Formed Too")
    form = {"version": 1, "name": "One", "email": user.email, "repeat_token": "t2"}
    client.post(f"/users/{user.pk}/change/", form)
    answer = client.post(f"/users/{user.pk}/change/", {**form, "name": "Two"})
    assert answer.status_code == 409
    assert b"sent already" in answer.content


def test_a_form_with_errors_may_be_corrected_and_sent_with_the_same_token(client, keeper):
    user = make_user("Mended")
    form = {"version": 1, "name": "", "email": user.email, "repeat_token": "t3"}
    assert client.post(f"/users/{user.pk}/change/", form).status_code == 422
    assert client.post(f"/users/{user.pk}/change/", {**form, "name": "Mended"}).status_code == 302
