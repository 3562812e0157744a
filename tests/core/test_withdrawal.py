"""Withdrawing a record and putting it back: who sees it then, what refuses it, what the history says."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from alliance.choices import Role
from alliance.models import Organisation
from alliance.permissions import has_role
from core import clock
from core.models import User
from core.records.registry import record_for
from core.records.withdrawal import put_back, withdraw
from core.versions import StaleVersion
from core.workflow import WrongState
from risks.models import Risk
from tests import factories as make

pytestmark = pytest.mark.django_db


class Place:
    """An alliance with its office, an auditor and two risks in a register."""

    def __init__(self) -> None:
        self.alliance = make.make_alliance()
        self.office = make.make_member(self.alliance)
        self.auditor = make.make_member(self.alliance, Role.AUDITOR)
        self.register = make.make_register(self.alliance)
        self.kept = make.make_risk(self.register, title="Stays", text="Stays")
        self.twice = make.make_risk(self.register, title="Entered twice", text="Entered twice")

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def url(self, name: str, row: Any = None, kind: str = "risks") -> str:
        arguments = {"alliance": self.alliance.slug, "kind": kind} | ({"pk": row.pk} if row else {})
        return reverse(f"records:{name}", kwargs=arguments)

    def withdraw(self, row: Any, kind: str = "risks", why: str = "Entered twice") -> None:
        withdraw(row, record_for(kind), by=self.office, at=clock.now(), why=why)


@pytest.fixture
def place() -> Place:
    return Place()


class TestWhereItIsLeftOut:
    def test_it_leaves_lists_counts_relations_and_documents(self, place: Place) -> None:
        place.withdraw(place.twice)
        assert list(Risk.objects.visible_to(place.auditor)) == [place.kept]
        assert list(place.register.risks.all()) == [place.kept]
        assert list(Risk.objects.in_edition(place.alliance, with_restricted=True)) == [place.kept]
        page = place.client(place.auditor).get(place.url("list"))
        assert "Entered twice" not in page.content.decode()
        answer = place.client(place.auditor).get(reverse("api:risks-list"))
        assert [row["id"] for row in answer.json()["results"]] == [place.kept.pk]

    def test_it_leaves_the_choices_of_forms_and_filters(self, place: Place) -> None:
        empty = make.make_register(place.alliance)
        client = place.client(place.office)
        assert empty.name in client.get(place.url("add")).content.decode()
        place.withdraw(empty, "risk-registers")
        assert empty.name not in client.get(place.url("add")).content.decode()
        assert empty.name not in client.get(place.url("list")).content.decode()

    def test_what_the_record_said_on_an_earlier_day_still_shows_it(self, place: Place) -> None:
        before = clock.now() - timedelta(days=2)
        place.twice.history.update(history_date=before)
        place.withdraw(place.twice)
        client = place.client(place.auditor)
        then = (clock.today() - timedelta(days=1)).isoformat()
        page = client.get(place.url("list") + f"?known_on={then}").content.decode()
        assert "Entered twice" in page
        assert place.url("detail", place.twice) not in page
        after = client.get(place.url("list") + f"?known_on={clock.today().isoformat()}").content.decode()
        assert "Entered twice" not in after

    def test_a_withdrawn_role_opens_nothing(self, place: Place) -> None:
        grant = place.auditor.role_grants.get()
        place.withdraw(grant, "roles")
        assert not has_role(place.auditor, place.alliance, Role.AUDITOR)
        assert place.client(place.auditor).get(place.url("list")).status_code == 404
        assert list(type(place.alliance).objects.readable_by(place.auditor)) == []

    def test_a_withdrawn_lead_reads_no_restricted_area(self, place: Place) -> None:
        area = make.make_area(place.alliance, restricted=True)
        user = make.make_member(place.alliance, Role.AREA_LEAD)
        make.make_lead(area, user)
        assert list(type(area).objects.visible_to(user)) == [area]
        place.withdraw(area.leads.get(), "area-leads")
        assert list(type(area).objects.visible_to(user)) == []


class TestItsParts:
    def scored(self, place: Place) -> list[Any]:
        framework = make.make_framework(place.alliance)
        days = [date(2017, month, 1) for month in (7, 8, 9)]
        return [make.make_assessment(place.twice, framework, assessed_on=day) for day in days]

    def test_they_go_with_it_and_come_back_but_for_what_was_withdrawn_before(self, place: Place) -> None:
        first, *others = self.scored(place)
        place.withdraw(first, "assessments")
        page = place.client(place.office).get(place.url("withdraw", place.twice)).content.decode()
        assert "comes back with it: 2 assessments" in page
        place.withdraw(place.twice)
        assert not type(first).objects.exists()
        put_back(place.twice, record_for("risks"), by=place.office)
        assert set(type(first).objects.all()) == set(others)
        assert [row.history.count() for row in others] == [3, 3]

    def test_one_that_went_with_it_does_not_come_back_alone(self, place: Place) -> None:
        part = self.scored(place)[0]
        place.withdraw(place.twice)
        part.refresh_from_db()
        with pytest.raises(WrongState, match="Put that one back first"):
            put_back(part, record_for("assessments"), by=place.office)


class TestItsOwnPage:
    def test_those_who_may_change_it_read_when_who_and_why_and_put_it_back(self, place: Place) -> None:
        client = place.client(place.office)
        sent = client.post(place.url("withdraw", place.twice), {"reason": "Entered twice by us", "version": 1})
        assert sent.headers["Location"] == place.url("detail", place.twice)
        page = client.get(place.url("detail", place.twice)).content.decode()
        assert "Entered twice by us" in page
        assert f"{place.office.name} withdrew this risk" in page
        assert place.url("edit", place.twice) not in page
        assert "Entered twice" in client.get(place.url("withdrawn")).content.decode()
        back = client.post(place.url("put_back", place.twice), {"version": 2})
        assert back.status_code == 302
        assert place.twice in Risk.objects.visible_to(place.auditor)
        history = client.get(place.url("history", place.twice)).content.decode()
        assert "Withdrawn by" in history
        assert "Put back by" in history
        assert "Entered twice by us" in history

    def test_for_all_others_it_does_not_exist(self, place: Place) -> None:
        place.withdraw(place.twice)
        client = place.client(place.auditor)
        for name in ("detail", "history", "edit", "withdraw"):
            assert client.get(place.url(name, place.twice)).status_code == 404, name
        assert client.get(reverse("api:risks-detail", kwargs={"pk": place.twice.pk})).status_code == 404

    def test_an_area_is_read_on_the_record_page_then(self, place: Place) -> None:
        area = make.make_area(place.alliance, "Lost area")
        place.withdraw(area, "areas")
        client = place.client(place.office)
        listed = client.get(place.url("withdrawn", kind="areas")).content.decode()
        assert place.url("detail", area, "areas") in listed
        assert "Put back" in client.get(place.url("detail", area, "areas")).content.decode()

    def test_a_reason_is_needed(self, place: Place) -> None:
        answer = place.client(place.office).post(place.url("withdraw", place.twice), {"reason": " ", "version": 1})
        assert answer.status_code == 422
        assert "Enter why it is withdrawn" in answer.content.decode()
        place.twice.refresh_from_db()
        assert not place.twice.is_withdrawn


class TestRefusals:
    def test_names_what_points_at_it(self, place: Place) -> None:
        with pytest.raises(WrongState, match=r"2 risks \(.*Stays.*Entered twice.*\)"):
            place.withdraw(place.register, "risk-registers")
        page = place.client(place.office).get(place.url("withdraw", place.register, "risk-registers"))
        assert "It cannot be withdrawn yet" in page.content.decode()
        assert place.url("detail", place.kept) in page.content.decode()

    def test_what_is_withdrawn_no_longer_holds_it(self, place: Place) -> None:
        place.withdraw(place.kept)
        place.withdraw(place.twice)
        place.withdraw(place.register, "risk-registers")
        with pytest.raises(WrongState, match="Put that one back first"):
            put_back(place.twice, record_for("risks"), by=place.office)

    def test_does_not_name_what_the_reader_may_not_see(self, place: Place) -> None:
        other = make.make_alliance()
        body = make.make_organisation("Shared body")
        make._save(type(other.partners.model(alliance=other, organisation=body))(alliance=other, organisation=body))
        with pytest.raises(WrongState, match=r"^“Shared body” cannot be withdrawn\. It is in use elsewhere"):
            place.withdraw(body, "organisations")

    def test_somebody_who_saved_first_is_not_overwritten(self, place: Place) -> None:
        with pytest.raises(StaleVersion):
            withdraw(place.twice, record_for("risks"), by=place.office, at=clock.now(), why="x", expected=7)
        assert place.twice in Risk.objects.all()

    def test_says_which_withdrawn_row_holds_a_value(self, place: Place) -> None:
        body = make.make_organisation("Old Fire Service", slug="fire")
        place.withdraw(body, "organisations")
        fresh = Organisation(slug="fire", name="Fire", kind=body.kind)
        with pytest.raises(ValidationError) as refused:
            fresh.full_clean()
        assert "The withdrawn organisation “Old Fire Service” holds this" in refused.value.message_dict["slug"][0]

    def test_says_so_for_values_that_are_unique_together(self, place: Place) -> None:
        board = make.make_board(place.alliance)
        place.withdraw(board, "boards")
        again = type(board)(alliance=place.alliance, slug=board.slug, name="Steering", kind=board.kind)
        with pytest.raises(ValidationError, match="The withdrawn board"):
            again.full_clean()


class TestApi:
    def send(self, place: Place, user: User, verb: str, version: int, **data: str) -> Any:
        url = reverse(f"api:risks-{verb}", kwargs={"pk": place.twice.pk})
        headers = {"If-Match": f'"v{version}"'}
        return place.client(user).post(url, json.dumps(data), content_type="application/json", headers=headers)

    def test_withdraws_and_puts_back(self, place: Place) -> None:
        answer = self.send(place, place.office, "withdraw", 1, reason="Entered twice")
        assert answer.status_code == 200
        assert answer.json()["withdrawn"]["reason"] == "Entered twice"
        assert answer.json()["withdrawn"]["by"] == place.office.name
        client = place.client(place.office)
        listed = client.get(reverse("api:risks-withdrawn") + f"?alliance={place.alliance.slug}").json()
        assert [row["id"] for row in listed["results"]] == [place.twice.pk]
        back = self.send(place, place.office, "put-back", 2)
        assert (back.status_code, back.json()["withdrawn"]) == (200, None)

    def test_refuses_who_may_not(self, place: Place) -> None:
        assert self.send(place, place.auditor, "withdraw", 1, reason="Mine").status_code == 403

    def test_refuses_without_a_reason(self, place: Place) -> None:
        assert "reason" in self.send(place, place.office, "withdraw", 1).json()
