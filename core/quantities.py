"""A number that says what it is: amount or range, qualifier, unit, period, basis (design law 6, rule X-10).

Pure arithmetic and British formatting; money is Decimal pounds. The columns stand in `core.figures`, the
labels in `core.choices`, and nothing here derives a figure from another except the sum of like with like.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from core.financial_years import FinancialYear


class Qualifier(StrEnum):
    """How exactly the amount is meant, as the authors said it."""

    EXACTLY = "exactly"
    AROUND = "around"
    ALMOST = "almost"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    OVER = "over"


class Unit(StrEnum):
    """What is counted. OTHER carries its own word."""

    POUNDS = "pounds"
    PEOPLE = "people"
    PERCENT = "percent"
    COUNT = "count"
    DAYS = "days"
    OTHER = "other"


class Period(StrEnum):
    """Over what time the amount falls: once, every year, added up over years, or simply a total."""

    ONE_OFF = "one_off"
    A_YEAR = "a_year"
    CUMULATIVE = "cumulative"
    TOTAL = "total"


class Basis(StrEnum):
    """What the amount rests on."""

    FORECAST = "forecast"
    ACTUAL = "actual"
    ESTIMATE = "estimate"
    TARGET = "target"


class QuantityError(ValueError):
    """A quantity contradicts itself; `field` names the part that is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class UnlikeQuantities(ValueError):
    """Quantities that may not be added together; the message names the difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount, or a range from `low` to `high`, in one unit; pounds, never thousands or millions.

    `by` is a financial year such as "2022/23" or empty; `words` are the authors' own, verbatim, or empty.
    Raises QuantityError when the parts contradict each other.
    """

    low: Decimal
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    unit: Unit = Unit.POUNDS
    unit_word: str = ""
    period: Period = Period.TOTAL
    by: str = ""
    basis: Basis = Basis.ESTIMATE
    words: str = ""

    def __post_init__(self) -> None:
        for name, codes in (("qualifier", Qualifier), ("unit", Unit), ("period", Period), ("basis", Basis)):
            _set_code(self, name, codes)
        for name, amount in (("low", self.low), ("high", self.high)):
            if amount is not None and not (isinstance(amount, Decimal) and amount.is_finite()):
                raise QuantityError(name, f"Expected a finite Decimal, not {amount!r}.")
        if self.high is not None and self.high < self.low:
            raise QuantityError("high", f"The high end must not be below the low end, {self.low:f}.")
        if (self.unit is Unit.OTHER) != bool(self.unit_word):
            raise QuantityError("unit_word", 'Give the word for the unit when, and only when, the unit is "other".')
        if self.by:
            _check_year(self.by)

    @property
    def text(self) -> str:
        """The standard British form, such as "£50m to £75m a year"; it never rounds."""
        return f"{self.amount} {self.terms}".rstrip()

    @property
    def amount(self) -> str:
        """The amount without its terms, such as "around £480m"."""
        return f"{_QUALIFIER_WORDS[self.qualifier]} {self._amounts()}".lstrip()

    @property
    def terms(self) -> str:
        """Over what time, such as "a year for 2022/23" or "in total by 2022/23"; empty when it needs none."""
        link = "for" if self.period is Period.A_YEAR else "by"
        return f"{_PERIOD_WORDS[self.period]} {link} {self.by}".strip() if self.by else _PERIOD_WORDS[self.period]

    @property
    def as_written(self) -> str:
        """The authors' words where there are any, else the standard form (rule X-09)."""
        return self.words or self.text

    def __str__(self) -> str:
        return self.text

    def _amounts(self) -> str:
        ends = [self.low] if self.high in (None, self.low) else [self.low, self.high]
        match self.unit:
            case Unit.POUNDS:
                return " to ".join(pounds(end) for end in ends)
            case Unit.PERCENT:
                return " to ".join(f"{number(end)}%" for end in ends)
        amounts = " to ".join(number(end) for end in ends)
        one = ends == [1]
        words = {Unit.PEOPLE: "person" if one else "people", Unit.DAYS: "day" if one else "days"}
        return f"{amounts} {words.get(self.unit, self.unit_word)}".rstrip()


