"""The rows of what is controlled in the access world: tolerances, changes, cases and reviews, each with its word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from alliance.models import Alliance
from programmes.models import (
    BusinessArea,
    BusinessCase,
    CaseAssent,
    CaseCost,
    CaseOption,
    CaseVersion,
    ChangeRequest,
    ConfidenceRating,
    ConfidenceScale,
    GateReview,
    ReviewRecommendation,
    Tolerance,
    ToleranceReading,
)
from tests import factories as make
from tests.access.alliance_rows import stated
from tests.access.words import word

ON = date(2017, 9, 1)


def confidence_matter(world: Any, alliance: Alliance, category: str) -> None:
    """A scale of confidence with one point, of which no row can be restricted."""
    scale = ConfidenceScale(alliance=alliance, code="points", name=word(category, "confidence-scales"))
    scale.words = word(category, "confidence-scales", "words")
    world.put("confidence-scales", category, scale)
    rating = ConfidenceRating(scale=scale, code="amber", letter="A", word=word(category, "confidence-ratings"))
    rating.tone, rating.meaning = "amber", word(category, "confidence-ratings", "meaning")
    world.put("confidence-ratings", category, rating)


def control_matter(world: Any, area: BusinessArea, plain: str, category: str, *, order: int) -> None:
    """A tolerance with a reading beyond it, a change request, a business case with its parts, and a review."""
    _tolerance(world, area, category, order=order)
    texts = _texts(category, "change-requests", "text", "impact", "raised_by_words", "source")
    change = ChangeRequest(alliance=area.alliance, area=area, title=word(category, "change-requests"), **texts)
    change.reference, change.dimension, change.raised_on = f"CR-{order}", "cost", ON
    world.put("change-requests", category, change)
    _case(world, area, category)
    _review(world, area, plain, category, order=order)


def _texts(category: str, kind: str, *parts: str) -> dict[str, str]:
    return {part: word(category, kind, part) for part in parts}


def _tolerance(world: Any, area: BusinessArea, category: str, *, order: int) -> None:
    tolerance = Tolerance(alliance=area.alliance, area=area, code=f"cost-{order}", dimension="cost", unit="percent")
    tolerance.more, tolerance.words = Decimal(10), word(category, "tolerances", "words")
    tolerance.approved_by = word(category, "tolerances")
    world.put("tolerances", category, tolerance)
    reading = ToleranceReading(tolerance=tolerance, value=Decimal(12), as_at=make.day(2017, 9, 1))
    reading.words, reading.source = (word(category, "tolerance-readings", part) for part in ("words", "source"))
    world.put("tolerance-readings", category, reading)


def _case(world: Any, area: BusinessArea, category: str) -> None:
    put = world.put
    sections = ("strategic", "economic", "commercial", "financial", "management", "exit_strategy", "risk_assessment")
    texts = _texts(category, "business-cases", *sections, "owner_words", "consultation_words", "source")
    case = BusinessCase(area=area, code="outline", level="obc", title=word(category, "business-cases"), **texts)
    put("business-cases", category, case)
    said = _texts(category, "case-versions", "author", "note")
    put("case-versions", category, CaseVersion(case=case, number=word(category, "case-versions"), **said))
    said = _texts(category, "case-options", "appraisal")
    put("case-options", category, CaseOption(case=case, number="1", name=word(category, "case-options"), **said))
    body = make.make_organisation(word("shared", f"case-assents-of-{category}"), is_deciding_body=True)
    said = _texts(category, "case-assents", "words", "source")
    put("case-assents", category, CaseAssent(case=case, organisation=body, kind="approval", **said))
    known = stated(word(category, "case-costs", "source"))
    put("case-costs", category, CaseCost(case=case, kind="set_up", caption=word(category, "case-costs"), **known))


def _review(world: Any, area: BusinessArea, plain: str, category: str, *, order: int) -> None:
    """The sealed ones are restricted of themselves, and of no area."""
    texts = _texts(category, "gate-reviews", "reviewers", "addressed_to", "words", "source")
    review = GateReview(alliance=area.alliance, point=word(category, "gate-reviews"), reference=f"GR-{order}", **texts)
    review.rating, review.restricted = world.rows["confidence-ratings"][plain], category in ("sealed", "buried")
    review.area = None if review.restricted else area
    world.put("gate-reviews", category, review)
    row = ReviewRecommendation(review=review, number="1", text=word(category, "review-recommendations"))
    row.urgency, row.owner_words = "critical", word(category, "review-recommendations", "owner_words")
    world.put("review-recommendations", category, row)
