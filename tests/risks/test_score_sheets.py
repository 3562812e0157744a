"""Frameworks, matrices, scores and gates go out in sheets and come back as they were."""

from __future__ import annotations

from datetime import date

import pytest

from alliance.models import Alliance
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from risks.models import Assessment, MatrixCell
from tests import factories as make

pytestmark = pytest.mark.django_db
NAMES = ("gates", "risk-frameworks", "scale-steps", "risk-bands", "matrix-cells", "assessments")


@pytest.fixture
def alliance() -> Alliance:
    alliance = make.make_alliance(slug="north")
    area = make.make_area(alliance, slug="ict")
    make.make_gate(area, "Outline case", forecast_on=make.day(2017, 9, 1))
    framework = make.make_framework(alliance, side=2)
    framework.slug = "two-by-two"
    make._save(framework)
    register = make.make_register(alliance)
    risk = make.make_risk(register, area=area)
    make.make_assessment(risk, framework, 2, 1, reason="So it was said.")
    make.make_assessment(risk, framework, 1, 1, kind="target", assessed_on=date(2017, 6, 1))
    return alliance


def sheets(alliance: Alliance) -> dict[str, str]:
    return export_records(scope=alliance, by=None, at=clock.now(), route="test")


def as_files(texts: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(f"{name}.csv", text.encode()) for name, text in texts.items()]


def test_they_come_back_as_they_went(alliance: Alliance) -> None:
    texts = sheets(alliance)
    assert set(NAMES) <= texts.keys()
    assert import_at_once(files=as_files(texts), check_only=True, actor="system:test").rows == []
    moved = {name: text.replace("north,", "south,") for name, text in texts.items()}
    import_at_once(files=as_files(moved), check_only=False, actor="system:test")
    south = Alliance.objects.get(slug="south")
    assert {name: sheets(south)[name] for name in NAMES} == {name: texts[name] for name in NAMES}
    assert MatrixCell.objects.filter(framework__alliance=south).count() == 4


def test_a_score_names_its_risk_by_register_and_reference(alliance: Alliance) -> None:
    risk = Assessment.objects.first().risk  # type: ignore[union-attr]
    named = f"{risk.register.slug} / {risk.reference}"
    assert named in sheets(alliance)["assessments"]
    text = f"Risk,Framework,Likelihood,Impact,Assessed\n{named},two-by-two,2,2,1 May 2018\n"
    files = as_files({"alliance": sheets(alliance)["alliance"], "assessments": text})
    import_at_once(files=files, check_only=False, actor="system:test")
    assert Assessment.objects.get(assessed_on=date(2018, 5, 1)).risk == risk


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("nowhere / R-1,two-by-two,1,1", "column 'Risk': found “nowhere / R-1”, but there is no such row"),
        ("{risk},two-by-two,3,1", "column 'Likelihood': found “3”: 3 is not on the likelihood scale"),
        ("{risk},two-by-two,1,many", "column 'Impact': found “many”; expected a whole number"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(alliance: Alliance, row: str, words: str) -> None:
    risk = Assessment.objects.first().risk  # type: ignore[union-attr]
    text = "Risk,Framework,Likelihood,Impact,Assessed\n" + row.format(risk=f"{risk.register.slug} / {risk.reference}")
    files = as_files({"alliance": sheets(alliance)["alliance"], "assessments": f"{text},1 May 2018\n"})
    with pytest.raises(ImportRefused) as caught:
        import_at_once(files=files, check_only=False, actor="system:test")
    assert any(words in str(problem) for problem in caught.value.problems), caught.value.problems


def test_a_cell_that_its_framework_lacks_is_refused_before_anything_is_saved(alliance: Alliance) -> None:
    MatrixCell.objects.filter(likelihood=2, impact=2).update(withdrawn_at=clock.now())
    risk = Assessment.objects.first().risk  # type: ignore[union-attr]
    text = (
        f"Risk,Framework,Likelihood,Impact,Assessed\n{risk.register.slug} / {risk.reference},two-by-two,2,2,1/5/2018\n"
    )
    files = as_files({"alliance": sheets(alliance)["alliance"], "assessments": text})
    with pytest.raises(ImportRefused, match="has no cell for likelihood 2, impact 2"):
        import_at_once(files=files, check_only=False, actor="system:test")
