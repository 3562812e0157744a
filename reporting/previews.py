"""What the forms of set-up show before a row is saved: the row among its neighbours, as pages and documents show them.

Each reads what the reader may see and puts the row that is being written in its place; nothing is saved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from alliance.apportionment import ApportionmentError
from alliance.models import Share, SharingBasis
from core import as_at
from core.records.previews import Preview
from programmes.models import LifecycleGate, LifecyclePhase, PositionStatus, RagRating
from reporting.overview import position_seen

ONE_HUNDRED_POUNDS: Final = 100_00
_SHOWN: Final = 3
_PLACE: Final = "order"


@dataclass(frozen=True)
class Column:
    """One status of the position table, with the first areas that stand in it today."""

    status: PositionStatus
    areas: tuple[str, ...]
    more: int
    is_new: bool


@dataclass(frozen=True)
class Step:
    """One phase of a lifecycle in its strip; the one that is being written is the current one."""

    label: str
    state: str


def _among(row: Any, others: Iterable[Any]) -> list[Any]:
    """The rows with `row` in its place: instead of what stands recorded of it, or among the others by its order."""
    rows = [other for other in others if other.pk != row.pk]
    return sorted([*rows, row], key=lambda each: (getattr(each, _PLACE) or 0, each.pk is None, each.pk or 0))


def _statuses(row: PositionStatus, user: Any) -> dict[str, Any]:
    seen = position_seen(row.alliance, user, as_at.read({}))
    areas = {column.code: [each.name for each in column.rows] for column in seen.columns}
    code = (
        PositionStatus.objects.visible_to(user).filter(pk=row.pk).values_list("code", flat=True).first()
        if row.pk
        else None
    )
    others = PositionStatus.objects.visible_to(user).filter(alliance=row.alliance)
    columns = []
    for status in _among(row, others):
        held = areas.get((code or "") if status is row else status.code, [])
        columns.append(Column(status, tuple(held[:_SHOWN]), max(0, len(held) - _SHOWN), status is row))
    return {"columns": columns}


def _ratings(row: RagRating, user: Any) -> dict[str, Any]:
    return {"ratings": _among(row, RagRating.objects.visible_to(user).filter(alliance=row.alliance)), "row": row}


def _phases(row: LifecyclePhase, user: Any) -> dict[str, Any]:
    phases = _among(row, LifecyclePhase.objects.visible_to(user).filter(lifecycle=row.lifecycle_id))
    gates: dict[int | None, list[str]] = {}
    for gate in LifecycleGate.objects.visible_to(user).filter(lifecycle=row.lifecycle_id):
        gates.setdefault(gate.after_phase_id, []).append(gate.name)
    steps = []
    for phase in phases:
        after = f" (then: {', '.join(gates[phase.pk])})" if phase.pk and phase.pk in gates else ""
        steps.append(Step(f"{phase.code} {phase.name}{after}", "current" if phase is row else "todo"))
    return {"steps": steps}


def _basis(row: SharingBasis, user: Any) -> dict[str, Any]:
    shares: list[Share] = []
    if row.pk:
        shares = list(Share.objects.visible_to(user).filter(basis=row.pk).select_related("organisation"))
    return _split(row, shares)


def _share(row: Share, user: Any) -> dict[str, Any]:
    others = Share.objects.visible_to(user).filter(basis=row.basis_id).select_related("organisation")
    return _split(row.basis, _among(row, others))


def _split(basis: SharingBasis, shares: list[Share]) -> dict[str, Any]:
    for share in shares:
        share.basis = basis
    try:
        return {"split": basis.split(ONE_HUNDRED_POUNDS, shares), "basis": basis}
    except ApportionmentError as fault:
        return {"refusal": str(fault), "basis": basis}


PREVIEWS: Final = {
    "position-statuses": Preview("The position table", "reporting/previews/statuses.html", _statuses),
    "rag-ratings": Preview("The ratings", "reporting/previews/ratings.html", _ratings),
    "lifecycle-phases": Preview("The phases of this lifecycle", "reporting/previews/phases.html", _phases),
    "sharing-bases": Preview("How £100 would be split", "reporting/previews/split.html", _basis),
    "shares": Preview("How £100 would be split", "reporting/previews/split.html", _share),
}
"""By the kind of record. A kind that is not here is shown well enough by its form."""
