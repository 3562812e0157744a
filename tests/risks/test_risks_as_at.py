"""Risks as at a day: the list and the API show those open then, in the state of then, and where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from alliance.choices import Role
from alliance.models import Alliance
from risks.models import Assessment, Risk, RiskFramework
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/api/v1/risks/"


@dataclass
class Case:
    alliance: Alliance
    framework: RiskFramework
    risks: dict[str, Risk]
    office: Any

    def api(self, query: str) -> dict[str, str]:
        """Title to state of what the API lists."""
        client = APIClient()
        client.force_authenticate(self.office)
        answer = client.get(f"{LIST}?{query}")
        assert answer.status_code == 200, answer.content
        return {row["title"]: row["state"] for row in answer.json()["results"]}

    def page(self, query: str, user: Any = None) -> str:
        client = Client()
        client.force_login(user or self.office)
        answer = client.get(f"/a/{self.alliance.slug}/records/risks/?{query}")
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def case() -> Case:
    """Three risks: open throughout, closed in June 2018, and identified in March 2018."""
    alliance = make.make_alliance()
    register, framework = make.make_register(alliance), make.make_framework(alliance)
    closed = {"state": "closed", "closed_on": make.day(2018, 6, 1), "identified_on": make.day(2017, 1, 1)}
    risks = {
        "lasting": make.make_risk(register, title="lasting"),
        "closed": make.make_risk(register, title="closed", **closed),
        "later": make.make_risk(register, title="later", identified_on=make.day(2018, 3, 1)),
    }
    for on, likelihood, impact in (((2017, 2, 1), 4, 5), ((2018, 4, 1), 2, 2)):
        for name in ("lasting", "closed"):
            make.make_assessment(risks[name], framework, likelihood, impact, assessed_on=date(*on))
    make.make_assessment(risks["later"], framework, 4, 5, kind="inherent", assessed_on=date(2018, 3, 1))
    return Case(alliance, framework, risks, make.make_member(alliance))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"lasting": "open", "closed": "closed", "later": "open"}),
        ("as_at=2017-06-01", {"lasting": "open", "closed": "open"}),
        ("as_at=2018-05-01", {"lasting": "open", "closed": "open", "later": "open"}),
        ("as_at=2018-06-01", {"lasting": "open", "later": "open"}),
        ("as_at=2017-06-01&state=open", {"lasting": "open", "closed": "open"}),
        ("as_at=2017-06-01&state=closed", {}),
        ("state=closed", {"closed": "closed"}),
        ("as_at=2017-06-01&likelihood=4&impact=5", {"lasting": "open", "closed": "open"}),
        ("as_at=2018-05-01&likelihood=4&impact=5", {}),
        ("as_at=2018-05-01&likelihood=2", {"lasting": "open", "closed": "open"}),
        ("as_at=2016-06-01&likelihood=4", {}),
        ("as_at=2018-05-01&scored=false", {"later": "open"}),
        ("as_at=2018-05-01&scored=true", {"lasting": "open", "closed": "open"}),
        ("likelihood=2&state=open", {"lasting": "open"}),
    ],
)
def test_the_api_lists_them_as_at_a_day(case: Case, query: str, expected: dict[str, str]) -> None:
    assert case.api(query) == expected


def test_the_page_says_the_same_as_the_api(case: Case) -> None:
    then, now = case.page("as_at=2017-06-01"), case.page("")
    assert "closed" in then, "its title"
    assert ">Closed</td>" not in then
    assert then.count(">Open</td>") == 2
    assert (now.count(">Open</td>"), now.count(">Closed</td>")) == (2, 1)
    assert "as-at" in now or "as_at" in now, "the page offers the date"


def test_one_risk_of_then_over_the_api_says_the_state_of_then_and_a_change_keeps_that_of_today(case: Case) -> None:
    client = APIClient()
    client.force_authenticate(case.office)
    address = f"{LIST}{case.risks['closed'].pk}/"
    then = client.get(f"{address}?as_at=2017-06-01")
    assert (then.json()["state"], client.get(address).json()["state"]) == ("open", "closed")
    changed = client.patch(f"{address}?as_at=2017-06-01", {"title": "shut"}, headers={"If-Match": then["ETag"]})
    assert (changed.status_code, changed.json()["state"]) == (200, "closed")
    assert Risk.objects.get(title="shut").state == "closed"


@pytest.mark.parametrize("query", ["likelihood=x", "impact=4.5", "likelihood=-1", "framework=987654", "as_at=no"])
def test_what_cannot_be_asked_is_refused_in_words(case: Case, query: str) -> None:
    client = APIClient()
    client.force_authenticate(case.office)
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert list(answer.json()) == [query.partition("=")[0]]


def test_an_assessment_is_in_force_until_the_next_of_its_kind(case: Case) -> None:
    rows = Assessment.objects.filter(risk=case.risks["lasting"])
    assert [row.likelihood for row in rows.as_at(date(2018, 3, 31))] == [4]
    assert [row.likelihood for row in rows.as_at(date(2018, 4, 1))] == [2]
    assert not rows.as_at(date(2017, 1, 31)).exists()


def test_a_withdrawn_score_lets_the_one_before_it_hold_again(case: Case) -> None:
    rows = Assessment.objects.filter(risk=case.risks["lasting"])
    rows.filter(likelihood=2).update(withdrawn_at="2018-05-01T12:00:00Z")
    assert [row.likelihood for row in rows.all().as_at(date(2018, 5, 1))] == [4]


@pytest.mark.parametrize(("role", "seen"), [(Role.AREA_LEAD, 0), (Role.AUDITOR, 2)])
def test_a_restricted_risk_hides_its_scores(case: Case, role: str, seen: int) -> None:
    Risk.objects.filter(title="closed").update(restricted=True)
    user = make.make_member(case.alliance, role)
    mine = Assessment.objects.filter(risk=case.risks["closed"])
    assert mine.visible_to(user).count() == seen
    assert mine.in_edition(case.alliance, with_restricted=seen > 0).count() == seen
    client = APIClient()
    client.force_authenticate(user)
    assert len(client.get(f"/api/v1/assessments/?likelihood={4}").json()["results"]) == 1 + (seen > 0) + 1
