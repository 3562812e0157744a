"""Giving an area the phases and gates of a lifecycle, with what each gate asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alliance.models import Organisation
from core.history import recorded
from core.versions import claim_version
from programmes.choices import EachFor
from programmes.models import (
    AreaPhase,
    BusinessArea,
    Gate,
    GateRequirement,
    Lifecycle,
    LifecycleRequirement,
    bodies_of,
    partners_of,
)

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True)
class Adopted:
    """What an area was given."""

    area: BusinessArea
    phases: int
    gates: int
    requirements: int


def adopt_lifecycle(area: BusinessArea, *, lifecycle: Lifecycle, by: User, at: datetime, expected: int) -> Adopted:
    """Add the phases and gates of a lifecycle that an area has not got yet, without dates.

    A deliverable or criterion that is made for each partner, or for each deciding body, becomes one for each of those
    that take part in the area on the day (rules E-32, E-35). What the area has under the same name stays as it is.
    Raises ValidationError for a lifecycle of another alliance, and StaleVersion when somebody else saved first.
    """
    if lifecycle.alliance_id != area.alliance_id:
        raise ValidationError({"lifecycle": "Choose a lifecycle of this alliance."})
    reason = f"programmes.lifecycle_adopted: {lifecycle}"
    with transaction.atomic(), recorded(by=by, reason=reason[:500]):
        claim_version(area, expected)
        area.save()
        phases = _add_phases(area, lifecycle)
        gates = _add_gates(area, lifecycle)
        makers = _makers(area, at)
        rows = [row for gate in gates for row in _requirements(gate, makers)]
        for row in rows:
            row.full_clean()
            row.save()
    return Adopted(area, phases, len(gates), len(rows))


def _add_phases(area: BusinessArea, lifecycle: Lifecycle) -> int:
    rows = AreaPhase.objects.with_withdrawn().filter(area=area)
    have = set(rows.values_list("name", flat=True)) | set(rows.values_list("phase", flat=True))
    added = [
        AreaPhase(area=area, phase=phase, number=phase.code[:10], name=phase.name, order=10 * place)
        for place, phase in enumerate(lifecycle.phases.all(), start=1)
        if not {phase.pk, phase.name} & have
    ]
    for row in added:
        row.full_clean()
        row.save()
    return len(added)


def _add_gates(area: BusinessArea, lifecycle: Lifecycle) -> list[Gate]:
    rows = Gate.objects.with_withdrawn().filter(area=area)
    have = set(rows.values_list("name", flat=True)) | set(rows.values_list("lifecycle_gate", flat=True))
    added = [
        Gate(area=area, lifecycle_gate=gate, name=gate.name, order=10 * place)
        for place, gate in enumerate(lifecycle.gates.select_related("lifecycle__alliance"), start=1)
        if not {gate.pk, gate.name} & have
    ]
    for row in added:
        row.full_clean()
        row.save()
    return added


def _makers(area: BusinessArea, at: datetime) -> dict[str, list[Organisation | None]]:
    """Who makes what is asked for, by `EachFor`: of the partners of the area on the day, where it has its own.

    A body that serves another partner decides for that one's area: it is a deciding body, and no partner beside it. It
    decides whether it stands among the partners itself or not (rules X-01, X-15).
    """
    today = timezone.localdate(at)
    partners = partners_of(area, today)
    keys = {each.pk for each in partners}
    return {
        EachFor.JOINT: [None],
        EachFor.PARTNER: [each for each in partners if each.serves_id not in keys],
        EachFor.DECIDING_BODY: [*bodies_of(area, today)],
    }


def _requirements(gate: Gate, makers: dict[str, list[Organisation | None]]) -> list[GateRequirement]:
    wanted = LifecycleRequirement.objects.filter(lifecycle_gate=gate.lifecycle_gate_id)
    return [
        GateRequirement(
            gate=gate,
            kind=each.kind,
            text=each.text,
            organisation=maker,
            mandatory=each.mandatory,
            order=10 * place,
        )
        for place, each in enumerate(wanted, start=1)
        for maker in makers[each.each_for]
    ]
