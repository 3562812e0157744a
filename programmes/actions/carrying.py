"""What an area that ends had not finished goes on in the one that takes its place, as part of that act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from core.imprecise_dates import ImpreciseDate
from core.versions import claim_version
from programmes.choices import DependencyState, GateState, Tailoring
from programmes.models import (
    AreaPhase,
    BaselineMove,
    BusinessArea,
    Dependency,
    DependencyProvider,
    Gate,
    Milestone,
)

OPEN = (DependencyState.OPEN, DependencyState.AT_RISK)


def carry_open_work(area: BusinessArea, to: BusinessArea, *, on: date, reason: str) -> None:
    """Move the phases, gates and milestones that have not come, and what is open of what it needs and gives.

    A phase that is combined with one that is over stays with that one. Raises ValidationError where both areas have
    something of one name, or one would need from itself.
    """
    ahead = [
        *AreaPhase.objects.filter(area=area, actual_end__isnull=True).exclude(tailoring=Tailoring.OMITTED),
        *Gate.objects.filter(area=area, state__in=(GateState.PLANNED, GateState.REPEAT)),
        *Milestone.objects.filter(area=area, actual_on__isnull=True),
    ]
    moving = {row.pk for row in ahead if isinstance(row, AreaPhase)}
    for row in ahead:
        if isinstance(row, AreaPhase) and row.combined_with_id is not None and row.combined_with_id not in moving:
            continue
        _refuse_same_name(row, to)
        BaselineMove.objects.filter(**{SUBJECTS[type(row)]: row}).update(area=to)
        _move(row, area=to)
    for need in Dependency.objects.filter(receiver=area, state__in=OPEN):
        _move(need, receiver=to)
    for given in DependencyProvider.objects.filter(area=area, dependency__state__in=OPEN).as_at(on):
        _hand_over(given, to, on, reason)


SUBJECTS: dict[type[Any], str] = {AreaPhase: "phase", Gate: "gate", Milestone: "milestone"}


def _refuse_same_name(row: Any, to: BusinessArea) -> None:
    if type(row).objects.with_withdrawn().filter(area=to, name=row.name).exists():
        kind = row._meta.verbose_name
        raise ValidationError({"on": f"“{to}” has a {kind} called “{row.name}” too: rename one of them first."})


def _move(row: Any, **values: Any) -> None:
    claim_version(row, row.version)
    for name, value in values.items():
        setattr(row, name, value)
    # Only where it belongs is changed: an earlier rule that it does not keep is not this act's to judge.
    row.save()


def _hand_over(given: DependencyProvider, to: BusinessArea, on: date, reason: str) -> None:
    """The area gave it until the day before; the one that takes its place gives it from the day."""
    dependency = given.dependency
    if dependency.receiver_id == to.pk:
        raise ValidationError({"on": f"“{to}” would need “{dependency}” from itself: settle that dependency first."})
    _move(given, to_date=ImpreciseDate.day(on - timedelta(days=1)))
    after = DependencyProvider(
        dependency=dependency,
        area=to,
        from_date=ImpreciseDate.day(on),
        reason=reason.strip()[:300],
        order=given.order + 1,
    )
    after.full_clean()
    after.save()
