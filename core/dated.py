"""Facts that hold between two dates, and the question "as at" a day (design law 1).

Abstract model and queryset; what the record said on a day ("as known on") is history and may not stand here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value

from core import clock
from core.fields import ImpreciseDateField
from core.imprecise_dates import ImpreciseDate
from core.standing import standing

M = TypeVar("M", bound=models.Model)


def in_force_on(on: date, *, via: str = "") -> Q:
    """Return the condition that a dated fact is in force on a day; `via` leads to it: "appointments__".

    Both ends are included: a fact "from 1 April 2016 to 31 March 2017" holds on either day. An imprecise date
    is read generously: from the first day it may have begun to the last day it may have ended; a deadline
    ("by end September 2015") counts as its own day. No from-date means that the start was not recorded and is
    taken as past; no to-date, or TBA, means still in force. A from-date of TBA has not begun.
    """
    begun = Q(**{f"{via}from_date__isnull": True}) | Q(**{f"{via}from_date__start__lte": on})
    not_over = Q(**{f"{via}to_date__isnull": True}) | Q(**{f"{via}to_date__end__gte": on})
    # A join passes no manager, so it has to leave out by itself what was withdrawn.
    return begun & not_over & standing(via) if via else begun & not_over


class DatedQuerySetMixin(models.QuerySet[M]):
    """Adds the question "as at" to the queryset of a DatedFact."""

    def as_at(self, on: date) -> Self:
        """Return the rows in force on a day, by the rule of `in_force_on`."""
        return self.filter(in_force_on(on))


class AskedOnQuerySetMixin(DatedQuerySetMixin[M]):
    """Tells each row of which day it was asked, for what a row says of a day, such as the name that a body bore."""

    def as_at(self, on: date) -> Self:
        return super().as_at(on).annotate(asked_on=Value(on, output_field=models.DateField()))

    def complete_known(self, rows: list[M], on: date, known_on: datetime) -> None:
        """The same for rows as the record knew them."""
        for row in rows:
            row.asked_on = on  # type: ignore[attr-defined]


class DatedFact(models.Model):
    """A fact with a beginning and an end, both included (rules X-03 to X-05)."""

    asked_on: date | None = None
    """The day of which it was asked, where its queryset says so (`AskedOnQuerySetMixin`)."""

    from_date = ImpreciseDateField("from", null=True, blank=True, help_text="Leave empty if it was not recorded")
    to_date = ImpreciseDateField(
        "to", null=True, blank=True, help_text="The last day it holds; leave empty while it is still in force"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(from_date__isnull=True)
                | Q(to_date__isnull=True)
                | Q(from_date__start__lte=F("to_date__end")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]

    def in_force(self, on: date) -> bool:
        """Say whether the fact holds on a day, by the rule of `in_force_on`."""
        begun = self.from_date is None or (self.from_date.start is not None and self.from_date.start <= on)
        return begun and (self.to_date is None or not self.to_date.is_before(on))

    @property
    def day_asked(self) -> date:
        """The day of which it was asked; today, where none was named."""
        return self.asked_on or clock.today()

    def clean(self) -> None:
        """Raise ValidationError on `to_date` when it certainly ends before it can have begun."""
        super().clean()
        start, end = self.from_date, self.to_date
        if isinstance(start, ImpreciseDate) and isinstance(end, ImpreciseDate):
            check_order(start, end)


def check_order(start: ImpreciseDate, end: ImpreciseDate, *, field: str = "to_date") -> None:
    """Raise ValidationError on `field` when `end` is certainly over before `start` can begin."""
    if start.is_tba and not end.is_tba:
        raise ValidationError(
            {field: f'It cannot end, "{end}", before its start is known: give the start, not "{start}".'}
        )
    if start.start is not None and end.is_before(start.start):
        raise ValidationError(
            {field: f'The end, "{end}", is before the start, "{start}": expected the same day or later.'}
        )
