"""One `make_x` for each thing that is controlled, with defaults that are valid and dull."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from alliance.models import Alliance
from programmes.models import (
    BusinessArea,
    BusinessCase,
    ChangeRequest,
    ConfidenceRating,
    ConfidenceScale,
    GateReview,
    ReviewRecommendation,
    Tolerance,
    ToleranceReading,
)
from tests import factories as make

_numbers = count(1)


def make_tolerance(alliance: Alliance, dimension: str = "cost", **fields: Any) -> Tolerance:
    known = {"code": f"tolerance-{next(_numbers)}", "more": Decimal(10)}
    known["unit"] = "days" if dimension == "time" else "percent"
    return make._save(Tolerance(alliance=alliance, dimension=dimension, **known | fields))


def make_reading(tolerance: Tolerance, value: int, as_at: Any = None) -> ToleranceReading:
    when = as_at or make.day(2017, 9, 1)
    return make._save(ToleranceReading(tolerance=tolerance, value=Decimal(value), as_at=when))


def make_change(alliance: Alliance, **fields: Any) -> ChangeRequest:
    known = {"reference": f"CR-{next(_numbers)}", "title": "Two months more", "text": "Move the go-live."}
    known |= {"dimension": "time", "raised_by_words": "Head of the work stream", "raised_on": date(2017, 8, 1)}
    return make._save(ChangeRequest(alliance=alliance, **known | fields))


def make_case(area: BusinessArea, **fields: Any) -> BusinessCase:
    known = {"code": f"case-{next(_numbers)}", "level": "fbc", "title": "Full business case"}
    return make._save(BusinessCase(area=area, **known | fields))


def make_scale(alliance: Alliance, **fields: Any) -> ConfidenceScale:
    known = {"code": f"scale-{next(_numbers)}", "name": "Three points"}
    return make._save(ConfidenceScale(alliance=alliance, **known | fields))


def make_confidence(scale: ConfidenceScale, code: str = "amber", **fields: Any) -> ConfidenceRating:
    known = {"letter": code[:1].upper(), "word": code.capitalize(), "tone": "amber"}
    return make._save(ConfidenceRating(scale=scale, code=code, **known | fields))


def make_review(alliance: Alliance, **fields: Any) -> GateReview:
    known = {"reference": f"GR-{next(_numbers)}", "point": "3 Investment decision", "reviewers": "A team from outside"}
    return make._save(GateReview(alliance=alliance, **known | fields))


def make_recommendation(review: GateReview, **fields: Any) -> ReviewRecommendation:
    known = {"number": str(next(_numbers)), "text": "Agree the exit strategy.", "urgency": "critical"}
    return make._save(ReviewRecommendation(review=review, **known | fields))
