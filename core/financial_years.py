"""The financial year of a British public body, 1 April to 31 March, with its quarters and its written form
"2015/16".

Pure arithmetic of the calendar; no database, no Django, and no reading of today's date may stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

QUARTERS: Final = (1, 2, 3, 4)
_WRITTEN: Final = re.compile(r"(\d{4})/(\d{2}|\d{4})")


class FinancialYearError(ValueError):
    """The text is not a financial year; the message says what is expected."""


@dataclass(frozen=True, order=True, slots=True)
class FinancialYear:
    """One financial year, named by the calendar year in which its April falls (domain.md 2.9)."""

    first_year: int

    def __post_init__(self) -> None:
        if not 1 <= self.first_year <= 9998:
            raise FinancialYearError(f"No financial year starts in {self.first_year}: expected a year from 1 to 9998.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2022/23" or "2022/2023". Raises FinancialYearError for anything else, "2022/24" included."""
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise FinancialYearError(f'"{text}" is not a financial year: expected a form such as 2022/23.')
        year = cls(int(match[1]))
        if match[2] not in (str(year)[-2:], str(year.first_year + 1)):
            raise FinancialYearError(
                f'"{text}" is not a financial year: the year that starts in {match[1]} is written {year}.'
            )
        return year

    @classmethod
    def of(cls, on: date) -> Self:
        """Return the financial year in which the day falls."""
        return cls(on.year if on.month >= 4 else on.year - 1)

    @property
    def start(self) -> date:
        """Return 1 April, the first day."""
        return date(self.first_year, 4, 1)

    @property
    def end(self) -> date:
        """Return 31 March, the last day."""
        return date(self.first_year + 1, 3, 31)

    def quarter(self, number: int) -> tuple[date, date]:
        """Return the first and last day of a quarter: 1 is April to June, 4 is January to March."""
        if number not in QUARTERS:
            raise FinancialYearError(f"Quarter {number} does not exist: expected 1, 2, 3 or 4.")
        starts = [date(self.first_year, month, 1) for month in (4, 7, 10)] + [date(self.first_year + 1, 1, 1)]
        ends = [date(self.first_year, 6, 30), date(self.first_year, 9, 30), date(self.first_year, 12, 31)]
        return starts[number - 1], [*ends, self.end][number - 1]

    def __contains__(self, on: date) -> bool:
        return self.start <= on <= self.end

    def __str__(self) -> str:
        return f"{self.first_year:04d}/{(self.first_year + 1) % 100:02d}"


def quarter_number(on: date) -> int:
    """Return which quarter of its financial year the day falls in, 1 to 4."""
    return (on.month - 4) % 12 // 3 + 1


def quarter_name(on: date) -> str:
    """Return the quarter as it is written, such as "Q2 2017/18"."""
    return f"Q{quarter_number(on)} {FinancialYear.of(on)}"
