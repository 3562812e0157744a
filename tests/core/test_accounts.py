"""Accounts are invited, changed, disabled and enabled by service administrators, in the browser and by the API."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from core import clock, keys
from core.accounts import change_user, disable_user, enable_user, invite_again, invite_user
from core.keys import LONGEST
from core.models import User
from core.versions import StaleVersion
from core.workflow import WrongState
from tests.factories import make_alliance, make_member, make_user

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "a long enough phrase of mine"


@pytest.fixture
def keeper():
    return make_user("Keeper", is_service_administrator=True)


def invited(keeper, email="New.Person@Example.org", name="New Person"):
    return invite_user(email=email, name=name, by=keeper, at=clock.now())


def disabled(user, keeper, why="Left on 1 May"):
    user.refresh_from_db()
    return disable_user(user=user, expected=user.version, by=keeper, at=clock.now(), why=why)


def test_an_invited_account_has_no_password_and_its_history_says_who_invited(keeper):
    user = invited(keeper)
    assert user.email == "new.person@example.org"
    assert not user.has_usable_password()
    line = user.history.get()
    assert (line.history_user, line.history_change_reason) == (keeper, "core.user_invited")


def test_the_invitation_leads_to_a_page_that_sets_the_password_once(keeper, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        user = invited(keeper)
    link = re.search(r"http\S+", mail.outbox[0].body).group()
    assert mail.outbox[0].to == ["new.person@example.org"]
    path = "/" + link.split("/", 3)[3]
    page = client.get(path, follow=True)
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(page.request["PATH_INFO"], form).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
    assert user.history.first().history_change_reason == "core.password_set"
    client.logout()
    assert b"no longer works" in client.get(path, follow=True).content


def test_an_address_in_use_is_refused_however_it_is_written(keeper):
    make_user("Old Hand")
    with pytest.raises(ValidationError) as fault:
        invited(keeper, email="OLD.HAND@example.org")
    assert "already" in fault.value.message_dict["email"][0]


def test_only_who_has_set_no_password_is_invited_again(keeper, django_capture_on_commit_callbacks):
    user = invited(keeper)
    with django_capture_on_commit_callbacks(execute=True):
        invite_again(user=user, by=keeper, at=clock.now())
    assert len(mail.outbox) == 1
    with pytest.raises(WrongState):
        invite_again(user=make_user(), by=keeper, at=clock.now())


def test_a_changed_address_is_told_to_the_old_one_and_opens_nothing_there(
    keeper, client, django_capture_on_commit_callbacks
):
    user = make_user("Mover")
    with django_capture_on_commit_callbacks(execute=True):
        change_user(
            user=user,
            email="moved@example.org",
            name="Mover",
            is_service_administrator=False,
            expected=user.version,
            by=keeper,
            at=clock.now(),
        )
    assert mail.outbox[0].to == ["mover@example.org"]
    credentials = {"login": "mover@example.org", "password": "correct horse battery staple"}
    assert client.post("/accounts/login/", credentials).status_code == 200
    credentials["login"] = "moved@example.org"
    assert client.post("/accounts/login/", credentials).status_code == 302


def test_a_stale_change_of_an_account_changes_nothing(keeper):
    user = make_user("Twice Changed")
    known = {"is_service_administrator": False, "by": keeper, "at": clock.now(), "email": user.email}
    change_user(user=user, name="First", expected=1, **known)
    with pytest.raises(StaleVersion):
        change_user(user=user, name="Second", expected=1, **known)
    user.refresh_from_db()
    assert user.name == "First"


def test_disabling_ends_every_session_and_key_at_once(keeper, client):
    user = make_user("Leaver")
    client.force_login(user)
    assert client.get("/account/").status_code == 200
    today = clock.today()
    _, text = keys.create(owner=user, name="Tool", scope="read", expires_on=today + LONGEST, by=user, at=clock.now())
    disabled(user, keeper)
    assert client.get("/account/").status_code == 302
    answer = client.get("/api/v1/alliances/", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 401


def test_a_session_of_before_does_not_come_back_when_the_account_is_enabled(keeper, client):
    user = make_user("Returner")
    client.force_login(user)
    disabled(user, keeper)
    enable_user(user=user, expected=user.version, by=keeper, at=clock.now())
    assert client.get("/account/").status_code == 302
    assert not user.api_keys.filter(revoked_at__isnull=True).exists()


def test_a_session_whose_row_was_missed_dies_at_its_next_request_all_the_same(client):
    user = make_user("Missed")
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302


def test_disabling_needs_a_reason_and_spares_oneself(keeper):
    with pytest.raises(ValidationError):
        disabled(make_user(), keeper, why=" ")
    with pytest.raises(ValidationError):
        disabled(keeper, keeper)


def test_nobody_takes_the_service_right_from_themself(keeper):
    with pytest.raises(ValidationError):
        change_user(
            user=keeper,
            email=keeper.email,
            name=keeper.name,
            is_service_administrator=False,
            expected=keeper.version,
            by=keeper,
            at=clock.now(),
        )


@pytest.mark.parametrize("verb", ["change", "disable", "enable", "invite-again", "history"])
def test_others_may_not_use_the_verbs_of_accounts(client, verb):
    alliance = make_alliance()
    user = make_member(alliance)
    client.force_login(make_member(alliance))
    path = f"/users/{user.pk}/{verb}/"
    answer = client.post(path) if verb == "invite-again" else client.get(path)
    assert answer.status_code == 403
    assert b"Only a service administrator" in answer.content


def test_the_disable_page_asks_for_the_reason_and_keeps_it(client, keeper):
    user = make_user("Leaver Two")
    client.force_login(keeper)
    path = f"/users/{user.pk}/disable/"
    assert client.post(path, {"version": user.version, "why": ""}).status_code == 422
    assert client.post(path, {"version": user.version, "why": "Moved force"}).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert user.history.first().history_change_reason == "core.user_disabled: Moved force"


def test_a_stale_form_shows_what_changed_and_keeps_what_was_typed(client, keeper):
    user = make_user("Shared")
    client.force_login(keeper)
    path = f"/users/{user.pk}/change/"
    typed = {"name": "Theirs", "email": user.email, "version": 1}
    assert client.post(path, typed).status_code == 302
    answer = client.post(path, {**typed, "name": "Mine"})
    assert answer.status_code == 409
    assert b"Shared became Theirs" in answer.content
    assert b'value="Mine"' in answer.content


def test_the_list_shows_only_accounts_that_share_an_alliance_today(client):
    alliance = make_alliance()
    reader, mate = make_member(alliance, name="Reader"), make_member(alliance, name="Mate")
    make_member(make_alliance(), name="Stranger")
    client.force_login(reader)
    content = client.get("/users/").content.decode()
    assert mate.name in content
    assert "Stranger" not in content
    rows = client.get("/api/v1/users/").json()["results"]
    assert {row["name"] for row in rows} == {"Reader", "Mate"}


def test_somebody_whose_role_has_ended_sees_nobody_but_themself(client):
    alliance = make_alliance()
    gone, mate = make_member(alliance, name="Gone"), make_member(alliance, name="Mate Again")
    gone.role_grants.update(from_date="2017-01-01", to_date="2017-12-31")
    client.force_login(gone)
    assert [row["name"] for row in client.get("/api/v1/users/").json()["results"]] == ["Gone"]
    assert client.get(f"/users/{mate.pk}/").status_code == 404


def test_the_api_changes_an_account_only_with_the_version_that_was_read(client, keeper):
    user = make_user("By API")
    client.force_login(keeper)
    path = f"/api/v1/users/{user.pk}/"
    tag = client.get(path)["ETag"]
    send = {"data": {"name": "Changed by API"}, "content_type": "application/json"}
    assert client.patch(path, **send).status_code == 428
    assert client.patch(path, headers={"If-Match": '"v9"'}, **send).status_code == 412
    answer = client.patch(path, headers={"If-Match": tag}, **send)
    assert (answer.status_code, answer.json()["name"]) == (200, "Changed by API")
    assert answer["ETag"] == '"v2"'


def test_the_api_disables_and_enables(client, keeper):
    user = make_user("API Leaver")
    client.force_login(keeper)
    path = f"/api/v1/users/{user.pk}"
    send = {"data": {"change_reason": "Left"}, "content_type": "application/json"}
    answer = client.post(f"{path}/disable/", headers={"If-Match": '"v1"'}, **send)
    assert (answer.status_code, answer.json()["is_active"]) == (200, False)
    answer = client.post(f"{path}/disable/", headers={"If-Match": '"v2"'}, **send)
    assert answer.status_code == 409
    answer = client.post(f"{path}/enable/", headers={"If-Match": '"v2"'}, **send)
    assert (answer.status_code, answer.json()["is_active"]) == (200, True)
    assert [line["why"] for line in client.get(f"{path}/history/").json()][:2] == ["Left", "Left"]
