"""Agreements: one under another, their versions, their review and notice, and what makes no sense refused in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alliance.choices import AgreementState
from alliance.models import Agreement, Alliance, DelegatedPower, Signature, Stakeholder
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from core.imprecise_dates import ImpreciseDate
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2017, 9, 22)
SHEETS = {
    "agreements": (
        "Title,Under,State,Signed,From,To,Public,Next review,Notice in months,Notice as written,Exit strategy\n"
        "Region,,In force,March 2015,,,The text is published,by end March 2018,12,In writing to each,People return\n"
        "Vehicles,Region,Continued by direction,TBA,1 April 2016,31 March 2019,Only that it was made is published,,,,\n"
    ),
    "agreement-versions": (
        "Agreement,Number,Takes effect,What it changes\nRegion,1,March 2015,\nRegion,2,2016/17,Costs are shared\n"
    ),
    "delegated-powers": (
        "Body,Matter,What it says,Tier,Up to\n"
        'north,Buying,May decide,Gold,"250,000.50"\n'
        "north,Leaving,Kept by the body itself,,\n"
    ),
    "stakeholders": "Name,Group,How many\nmembers of parliament,Elected,26\n",
}


@pytest.fixture
def alliance() -> Alliance:
    made = make.make_alliance(slug="region")
    make.make_partner(made, make.make_organisation("North", slug="north"))
    return made


def agreement(alliance: Alliance, title: str = "Region", **fields: Any) -> Agreement:
    row = Agreement(alliance=alliance, title=title, **{"state": AgreementState.IN_FORCE, **fields})
    return make._save(row)


def refused(row: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def test_an_agreement_stands_under_another_of_its_alliance_and_not_under_itself(alliance: Alliance) -> None:
    over = agreement(alliance)
    under = agreement(alliance, "Vehicles", part_of=over)
    under.full_clean()
    over.part_of = under
    assert "cannot be part of itself" in refused(over)["part_of"][0]
    under.part_of = agreement(make.make_alliance(slug="elsewhere"), "Foreign")
    assert "belongs to another alliance" in refused(under)["part_of"][0]


@pytest.mark.parametrize(
    ("review", "state", "words"),
    [
        (ImpreciseDate.parse("by end March 2018"), AgreementState.IN_FORCE, "Due by end March 2018"),
        (ImpreciseDate.parse("September 2017"), AgreementState.IN_FORCE, "Due September 2017"),
        (ImpreciseDate.parse("August 2017"), AgreementState.CONTINUED, "Overdue: was due August 2017"),
        (ImpreciseDate.parse("August 2017"), AgreementState.ENDED, ""),
        (ImpreciseDate.tba(), AgreementState.IN_FORCE, "Due TBA"),
        (None, AgreementState.IN_FORCE, ""),
    ],
)
def test_the_review_clock_says_how_it_stands_on_a_day(review: Any, state: str, words: str) -> None:
    assert Agreement(title="Region", state=state, review_on=review).review_state(ON) == words


def test_a_power_that_is_kept_has_no_limit_and_one_that_is_given_names_somebody(alliance: Alliance) -> None:
    body = alliance.partners.get().organisation
    given = {"alliance": alliance, "organisation": body, "matter": "Buying"}
    assert "name a tier" in refused(DelegatedPower(**given))["post"][0]
    DelegatedPower(**given, tier="Gold").full_clean()
    kept = DelegatedPower(**given, kind="reserved", up_to=5)
    assert "no amount" in refused(kept)["up_to"][0]
    assert "up_to" in refused(DelegatedPower(**given, tier="Gold", up_to=0))


@pytest.mark.parametrize(("amount", "words"), [(250_000, "up to £250,000"), ("0.5", "up to £0.50"), (None, "")])
def test_a_limit_is_printed_in_pounds(amount: Any, words: str) -> None:
    assert DelegatedPower(up_to=None if amount is None else Decimal(amount)).limit == words


def send(texts: dict[str, str], *, check_only: bool = False) -> Any:
    files = [(f"{name}.csv", text.encode()) for name, text in texts.items()]
    return import_at_once(files=files, check_only=check_only, actor="system:test")


def sheets(alliance: Alliance) -> dict[str, str]:
    return export_records(scope=alliance, by=None, at=clock.now(), route="test")


def test_the_sheets_are_taken_and_given_back_and_taken_again_without_a_change(alliance: Alliance) -> None:
    send(SHEETS | {"alliance": sheets(alliance)["alliance"]})
    region, vehicles = Agreement.objects.order_by("title")
    assert (str(region.signed_on), region.notice_months) == ("March 2015", 12)
    assert region.review_state(ON) == "Due by end March 2018"
    assert (vehicles.part_of, vehicles.state) == (region, AgreementState.CONTINUED)
    assert [each.number for each in region.versions.all()] == [1, 2]
    assert [each.limit for each in DelegatedPower.objects.order_by("matter")] == ["up to £250,000.50", ""]
    assert str(Stakeholder.objects.get()) == "26 members of parliament"
    assert send(sheets(alliance), check_only=True).rows == []


def test_a_sheet_that_makes_no_sense_is_refused_by_its_row_and_nothing_is_kept(alliance: Alliance) -> None:
    powers = "Body,Matter,What it says,Up to\nnorth,Buying,May decide,5\n"
    with pytest.raises(ImportRefused) as caught:
        send(SHEETS | {"alliance": sheets(alliance)["alliance"], "delegated-powers": powers})
    [problem] = [str(each) for each in caught.value.problems]
    assert problem.startswith("delegated-powers.csv, row 2, column 'Post'")
    assert not Agreement.objects.exists()


def test_an_ended_agreement_is_listed_as_at_a_day_on_which_it_was_in_force(alliance: Alliance) -> None:
    agreement(alliance, "Old", state=AgreementState.ENDED, to_date=make.day(2016, 3, 31))
    client = Client()
    client.force_login(make.make_member(alliance))
    page = "/a/region/records/agreements/"
    assert ">Old</a>" in client.get(f"{page}?as_at=2016-03-31").content.decode()
    assert ">Old</a>" not in client.get(f"{page}?as_at=2016-04-01").content.decode()


def test_an_organisation_that_does_not_decide_has_no_way_of_deciding() -> None:
    body = make.make_organisation("North")
    body.decides_by = "signature"
    assert "decides for itself" in refused(body)["decides_by"][0]
    body.is_deciding_body = True
    body.full_clean()


def test_an_alliance_is_within_a_wider_one_and_not_within_itself(alliance: Alliance) -> None:
    wider = make.make_alliance(slug="wider")
    alliance.within = wider
    alliance.full_clean()
    make._save(alliance)
    wider.within = alliance
    assert "cannot be part of itself" in refused(wider)["within"][0]


def test_a_22_an_agreement_moves_from_required_to_signed_and_keeps_what_is_not_known(alliance: Alliance) -> None:
    """Required in February 2016 and signed by six later; the day was not given, and none is made up."""
    required = agreement(alliance, "Section 22A agreement", state=AgreementState.PROPOSED)
    required.state = AgreementState.IN_FORCE
    make._save(required)
    for order in range(6):
        body = make.make_organisation(is_deciding_body=True)
        make._save(Signature(agreement=required, organisation=body, order=order))
    assert [row.state for row in required.history.order_by("history_id")] == ["proposed", "in_force"]
    assert {(each.person, each.signed_on) for each in required.signatures.all()} == {(None, None)}
    client = Client()
    client.force_login(make.make_member(alliance))
    said = client.get(f"/api/v1/agreements/{required.pk}/").json()
    assert (said["state"], said["signed_on"]) == ("in_force", None)


def test_a_32_tiers_are_the_alliance_s_own_words(alliance: Alliance) -> None:
    body = alliance.partners.get().organisation
    for order, tier in enumerate(("Gold", "Silver", "Bronze")):
        power = DelegatedPower(alliance=alliance, organisation=body, matter="Decide", tier=tier, order=order)
        power.full_clean()
        make._save(power)
    client = Client()
    client.force_login(make.make_member(alliance))
    page = client.get("/a/region/records/delegated-powers/").content.decode()
    assert page.index("Gold") < page.index("Silver") < page.index("Bronze")
