"""Independent reviews: restricted unless it is said otherwise, their confidence, and what came of them."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from programmes.actions import close_recommendation
from programmes.choices import RecommendationState
from programmes.models import ConfidenceScale, GateReview, ReviewRecommendation
from programmes.workflow import RECOMMENDATION
from tests import factories as make
from tests.control_factories import make_confidence, make_recommendation, make_review, make_scale
from tests.programmes.way import Way

LEADS = {("open", "close"): "done", ("done", "reopen"): "open"}
ROLES = ("sro", "programme_office", "officer", "board_member", "decision_maker", "auditor")
UNCLEARED = ("area_lead", "lead", "api_client", "administrator")
SENT = {"close": {"outcome": "Agreed by all.", "done_on": "2017-09-14"}, "reopen": {"reason": "Not by all."}}


def in_state(review: GateReview, state: str) -> ReviewRecommendation:
    done = {"state": "done", "done_on": date(2017, 9, 1), "outcome": "Agreed."}
    return make_recommendation(review, **done if state == "done" else {})


def test_the_table_of_the_product_is_the_one_here() -> None:
    found = {(state, verb): each.target for verb, each in RECOMMENDATION.items() for state in each.sources}
    assert found == LEADS


@pytest.mark.parametrize("role", ROLES)
def test_every_state_with_every_verb(role: str, way: Way) -> None:
    """The full product: 2 states, 2 verbs, for each role that may read a restricted review."""
    review = make_review(way.alliance)
    for state, verb in product(RecommendationState.values, SENT):
        row = in_state(review, state)
        answer = way.post(role, "review-recommendations", row, verb, SENT[verb])
        saved = ReviewRecommendation.objects.get(pk=row.pk)
        if role not in ("programme_office", "sro"):
            assert (answer.status_code, saved.state) == (403, state), (state, verb)
        elif (state, verb) not in LEADS:
            assert (answer.status_code, saved.state) == (409, state), (state, verb)
        else:
            assert (answer.status_code, saved.state) == (200, LEADS[state, verb]), (state, verb, answer.content)
            assert saved.history.first().history_user == way.people[role]


@pytest.mark.parametrize("role", UNCLEARED)
def test_it_does_not_exist_for_who_is_not_cleared(role: str, way: Way) -> None:
    """A review is restricted unless somebody says otherwise, and its recommendations with it."""
    review = make_review(way.alliance, area=way.area, gate=way.gate, words="Who pays is not agreed.")
    row = make_recommendation(review)
    client, url = way.client(role), f"/a/{way.alliance.slug}/gate-reviews/{review.pk}/"
    assert client.get(url).status_code == 404
    assert client.get(f"/api/v1/review-recommendations/{row.pk}/").status_code == 404
    assert review.reference not in client.get(f"/a/{way.alliance.slug}/gates/{way.gate.pk}/").content.decode()
    assert way.post(role, "review-recommendations", row, "close", SENT["close"]).status_code == 404
    review.restricted = False
    make._save(review)
    assert "Who pays is not agreed." in client.get(url).content.decode()
    assert review.reference in client.get(f"/a/{way.alliance.slug}/gates/{way.gate.pk}/").content.decode()
    assert way.post(role, "review-recommendations", row, "close", SENT["close"]).status_code == 403


class TestConfidence:
    def test_a_scale_holds_between_its_dates(self, way: Way) -> None:
        five = make_scale(way.alliance, name="Five points", to_date=make.day(2021, 3, 31))
        three = make_scale(way.alliance, name="Three points", from_date=make.day(2021, 4, 1))
        on = ConfidenceScale.objects.visible_to(way.people["auditor"])
        assert (list(on.as_at(date(2021, 3, 31))), list(on.as_at(date(2021, 4, 1)))) == ([five], [three])

    def test_it_is_shown_with_its_definition_apart_from_the_working_rating(self, way: Way) -> None:
        meaning = "Successful delivery appears probable."
        rating = make_confidence(
            make_scale(way.alliance), "amber-green", letter="A/G", word="Amber/Green", meaning=meaning
        )
        review = make_review(way.alliance, area=way.area, rating=rating)
        text = way.client("auditor").get(f"/a/{way.alliance.slug}/gate-reviews/{review.pk}/").content.decode()
        assert all(words in text for words in ("Amber/Green", "A/G", meaning, "apart from the rating"))
        page = way.client("auditor").get(f"/a/{way.alliance.slug}/areas/fleet/").content.decode()
        assert "Amber/Green" in page

    @pytest.mark.parametrize("named", ["area", "gate", "rating"])
    def test_what_it_names_is_of_its_own_alliance_and_area(self, named: str, way: Way) -> None:
        other = make.make_alliance()
        wrong = {
            "area": make.make_area(other),
            "gate": make.make_gate(make.make_area(way.alliance)),
            "rating": make_confidence(make_scale(other)),
        }
        review = GateReview(alliance=way.alliance, area=way.area, reference="1", point="3", reviewers="A team")
        setattr(review, named, wrong[named])
        with pytest.raises(ValidationError) as caught:
            review.full_clean()
        assert list(caught.value.message_dict) == [named]


class TestRecommendations:
    @pytest.mark.parametrize(
        ("values", "named"), [({"outcome": " "}, "outcome"), ({"done_on": date(2017, 9, 21)}, "done_on")]
    )
    def test_it_is_done_on_a_day_that_has_come_with_an_outcome(
        self, values: dict[str, Any], named: str, way: Way
    ) -> None:
        row = make_recommendation(make_review(way.alliance))
        with pytest.raises(ValidationError) as caught:
            close_recommendation(row, **({"outcome": "Agreed."} | values), **way.by(row))
        assert list(caught.value.message_dict) == [named]

    def test_it_is_overdue_until_it_is_done(self, way: Way) -> None:
        row = make_recommendation(make_review(way.alliance), due_on=date(2017, 9, 1))
        assert (row.is_overdue(date(2017, 9, 1)), row.is_overdue(date(2017, 9, 2))) == (False, True)
        client = way.client("auditor")
        ids = [each["id"] for each in client.get("/api/v1/review-recommendations/?overdue=true").json()["results"]]
        assert ids == [row.pk]
        close_recommendation(row, outcome="Agreed.", **way.by(row))
        assert not row.is_overdue(date(2017, 9, 30))
        assert client.get("/api/v1/review-recommendations/?overdue=true").json()["results"] == []

    def test_it_is_closed_on_the_page_of_its_review(self, way: Way) -> None:
        row = make_recommendation(make_review(way.alliance), number="7")
        url = f"/a/{way.alliance.slug}/gate-reviews/{row.review_id}/"
        assert "1 of 1 open" in way.client().get(url).content.decode()
        verb = f"/a/{way.alliance.slug}/review-recommendations/{row.pk}/"
        sent = {"version": 1, "outcome": "Agreed by all.", "done_on_0": 14, "done_on_1": 9, "done_on_2": 2017}
        assert way.client().post(f"{verb}close/", sent).headers["Location"] == url
        text = way.client().get(url).content.decode()
        assert all(words in text for words in ("0 of 1 open", "Agreed by all.", "14 September 2017"))
        assert way.client().post(f"{verb}reopen/", {"version": 2, "reason": "Not by all."}).status_code == 302
        assert "1 of 1 open" in way.client().get(url).content.decode()

    def test_the_database_holds_none_that_is_done_without_an_outcome(self, way: Way) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make_recommendation(make_review(way.alliance), state="done", done_on=date(2017, 9, 1))
