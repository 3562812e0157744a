"""Sharing bases: of their time, in both doors and in sheets, and refused in words where they make no sense."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alliance.models import Alliance, Share, SharingBasis
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from tests import factories as make

pytestmark = pytest.mark.django_db


class Place:
    """Two partners that shared by people until March 2016 and by percentages since."""

    def __init__(self) -> None:
        self.alliance = make.make_alliance(slug="north")
        self.office = make.make_member(self.alliance)
        self.bodies = [make.make_partner(self.alliance, make.make_organisation(name)).organisation for name in "AB"]
        self.old = make.make_basis(
            self.alliance, slug="old", name="By people", measure="weight", unit="people", to_date=make.day(2016, 3, 31)
        )
        self.new = make.make_basis(self.alliance, slug="new", name="By budget", from_date=make.day(2016, 4, 1))
        for basis, values in ((self.old, ("1200", "600")), (self.new, ("64", "36"))):
            for body, value in zip(self.bodies, values, strict=True):
                make.make_share(basis, value, body)

    def client(self, user: Any = None) -> Client:
        client = Client()
        client.force_login(user or self.office)
        return client

    def page(self, query: str) -> Any:
        return self.client().get(f"/a/north/split/?{query}")

    def api(self, query: str) -> Any:
        return self.client().get(f"/api/v1/alliances/{self.alliance.pk}/split/?{query}")


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.mark.parametrize(
    ("on", "parts"),
    [("2016-03-31", ["666666.67", "333333.34"]), ("2016-04-01", ["640000.01", "360000.00"])],
)
def test_an_amount_splits_by_the_basis_of_its_time(place: Place, on: str, parts: list[str]) -> None:
    answer = place.api(f"amount=1000000.01&as_at={on}")
    assert answer.status_code == 200
    said = answer.json()
    assert [part["amount"] for part in said["parts"]] == parts
    assert (said["amount"], said["incomplete"], said["not_recorded"]) == ("1000000.01", "", "0.00")
    page = place.page(f"amount=1000000.01&as_at={on}").content.decode()
    assert all(f"£{Decimal(part):,}" in page for part in parts)
    assert said["rule"] in page


def test_a_later_basis_leaves_the_earlier_as_it_was(place: Place) -> None:
    later = make.make_basis(place.alliance, slug="later", name="Anew", from_date=make.day(2018, 4, 1))
    make.make_share(later, "50", place.bodies[0])
    assert [each.slug for each in SharingBasis.objects.as_at(date(2016, 1, 1))] == ["old"]
    assert place.api("amount=1&as_at=2016-01-01").json()["basis"]["slug"] == "old"


def test_what_is_not_recorded_is_said_and_has_its_own_line(place: Place) -> None:
    basis = make.make_basis(place.alliance, slug="part", name="In part", from_date=make.day(2016, 4, 1))
    make.make_share(basis, "31.27", place.bodies[0], words="about a third")
    query = "amount=1000&as_at=2017-09-22&basis=part"
    said = place.api(query).json()
    assert said["incomplete"] == "Incomplete: 68.73% not recorded"
    assert (said["not_recorded"], said["not_recorded_percent"]) == ("687.30", "68.73000")
    page = place.page(query).content.decode()
    assert "Incomplete: 68.73% not recorded" in page
    assert page.index("£312.70") < page.index("£687.30") < page.index("Together")


def test_one_of_several_bases_has_to_be_chosen(place: Place) -> None:
    make.make_basis(place.alliance, slug="savings", name="Savings", from_date=make.day(2016, 4, 1), measure="equal")
    answer = place.api("amount=1&as_at=2017-09-22")
    assert answer.status_code == 400
    assert answer.json()["basis"] == [
        "Several were in force on 22 September 2017: choose one of “By budget”, “Savings”."
    ]
    assert place.api("amount=1&as_at=2017-09-22&basis=new").status_code == 200
    nobody = place.page("amount=1&as_at=2017-09-22&basis=savings")
    assert nobody.status_code == 422
    assert "No partner is recorded, so nothing can be split" in nobody.content.decode()


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("amount=2.6m", "amount", "Enter an amount in pounds, written out in figures, for example 1,000,000.01."),
        ("amount=1.005", "amount", "Enter whole pence: two figures after the point at most"),
        ("amount=", "amount", "Enter an amount in pounds, for example 1,000,000.01."),
        ("amount=7&basis=nowhere", "basis", "Choose a sharing basis of this alliance from the list."),
        ("amount=7&basis=old&as_at=2017-09-22", "basis", "“By people” was not in force on 22 September 2017. In force"),
    ],
)
def test_a_wrong_question_is_answered_beside_its_field(place: Place, query: str, field: str, words: str) -> None:
    page = place.page(query)
    assert page.status_code == 422
    text = page.content.decode().replace("&quot;", '"')
    assert f"{words}" in text
    assert f'id="id_{field}' in text
    typed = query.partition("amount=")[2].partition("&")[0]
    assert f'value="{typed}"' in text or not typed
    answer = place.api(query)
    assert answer.status_code == 400
    assert any(words in fault for fault in answer.json()[field])


def test_a_day_that_is_none_keeps_what_was_typed(place: Place) -> None:
    page = place.page("as_at-day=31&as_at-month=2&as_at-year=2017&amount=12.50")
    assert page.status_code == 422
    text = page.content.decode()
    assert "As at must be a real date, for example 22 9 2017." in text
    assert 'name="as_at-day" type="text" inputmode="numeric" value="31"' in text
    assert 'value="12.50"' in text
    assert place.api("amount=1&as_at=2017-02-31").status_code == 400


def test_the_page_of_a_basis_leads_to_the_split_and_back(place: Place) -> None:
    page = place.client().get(f"/a/north/records/sharing-bases/{place.new.pk}/").content.decode()
    assert "/a/north/split/?basis=new" in page
    assert "64%" in page
    assert "Complete" in page
    asked = place.page("basis=new").content.decode()
    assert '<option value="new" selected>By budget (from 1 April 2016)</option>' in asked


def test_without_a_basis_the_page_says_what_to_do_first() -> None:
    alliance = make.make_alliance(slug="empty")
    client = Client()
    client.force_login(make.make_member(alliance))
    page = client.get("/a/empty/split/").content.decode()
    assert "No sharing basis is recorded" in page
    assert "/a/empty/records/sharing-bases/add/" in page


def test_e_21_a_basis_is_the_alliance_s_own_data_and_no_share_is_made_up(place: Place) -> None:
    """Costs and benefits are shared "fairly, transparently and with minimum bureaucracy": no number is given."""
    words = "Costs and benefits must be distributed fairly, transparently and with minimum bureaucracy."
    sent = {"alliance": place.alliance.pk, "slug": "fair", "name": "Costs and benefits", "rule": words}
    sent |= {"measure": "percent", "kind": "Fairness", "from_date": "16 September 2015"}
    made = place.client().post("/api/v1/sharing-bases/", json.dumps(sent), content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["completeness"] == "Incomplete: 100% not recorded"
    said = place.api("amount=10&as_at=2016-04-01&basis=fair").json()
    assert (said["parts"], said["not_recorded"]) == ([], "10.00")


def test_a_split_asks_no_more_for_many_partners_than_for_two(place: Place) -> None:
    client = place.client()
    addresses = ["/a/north/split/", f"/api/v1/alliances/{place.alliance.pk}/split/"]

    def count() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{address}?amount=10&as_at=2015-09-22").status_code == 200
            counts.append(len(queries))
        return counts

    # The first request of a session notes when it was last used.
    client.get("/account/")
    before = count()
    for _ in range(12):
        make.make_share(place.old, "7")
    assert count() == before


class TestRules:
    def share(self, place: Place, basis: SharingBasis, value: str | None, body: Any = None) -> Share:
        body = body or make.make_partner(place.alliance).organisation
        return Share(basis=basis, organisation=body, value=None if value is None else Decimal(value))

    def refused(self, row: Any) -> dict[str, list[str]]:
        with pytest.raises(ValidationError) as caught:
            row.full_clean()
        return dict(caught.value.message_dict)

    def test_more_than_a_hundred_is_refused(self, place: Place) -> None:
        words = self.refused(self.share(place, place.new, "0.00001"))
        assert words == {"value": ["The shares make 100.00001% together: expected 100% at most."]}
        row = Share.objects.get(basis=place.new, organisation=place.bodies[0])
        row.value = Decimal(63)
        row.full_clean()

    def test_so_it_is_on_the_page_which_keeps_what_was_typed(self, place: Place) -> None:
        body = make.make_partner(place.alliance).organisation
        sent = {"basis": place.new.pk, "organisation": body.pk, "value": "7.5", "order": "3"}
        page = place.client().post("/a/north/records/shares/add/", sent)
        assert page.status_code == 422
        assert "The shares make 107.5% together" in page.content.decode()
        assert 'value="7.5"' in page.content.decode()

    def test_below_nought_is_refused(self, place: Place) -> None:
        assert "expected nought or more" in str(self.refused(self.share(place, place.new, "-1")))
        assert "expected nought or more" in str(self.refused(self.share(place, place.old, "-1")))

    def test_an_equal_part_has_no_number(self, place: Place) -> None:
        equal = make.make_basis(place.alliance, measure="equal")
        assert "Equal parts have no number" in str(self.refused(self.share(place, equal, "50")))
        self.share(place, equal, None).full_clean()

    def test_only_a_partner_has_a_share(self, place: Place) -> None:
        stranger = make.make_organisation("Stranger")
        words = self.refused(self.share(place, place.old, "1", stranger))
        assert words == {"organisation": ["“Stranger” is no partner of this alliance: expected one that is or was."]}

    def test_a_basis_cannot_read_its_weights_as_percentages(self, place: Place) -> None:
        place.old.measure = "percent"
        assert "The shares make 1,800% together" in str(self.refused(place.old)["measure"])

    def test_a_withdrawn_share_leaves_its_part_unrecorded(self, place: Place) -> None:
        share = Share.objects.get(basis=place.new, organisation=place.bodies[1])
        share.withdrawn_at = clock.now()
        make._save(share)
        assert SharingBasis.objects.get(pk=place.new.pk).completeness == "Incomplete: 36% not recorded"


class TestSheets:
    def sheets(self, alliance: Alliance) -> dict[str, str]:
        return export_records(scope=alliance, by=None, at=clock.now(), route="test")

    def send(self, texts: dict[str, str], *, check_only: bool = False) -> Any:
        files = [(f"{name}.csv", text.encode()) for name, text in texts.items()]
        return import_at_once(files=files, check_only=check_only, actor="system:test")

    def with_shares(self, place: Place, *lines: str) -> dict[str, str]:
        text = "\n".join(["Sharing basis,Partner,Share", *lines])
        return {"alliance": self.sheets(place.alliance)["alliance"], "shares": f"{text}\n"}

    def test_they_come_back_as_they_went(self, place: Place) -> None:
        texts = self.sheets(place.alliance)
        assert self.send(texts, check_only=True).rows == []
        self.send({name: text.replace("north,", "south,") for name, text in texts.items()})
        south = Alliance.objects.get(slug="south")
        for name in ("sharing-bases", "shares"):
            assert self.sheets(south)[name] == texts[name]

    def test_the_shares_of_one_sheet_are_judged_together(self, place: Place) -> None:
        one, other = (body.slug for body in place.bodies)
        self.send(self.with_shares(place, f"new,{one},36", f"new,{other},64"))
        values = Share.objects.filter(basis=place.new).values_list("value", flat=True)
        assert list(values) == [Decimal(36), Decimal(64)]

    def test_too_much_is_named_by_row_and_column(self, place: Place) -> None:
        one, other = (body.slug for body in place.bodies)
        with pytest.raises(ImportRefused) as caught:
            self.send(self.with_shares(place, f"new,{one},64", f"new,{other},36.1"))
        assert [str(each) for each in caught.value.problems] == [
            "shares.csv, row 3, column 'Share': found “36.1”: The shares make 100.1% together: expected 100% at most."
        ]

    def test_a_new_partner_and_its_share_come_together(self, place: Place) -> None:
        body = make.make_organisation("C", slug="c")
        texts = self.with_shares(place, f"old,{body.slug},300")
        texts["partners"] = f"Organisation,Part,From,To,Order\n{body.slug},Full partner,,,9\n"
        self.send(texts)
        assert Share.objects.filter(basis=place.old).count() == 3


def test_history_does_not_mix_in_the_shares_of_today(place: Place) -> None:
    day = clock.today().isoformat()
    [row, _] = sorted(
        place.client().get(f"/api/v1/sharing-bases/?known_on={day}").json()["results"], key=lambda each: each["slug"]
    )
    assert (row["slug"], row["completeness"]) == ("new", "")
