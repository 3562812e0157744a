"""How large a training alliance is to be, and from what it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

RANGES = {
    "areas": (9, 200),
    "months": (2, 120),
    "risks": (5, 3000),
    "meetings": (1, 120),
    "papers": (1, 30),
}
"""The least and the most of each. Nine areas are what it takes for every kind of area to occur."""
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


class WrongSize(ValueError):
    """A size is out of range, or the date is; the message names it and says what is expected."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """`papers` are those of the newest meeting; `until` is the day that its record reaches to.

    The same values make the same rows.
    """

    until: date
    areas: int = 27
    months: int = 24
    risks: int = 200
    meetings: int = 12
    papers: int = 6
    seed: int = 1
    slug: str = "training"

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            if not least <= getattr(self, name) <= most:
                raise WrongSize(f"{name}: {getattr(self, name)} is out of range, expected {least} to {most}.")
        if not EARLIEST <= self.until <= LATEST:
            raise WrongSize(f"until: {self.until} is out of range, expected {EARLIEST.year} to {LATEST.year}.")

    def dice(self, part: str) -> Random:
        """Dice of their own for each part, so that more of one leaves the others as they are."""
        return Random(f"{self.seed}/{part}")


def months_back(on: date, count: int) -> list[date]:
    """The first days of the `count` whole months that had ended before a day, oldest first."""
    last = on.year * 12 + on.month - 2
    return [date(each // 12, each % 12 + 1, 1) for each in range(last - count + 1, last + 1)]
