"""Savings as the overview shows them: stated figures as they stand, or sums of like with like that say so.

No query is made here. Nothing of another unit, period, year or basis is ever added (design law 6).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.quantities import Basis, Period, Quantity, Unit, UnlikeQuantities, add
from programmes.choices import BenefitKind
from programmes.models import BenefitEntry

Terms = tuple[str, str]
"""Over what time a figure falls: its period and its financial year."""


@dataclass(frozen=True)
class Saving:
    """One strong number with what it is. `query` asks the list of figures for the rows behind it."""

    amount: str
    caption: str
    note: str
    query: str


@dataclass(frozen=True)
class AreaSavings:
    """The forecast of each area on one set of terms, such as "a year for 2022/23"."""

    terms: str
    amounts: dict[int, str]
    query: str


def stated(entries: Iterable[BenefitEntry], most: int = 3) -> list[Saving]:
    """The figures of the whole programme, as entered; where there are none, the sums of those of its areas."""
    known = [each for each in entries if _is_saving(each)]
    whole = [each for each in known if each.benefit.area_id is None]
    if whole:
        return [_as_entered(each) for each in whole[:most]]
    return [saving for basis in (Basis.ACTUAL, Basis.FORECAST) if (saving := _summed(known, basis))]


def by_area(entries: Iterable[BenefitEntry]) -> AreaSavings | None:
    """What is forecast of each area: its figures for the furthest year in which one is stated for a year."""
    forecast = [each for each in entries if each.benefit.area_id and _is_saving(each, Basis.FORECAST)]
    terms = _furthest(forecast)
    if terms is None:
        return None
    of_area: dict[int, list[Quantity]] = {}
    for each in _on(forecast, terms):
        of_area.setdefault(each.benefit.area_id or 0, []).append(each.quantity)
    amounts = {area: added.amount for area, found in of_area.items() if (added := _total(found))}
    return AreaSavings(next(iter(of_area.values()))[0].terms, amounts, _query(Basis.FORECAST, terms))


def _is_saving(entry: BenefitEntry, basis: str = "") -> bool:
    """Whether it is money that the programme brings: what it costs stands among the benefits as a dis-benefit."""
    brings = entry.unit == Unit.POUNDS and entry.benefit.kind != BenefitKind.DISBENEFIT
    return brings and entry.basis == (basis or entry.basis)


def _furthest(entries: list[BenefitEntry]) -> Terms | None:
    """The terms on which the areas are compared: yearly ones before others, of these the furthest year."""
    found = {(each.period, each.by_year) for each in entries}
    return max(found, key=lambda terms: (terms[0] == Period.A_YEAR, terms[1], terms[0]), default=None)


def _on(entries: list[BenefitEntry], terms: Terms) -> list[BenefitEntry]:
    return [each for each in entries if (each.period, each.by_year) == terms]


def _as_entered(entry: BenefitEntry) -> Saving:
    quantity, terms = entry.quantity, (entry.period, entry.by_year)
    caption = f"{entry.caption}{f', {quantity.terms}' if quantity.terms else ''}"
    note = f"{entry.get_basis_display()}, as at {entry.as_at}"
    return Saving(quantity.amount, caption, note, _query(entry.basis, terms, benefit=entry.benefit_id))


def _summed(entries: list[BenefitEntry], basis: Basis) -> Saving | None:
    like = [each for each in entries if _is_saving(each, basis)]
    terms = _furthest(like)
    if terms is None:
        return None
    rows = _on(like, terms)
    added = _total([each.quantity for each in rows])
    if added is None:
        return None
    caption = f"{'achieved' if basis == Basis.ACTUAL else 'forecast'}, {added.terms}"
    note = f"Sum of {len(rows)} stated figure{'' if len(rows) == 1 else 's'}"
    return Saving(added.amount, caption, note, _query(basis, terms))


def _total(quantities: list[Quantity]) -> Quantity | None:
    """The sum of like with like; None where the figures cannot be added, as one is a floor and one a ceiling."""
    try:
        return add(quantities)
    except UnlikeQuantities:
        return None


def _query(basis: str, terms: Terms, **more: Any) -> str:
    """What the list of figures is asked, on its page and over the API alike."""
    asked = {"unit": Unit.POUNDS, "basis": basis, "period": terms[0], "by_year": terms[1], **more}
    return urlencode({name: value for name, value in asked.items() if value not in ("", None)})
