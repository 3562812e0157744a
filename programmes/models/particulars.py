"""What is said of one business area beside its course: its names, sentences about it, its assets, what became of it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance, Organisation
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import SuccessionKind
from programmes.models.area import BusinessArea
from programmes.querysets import AreaPairQuerySet, AreaScopedQuerySet, DatedAreaScopedQuerySet


class AreaName(DatedFact, Tracked):
    """Another name of an area, in the context in which it is called so (rules A-17, D-11). Its own name stays."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=250, help_text="As written.")
    context = models.CharField(
        max_length=120, blank=True, help_text="Where it is called so, for example in the list of leads."
    )
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedAreaScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["area", "order", "pk"]
        verbose_name = "name of an area"
        verbose_name_plural = "names of areas"

    def __str__(self) -> str:
        return self.name

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance


class AreaStatement(Tracked):
    """A sentence about an area as its authors wrote it; never corrected, and no rating is read into it (rule D-27)."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="statements")
    topic = models.CharField(max_length=120, help_text="For example Options for employing staff.")
    text = models.TextField()
    as_at = ImpreciseDateField()
    source = models.CharField(max_length=300)
    order = models.PositiveIntegerField(default=0)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["area", "order", "pk"]
        verbose_name = "statement about an area"
        verbose_name_plural = "statements about areas"

    def __str__(self) -> str:
        return self.topic

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance


class Asset(DatedFact, Tracked):
    """Something an area has or brings, with the partner where it stands (rules D-20, D-23, D-25)."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="area_assets")
    what = models.CharField(max_length=250, help_text="For example one set of the servers.")
    stands_at = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="assets_kept"
    )
    place = models.CharField(max_length=200, blank=True, help_text="As named, where it stands.")
    replaces = models.CharField(max_length=200, blank=True, help_text="What it takes the place of, as named.")
    words = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedAreaScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["area", "order", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance


class AreaSuccession(Tracked):
    """What became of an area: split, merged, moved or renamed, and into which (rule X-05).

    Both stand on, so that a report of an earlier date still finds the old one. One that moved to a wider alliance
    is named in words, as nobody learns here what that one holds.
    """

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="successions")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    successor = models.ForeignKey(
        BusinessArea, null=True, blank=True, on_delete=models.CASCADE, related_name="predecessions"
    )
    into = models.CharField(
        "went to", max_length=300, blank=True, help_text="In words, where it went out of this alliance."
    )
    happened_on = ImpreciseDateField("first day of the new shape")
    words = models.TextField(blank=True, help_text="As written, with the act that brought it about.")
    source = models.CharField(max_length=300, blank=True)

    objects = AreaPairQuerySet.as_manager()

    class Meta:
        ordering = ["area", "happened_on", "pk"]
        verbose_name = "succession of an area"
        verbose_name_plural = "successions of areas"
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=False) | ~Q(into=""), name="programmes_succession_leads_somewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_kind_display().lower()}, {self.successor or self.into}"

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    def clean(self) -> None:
        """An area becomes another one of its alliance, or goes where the words say."""
        super().clean()
        successor = self.successor
        if successor is None:
            if not self.into.strip():
                raise ValidationError({"successor": "Say which area it became, or in words where it went."})
            return
        # In an import neither may be saved yet, so that both have no number.
        is_itself = successor is self.area or (successor.pk is not None and successor.pk == self.area_id)
        if is_itself or successor.alliance_id != self.area.alliance_id:
            raise ValidationError({"successor": "Choose another area of this alliance."})
