"""What stands on the pages of business cases, change requests and reviews, of what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.models import Organisation
from programmes.actions import Missing, missing_from
from programmes.choices import AssentKind, AssentStage, ChangeState, CostKind
from programmes.models import (
    AreaPhase,
    BusinessArea,
    BusinessCase,
    CaseAssent,
    CaseCost,
    CaseOption,
    CaseVersion,
    ChangeRequest,
    Gate,
    GateRequirement,
    GateReview,
    Milestone,
    ReviewRecommendation,
    bodies_of,
)

ASKED_OF_BODIES = (
    (AssentKind.APPROVAL, AssentStage.CASE),
    (AssentKind.EQUALITY, AssentStage.CASE),
    (AssentKind.EQUALITY, AssentStage.IMPLEMENTATION),
)
"""What each deciding body gives to a case, in the order of the columns of its page."""


@dataclass(frozen=True)
class BodyLine:
    """One deciding body and what it gave to a case, one cell for each of `ASKED_OF_BODIES`; None where nothing."""

    body: Organisation
    cells: list[CaseAssent | None]


@dataclass(frozen=True)
class CostLine:
    kind: CostKind
    costs: list[CaseCost]


@dataclass(frozen=True)
class CaseFacts:
    """A business case with all that belongs to it, and what it lacks on a day."""

    case: BusinessCase
    missing: list[Missing]
    bodies: list[BodyLine]
    others: list[CaseAssent]
    """What no cell of `bodies` shows: of a body that does not decide for the area on the day."""
    costs: list[CostLine]
    options: list[CaseOption]
    versions: list[CaseVersion]
    requirements: list[GateRequirement]

    @property
    def to_complete(self) -> list[Missing]:
        return [each for each in self.missing if each.stage == AssentStage.CASE]

    @property
    def to_implement(self) -> list[Missing]:
        return [each for each in self.missing if each.stage == AssentStage.IMPLEMENTATION]

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        """The written parts of the case: name, title and words."""
        names = ["strategic", "economic", "commercial", "financial", "management", "exit_strategy", "risk_assessment"]
        titles = [str(self.case._meta.get_field(name).verbose_name).capitalize() for name in names]  # type: ignore[union-attr]
        return [(name, title, getattr(self.case, name)) for name, title in zip(names, titles, strict=True)]


def case_facts(case: BusinessCase, user: Any, on: date) -> CaseFacts:
    """All that the page of a case shows. The case is one that the reader may see."""
    assents = list(CaseAssent.objects.visible_to(user).filter(case=case).select_related("organisation", "person"))
    given = {(each.organisation_id, each.kind, each.stage): each for each in assents}
    bodies = [
        BodyLine(body, [given.pop((body.pk, kind.value, stage.value), None) for kind, stage in ASKED_OF_BODIES])
        for body in bodies_of(case.area, on)
    ]
    costs = list(CaseCost.objects.visible_to(user).filter(case=case))
    requirements = GateRequirement.objects.visible_to(user).filter(business_case=case)
    return CaseFacts(
        case=case,
        missing=missing_from(case, on),
        bodies=bodies,
        others=list(given.values()),
        costs=[CostLine(kind, [each for each in costs if each.kind == kind]) for kind in CostKind],
        options=list(CaseOption.objects.visible_to(user).filter(case=case)),
        versions=list(CaseVersion.objects.visible_to(user).filter(case=case)),
        requirements=list(requirements.select_related("gate__area__alliance", "organisation")),
    )


def in_brief(missing: Iterable[Missing]) -> list[str]:
    """What is missing, each thing once: how many bodies lack it, where more than one does."""
    found: dict[str, list[Missing]] = {}
    for each in missing:
        found.setdefault(each.text, []).append(each)
    return [str(rows[0]) if len(rows) == 1 else f"{text} of {len(rows)} bodies" for text, rows in found.items()]


def cases_of(requirements: Iterable[GateRequirement], user: Any, on: date) -> list[tuple[BusinessCase, list[str]]]:
    """The business cases that requirements of a gate point at, each once, with what it lacks to be complete."""
    keys = {each.business_case_id for each in requirements if each.business_case_id is not None}
    rows = BusinessCase.objects.visible_to(user).filter(pk__in=keys).select_related("area__alliance")
    found = [(row, missing_from(row, on)) for row in (rows if keys else ())]
    return [(row, in_brief(each for each in missing if each.stage == AssentStage.CASE)) for row, missing in found]


def requests_for(row: AreaPhase | Gate | Milestone, user: Any) -> Any:
    """The approved change requests that may have led to a move of a baseline of the row."""
    rows = ChangeRequest.objects.visible_to(user).filter(alliance=row.area.alliance_id, state=ChangeState.APPROVED)
    return rows.filter(area=None) | rows.filter(area=row.area_id)


def reviews_of(user: Any, **which: Any) -> list[GateReview]:
    """The independent reviews of a gate, an area or an alliance that the reader may see, the newest first."""
    rows = GateReview.objects.visible_to(user).filter(**which)
    return list(rows.select_related("alliance", "area__alliance", "rating__scale").order_by("-held_on", "-pk"))


def review_facts(review: GateReview, user: Any) -> list[ReviewRecommendation]:
    """The recommendations of a review, as numbered. The review is one that the reader may see."""
    rows = ReviewRecommendation.objects.visible_to(user).filter(review=review)
    return list(rows.select_related("review__alliance", "owner__organisation"))


@dataclass(frozen=True)
class AreaControl:
    """What is controlled of one area: its business cases, the changes asked of it and its independent reviews."""

    cases: list[BusinessCase]
    changes: list[ChangeRequest]
    reviews: list[GateReview]


def area_control(area: BusinessArea, user: Any) -> AreaControl:
    """The area is one that the reader may see."""
    cases = BusinessCase.objects.visible_to(user).filter(area=area).select_related("area__alliance")
    changes = ChangeRequest.objects.visible_to(user).filter(area=area).select_related("alliance")
    return AreaControl(list(cases), list(changes), reviews_of(user, area=area))
