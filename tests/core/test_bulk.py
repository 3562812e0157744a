"""One field of many records at once: what is offered, what is shown before, and that it is all or nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alliance.choices import Role
from core.models import User
from core.records.bulk import bulk_fields
from core.records.registry import record_for
from tests import factories as make

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self) -> None:
        self.alliance = make.make_alliance()
        self.office = make.make_member(self.alliance)
        register = make.make_register(self.alliance)
        self.risks = [make.make_risk(register, text=f"Risk {number}") for number in range(3)]
        self.url = reverse("records:bulk", kwargs={"alliance": self.alliance.slug, "kind": "risks"})

    def client(self, user: User | None = None) -> Client:
        client = Client()
        client.force_login(user or self.office)
        return client

    def chosen(self) -> list[str]:
        return [f"{risk.pk}:1" for risk in self.risks]

    def send(self, **more: Any) -> Any:
        data = {"row": self.chosen(), "field": "is_key", "value": "on", "reason": "Board of May", **more}
        return self.client().post(self.url, data)

    def are_key(self) -> list[bool]:
        for risk in self.risks:
            risk.refresh_from_db()
        return [risk.is_key for risk in self.risks]


@pytest.fixture
def place() -> Place:
    return Place()


def test_offers_choices_flags_links_and_dates_and_no_text() -> None:
    names = {field.name for field in bulk_fields(record_for("risks"))}
    assert {"register", "owner", "area", "state", "identified_on", "closed_on", "is_key", "restricted"} <= names
    assert names & {"text", "reference", "order", "affected"} == set()


def test_asks_which_field_then_shows_what_changes_and_writes_nothing(place: Place) -> None:
    asked = place.client().get(place.url, {"row": place.chosen()}).content.decode()
    assert "What is to change?" in asked
    shown = place.send().content.decode()
    assert "What changes" in shown
    assert all(str(risk) in shown for risk in place.risks)
    assert place.are_key() == [False, False, False]


def test_changes_all_with_reason_version_and_history(place: Place) -> None:
    assert place.send(confirm="yes").status_code == 302
    assert place.are_key() == [True, True, True]
    newest = place.risks[0].history.first()
    assert newest.history_change_reason.endswith(": Board of May")
    assert (newest.history_user, newest.version) == (place.office, 2)


def test_what_bears_the_value_already_gets_no_new_version(place: Place) -> None:
    place.risks[0].is_key = True
    make._save(place.risks[0])
    place.send(confirm="yes")
    place.risks[0].refresh_from_db()
    assert place.risks[0].version == 1


def test_names_rows_changed_meanwhile_and_writes_nothing(place: Place) -> None:
    type(place.risks[1]).objects.filter(pk=place.risks[1].pk).update(version=2)
    answer = place.send(confirm="yes")
    assert answer.status_code == 409
    assert str(place.risks[1]) in answer.content.decode()
    assert place.are_key() == [False, False, False]


def test_a_value_that_one_row_cannot_bear_changes_none(place: Place) -> None:
    area = make.make_area(make.make_alliance())
    assert place.send(field="area", value=area.pk, confirm="yes").status_code == 422
    assert place.are_key() == [False, False, False]


def test_a_reason_is_needed(place: Place) -> None:
    answer = place.send(reason="", confirm="yes")
    assert answer.status_code == 422
    assert "Enter why they are changed" in answer.content.decode()


def test_all_rows_of_a_filter(place: Place) -> None:
    page = place.client().get(place.url + "?all=yes&search=Risk+1").content.decode()
    assert f'value="{place.risks[1].pk}:1"' in page
    assert f'value="{place.risks[0].pk}:1"' not in page


def test_an_auditor_is_offered_nothing_and_refused(place: Place) -> None:
    client = place.client(make.make_member(place.alliance, Role.AUDITOR))
    assert client.get(place.url, {"row": place.chosen()}).status_code == 403
    listed = client.get(reverse("records:list", kwargs={"alliance": place.alliance.slug, "kind": "risks"}))
    assert "bulk-form" not in listed.content.decode()


class TestApi:
    def ask(self, place: Place, user: User | None = None, **more: Any) -> Any:
        rows = [{"id": risk.pk, "version": 1} for risk in place.risks]
        data = {"rows": rows, "field": "is_key", "value": True, "reason": "Board of May", **more}
        return place.client(user).post(reverse("api:risks-bulk"), json.dumps(data), content_type="application/json")

    def test_previews_then_changes(self, place: Place) -> None:
        shown = self.ask(place, preview=True)
        assert shown.json()[0] == {"id": place.risks[0].pk, "old": "No", "new": "Yes"}
        assert place.are_key() == [False, False, False]
        assert self.ask(place).status_code == 200
        assert place.are_key() == [True, True, True]

    def test_refuses_a_stale_row_by_name(self, place: Place) -> None:
        type(place.risks[1]).objects.filter(pk=place.risks[1].pk).update(version=2)
        answer = self.ask(place)
        assert (answer.status_code, str(place.risks[1]) in answer.json()["detail"]) == (409, True)

    def test_refuses_a_text_field_and_a_wrong_value(self, place: Place) -> None:
        assert "field" in self.ask(place, field="text", value="x").json()
        assert "value" in self.ask(place, value="perhaps").json()

    def test_refuses_rows_of_others(self, place: Place) -> None:
        assert self.ask(place, make.make_member(make.make_alliance())).status_code == 409
        assert self.ask(place, make.make_member(place.alliance, Role.AUDITOR)).status_code == 403
