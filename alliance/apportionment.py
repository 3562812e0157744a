"""Splits an amount over shares to the penny, so that the parts always make the amount, and says the rule in words.

Pure arithmetic on whole pence; which shares hold on which day stands with the sharing bases (design law 8).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from core.quantities import number

WHOLE: Final = Decimal(100)
EXAMPLE: Final = "1,000,000.01"
MOST_POUNDS_FIGURES: Final = 12
METHOD: Final = (
    "Largest remainder: each part is cut to whole pence, and each penny left over goes to the part that lost most by "
    "the cut. Where two lost the same, to the one that stands first in the list."
)
_AMOUNT: Final = re.compile(r"(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<pence>[0-9]+))?")


class ApportionmentError(ValueError):
    """The shares cannot divide anything; the message says why and what is expected."""


class AmountError(ValueError):
    """The text is no amount in pounds and pence; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one partner is to bear or to get: a percentage or a weight; None where it is not recorded.

    `of` is whatever the claim was made from, for those who show it.
    """

    name: str
    value: Decimal | None = None
    of: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """What falls to one claim. `pence` is None where its share is not recorded; `odd` says that a penny left over
    went to it."""

    claim: Claim
    pence: int | None
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Apportionment:
    """An amount in its parts, in the order of the claims. `parts` and `unrecorded` together always make `pence`."""

    pence: int
    parts: tuple[Part, ...]
    missing: Decimal = Decimal(0)
    """The percentage that no claim records."""
    unrecorded: int = 0
    """The pence that fall to it."""
    unrecorded_odd: bool = False
    incomplete: str = ""
    """What is not recorded, in words; empty when all is."""

    @property
    def rule(self) -> str:
        """The rule and what it did here, for the page and the API alike."""
        names = [part.claim.name for part in self.parts if part.odd]
        names += ["what is not recorded"] if self.unrecorded_odd else []
        if not names:
            return f"{METHOD} Here no penny was left over."
        pennies = "1 odd penny goes" if len(names) == 1 else f"{len(names)} odd pennies go, one each,"
        return f"{METHOD} Here {pennies} to {_listed(names)}."


def by_percentages(pence: int, claims: Sequence[Claim]) -> Apportionment:
    """Split by percentages of the whole. What they leave of 100 stands as a line of its own, last in the list.

    Raises ApportionmentError for a percentage below nought, or for more than 100 in all.
    """
    check_percentages(claims)
    recorded = [claim for claim in claims if claim.value is not None]
    missing = WHOLE - _total(recorded)
    *shares, rest = _shared_out(pence, [claim.value or Decimal(0) for claim in recorded] + [missing])
    return Apportionment(
        pence=pence,
        parts=tuple(_placed(claims, shares)),
        missing=missing,
        unrecorded=rest[0],
        unrecorded_odd=rest[1],
        incomplete=_what_is_missing(claims, missing),
    )


def by_weights(pence: int, claims: Sequence[Claim]) -> Apportionment:
    """Split in the proportion of weights, such as people or budgets.

    Raises ApportionmentError when one is not recorded, as no part is known without it, or is below nought, or when
    there is none above nought.
    """
    check_weights(claims)
    unknown = [claim.name for claim in claims if claim.value is None]
    if unknown:
        many = "The weights of {} are" if len(unknown) > 1 else "The weight of {} is"
        raise ApportionmentError(f"{many.format(_listed(unknown))} not recorded, so no part can be worked out.")
    weights = [claim.value or Decimal(0) for claim in claims]
    if not any(weights):
        raise ApportionmentError("No weight is above nought, so nothing can be split: expected at least one.")
    return Apportionment(pence=pence, parts=tuple(_placed(claims, _shared_out(pence, weights))))


def equally(pence: int, claims: Sequence[Claim]) -> Apportionment:
    """Split in equal parts, whatever the claims say. Raises ApportionmentError when there is nobody to split among."""
    if not claims:
        raise ApportionmentError("No partner is recorded, so nothing can be split: expected at least one.")
    shares = _shared_out(pence, [Decimal(1)] * len(claims))
    parts = [Part(claim, *share) for claim, share in zip(claims, shares, strict=True)]
    return Apportionment(pence=pence, parts=tuple(parts))


def largest_remainder(pence: int, weights: Sequence[Decimal]) -> list[int]:
    """The parts of an amount in the proportion of weights; they sum to it exactly, each within a penny of its quota.

    A larger weight never gets less, one of nought gets nothing, and a negative amount splits as the same positive
    one. Raises ApportionmentError for a weight below nought or where none is above it.
    """
    return [part for part, _ in _shared_out(pence, weights)]


def check_percentages(claims: Sequence[Claim]) -> None:
    """Raise ApportionmentError when one is below nought or they make more than 100."""
    _refuse_below_nought(claims, "percentage")
    total = _total(claims)
    if total > WHOLE:
        raise ApportionmentError(f"The shares make {number(total)}% together: expected 100% at most.")


def check_weights(claims: Sequence[Claim]) -> None:
    """Raise ApportionmentError when one is below nought."""
    _refuse_below_nought(claims, "weight")


def pence_of(text: str) -> int:
    """Read an amount in pounds as a person types it, such as "£1,000,000.01" or "-250", to the penny.

    Raises AmountError saying what is expected.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace(" ", "")
    negative = plain.startswith(("-", "£-"))
    plain = plain.replace("-", "", 1).removeprefix("£") if negative else plain.removeprefix("£")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise AmountError(f"Enter an amount in pounds, written out in figures, for example {EXAMPLE}.")
    pounds, pence = found["pounds"].replace(",", "").lstrip("0"), found["pence"] or ""
    if len(pence) > 2:
        raise AmountError(f"Enter whole pence: two figures after the point at most, for example {EXAMPLE}.")
    if len(pounds) > MOST_POUNDS_FIGURES:
        raise AmountError("Enter less than a million million pounds.")
    size = int(pounds or 0) * 100 + int(pence.ljust(2, "0"))
    return -size if negative else size


