"""Sheets of tolerances, change requests, business cases and reviews: taken out and in again, they say the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from alliance.models import Alliance
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from programmes.models import CaseAssent, CaseCost, CaseOption, CaseVersion
from tests import control_factories as control
from tests import factories as make

NAMES = (
    "business-cases",
    "case-versions",
    "case-options",
    "case-assents",
    "case-costs",
    "gate-requirements",
    "tolerances",
    "tolerance-readings",
    "change-requests",
    "confidence-scales",
    "confidence-ratings",
    "gate-reviews",
    "review-recommendations",
)
DECIDED = {"state": "approved", "decided_on": date(2017, 9, 1), "decided_by_words": "Executive Board"}


@pytest.fixture
def alliance(db: Any) -> Alliance:
    """One row of each kind, and a case that is complete."""
    alliance = make.make_alliance(slug="north")
    area = make.make_area(alliance, slug="ict")
    gate = make.make_gate(area, "Full business case")
    case = control.make_case(area, code="full", exit_strategy="Twelve months' notice.", state="complete")
    make.make_requirement(gate, "Exit strategy", business_case=case)
    body = make.make_organisation(slug="commissioner", is_deciding_body=True)
    make.make_partner(alliance, body)
    parts = [
        CaseVersion(case=case, number="v1 00", made_on=make.day(2017, 8, 1), note="As approved."),
        CaseOption(case=case, number="1", name="Do minimum", appraisal="Quick and cheap.", preferred=True),
        CaseAssent(case=case, organisation=body, kind="equality", stage="implementation", state="given"),
        CaseCost(case=case, kind="dismantling", caption="Notice", amount_low=25000),
    ]
    for each in parts:
        make._save(each)
    control.make_reading(control.make_tolerance(alliance, area=area, words="No more than a tenth."), 12)
    control.make_tolerance(alliance, "time", order=1)
    control.make_change(alliance, area=area, reference="CR-001", **DECIDED)
    rating = control.make_confidence(control.make_scale(alliance, code="five"), "amber")
    review = control.make_review(alliance, area=area, gate=gate, rating=rating, reference="GR-01")
    done = {"state": "done", "done_on": date(2017, 9, 1), "outcome": "Agreed."}
    control.make_recommendation(review, number="1", **done)
    return alliance


def sheets(alliance: Alliance) -> dict[str, str]:
    return export_records(scope=alliance, by=None, at=clock.now(), route="test")


def files(texts: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(f"{name}.csv", text.encode()) for name, text in texts.items()]


def test_they_come_back_as_they_went(alliance: Alliance) -> None:
    texts = sheets(alliance)
    assert set(NAMES) <= texts.keys()
    assert import_at_once(files=files(texts), check_only=True, actor="system:test").rows == []
    moved = {name: text.replace("north,", "south,") for name, text in texts.items()}
    import_at_once(files=files(moved), check_only=False, actor="system:test")
    south = Alliance.objects.get(slug="south")
    assert {name: sheets(south)[name] for name in NAMES} == {name: texts[name] for name in NAMES}


@pytest.mark.parametrize(
    ("sheet", "old", "new", "words"),
    [
        ("change-requests", "Approved", "Refused", "on its page"),
        ("change-requests", "Executive Board", "Somebody else", "on its page"),
        ("review-recommendations", "Agreed.", "Agreed by none.", "on its page"),
        ("business-cases", "Complete", "Being made", "on its page"),
        ("business-cases", "Twelve months", "Two months", "open it again first"),
        ("case-options", "Quick and cheap.", "Slow.", "is complete"),
        ("case-costs", "25000", "26000", "is complete"),
    ],
)
def test_a_sheet_says_nothing_that_a_verb_says(sheet: str, old: str, new: str, words: str, alliance: Alliance) -> None:
    texts = sheets(alliance)
    assert old in texts[sheet]
    sent = files({"alliance": texts["alliance"], sheet: texts[sheet].replace(old, new)})
    with pytest.raises(ImportRefused, match=words):
        import_at_once(files=sent, check_only=False, actor="system:test")