_QUALIFIER_WORDS: Final = {code: "" if code is Qualifier.EXACTLY else code.replace("_", " ") for code in Qualifier}
_PERIOD_WORDS: Final = {
    Period.ONE_OFF: "one-off",
    Period.A_YEAR: "a year",
    Period.CUMULATIVE: "in total",
    Period.TOTAL: "",
}
_SCALES: Final = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
_CEILINGS: Final = frozenset({Qualifier.ALMOST, Qualifier.UP_TO})
_FLOORS: Final = frozenset({Qualifier.AT_LEAST, Qualifier.OVER})


def number(amount: Decimal) -> str:
    """Return a number with thousands separated and no needless noughts: "1,200", "10.4"."""
    written = f"{abs(amount) if amount == 0 else amount:,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def pounds(amount: Decimal) -> str:
    """Return money as it reads in a report: "£1.1m", "£450,000", "£1,234.50". Never rounds.

    Millions and billions are used from one million up, where three decimals say the amount whole.
    """
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    for scale, suffix in _SCALES:
        scaled = size / scale
        if size >= scale and scaled * scale == size and scaled == round(scaled, 3):
            return f"{sign}£{number(scaled)}{suffix}"
    written = number(size)
    pence = written.partition(".")[2]
    return f"{sign}£{written}{'0' if len(pence) == 1 else ''}"


def add(quantities: Iterable[Quantity]) -> Quantity:
    """Sum quantities of the same unit, period, basis and year; ranges add low to low and high to high.

    The sum has no words, because nobody wrote it. A qualifier carries over ("around" and exact make
    "around"); an upper bound and a lower bound cannot be added, nor can percentages, which are parts of
    different wholes. Raises UnlikeQuantities naming the difference, and ValueError when there is nothing to
    add.
    """
    items = list(quantities)
    if not items:
        raise ValueError("Expected at least one quantity to add.")
    first = items[0]
    if len(items) > 1 and first.unit is Unit.PERCENT:
        raise UnlikeQuantities("Percentages are parts of different wholes and cannot be added.")
    for item in items[1:]:
        for name in ("unit", "unit_word", "period", "basis", "by"):
            ours, theirs = getattr(first, name), getattr(item, name)
            if ours != theirs:
                raise UnlikeQuantities(f'Cannot add {first} and {item}: {name} "{ours}" is not "{theirs}".')
    low = sum((item.low for item in items), Decimal(0))
    high = sum((item.low if item.high is None else item.high for item in items), Decimal(0))
    return Quantity(
        low=low,
        high=None if all(item.high is None for item in items) else high,
        qualifier=_joint_qualifier({item.qualifier for item in items}),
        unit=first.unit,
        unit_word=first.unit_word,
        period=first.period,
        by=first.by,
        basis=first.basis,
    )


def _joint_qualifier(found: set[Qualifier]) -> Qualifier:
    spoken = found - {Qualifier.EXACTLY}
    if not spoken:
        return Qualifier.EXACTLY
    if len(spoken) == 1:
        # Almost 5 and exactly 3 are almost 8; over, at least, up to and around carry over in the same way.
        return next(iter(spoken))
    if Qualifier.AROUND in spoken:
        return Qualifier.AROUND
    if spoken <= _CEILINGS:
        return Qualifier.UP_TO
    if spoken <= _FLOORS:
        return Qualifier.AT_LEAST
    named = '" and "'.join(sorted(code.replace("_", " ") for code in spoken))
    raise UnlikeQuantities(f'Cannot add quantities qualified "{named}": one is a ceiling, the other a floor.')


def _set_code(quantity: Quantity, name: str, codes: type[StrEnum]) -> None:
    value = getattr(quantity, name)
    try:
        object.__setattr__(quantity, name, codes(value))
    except ValueError as error:
        raise QuantityError(name, f'"{value}" is unknown: expected {", ".join(codes)}.') from error


def _check_year(by: str) -> None:
    try:
        year = FinancialYear.parse(by)
    except ValueError as error:
        raise QuantityError("by", str(error)) from error
    if str(year) != by:
        raise QuantityError("by", f'Expected the financial year written {year}, not "{by}".')
