"""A date that says how precise it is and keeps the words it was written in (design law 7, rule X-11).

Pure value with no database and no Django; the column stands in `core.fields`, the API field in
`core.serializer_fields`, and the words themselves in `core.date_spans` (writing) and `core.date_words`
(reading).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Final, Self

from core.date_spans import ImpreciseDateError, Precision, Span, check, month_span, write
from core.date_words import EXAMPLES, is_notation, is_undecided, read
from core.financial_years import FinancialYear

__all__ = [
    "EXAMPLES",
    "MAX_WORDS",
    "ImpreciseDate",
    "ImpreciseDateError",
    "Precision",
    "decode",
    "is_encoded",
    "parse",
]

MAX_WORDS: Final = 120
# Stands for "not yet known" in the stored text and sorts after every date; checked dates end before it.
_NEVER: Final = date(9999, 12, 31)
_STORED: Final = re.compile(r"(\d{4}-\d\d-\d\d)\|(\d{4}-\d\d-\d\d)\|([a-z_]+)\|(.*)", re.DOTALL)
_WORDS_AND_DATE: Final = re.compile(r"(?P<words>.*?)\s*\[(?P<date>[^\[\]]*)\]", re.DOTALL)


@total_ordering
@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A span of days with its precision and its words. `start` and `end` are both included, and None for TBA.

    For the precision `by` the span is that of the deadline: "by end September 2015" starts and ends on 30
    September 2015, "by 2022/23" spans that year (domain.md 2.9), and the event itself may come before.
    `words` are as written; left empty, they become the standard British form. Raises ImpreciseDateError when
    the parts contradict each other.
    """

    start: date | None
    end: date | None
    precision: Precision
    words: str = ""

    def __post_init__(self) -> None:
        try:
            precision = Precision(self.precision)
        except ValueError as error:
            expected = ", ".join(Precision)
            raise ImpreciseDateError(f'Precision "{self.precision}" is unknown: expected {expected}.') from error
        object.__setattr__(self, "precision", precision)
        if (self.start is None) != (precision is Precision.TBA) or (self.end is None) != (precision is Precision.TBA):
            raise ImpreciseDateError("Every precision needs a first and a last day, except TBA, which has neither.")
        if self.start is not None and self.end is not None:
            check(Span(precision, self.start, self.end))
        object.__setattr__(self, "words", self.words.strip() or self.standard)
        if len(self.words) > MAX_WORDS or "\0" in self.words:
            found = f"{len(self.words)} characters"
            raise ImpreciseDateError(f"The words of a date are at most {MAX_WORDS} characters of text, not {found}.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a person wrote; `text` becomes the words, verbatim.

        Two notations are not words: figures (2017-09-22) are kept in the standard form, and in "at the end of
        June [June 2016]" the brackets hold the date for words that cannot be read. Raises ImpreciseDateError.
        """
        bracketed = _WORDS_AND_DATE.fullmatch(text.strip())
        words, meant = (bracketed["words"], bracketed["date"]) if bracketed else (text.strip(), text.strip())
        if is_notation(words) and not bracketed:
            words = ""
        if is_undecided(meant):
            return cls(None, None, Precision.TBA, words)
        span = read(meant)
        return cls(span.start, span.end, span.precision, words)

    @classmethod
    def day(cls, on: date) -> Self:
        """Return one day."""
        return cls(on, on, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Return one calendar month."""
        return cls(*month_span(year, month), Precision.MONTH)

    @classmethod
    def months(cls, first: tuple[int, int], last: tuple[int, int]) -> Self:
        """Return a range of months, each given as (year, month), both included."""
        return cls(month_span(*first)[0], month_span(*last)[1], Precision.MONTHS)

    @classmethod
    def quarter(cls, first_year: int, number: int) -> Self:
        """Return a quarter of the financial year that starts in April of `first_year`."""
        return cls(*FinancialYear(first_year).quarter(number), Precision.QUARTER)

    @classmethod
    def financial_year(cls, first_year: int) -> Self:
        """Return the financial year that starts in April of `first_year`."""
        year = FinancialYear(first_year)
        return cls(year.start, year.end, Precision.FINANCIAL_YEAR)

    @classmethod
    def year(cls, year: int) -> Self:
        """Return a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

    @classmethod
    def by(cls, deadline: date) -> Self:
        """Return a deadline: that day or any before it."""
        return cls(deadline, deadline, Precision.BY)

    @classmethod
    def by_end_of(cls, year: int, month: int) -> Self:
        """Return the deadline written "by end September 2015"."""
        start, end = month_span(year, month)
        return cls(end, end, Precision.BY, f"by end {write(Span(Precision.MONTH, start, end))}")

    @classmethod
    def between(cls, start: date, end: date) -> Self:
        """Return a span of days, both included."""
        return cls(start, end, Precision.BETWEEN)

    @classmethod
    def tba(cls, words: str = "TBA") -> Self:
        """Return the date that is not known yet."""
        return cls(None, None, Precision.TBA, words)

    @property
    def is_tba(self) -> bool:
        return self.start is None

    @property
    def standard(self) -> str:
        """The standard British form, whatever the words; `parse` reads it back to the same span."""
        if self.start is None or self.end is None:
            return "TBA"
        return write(Span(self.precision, self.start, self.end))

    @property
    def as_typed(self) -> str:
        """What a person may type to get this value back: the words, with the date in brackets if need be."""
        try:
            whole = ImpreciseDate.parse(self.words) == self
        except ImpreciseDateError:
            whole = False
        return self.words if whole else f"{self.words} [{self.standard}]"

    def is_before(self, on: date) -> bool:
        """Say whether it is certainly over before the day; a passed deadline is. TBA never is."""
        return self.end is not None and self.end < on

    def is_by(self, on: date) -> bool:
        """Say whether it certainly comes on the day or before. TBA never does."""
        return self.end is not None and self.end <= on

    def could_be_by(self, on: date) -> bool:
        """Say whether it may come on the day or before. A deadline may be met early; TBA promises nothing."""
        return self.start is not None and (self.precision is Precision.BY or self.start <= on)

    def contains(self, on: date) -> bool:
        """Say whether the day may be the one meant; for a deadline, any day up to its end."""
        return self.could_be_by(on) and not self.is_before(on)

    def encode(self) -> str:
        """Return the one canonical text that is stored and that sorts as the value does."""
        start, end = (day or _NEVER for day in (self.start, self.end))
        return f"{start.isoformat()}|{end.isoformat()}|{self.precision}|{self.words}"

    def __str__(self) -> str:
        return self.words

    def __lt__(self, other: ImpreciseDate) -> bool:
        return self.encode() < other.encode()


def parse(text: str) -> ImpreciseDate:
    """Read what a person wrote. Raises ImpreciseDateError, whose message gives examples."""
    return ImpreciseDate.parse(text)


def is_encoded(text: str) -> bool:
    """Say whether the text has the shape that `encode` writes."""
    return _STORED.fullmatch(text) is not None


def decode(text: str) -> ImpreciseDate:
    """Return the value that `encode` wrote. Raises ImpreciseDateError when the text is anything else."""
    parts = _STORED.fullmatch(text)
    if parts is None:
        raise ImpreciseDateError(f'"{text}" is not a stored date: expected "YYYY-MM-DD|YYYY-MM-DD|precision|words".')
    try:
        start, end, precision = (
            date.fromisoformat(parts[1]),
            date.fromisoformat(parts[2]),
            Precision(parts[3]),
        )
    except ValueError as error:
        raise ImpreciseDateError(f'"{text}" is not a stored date: {error}.') from error
    if precision is not Precision.TBA:
        return ImpreciseDate(start, end, precision, parts[4])
    if (start, end) != (_NEVER, _NEVER):
        raise ImpreciseDateError(f'"{text}" is not a stored date: TBA is stored with the days {_NEVER}.')
    return ImpreciseDate(None, None, precision, parts[4])
