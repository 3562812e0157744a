"""Baselines: what was first planned stands, and each move of it is a row with its reason and approver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance
from core.fields import ImpreciseDateField
from core.imprecise_dates import ImpreciseDate, Precision
from programmes.models.area import BusinessArea
from programmes.querysets import AreaScopedQuerySet


def slippage_days(then: ImpreciseDate | None, now: ImpreciseDate | None) -> int | None:
    """Days from `then` to `now`, below zero when early.

    None unless both are days: what is less precise is a judgement and not a difference.
    """
    if then is None or now is None or {then.precision, now.precision} != {Precision.DAY}:
        return None
    return (now.start - then.start).days  # type: ignore[operator]


NOT_COMPARED = "Not to the month"
"""What is said where a date is less precise than a month."""


def slippage_in_words(then: ImpreciseDate | None, now: ImpreciseDate | None) -> str:
    """How far `now` lies from `then`: in days where both are days, in months where one is a month (rule C-11).

    Empty where one of them is not given; what is less precise than a month is not compared.
    """
    if then is None or now is None:
        return ""
    days = slippage_days(then, now)
    if days is not None:
        return _apart(days, "day") if days else "On time"
    if not {then.precision, now.precision} <= {Precision.DAY, Precision.MONTH}:
        return NOT_COMPARED
    first, last = then.start, now.start
    assert first is not None
    assert last is not None
    months = (last.year - first.year) * 12 + last.month - first.month
    return _apart(months, "month") if months else "In the month planned"


def _apart(count: int, unit: str) -> str:
    words = f"{abs(count)} {unit}{'' if abs(count) == 1 else 's'}"
    return f"{words} {'late' if count > 0 else 'early'}"


def has_come(when: ImpreciseDate | None, on: date) -> bool:
    """Whether something dated so had begun by the day; read generously, as `in_force_on` reads a beginning."""
    return when is not None and when.start is not None and when.start <= on


class Baselined(models.Model):
    """A row with baselines: each may be entered once, and after that it moves with a reason and an approver only."""

    baselines: ClassVar[Sequence[str]] = ()
    is_moving = False
    """Set by the action that moves a baseline, for its own save."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.pk is None or self.is_moving:
            return
        stored = type(self)._base_manager.filter(pk=self.pk).values(*self.baselines).first() or {}
        moved = [name for name, value in stored.items() if value is not None and value != getattr(self, name)]
        if moved:
            words = "The baseline stands at “{}”. It moves on its own page, with a reason and an approver."
            raise ValidationError({name: words.format(stored[name]) for name in moved})

    @property
    def has_actual(self) -> bool:
        """Whether what was planned has come, so that its baseline moves no more."""
        raise NotImplementedError


class BaselineMove(models.Model):
    """One move of a baseline: from when to when, why, who approved it and who entered it. It never changes."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="baseline_moves")
    phase = models.ForeignKey(
        "programmes.AreaPhase", null=True, on_delete=models.CASCADE, related_name="baseline_moves"
    )
    gate = models.ForeignKey("programmes.Gate", null=True, on_delete=models.CASCADE, related_name="baseline_moves")
    milestone = models.ForeignKey(
        "programmes.Milestone", null=True, on_delete=models.CASCADE, related_name="baseline_moves"
    )
    baseline = models.CharField(max_length=20, help_text="Which baseline of the row: the name of its field.")
    old = ImpreciseDateField("from")
    new = ImpreciseDateField("to")
    reason = models.CharField(max_length=300)
    approved_by = models.CharField(max_length=200, help_text="Who approved it, as named.")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="entered by"
    )
    moved_at = models.DateTimeField("entered at")
    change_request = models.ForeignKey(
        "programmes.ChangeRequest",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="baseline_moves",
        help_text="The approved request that led to it, where there was one.",
    )

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__isnull=False, gate__isnull=True, milestone__isnull=True)
                | Q(phase__isnull=True, gate__isnull=False, milestone__isnull=True)
                | Q(phase__isnull=True, gate__isnull=True, milestone__isnull=False),
                name="programmes_baseline_move_of_one",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(approved_by=""), name="programmes_baseline_move_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.old} to {self.new}"

    @property
    def subject(self) -> Baselined:
        """The phase, gate or milestone whose baseline was moved."""
        subject: Baselined = self.phase or self.gate or self.milestone  # type: ignore[assignment]
        return subject

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance
