"""Who may decide what for a body, and what it keeps to itself. No decision is taken here."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from alliance.choices import PowerKind
from alliance.querysets import DatedScopedQuerySet
from core.dated import DatedFact
from core.tracked import Tracked


class DelegatedPower(DatedFact, Tracked):
    """One line of a body's scheme of delegation: a matter, who may or may not decide it, up to which amount in pounds.

    Tiers such as Gold, Silver and Bronze are the alliance's own words (rule A-32).
    """

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="delegated_powers")
    organisation = models.ForeignKey(
        "alliance.Organisation",
        on_delete=models.PROTECT,
        related_name="delegated_powers",
        verbose_name="body",
        help_text="Whose power it is.",
    )
    kind = models.CharField("what it says", max_length=10, choices=PowerKind.choices, default=PowerKind.MAY)
    matter = models.CharField(max_length=300, help_text="What is decided, for example joint procurement.")
    tier = models.CharField(max_length=60, blank=True, help_text="In the alliance's own words, for example Silver.")
    post = models.ForeignKey(
        "alliance.Post",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delegated_powers",
        help_text="Whose holder it names; empty where it names a tier or nobody.",
    )
    up_to = models.DecimalField(
        "up to, in pounds",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text="Empty where there is no limit, or none is written.",
    )
    text = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "organisation__name", "order", "pk"]
        verbose_name = "delegated power"

    def __str__(self) -> str:
        return self.matter

    @property
    def limit(self) -> str:
        """Up to which amount it holds, as it is printed: up to £250,000."""
        if self.up_to is None:
            return ""
        return f"up to £{self.up_to:,.0f}" if self.up_to == int(self.up_to) else f"up to £{self.up_to:,.2f}"

    def clean(self) -> None:
        """What a body keeps to itself has no limit and no holder; a power that is given names somebody."""
        super().clean()
        if self.kind == PowerKind.RESERVED:
            if self.up_to is not None:
                raise ValidationError({"up_to": "What the body keeps to itself has no amount: leave it empty."})
            if self.post is not None:
                raise ValidationError({"post": "What the body keeps to itself names no post: leave it empty."})
        elif self.post is None and not self.tier:
            raise ValidationError({"post": "Choose the post that may or may not decide it, or name a tier."})
