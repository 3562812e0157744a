"""By which shares the partners divide costs and savings, and when. What an amount comes to stands in apportionment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models

from alliance.apportionment import (
    Apportionment,
    ApportionmentError,
    Claim,
    by_percentages,
    by_weights,
    check_percentages,
    check_weights,
    equally,
)
from alliance.choices import SHARING_ROLES, ShareMeasure
from alliance.querysets import AskedScopedQuerySet, ShareQuerySet
from core.dated import DatedFact
from core.quantities import number
from core.tracked import Tracked

if TYPE_CHECKING:
    from alliance.models.directory import Organisation
    from alliance.models.partner import Partner


class SharingBasis(DatedFact, Tracked):
    """A way of sharing in force between dates (rule E-21). Changed shares are a new basis; the old one keeps its own.

    The kind is the alliance's own word; only how its shares are entered is a closed list.
    """

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="sharing_bases")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200, help_text="For example Costs of the joint teams, 2015 to 2018.")
    kind = models.CharField(
        "what the shares follow",
        max_length=120,
        blank=True,
        help_text="In the alliance's own words, for example net revenue budget, headcount, equal parts.",
    )
    measure = models.CharField(
        "how the shares are entered", max_length=10, choices=ShareMeasure.choices, default=ShareMeasure.PERCENT
    )
    unit = models.CharField(
        "unit of the weights", max_length=60, blank=True, help_text="What a weight counts, for example people."
    )
    purpose = models.CharField(
        "what it is for", max_length=300, blank=True, help_text="For example running costs, or cashable savings."
    )
    scope = models.TextField(
        "what it covers", blank=True, help_text="Where it does not hold for the whole programme, in words."
    )
    rule = models.TextField(blank=True, help_text="What the source says of it, as written.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AskedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "-from_date", "name", "pk"]
        verbose_name_plural = "sharing bases"
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "slug"], name="alliance_sharing_basis_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def span(self) -> str:
        """From when to when it holds, in words."""
        if self.from_date is None and self.to_date is None:
            return "dates not recorded"
        since = f"from {self.from_date}" if self.from_date else "start not recorded"
        return f"{since} to {self.to_date}" if self.to_date else since

    @property
    def completeness(self) -> str:
        """Whether its shares make a whole, in words; what is not recorded is named.

        Empty where the row is one of the history: its shares of that moment are not at hand, and today's say nothing.
        """
        if hasattr(self, "_history"):
            return ""
        try:
            return self.split(0).incomplete or "Complete"
        except ApportionmentError as fault:
            return str(fault)

    @property
    def warning(self) -> str:
        """Whom it names although they left, and whom it leaves out although they are partners, on the day of which it
        was asked; empty where it fits, and where it is not in force then."""
        if hasattr(self, "_history"):
            return ""
        on, partners = self.day_asked, list(self.alliance.partners.all())
        gone = [f"“{each}” has left and still has a share." for each in still_named_in(self, partners, on)]
        lacking = [f"“{each}” is a partner and has no share." for each in left_out_of(self, partners, on)]
        return " ".join(gone + lacking)

    def split(self, pence: int, shares: Iterable[Share] | None = None) -> Apportionment:
        """An amount in its parts, in the order of its shares, or of `shares` that are not saved yet.

        Raises ApportionmentError when they divide nothing.
        """
        claims = [share.claim for share in (self.shares.all() if shares is None else shares)]
        if self.measure == ShareMeasure.EQUAL:
            return equally(pence, claims)
        return by_weights(pence, claims) if self.measure == ShareMeasure.WEIGHT else by_percentages(pence, claims)

    def clean(self) -> None:
        """The shares that are recorded can be read as this basis says they are entered."""
        super().clean()
        if self.pk is not None:
            check_shares(self, list(self.shares.select_related("organisation")), field="measure")


class Share(Tracked):
    """What one partner bears or gets on one basis, as the source gives it; empty where it gives none."""

    basis = models.ForeignKey(
        SharingBasis, on_delete=models.CASCADE, related_name="shares", verbose_name="sharing basis"
    )
    organisation = models.ForeignKey(
        "alliance.Organisation", on_delete=models.PROTECT, related_name="shares", verbose_name="partner"
    )
    value = models.DecimalField(
        "percentage or weight",
        max_digits=15,
        decimal_places=5,
        null=True,
        blank=True,
        help_text="With up to five decimals, without a sign. Leave empty for equal parts, or if it was not recorded.",
    )
    words = models.CharField("as written", max_length=200, blank=True, help_text="Where the source says more.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0, help_text="The one that stands first gets an odd penny first.")

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["basis", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["basis", "organisation"], name="alliance_share_once")]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def alliance(self) -> models.Model:
        return self.basis.alliance

    @property
    def claim(self) -> Claim:
        return Claim(str(getattr(self, "organisation", "this partner")), self.value, self)

    @property
    def share(self) -> str:
        """The share with its unit: 31.27%, 1,200 people, an equal part."""
        if self.basis.measure == ShareMeasure.EQUAL:
            return "an equal part"
        if self.value is None:
            return "not recorded"
        if self.basis.measure == ShareMeasure.PERCENT:
            return f"{number(self.value)}%"
        return f"{number(self.value)} {self.basis.unit}".rstrip()

    def clean(self) -> None:
        """The organisation is a partner of the alliance, and the shares of the basis make no more than a whole."""
        super().clean()
        basis = getattr(self, "basis", None)
        if basis is None:
            return
        # In an import the partner may stand in another of its sheets, which is saved before this one.
        if not self.saved_together and self._is_of_no_partner(basis):
            words = f"“{self.organisation}” is no partner of this alliance: expected one that is or was."
            raise ValidationError({"organisation": words})
        check_shares(basis, self._with_the_others(basis), field="value")

    def _is_of_no_partner(self, basis: SharingBasis) -> bool:
        organisation = getattr(self, "organisation", None)
        return organisation is not None and not basis.alliance.partners.filter(organisation=organisation).exists()

    def _with_the_others(self, basis: SharingBasis) -> list[Share]:
        """The shares of the basis as they would stand: those recorded, but for what is saved together with this."""
        recorded = [] if basis.pk is None else list(basis.shares.select_related("organisation"))
        meant: dict[object, Share] = {row.pk: row for row in recorded}
        for row in (*self.saved_together, self):
            meant.pop(row.pk, None)
            # A row that leads to another basis now is no longer one of this one.
            if getattr(row, "basis", None) == basis:
                meant[row.pk or id(row)] = row
        return list(meant.values())


def still_named_in(basis: SharingBasis, partners: Sequence[Partner], on: date) -> list[Organisation]:
    """Whom a basis in force on a day gives a share although they are no partner any more."""
    if not basis.in_force(on):
        return []
    here = {each.organisation_id for each in partners if each.in_force(on)}
    left = {each.organisation_id for each in partners if each.to_date is not None and each.to_date.is_before(on)}
    return [each.organisation for each in basis.shares.all() if each.organisation_id in left - here]


def left_out_of(basis: SharingBasis, partners: Sequence[Partner], on: date) -> list[Partner]:
    """The full and lead partners of a day to whom a basis in force for the whole programme gives no share.

    A body that decides for another has its share with that one, and the other way round.
    """
    named = [each.organisation for each in basis.shares.all()]
    if not named or basis.scope or not basis.in_force(on):
        return []
    served = {each.pk for each in named} | {each.serves_id for each in named if each.serves_id}
    return [
        each
        for each in partners
        if each.in_force(on)
        and each.role in SHARING_ROLES
        and not {each.organisation_id, each.organisation.serves_id} & served
    ]


def check_shares(basis: SharingBasis, shares: Sequence[Share], *, field: str) -> None:
    """Raise ValidationError on `field` when the shares are not what the basis says that they are."""
    claims = [share.claim for share in shares]
    try:
        if basis.measure == ShareMeasure.PERCENT:
            check_percentages(claims)
        elif basis.measure == ShareMeasure.WEIGHT:
            check_weights(claims)
        elif any(claim.value is not None for claim in claims):
            raise ApportionmentError("Equal parts have no number: leave it empty, or enter the shares another way.")
    except ApportionmentError as fault:
        raise ValidationError({field: str(fault)}) from fault
