"""The reporting cycle over the API: the same rows, verbs, refusals and field names as its pages."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from programmes.choices import PeriodState, UpdateState
from programmes.models import ReportingPeriod, Update
from tests import factories as make
from tests.programmes.cycle import Cycle

UPDATES, PERIODS = "/api/v1/updates/", "/api/v1/periods/"


def api(cycle: Cycle, who: str) -> APIClient:
    client = APIClient()
    client.force_authenticate(cycle.people[who])
    return client


def match(version: int) -> dict[str, Any]:
    return {"headers": {"If-Match": f'"v{version}"'}}


def test_a_lead_drafts_changes_and_submits(cycle: Cycle) -> None:
    lead = api(cycle, "lead")
    sent = {"period": cycle.period.pk, "area": cycle.area.pk, "done": "Half of it."}
    made = lead.post(UPDATES, sent)
    assert (made.status_code, made["ETag"], made.json()["state"]) == (201, '"v1"', "draft")
    address = f"{UPDATES}{made.json()['id']}/"
    missing = lead.post(f"{address}submit/", **match(1))
    assert (missing.status_code, missing.json()) == (400, {"rag": ["Choose a rating."]})
    changed = lead.patch(address, {"rag": cycle.ratings["green"].pk}, **match(1))
    assert (changed.status_code, changed["ETag"], changed.json()["done"]) == (200, '"v2"', "Half of it.")
    filed = lead.post(f"{address}submit/", **match(2))
    assert (filed.status_code, filed.json()["state"]) == (200, "submitted")
    assert filed.json()["submitted_by"] == cycle.people["lead"].name
    why = [row["why"] for row in lead.get(f"{address}history/").json()]
    assert len(why) == 3


def test_the_office_accepts_and_returns(cycle: Cycle) -> None:
    update, office = cycle.filed(), api(cycle, "office")
    address = f"{UPDATES}{update.pk}/"
    assert office.post(f"{address}return/", {}, **match(1)).json() == {"comment": ["This field is required."]}
    assert office.post(f"{address}accept/", **match(1)).json()["state"] == "accepted"
    returned = office.post(f"{address}return/", {"comment": "Say when."}, **match(2))
    assert (returned.json()["state"], returned.json()["return_comment"]) == ("returned", "Say when.")
    assert office.post(f"{address}accept/", **match(3)).status_code == 409


@pytest.mark.parametrize("verb", ["submit", "accept", "return"])
def test_every_verb_needs_the_version_that_was_read(cycle: Cycle, verb: str) -> None:
    update = cycle.filed(state=UpdateState.DRAFT if verb == "submit" else UpdateState.SUBMITTED)
    office, address = api(cycle, "office"), f"{UPDATES}{update.pk}/{verb}/"
    assert office.post(address, {"comment": "Why?"}).status_code == 428
    assert office.post(address, {"comment": "Why?"}, **match(7)).status_code == 412
    assert Update.objects.get().version == 1


def test_others_get_the_reason_or_nothing_at_all(cycle: Cycle) -> None:
    update = cycle.filed(state=UpdateState.DRAFT)
    address = f"{UPDATES}{update.pk}/"
    refused = api(cycle, "other lead").patch(address, {"done": "Mine."}, **match(1))
    assert refused.status_code == 403
    assert refused.json()["detail"].startswith(f"Only those who lead {cycle.area.name}")
    accept = api(cycle, "lead").post(f"{address}accept/", **match(1))
    assert (accept.status_code, "Only the programme office" in accept.json()["detail"]) == (403, True)
    stranger = api(cycle, "stranger")
    assert stranger.get(address).status_code == 404
    assert stranger.get(UPDATES).json()["count"] == 0
    sent = stranger.post(UPDATES, {"period": cycle.period.pk, "area": cycle.area.pk})
    assert (sent.status_code, set(sent.json())) == (400, {"period", "area"})


def test_a_second_update_of_an_area_for_a_period_is_a_conflict(cycle: Cycle) -> None:
    cycle.filed(state=UpdateState.DRAFT)
    again = api(cycle, "lead").post(UPDATES, {"period": cycle.period.pk, "area": cycle.area.pk})
    assert again.status_code == 409
    assert "has an update for this period already" in again.json()["detail"]


def test_an_update_of_another_alliance_s_period_is_named(cycle: Cycle) -> None:
    other = make.make_alliance()
    make.give_role(cycle.people["office"], other, "programme_office")
    foreign = make.make_area(other)
    sent = api(cycle, "office").post(UPDATES, {"period": cycle.period.pk, "area": foreign.pk})
    assert (sent.status_code, sent.json()) == (400, {"area": ["This area belongs to another alliance."]})


def test_updates_can_be_filtered(cycle: Cycle) -> None:
    first = cycle.filed()
    second = cycle.filed(area=cycle.areas[1], state=UpdateState.DRAFT)
    reader = api(cycle, "auditor")

    def found(**query: Any) -> list[int]:
        return [row["id"] for row in reader.get(UPDATES, query).json()["results"]]

    assert found() == [first.pk, second.pk]
    assert found(state="draft") == [second.pk]
    assert found(area=cycle.area.pk) == [first.pk]
    assert found(period=cycle.period.pk, alliance=cycle.alliance.slug) == [first.pk, second.pk]
    assert reader.get(UPDATES, {"alliance": "another"}).status_code == 400
    assert reader.get(UPDATES, {"state": "asleep"}).status_code == 400


def test_the_office_opens_and_changes_a_period(cycle: Cycle) -> None:
    office = api(cycle, "office")
    sent = {
        "alliance": cycle.alliance.pk,
        "code": "2017-10",
        "title": "October 2017",
        "starts_on": "2017-10-01",
        "ends_on": "2017-10-31",
        "due_on": "2017-10-13",
        "as_at": "2017-10-20",
    }
    assert office.post(PERIODS, {**sent, "ends_on": "2017-09-30"}).json() == {
        "ends_on": ["The last day must not lie before the first."]
    }
    taken = office.post(PERIODS, {**sent, "code": "2017-09"})
    assert (taken.status_code, list(taken.json())) == (400, ["code"])
    made = office.post(PERIODS, sent)
    assert (made.status_code, made.json()["state"]) == (201, "open")
    address = f"{PERIODS}{made.json()['id']}/"
    assert office.patch(address, {"title": "Autumn"}).status_code == 428
    assert office.patch(address, {"title": "Autumn"}, **match(1)).json()["title"] == "Autumn"
    assert office.patch(address, {"title": "Late"}, **match(1)).status_code == 412
    assert api(cycle, "lead").patch(address, {"title": "Mine"}, **match(2)).status_code == 403


def test_the_senior_responsible_owner_signs_off_and_opens_again(cycle: Cycle) -> None:
    sro, address = api(cycle, "sro"), f"{PERIODS}{cycle.period.pk}/"
    refused = api(cycle, "office").post(f"{address}sign_off/", **match(1))
    assert (refused.status_code, "senior responsible owner" in refused.json()["detail"]) == (403, True)
    assert sro.post(f"{address}sign_off/").status_code == 428
    signed = sro.post(f"{address}sign_off/", {"summary": "On track."}, **match(1))
    assert (signed.json()["state"], signed.json()["summary"]) == ("signed_off", "On track.")
    assert signed.json()["signed_off_by"] == cycle.people["sro"].name
    late = api(cycle, "lead").post(UPDATES, {"period": cycle.period.pk, "area": cycle.area.pk})
    assert late.status_code == 409
    assert sro.post(f"{address}reopen/", {}, **match(2)).json() == {"reason": ["This field is required."]}
    assert sro.post(f"{address}reopen/", {"reason": "Late figures."}, **match(2)).json()["state"] == "open"
    assert ReportingPeriod.objects.get().state == PeriodState.OPEN


def test_the_standing_names_who_has_and_who_has_not_reported(cycle: Cycle) -> None:
    update = cycle.filed()
    standing = api(cycle, "auditor").get(f"{PERIODS}{cycle.period.pk}/standing/").json()
    assert {name: standing[name] for name in ("due", "submitted", "not_reported")} == {
        "due": 3,
        "submitted": 1,
        "not_reported": 2,
    }
    assert [(row["name"], row["state"], row["update"]) for row in standing["areas"]] == [
        ("Area 00", "submitted", update.pk),
        ("Area 01", "not_reported", None),
        ("Area 02", "not_reported", None),
    ]
