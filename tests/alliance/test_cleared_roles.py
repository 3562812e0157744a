"""Nobody opens restricted matter to themselves, and the programme office hears of everybody to whom it is opened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from alliance.choices import Role
from alliance.models import Alliance, RoleGrant
from core import clock
from core.models import Notice, User
from tests import factories as make

REFUSED = "nobody gives it to themselves"


class Place:
    def __init__(self) -> None:
        self.alliance: Alliance = make.make_alliance(slug="north")
        self.office: User = make.make_member(self.alliance, Role.PROGRAMME_OFFICE, "Office")
        self.admin: User = make.make_member(self.alliance, Role.ADMINISTRATOR, "Admin")
        self.service: User = make.make_user("Service", is_service_administrator=True)

    def give(self, by: User, to: User, role: str = Role.AUDITOR, **more: Any) -> Any:
        client = APIClient()
        client.force_authenticate(by)
        sent = {"alliance": self.alliance.pk, "user": to.pk, "role": role, "from_date": "2017-09-01", **more}
        return client.post("/api/v1/roles/", sent)


@pytest.fixture
def place(db: Any) -> Place:
    return Place()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROGRAMME_OFFICE, Role.SRO])
@pytest.mark.parametrize("who", ["admin", "service"])
def test_giving_oneself_a_cleared_role_is_refused_over_the_api(place: Place, who: str, role: str) -> None:
    person = getattr(place, who)
    answer = place.give(person, person, role)
    assert answer.status_code == 403
    assert REFUSED in str(answer.json())
    assert not RoleGrant.objects.filter(user=person, role=role).exists()


def test_it_is_refused_by_the_page_with_the_reason(place: Place) -> None:
    client = Client()
    client.force_login(place.admin)
    day = {"from_date_0": "1", "from_date_1": "9", "from_date_2": "2017"}
    sent = {"user": place.admin.pk, "role": "auditor", **day}
    answer = client.post("/a/north/records/roles/add/", sent)
    assert answer.status_code == 403
    assert REFUSED in answer.content.decode()
    own = RoleGrant.objects.get(user=place.admin)
    change = reverse("records:edit", kwargs={"alliance": "north", "kind": "roles", "pk": own.pk})
    answer = client.post(change, {**sent, "version": own.version})
    assert (answer.status_code, RoleGrant.objects.get(user=place.admin).role) == (403, Role.ADMINISTRATOR)


def test_no_other_verb_gives_it_either(place: Place) -> None:
    """Not an invitation of oneself, not a longer time, not the return of a grant that was withdrawn."""
    client = APIClient()
    client.force_authenticate(place.admin)
    invited = {
        "email": place.admin.email,
        "name": "Admin",
        "alliance": place.alliance.pk,
        "roles": [{"role": "auditor", "from_date": "2017-09-01"}],
    }
    assert client.post("/api/v1/users/", invited).status_code == 403
    yesterday = clock.today() - timedelta(days=1)
    ended = make.give_role(place.admin, place.alliance, Role.AUDITOR, to_date=yesterday)
    match = {"headers": {"If-Match": '"v1"'}}
    assert client.patch(f"/api/v1/roles/{ended.pk}/", {"to_date": None}, **match).status_code == 403
    shorter = client.patch(f"/api/v1/roles/{ended.pk}/", {"to_date": "2016-01-01"}, **match)
    assert (shorter.status_code, RoleGrant.objects.get(pk=ended.pk).to_date) == (200, date(2016, 1, 1))
    match = {"headers": {"If-Match": '"v2"'}}
    assert client.post(f"/api/v1/roles/{ended.pk}/withdraw/", {"reason": "Entered twice"}, **match).status_code == 200
    match = {"headers": {"If-Match": '"v3"'}}
    assert client.post(f"/api/v1/roles/{ended.pk}/put-back/", {}, **match).status_code == 403


def test_another_gives_it_and_the_office_is_told(place: Place) -> None:
    assert place.give(place.service, place.admin).status_code == 201
    told = Notice.objects.get(account=place.office)
    assert told.text == f"Admin may read restricted matter of {place.alliance.short_name}: given the role " + (
        f"{Role.AUDITOR.label} by Service"
    )
    assert told.url.endswith(f"/records/roles/{RoleGrant.objects.get(role=Role.AUDITOR).pk}/")
    assert Notice.objects.visible_to(place.office).count() == 1


def test_a_role_that_opens_nothing_may_be_given_to_oneself_and_tells_nobody(place: Place) -> None:
    assert place.give(place.admin, place.admin, Role.AREA_LEAD).status_code == 201
    assert not Notice.objects.exists()


def test_who_sets_an_alliance_up_may_be_its_first_office(place: Place) -> None:
    fresh = make.make_alliance()
    assert place.give(place.service, place.service, Role.PROGRAMME_OFFICE, alliance=fresh.pk).status_code == 201
    assert place.give(place.service, place.service, Role.SRO, alliance=fresh.pk).status_code == 403
