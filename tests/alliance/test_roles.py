"""People are invited with roles by administrators of the alliance, who give and end roles only there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from alliance.choices import Role
from alliance.permissions import has_role
from core import clock
from core.models import User
from tests.factories import make_alliance, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alliance():
    return make_alliance()


@pytest.fixture
def administrator(alliance, client):
    user = make_member(alliance, Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def form(alliance, **changed):
    today = clock.today()
    values = {
        "name": "New Lead",
        "email": "new.lead@example.org",
        "alliance": alliance.pk if alliance else "",
        "roles": [Role.AREA_LEAD, Role.OFFICER],
        "from_date_0": today.day,
        "from_date_1": today.month,
        "from_date_2": today.year,
        "to_date_0": "",
        "to_date_1": "",
        "to_date_2": "",
    }
    return values | changed


def test_an_administrator_invites_somebody_with_roles(
    client, administrator, alliance, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/users/invite/", form(alliance))
    assert answer.status_code == 302, answer.content.decode()
    user = User.objects.get(email="new.lead@example.org")
    assert {grant.role for grant in user.role_grants.all()} == {Role.AREA_LEAD, Role.OFFICER}
    assert has_role(user, alliance, Role.OFFICER)
    assert {grant.history.get().history_user for grant in user.role_grants.all()} == {administrator}
    assert mail.outbox[0].to == [user.email]
    assert client.get(answer["Location"]).status_code == 200


def test_an_administrator_does_not_invite_into_another_alliance(client, administrator):
    other = make_alliance()
    assert client.post("/users/invite/", form(other)).status_code == 422
    assert client.post("/users/invite/", form(None, roles=[])).status_code == 422
    body = {"name": "X", "email": "x@example.org", "alliance": other.pk, "roles": [{"role": "officer"}]}
    answer = client.post("/api/v1/users/", body, content_type="application/json")
    assert answer.status_code == 400
    assert not User.objects.filter(email__in=["new.lead@example.org", "x@example.org"]).exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_no_other_role_invites(client, alliance, role):
    client.force_login(make_member(alliance, role))
    assert client.get("/users/invite/").status_code == 403
    body = {"name": "X", "email": "x@example.org", "alliance": alliance.pk, "roles": [{"role": "officer"}]}
    assert client.post("/api/v1/users/", body, content_type="application/json").status_code == 403


def test_the_api_invites_by_the_same_action(client, administrator, alliance):
    body = {
        "name": "By API",
        "email": "by.api@example.org",
        "alliance": alliance.pk,
        "roles": [{"role": "officer", "from_date": "2026-01-01", "to_date": "2026-12-31"}],
    }
    answer = client.post("/api/v1/users/", body, content_type="application/json")
    assert answer.status_code == 201
    grant = User.objects.get(pk=answer.json()["id"]).role_grants.get()
    assert (grant.role, str(grant.to_date)) == ("officer", "2026-12-31")


def test_somebody_with_an_account_keeps_it_and_is_told_of_the_roles(
    client, administrator, alliance, django_capture_on_commit_callbacks
):
    known = make_user("Known Already")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/users/invite/", form(alliance, email=known.email.upper()))
    assert answer.status_code == 302
    known.refresh_from_db()
    assert known.name == "Known Already"
    assert known.role_grants.count() == 2
    assert "Area lead, Officer" in mail.outbox[0].body


def test_a_role_that_is_held_is_not_given_twice(client, administrator, alliance):
    held = make_member(alliance, Role.OFFICER)
    answer = client.post("/users/invite/", form(alliance, email=held.email))
    assert answer.status_code == 422
    assert b"is Officer in this alliance" in answer.content
    assert held.role_grants.count() == 1


def test_a_disabled_account_is_not_invited_around_its_disabling(client, administrator, alliance):
    known = make_user("Shut Out")
    User.objects.filter(pk=known.pk).update(is_active=False)
    answer = client.post("/users/invite/", form(alliance, email=known.email))
    assert answer.status_code == 422
    assert b"disabled" in answer.content
    assert known.role_grants.count() == 0


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"roles": []}, "role"),
        ({"email": "not an address"}, "email"),
        ({"from_date_1": "13"}, "is not a real date"),
        ({"to_date_0": "1", "to_date_1": "1", "to_date_2": "2017"}, "must not lie before the first"),
    ],
)
def test_a_wrong_entry_is_named_and_the_rest_stays(client, administrator, alliance, changed, words):
    answer = client.post("/users/invite/", form(alliance, **changed))
    assert answer.status_code == 422
    assert words in answer.content.decode().split("govuk-error-summary__list")[1]
    assert 'value="New Lead"' in answer.content.decode()
    assert not User.objects.filter(name="New Lead").exists()


def test_a_service_administrator_invites_without_an_alliance(client):
    client.force_login(make_user("Keeper", is_service_administrator=True))
    answer = client.post("/users/invite/", form(None, roles=[]))
    assert answer.status_code == 302
    assert User.objects.get(email="new.lead@example.org").role_grants.count() == 0


def test_an_ended_role_gives_nothing_from_the_next_day(alliance):
    user = make_member(alliance, Role.OFFICER)
    grant = user.role_grants.get()
    yesterday = clock.today() - timedelta(days=1)
    user.role_grants.filter(pk=grant.pk).update(to_date=clock.today())
    assert has_role(user, alliance, Role.OFFICER)
    user.role_grants.filter(pk=grant.pk).update(to_date=yesterday)
    assert not has_role(user, alliance, Role.OFFICER)


def test_an_administrator_gives_and_ends_a_role_on_the_record_pages(client, administrator, alliance):
    mate = make_member(alliance, Role.OFFICER)
    path = f"/a/{alliance.slug}/records/roles/"
    given = {"user": mate.pk, "role": Role.AUDITOR, "from_date_0": 1, "from_date_1": 1, "from_date_2": 2020}
    assert client.post(f"{path}add/", given).status_code == 302
    grant = mate.role_grants.get(role=Role.AUDITOR)
    ended = given | {"version": 1, "to_date_0": 1, "to_date_1": 2, "to_date_2": 2020, "why": "Left"}
    assert client.post(f"{path}{grant.pk}/change/", ended).status_code == 302
    assert not has_role(mate, alliance, Role.AUDITOR)


def test_an_administrator_gives_no_role_in_another_alliance(client, administrator):
    other = make_alliance()
    assert client.post(f"/a/{other.slug}/records/roles/add/", {}).status_code == 404
    body = {"alliance": other.pk, "user": administrator.pk, "role": "officer", "from_date": "2026-01-01"}
    answer = client.post("/api/v1/roles/", body, content_type="application/json")
    assert answer.status_code in (400, 403)
    assert administrator.role_grants.count() == 1
