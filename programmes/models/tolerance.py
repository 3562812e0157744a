"""How far from the plan is allowed before a board is told, and how far things stood. What is beyond is never stored."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from alliance.models import Alliance
from core.choices import Unit
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.quantities import Quantity
from core.quantities import Unit as Counted
from core.tracked import Tracked
from programmes.choices import Dimension
from programmes.models.area import BusinessArea
from programmes.querysets import DatedAreaBoundQuerySet, ReadingQuerySet
from programmes.scoring import Room


def amount_in_words(value: Decimal, unit: str, unit_word: str) -> str:
    """A number with its unit: 30 days, £50,000, 10%."""
    return Quantity(low=value, unit=Counted(unit), unit_word=unit_word).amount


class Tolerance(DatedFact, Tracked):
    """How much less and how much more than planned is allowed in one dimension, between two dates (domain.md 2.1).

    Of the whole alliance, or of one area. In time it holds for every date of the areas that have none of their own;
    in another dimension it is measured against readings of itself.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="tolerances")
    area = models.ForeignKey(
        BusinessArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tolerances",
        help_text="None for a tolerance of the whole alliance.",
    )
    code = models.SlugField(max_length=40, help_text="Its short name, for example cost-2017.")
    dimension = models.CharField(max_length=8, choices=Dimension.choices)
    less = models.DecimalField(
        "allowed below the plan",
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In time, days early. Leave empty where there is no limit.",
    )
    more = models.DecimalField(
        "allowed above the plan",
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="In time, days late. Leave empty where there is no limit.",
    )
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.DAYS, help_text="Time is in days.")
    unit_word = models.CharField(
        "word for the unit", max_length=40, blank=True, help_text="For another unit only, in the plural: points"
    )
    words = models.TextField("as written", blank=True, help_text="The authors' own words.")
    approved_by = models.CharField(max_length=200, blank=True, help_text="Who set it, as named, for example a board.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedAreaBoundQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "pk"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "code"], name="programmes_tolerance_code_once"),
            models.CheckConstraint(
                condition=Q(less__isnull=False) | Q(more__isnull=False), name="programmes_tolerance_has_a_limit"
            ),
            models.CheckConstraint(
                condition=~Q(dimension="time") | Q(unit="days"), name="programmes_time_tolerance_in_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_dimension_display()}: {self.room_words}"

    @property
    def room(self) -> Room:
        return Room(self.less, self.more)

    @property
    def room_words(self) -> str:
        """What is allowed, in words: up to 30 days late; up to 10% more, up to 5% less."""
        words = ("late", "early") if self.dimension == Dimension.TIME else ("more", "less")
        sides = zip((self.more, self.less), words, strict=True)
        allowed = [f"up to {self.in_unit(value)} {word}" for value, word in sides if value is not None]
        return ", ".join(allowed)

    def in_unit(self, value: Decimal) -> str:
        """A number of the tolerance's own unit, in words."""
        return amount_in_words(value, self.unit, self.unit_word)

    def clean(self) -> None:
        """It has a limit on one side at least, in a unit that its dimension can have."""
        super().clean()
        problems = {}
        if self.less is None and self.more is None:
            problems["more"] = "Say how much more, or how much less, than planned is allowed."
        if self.dimension == Dimension.TIME and self.unit != Unit.DAYS:
            problems["unit"] = "Time is measured in days."
        if (self.unit == Unit.OTHER) != bool(self.unit_word):
            problems["unit_word"] = "Give the word for the unit when, and only when, it is another unit."
        if self.area is not None and self.area.alliance_id != self.alliance_id:
            problems["area"] = "Choose an area of this alliance."
        if problems:
            raise ValidationError(problems)


class ToleranceReading(Tracked):
    """How far from the plan something stood on a date, as somebody stated it; the newest by a day is what holds then.

    Time has no readings: it is read from the dates of gates, phases and milestones.
    """

    tolerance = models.ForeignKey(Tolerance, on_delete=models.CASCADE, related_name="readings")
    value = models.DecimalField(
        "above or below the plan",
        max_digits=18,
        decimal_places=4,
        help_text="In the unit of the tolerance: 12 for 12 more than planned, -12 for 12 less.",
    )
    as_at = ImpreciseDateField("as at", help_text="The date it was true or was stated.")
    words = models.TextField("as written", blank=True, help_text="The authors' own words.")
    source = models.CharField(max_length=300, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["tolerance", "-as_at", "-pk"]
        verbose_name = "tolerance reading"
        constraints = [models.UniqueConstraint(fields=["tolerance", "as_at"], name="programmes_reading_once")]

    def __str__(self) -> str:
        return f"{self.tolerance.get_dimension_display()}: {self.off_words}"

    @property
    def alliance(self) -> Alliance:
        return self.tolerance.alliance

    @property
    def area(self) -> BusinessArea | None:
        return self.tolerance.area

    @property
    def off_words(self) -> str:
        """How far from the plan, in words: 12% more than planned, as planned."""
        if not self.value:
            return "as planned"
        side = "more" if self.value > 0 else "less"
        return f"{self.tolerance.in_unit(abs(self.value))} {side} than planned"

    def clean(self) -> None:
        """Nobody types in how late something is: its dates say so."""
        super().clean()
        tolerance: Tolerance | None = getattr(self, "tolerance", None)
        if tolerance is not None and tolerance.dimension == Dimension.TIME:
            words = "Time is read from the dates of gates, phases and milestones, and has no readings."
            raise ValidationError({"tolerance": words})
