"""What one area needs from another or from outside, and who gives it between which dates."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance, Organisation
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import DependencyState
from programmes.models.area import BusinessArea
from programmes.models.baseline import slippage_days
from programmes.querysets import DependencyProviderQuerySet, DependencyQuerySet


class Dependency(Tracked):
    """Something that an area receives from another area or from an outside programme (rules A-19, D-21, D-25, D-28).

    Who gives it is a history, as a giver can change (`DependencyProvider`). It is hidden from those who may not see
    the area at either end.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="dependencies")
    code = models.SlugField(max_length=40, help_text="Short name by which its givers are kept, for example niche.")
    what = models.CharField(max_length=300, help_text="What is needed, in plain words or as written.")
    receiver = models.ForeignKey(
        BusinessArea,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="dependencies",
        verbose_name="received by",
    )
    receiver_words = models.CharField(
        "receiver in words",
        max_length=200,
        blank=True,
        help_text="Where the whole programme, or an outside one, needs it.",
    )
    needed_by = ImpreciseDateField(null=True, blank=True)
    promised_by = ImpreciseDateField("promised for", null=True, blank=True)
    met_on = ImpreciseDateField("met", null=True, blank=True, help_text="Leave empty while it is open.")
    state = models.CharField(max_length=10, choices=DependencyState.choices, default=DependencyState.OPEN)
    words = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        verbose_name_plural = "dependencies"
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="programmes_dependency_code_once")]

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        """Somebody receives it; it is met on a day, or neither is said."""
        super().clean()
        if self.receiver is None and not self.receiver_words.strip():
            raise ValidationError({"receiver": "Choose the area that needs it, or say in words who does."})
        if self.state == DependencyState.MET and self.met_on is None:
            raise ValidationError({"met_on": "Say when it was met, as precisely as it is known."})
        if self.state != DependencyState.MET and self.met_on is not None:
            raise ValidationError({"state": "It has a day on which it was met: choose Met, or take out the day."})

    @property
    def received_by(self) -> str:
        return str(self.receiver or self.receiver_words)

    @property
    def slippage(self) -> int | None:
        """Days from the day it is needed by to the day it came, else to the day promised (`slippage_days`)."""
        return slippage_days(self.needed_by, self.met_on or self.promised_by)

    def is_late(self, on: date) -> bool:
        """Whether it is still open although the day it is needed by is over."""
        return self.is_open and self.needed_by is not None and self.needed_by.is_before(on)

    @property
    def is_open(self) -> bool:
        return self.state in (DependencyState.OPEN, DependencyState.AT_RISK)

    def givers_on(self, on: date) -> list[DependencyProvider]:
        """Who gives it on a day, of the rows that were fetched with it."""
        return [row for row in self.providers.all() if row.in_force(on)]

    @property
    def given_by(self) -> str:
        """Who gives it by the rows that have not ended, the latest last; empty where nobody is named.

        Empty where the row is one of the history: its givers of that moment are not at hand.
        """
        if hasattr(self, "_history"):
            return ""
        return ", ".join(str(row) for row in self.providers.all() if row.to_date is None)


class DependencyProvider(DatedFact, Tracked):
    """Who gives it, between dates; a changed giver is a further row, with the reason for the change (rule D-21)."""

    dependency = models.ForeignKey(Dependency, on_delete=models.CASCADE, related_name="providers")
    area = models.ForeignKey(
        BusinessArea, null=True, blank=True, on_delete=models.CASCADE, related_name="provides", verbose_name="given by"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="provides"
    )
    name = models.CharField(
        "giver in words",
        max_length=200,
        blank=True,
        help_text="As named, for example a programme outside the alliance.",
    )
    reason = models.CharField("reason for the change", max_length=300, blank=True)
    words = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DependencyProviderQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["dependency", "order", "pk"]
        verbose_name = "giver"
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(area__isnull=False) | Q(organisation__isnull=False) | ~Q(name=""),
                name="programmes_dependency_giver_named",
            ),
        ]

    def __str__(self) -> str:
        return self.giver

    @property
    def giver(self) -> str:
        """The area that gives it, else who is named in words, else the organisation."""
        return str(self.area or self.name or self.organisation)

    @property
    def alliance(self) -> Alliance:
        return self.dependency.alliance

    def clean(self) -> None:
        """Somebody is named, and it is not the area that receives it."""
        super().clean()
        if self.area is None and self.organisation is None and not self.name.strip():
            raise ValidationError({"area": "Choose the area or the organisation that gives it, or name it in words."})
        dependency = getattr(self, "dependency", None)
        if dependency is None or self.area is None:
            return
        if self.area.pk is not None and self.area.pk == dependency.receiver_id:
            raise ValidationError({"area": "The area that receives it cannot give it too."})
        if self.area.alliance_id != dependency.alliance_id:
            raise ValidationError({"area": "Choose an area of this alliance, or name the outside programme in words."})
