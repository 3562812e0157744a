"""Amounts and percentages for templates, written as everywhere. No rule and no query stands here."""

from __future__ import annotations

from decimal import Decimal

from django import template

from alliance.apportionment import in_pounds
from core.quantities import number

register = template.Library()


@register.filter
def pounds_and_pence(pence: int) -> str:
    """Whole pence as pounds, such as "£640,000.01"."""
    return in_pounds(pence)


@register.filter
def percent(value: Decimal) -> str:
    """A percentage with the decimals it was entered with."""
    return f"{number(value)}%"
