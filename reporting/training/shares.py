"""How the partners of a training alliance share: by people first, by agreed percentages since, one not yet agreed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alliance.apportionment import largest_remainder
from alliance.choices import ShareMeasure
from alliance.models import Share, SharingBasis
from core.imprecise_dates import ImpreciseDate
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep
from reporting.training.size import Size


def make_shares(size: Size, cast: Cast) -> None:
    """A basis that ended and the one that followed it, equal parts, and one of which only a share is agreed."""
    dice = size.dice("shares")
    people = [dice.randrange(900, 4000) for _ in cast.forces]
    hundredths = largest_remainder(10_000, [Decimal(number) for number in people])
    changed = date(cast.began.year + 1, 4, 1)
    before, since = _basis(cast, "costs-by-people", "Running costs, by people"), _basis(cast, "costs", "Running costs")
    before.kind, before.measure, before.unit = "Headcount", ShareMeasure.WEIGHT, "people"
    before.to_date = ImpreciseDate.day(changed - timedelta(days=1))
    since.kind, since.from_date = "Net revenue budget", ImpreciseDate.day(changed)
    savings, setting_up = _basis(cast, "savings", "Cashable savings"), _basis(cast, "setting-up", "Costs of setting up")
    savings.kind, savings.measure = "Equal parts", ShareMeasure.EQUAL
    setting_up.scope = "New posts of the programme office alone."
    bases = [since, before, savings, setting_up]
    for order, basis in enumerate(bases):
        basis.order = order
    before.purpose = since.purpose = "What the joint teams cost each year"
    savings.purpose = "What the partners save in money"
    since.rule = "Each partner bears the running costs in the proportion of its net revenue budget."
    setting_up.rule = "The lead partner bears two fifths; the others agree theirs between them."
    keep(bases)
    rows = [
        *_shares(cast, since, [Decimal(each) / 100 for each in hundredths]),
        *_shares(cast, before, [Decimal(number) for number in people]),
        *_shares(cast, savings, [None] * len(people)),
        *_shares(cast, setting_up, [Decimal(40)]),
    ]
    keep(rows)


def _basis(cast: Cast, slug: str, name: str) -> SharingBasis:
    began = ImpreciseDate.day(cast.began)
    return SharingBasis(alliance=cast.alliance, slug=slug, name=name, from_date=began, source=SOURCE)


def _shares(cast: Cast, basis: SharingBasis, values: list[Decimal | None] | list[Decimal] | list[None]) -> list[Share]:
    """One share for each of the first forces, as many as there are values."""
    return [
        Share(basis=basis, organisation=force, value=value, source=SOURCE, order=order)
        for order, (force, value) in enumerate(zip(cast.forces, values, strict=False))
    ]