def in_pounds(pence: int) -> str:
    """An amount to the penny, such as "£640,000.01" or "-£0.05"."""
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"


def _shared_out(pence: int, weights: Sequence[Decimal]) -> list[tuple[int, bool]]:
    """The parts by largest remainder, each with whether a penny left over went to it."""
    if any(weight < 0 for weight in weights) or not any(weights):
        raise ApportionmentError("Expected weights of nought or more, at least one of them above nought.")
    size, whole = abs(pence), sum(map(Fraction, weights))
    quotas = [size * Fraction(weight) / whole for weight in weights]
    cut = [int(quota) for quota in quotas]
    # Sorting is stable, so of equal losses the one that stands first in the list comes first.
    most_lost_first = sorted(range(len(cut)), key=lambda place: cut[place] - quotas[place])
    odd = set(most_lost_first[: size - sum(cut)])
    sign = -1 if pence < 0 else 1
    return [(sign * (part + (place in odd)), place in odd) for place, part in enumerate(cut)]


def _placed(claims: Sequence[Claim], shares: Sequence[tuple[int, bool]]) -> list[Part]:
    """The parts at their claims; a claim without a share gets none."""
    following = iter(shares)
    return [Part(claim, None) if claim.value is None else Part(claim, *next(following)) for claim in claims]


def _what_is_missing(claims: Sequence[Claim], missing: Decimal) -> str:
    unknown = [claim.name for claim in claims if claim.value is None]
    what = f"{number(missing)}% not recorded" if missing else ""
    if unknown:
        whose = f"{'no share' if len(unknown) == 1 else 'no shares'} recorded for {_listed(unknown)}"
        what = f"{what}, {whose}" if what else whose
    return f"Incomplete: {what}" if what else ""


def _refuse_below_nought(claims: Sequence[Claim], word: str) -> None:
    for claim in claims:
        if claim.value is not None and claim.value < 0:
            raise ApportionmentError(f"The {word} of {claim.name} is {number(claim.value)}: expected nought or more.")


def _total(claims: Sequence[Claim]) -> Decimal:
    return sum((claim.value for claim in claims if claim.value is not None), Decimal(0))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
