"""The closed lists of `core` as Django choices: stable codes with the labels that people read.

The codes are those of the pure modules, taken from there; a list that an alliance may word for itself is data
and may not stand here.
"""

from __future__ import annotations

from django.db import models

from core import date_spans, quantities


class Qualifier(models.TextChoices):
    """How exactly an amount is meant (rule X-10)."""

    EXACTLY = quantities.Qualifier.EXACTLY.value, "Exactly"
    AROUND = quantities.Qualifier.AROUND.value, "Around"
    ALMOST = quantities.Qualifier.ALMOST.value, "Almost"
    AT_LEAST = quantities.Qualifier.AT_LEAST.value, "At least"
    UP_TO = quantities.Qualifier.UP_TO.value, "Up to"
    OVER = quantities.Qualifier.OVER.value, "Over"


class Unit(models.TextChoices):
    """What an amount counts (rule X-10)."""

    POUNDS = quantities.Unit.POUNDS.value, "Pounds"
    PEOPLE = quantities.Unit.PEOPLE.value, "People"
    PERCENT = quantities.Unit.PERCENT.value, "Per cent"
    COUNT = quantities.Unit.COUNT.value, "A number of things"
    DAYS = quantities.Unit.DAYS.value, "Days"
    OTHER = quantities.Unit.OTHER.value, "Another unit"


class Period(models.TextChoices):
    """Over what time an amount falls (rules X-10, B-21 to B-23)."""

    ONE_OFF = quantities.Period.ONE_OFF.value, "One-off"
    A_YEAR = quantities.Period.A_YEAR.value, "Each year"
    CUMULATIVE = quantities.Period.CUMULATIVE.value, "Added up over years"
    TOTAL = quantities.Period.TOTAL.value, "A total"


class Basis(models.TextChoices):
    """What an amount rests on (rule X-10)."""

    FORECAST = quantities.Basis.FORECAST.value, "Forecast"
    ACTUAL = quantities.Basis.ACTUAL.value, "Actual"
    ESTIMATE = quantities.Basis.ESTIMATE.value, "Estimate"
    TARGET = quantities.Basis.TARGET.value, "Target"


class DatePrecision(models.TextChoices):
    """How much a date says (rule X-11)."""

    DAY = date_spans.Precision.DAY.value, "A day"
    MONTH = date_spans.Precision.MONTH.value, "A month"
    MONTHS = date_spans.Precision.MONTHS.value, "A range of months"
    BY = date_spans.Precision.BY.value, "By a date"
    QUARTER = date_spans.Precision.QUARTER.value, "A quarter of a financial year"
    FINANCIAL_YEAR = date_spans.Precision.FINANCIAL_YEAR.value, "A financial year"
    YEAR = date_spans.Precision.YEAR.value, "A calendar year"
    BETWEEN = date_spans.Precision.BETWEEN.value, "Between two days"
    TBA = date_spans.Precision.TBA.value, "To be announced"
