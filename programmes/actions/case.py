"""What a business case still lacks, calling it complete, and putting another in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alliance.models import Organisation
from core.history import recorded
from core.versions import claim_version
from core.workflow import move
from programmes.choices import AssentKind, AssentStage, AssentState, CaseLevel, CaseState, CostKind
from programmes.models import BusinessCase, CaseAssent, CaseCost, bodies_of
from programmes.workflow import CASE

if TYPE_CHECKING:
    from core.models import User

SECTIONS = ("strategic", "economic", "commercial", "financial", "management", "risk_assessment")
"""What every case contains in words: the five cases, and an assessment of its risks (rule D-33)."""


@dataclass(frozen=True)
class Missing:
    """One thing that a case lacks: what kind of thing, in words, and of which body where it is asked of each."""

    code: str
    text: str
    stage: str = AssentStage.CASE
    organisation: Organisation | None = None

    def __str__(self) -> str:
        return self.text if self.organisation is None else f"{self.text}: {self.organisation}"


def missing_from(case: BusinessCase, on: date) -> list[Missing]:
    """What the case lacks on a day: what it needs to be complete, then what its implementation needs besides.

    It needs its five cases and a risk management assessment (rule D-33), an exit strategy where it is a full case, what
    it costs to set up, operate and dismantle (rule X-16), and from each deciding body its approval and an equality
    assessment; the implementation needs an equality assessment of each again (rules X-15, E-35).
    """
    names = [*SECTIONS, *(["exit_strategy"] if case.level == CaseLevel.FULL else [])]
    lacking = [name for name in names if not getattr(case, name).strip()]
    found = [Missing(name, f"{case._meta.get_field(name).verbose_name}".capitalize()) for name in lacking]  # type: ignore[union-attr]
    costed = set(CaseCost.objects.filter(case=case).values_list("kind", flat=True))
    costs = [each for each in CostKind if each not in costed]
    found += [Missing(f"cost_{each.value}", f"Cost {each.label[:1].lower()}{each.label[1:]}") for each in costs]
    given = CaseAssent.objects.filter(case=case, state=AssentState.GIVEN)
    have = set(given.values_list("kind", "stage", "organisation"))
    bodies = bodies_of(case.area, on)
    for kind, stage in (
        (AssentKind.EQUALITY, AssentStage.CASE),
        (AssentKind.APPROVAL, AssentStage.CASE),
        (AssentKind.EQUALITY, AssentStage.IMPLEMENTATION),
    ):
        lack = [body for body in bodies if (kind, stage, body.pk) not in have]
        found += [Missing(kind.value, kind.label, stage.value, body) for body in lack]
    if not bodies:
        found.append(Missing("bodies", "A deciding body among the partners, or of one of them"))
    return found


def complete_case(case: BusinessCase, *, by: User, at: datetime, expected: int) -> BusinessCase:
    """Call a case complete. Raises ValidationError naming what is missing, WrongState where it is not being made, and
    StaleVersion when somebody else saved first."""
    with transaction.atomic(), recorded(by=by, reason="programmes.case_completed"):
        claim_version(case, expected)
        case.refresh_from_db()
        state = move(CASE, "complete", case.state)
        missing = [each for each in missing_from(case, timezone.localdate(at)) if each.stage == AssentStage.CASE]
        if missing:
            raise ValidationError("It is not complete. Missing: " + "; ".join(map(str, missing)) + ".")
        _move(case, state)
    return case


def supersede_case(case: BusinessCase, *, reason: str, by: User, at: datetime, expected: int) -> BusinessCase:
    """Say that another case, or another way, has taken its place. Raises what `complete_case` raises."""
    return _with_reason(case, "supersede", "superseded", "Say what takes its place.", reason, by, expected)


def reopen_case(case: BusinessCase, *, reason: str, by: User, at: datetime, expected: int) -> BusinessCase:
    """Go on making a case that was complete or superseded. What each body gave to it stays on record."""
    return _with_reason(case, "reopen", "reopened", "Say why it is opened again.", reason, by, expected)


def _with_reason(
    case: BusinessCase, verb: str, past: str, why: str, reason: str, by: User, expected: int
) -> BusinessCase:
    if not reason.strip():
        raise ValidationError({"reason": why})
    with transaction.atomic(), recorded(by=by, reason=f"programmes.case_{past}: {reason.strip()}"[:500]):
        claim_version(case, expected)
        case.refresh_from_db()
        _move(case, move(CASE, verb, case.state))
    return case


def _move(case: BusinessCase, state: str) -> None:
    case.state = CaseState(state)
    case.is_moving = True
    case.full_clean()
    case.save()
    case.is_moving = False
