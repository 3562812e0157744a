"""The matrix is data: a score stands in one of its cells, and its band is what the cell says."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from core import clock
from risks.models import Assessment, Band, MatrixCell
from tests import factories as make

pytestmark = pytest.mark.django_db


def assessment(framework: object, likelihood: int, impact: int) -> Assessment:
    risk = make.make_risk(make.make_register(framework.alliance))  # type: ignore[attr-defined]
    return Assessment(
        risk=risk, framework=framework, likelihood=likelihood, impact=impact, assessed_on=date(2017, 9, 1)
    )


def test_the_band_is_read_from_the_cell_and_need_not_multiply() -> None:
    framework = make.make_framework(make.make_alliance())
    high = Band.objects.get(framework=framework, code="high")
    MatrixCell.objects.filter(framework=framework, likelihood=1, impact=5).update(band=high)
    rare, likely = assessment(framework, 1, 5), assessment(framework, 5, 1)
    assert (rare.band.name, likely.band.name) == ("High", "Medium"), "1 by 5 is not 5 by 1 here"


def test_a_changed_cell_changes_the_band_of_a_score_that_stands() -> None:
    framework = make.make_framework(make.make_alliance())
    row = make._save(assessment(framework, 1, 1))
    MatrixCell.objects.filter(likelihood=1, impact=1).update(band=Band.objects.get(code="high"))
    assert Assessment.objects.get(pk=row.pk).band.name == "High"


@pytest.mark.parametrize(
    ("likelihood", "impact", "fields"),
    [(6, 1, {"likelihood"}), (1, 6, {"impact"}), (0, 9, {"likelihood", "impact"}), (2, 2, {"impact"})],
)
def test_a_score_outside_the_matrix_is_refused_by_field(likelihood: int, impact: int, fields: set[str]) -> None:
    framework = make.make_framework(make.make_alliance())
    MatrixCell.objects.filter(likelihood=2, impact=2).update(withdrawn_at=clock.now())
    with pytest.raises(ValidationError) as caught:
        assessment(framework, likelihood, impact).full_clean()
    assert caught.value.message_dict.keys() == fields
    assert "expected" in str(caught.value)


def test_a_framework_of_another_alliance_is_refused() -> None:
    row = assessment(make.make_framework(make.make_alliance()), 1, 1)
    row.framework = make.make_framework(make.make_alliance())
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    assert caught.value.message_dict.keys() == {"framework"}


def test_a_cell_needs_steps_and_a_band_of_its_own_framework() -> None:
    alliance = make.make_alliance()
    framework, other = make.make_framework(alliance, side=2), make.make_framework(alliance)
    cell = MatrixCell(framework=framework, likelihood=3, impact=1, band=Band.objects.filter(framework=framework)[0])
    with pytest.raises(ValidationError, match="3 is not on the likelihood scale"):
        cell.full_clean()
    cell = MatrixCell.objects.get(framework=framework, likelihood=1, impact=1)
    cell.band = Band.objects.filter(framework=other)[0]
    with pytest.raises(ValidationError, match="a band of another framework"):
        cell.full_clean()


def test_the_api_answers_a_score_outside_the_matrix_with_its_field_and_one_inside_with_its_band() -> None:
    alliance = make.make_alliance()
    framework = make.make_framework(alliance)
    risk = make.make_risk(make.make_register(alliance))
    client = APIClient()
    client.force_authenticate(make.make_member(alliance))
    sent = {"risk": risk.pk, "framework": framework.pk, "likelihood": 5, "impact": 7, "assessed_on": "2017-09-01"}
    refused = client.post("/api/v1/assessments/", sent)
    assert (refused.status_code, list(refused.json())) == (400, ["impact"])
    made = client.post("/api/v1/assessments/", {**sent, "impact": 5})
    assert (made.status_code, made.json()["band"], made.json()["kind"]) == (201, "High", "current")
    again = client.post("/api/v1/assessments/", {**sent, "impact": 4})
    assert again.status_code == 400, "one of a kind on one day"


def test_the_bands_of_many_scores_are_read_at_once() -> None:
    alliance = make.make_alliance()
    framework, register = make.make_framework(alliance), make.make_register(alliance)
    for _ in range(10):
        make.make_assessment(make.make_risk(register), framework)
    with CaptureQueriesContext(connection) as queries:
        bands = [row.band for row in Assessment.objects.prefetch_related("framework__cells__band")]
    assert len(queries) == 4
    assert {band.name for band in bands} == {"Medium"}
