"""What the nodes of a training alliance's tree are called, and what is said of each beside its course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.imprecise_dates import ImpreciseDate
from programmes.models import AreaKind, BusinessArea
from reporting.training.cast import Cast
from reporting.training.keeping import keep

KINDS = (
    ("work-stream", "work stream", "work streams"),
    ("function", "function", "functions"),
    ("project", "project", "projects"),
)
MODELS = ("Lead force", "Shared lead", "Each partner employs its own")


def make_kinds(cast: Cast) -> list[AreaKind]:
    """The kinds in their order, the usual one first."""
    return keep(
        [
            AreaKind(alliance=cast.alliance, code=code, singular=singular, plural=plural, order=order)
            for order, (code, singular, plural) in enumerate(KINDS)
        ]
    )


def describe(areas: Sequence[BusinessArea], kinds: Sequence[AreaKind], until: date) -> None:
    """Kinds, letters, tranches and who employs the people, before the areas are saved."""
    for place, area in enumerate(areas):
        area.kind = kinds[place % 5 % len(kinds)]
        area.tranche = f"{1 + place * 3 // max(len(areas), 1)}"
        area.reference = f"({chr(97 + place)})" if place < 26 else ""
        area.is_quick_win = place % 6 == 5
        area.employment_model = MODELS[place % 7] if place % 7 < len(MODELS) else ""
        area.resourced_until = ImpreciseDate.month(until.year + 1, 3) if place % 3 == 0 else None
