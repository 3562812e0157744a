"""A change over the API that changes nothing makes no new version and no row of history."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from core.models import User
from programmes.choices import UpdateState
from tests import factories as make
from tests.programmes.cycle import make_cycle

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def send(client: APIClient, address: str, sent: Any, version: int = 1) -> Any:
    return client.patch(address, sent, headers={"If-Match": f'"v{version}"'})


def rows_of(alliance: Any) -> list[tuple[str, Any]]:
    area = make.make_area(alliance)
    gate = make.make_gate(area)
    meeting = make.make_meeting(make.make_board(alliance))
    risk = make.make_risk(make.make_register(alliance))
    named = {"areas": area, "gates": gate, "meetings": meeting, "risks": risk}
    return [(f"/api/v1/{slug}/{row.pk}/", row) for slug, row in named.items()]


def test_a_record_sent_back_as_it_was_read_is_not_changed() -> None:
    alliance = make.make_alliance()
    office = signed_in(make.make_member(alliance))
    for address, row in rows_of(alliance):
        read = office.get(address).json()
        answer = send(office, address, read)
        assert (answer.status_code, answer["ETag"]) == (200, '"v1"'), (address, answer.json())
        assert answer.json() == read
        assert send(office, address, {}).status_code == 200
        row.refresh_from_db()
        assert (row.version, row.history.count()) == (1, 1)


def test_a_reason_alone_changes_nothing() -> None:
    alliance = make.make_alliance()
    area = make.make_area(alliance)
    office = signed_in(make.make_member(alliance))
    assert send(office, f"/api/v1/areas/{area.pk}/", {"change_reason": "Why not?"}).json()["version"] == 1
    assert area.history.count() == 1


def test_an_old_version_is_refused_all_the_same() -> None:
    alliance = make.make_alliance()
    area = make.make_area(alliance, "Custody")
    office = signed_in(make.make_member(alliance))
    assert send(office, f"/api/v1/areas/{area.pk}/", {"name": "Custody"}, version=7).status_code == 412
    assert send(office, f"/api/v1/areas/{area.pk}/", {"name": "Cells"}).json()["version"] == 2
    assert area.history.count() == 2


def test_a_period_and_an_update_sent_back_are_not_changed() -> None:
    cycle = make_cycle()
    update = cycle.filed(state=UpdateState.DRAFT)
    office, lead = signed_in(cycle.people["office"]), signed_in(cycle.people["lead"])
    for client, row, address in ((office, cycle.period, "periods"), (lead, update, "updates")):
        before, there = row.history.count(), f"/api/v1/{address}/{row.pk}/"
        answer = send(client, there, client.get(there).json())
        assert (answer.status_code, answer["ETag"]) == (200, '"v1"'), answer.json()
        assert row.history.count() == before


def test_an_account_sent_back_is_not_changed() -> None:
    keeper = signed_in(make.make_user("Keeper", is_service_administrator=True))
    user = make.make_user("Ann Able")
    address = f"/api/v1/users/{user.pk}/"
    version, before = user.version, user.history.count()
    answer = send(keeper, address, {**keeper.get(address).json(), "email": user.email.upper()}, version)
    assert (answer.status_code, answer.json()["version"]) == (200, version), answer.json()
    assert user.history.count() == before
