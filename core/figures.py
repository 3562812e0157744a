"""A figure that somebody stated, as the columns of a row: the quantity, its as-at date and its source.

Abstract; a figure's place in a case, a benefit or a report stands with those models, and no figure is
computed here.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from core import quantities
from core.choices import Basis, Period, Qualifier, Unit
from core.fields import ImpreciseDateField
from core.quantities import Quantity, QuantityError

# The column of each part of a Quantity, so that an error reaches the field that a person filled in.
_COLUMNS = {
    "low": "amount_low",
    "high": "amount_high",
    "qualifier": "qualifier",
    "unit": "unit",
    "unit_word": "unit_word",
    "period": "period",
    "by": "by_year",
    "basis": "basis",
}


class Figure(models.Model):
    """A stated figure with everything that says what it is (design law 6, rule X-10). Money is in pounds.

    Nothing is derived from what was entered, and nothing derived is entered here (rules X-12, B-24).
    """

    amount_low = models.DecimalField(
        "amount",
        max_digits=18,
        decimal_places=4,
        help_text="The amount, or the low end of a range; money in pounds",
    )
    amount_high = models.DecimalField(
        "high end",
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="The high end of a range, if any",
    )
    qualifier = models.CharField(max_length=10, choices=Qualifier.choices, default=Qualifier.EXACTLY)
    unit = models.CharField(max_length=10, choices=Unit.choices, default=Unit.POUNDS)
    unit_word = models.CharField(
        "word for the unit",
        max_length=40,
        blank=True,
        help_text="For another unit only, in the plural: officers",
    )
    period = models.CharField(max_length=12, choices=Period.choices, default=Period.TOTAL)
    by_year = models.CharField(
        "by financial year",
        max_length=7,
        blank=True,
        help_text="The financial year it is reached in, such as 2022/23",
    )
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.ESTIMATE)
    as_at = ImpreciseDateField("as at", null=True, blank=True, help_text="The date the figure was true or was stated")
    source = models.CharField(
        max_length=300,
        blank=True,
        help_text="The document and where in it, such as Panel report, paragraph 3.2",
    )
    words = models.TextField("as written", blank=True, help_text="The authors' own words, if they are to be printed")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_high__isnull=True) | Q(amount_high__gte=F("amount_low")),
                name="%(app_label)s_%(class)s_high_not_below_low",
            ),
            models.CheckConstraint(
                condition=Q(unit=Unit.OTHER.value) & ~Q(unit_word="") | ~Q(unit=Unit.OTHER.value) & Q(unit_word=""),
                name="%(app_label)s_%(class)s_other_unit_has_word",
            ),
        ]

    @property
    def quantity(self) -> Quantity:
        """The figure as a value that formats and adds itself. Raises QuantityError when the row contradicts
        itself."""
        return Quantity(
            low=self.amount_low,
            high=self.amount_high,
            qualifier=quantities.Qualifier(self.qualifier),
            unit=quantities.Unit(self.unit),
            unit_word=self.unit_word,
            period=quantities.Period(self.period),
            by=self.by_year,
            basis=quantities.Basis(self.basis),
            words=self.words,
        )

    def set_quantity(self, quantity: Quantity) -> None:
        """Fill the columns from a value; the as-at date and the source stay as they are."""
        for part, column in {**_COLUMNS, "words": "words"}.items():
            value: Any = getattr(quantity, part)
            setattr(self, column, value.value if column in ("qualifier", "unit", "period", "basis") else value)

    def clean(self) -> None:
        """Raise ValidationError naming the field when the parts contradict each other."""
        super().clean()
        codes = (Qualifier, self.qualifier), (Unit, self.unit), (Period, self.period), (Basis, self.basis)
        if self.amount_low is None or any(code not in choices.values for choices, code in codes):
            return  # already reported by the fields themselves
        try:
            _ = self.quantity
        except QuantityError as error:
            raise ValidationError({_COLUMNS[error.field]: str(error)}) from error
