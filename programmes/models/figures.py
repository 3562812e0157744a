"""Benefits and figures as entered, each with what it is and where it was said. Nothing is derived here (rule X-12)."""

from __future__ import annotations

from django.db import models

from alliance.models import Alliance
from core.figures import Figure
from core.tracked import Tracked
from programmes.choices import BenefitKind
from programmes.models.area import BusinessArea
from programmes.querysets import AreaBoundQuerySet


class Benefit(Tracked):
    """Something the programme is to bring, with its kind and the area that brings it where one is named."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="benefits")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=24, choices=BenefitKind.choices, default=BenefitKind.NOT_STATED)
    area = models.ForeignKey(BusinessArea, null=True, blank=True, on_delete=models.PROTECT, related_name="benefits")
    description = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AreaBoundQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="programmes_benefit_slug_once")]

    def __str__(self) -> str:
        return self.title


class BenefitEntryQuerySet(AreaBoundQuerySet["BenefitEntry"]):
    alliance_path = "benefit__alliance"
    area_path = "benefit__area"


class BenefitEntry(Figure, Tracked):
    """One entered figure of a benefit: forecast or actual, a year or in total (rules B-21 to B-24)."""

    benefit = models.ForeignKey(Benefit, on_delete=models.CASCADE, related_name="entries")
    caption = models.CharField(max_length=200, help_text="What it is in a few plain words.")
    condition = models.CharField(max_length=300, blank=True, help_text="As written, where the figure holds only if.")
    order = models.PositiveIntegerField(default=0)

    objects = BenefitEntryQuerySet.as_manager()

    class Meta(Figure.Meta):
        ordering = ["benefit", "order", "pk"]
        verbose_name_plural = "benefit entries"

    def __str__(self) -> str:
        return f"{self.caption}: {self.quantity}"

    @property
    def alliance(self) -> Alliance:
        return self.benefit.alliance


class KeyFigure(Figure, Tracked):
    """A number the authors gave about the alliance or one area of it, such as the people in it (rules B-01, B-12)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="key_figures")
    area = models.ForeignKey(
        BusinessArea,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="key_figures",
        help_text="Where it is about one area only, for example the people in it.",
    )
    caption = models.CharField(max_length=200)
    in_highlight_report = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    objects = AreaBoundQuerySet.as_manager()

    class Meta(Figure.Meta):
        ordering = ["alliance", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.caption}: {self.quantity}"
