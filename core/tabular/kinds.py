"""The kinds of cell: each reads what a person typed and writes what it would read back. No row and no file here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar, Final

from django.db import models

from core.imprecise_dates import EXAMPLES, ImpreciseDate, ImpreciseDateError, Precision


class Unreadable(ValueError):
    """The cell does not hold what its column takes; the message says what is expected."""


@dataclass(frozen=True)
class Kind:
    """How a column's cells are read and written. `read` gets text that is not blank; writing gives text that reads
    back as the same value, so two values are the same when they are written alike."""

    expected: ClassVar[str] = "text"
    is_number: ClassVar[bool] = False

    def describe(self) -> str:
        """What the column takes, in words for the person who fills it."""
        return self.expected

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Text(Kind):
    """Words as their authors wrote them; only the ends are trimmed and line ends made alike."""

    def read(self, text: str) -> str:
        return self.write(text)

    def write(self, value: Any) -> str:
        return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class WholeNumber(Kind):
    expected: ClassVar[str] = "a whole number such as 12"
    is_number: ClassVar[bool] = True

    def read(self, text: str) -> int:
        plain = re.sub(r"\.0+$", "", text.strip())
        if not re.fullmatch(r"[0-9]{1,9}", plain):
            raise Unreadable(self.expected)
        return int(plain)


@dataclass(frozen=True)
class Amount(Kind):
    """A decimal; pounds are written out, never as thousands or millions."""

    expected: ClassVar[str] = "an amount in figures such as 1100000 or 18.5, without words"
    is_number: ClassVar[bool] = True

    def read(self, text: str) -> Decimal:
        plain = text.strip().removeprefix("£")
        if not re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|-?[0-9]{1,20}(\.[0-9]{1,12})?", plain):
            raise Unreadable(self.expected)
        return Decimal(plain.replace(",", ""))

    def write(self, value: Any) -> str:
        if value is None:
            return ""
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


_YES: Final = ("yes", "y", "true", "1")
_NO: Final = ("no", "n", "false", "0")


@dataclass(frozen=True)
class YesNo(Kind):
    expected: ClassVar[str] = "yes or no"

    def read(self, text: str) -> bool:
        plain = text.strip().lower()
        if plain not in _YES + _NO:
            raise Unreadable(self.expected)
        return plain in _YES

    def write(self, value: Any) -> str:
        return "" if value is None else "yes" if value else "no"


@dataclass(frozen=True)
class Day(Kind):
    expected: ClassVar[str] = "a day such as 22 September 2017 or 22/09/2017"

    def read(self, text: str) -> date:
        try:
            found = ImpreciseDate.parse(text)
        except ImpreciseDateError as error:
            raise Unreadable(self.expected) from error
        if found.precision is not Precision.DAY or found.start is None:
            raise Unreadable(self.expected)
        return found.start

    def write(self, value: Any) -> str:
        return "" if value is None else value.isoformat()


@dataclass(frozen=True)
class TimeOfDay(Kind):
    expected: ClassVar[str] = "a time such as 10:00 or 14:30"

    def read(self, text: str) -> time:
        found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])(:00)?", text.strip())
        if found is None:
            raise Unreadable(self.expected)
        return time(int(found[1]), int(found[2]))

    def write(self, value: Any) -> str:
        return "" if value is None else f"{value:%H:%M}"


@dataclass(frozen=True)
class DateInWords(Kind):
    """A date as precise as it is known (rule X-11)."""

    expected: ClassVar[str] = f"a date as precise as it is known, such as {EXAMPLES}"

    def read(self, text: str) -> ImpreciseDate:
        try:
            return ImpreciseDate.parse(text)
        except ImpreciseDateError as error:
            raise Unreadable(self.expected) from error

    def write(self, value: Any) -> str:
        return "" if value is None else value.as_typed


@dataclass(frozen=True)
class Choice(Kind):
    """One of a closed list, given by its words or its code; written as its words."""

    choices: type[models.TextChoices]

    def describe(self) -> str:
        return f"one of: {', '.join(self.choices.labels)}"

    def read(self, text: str) -> str:
        plain = text.strip().lower()
        for code, label in self.choices.choices:
            if plain in (str(code).lower(), str(label).lower()):
                return str(code)
        raise Unreadable(self.describe())

    def write(self, value: Any) -> str:
        return "" if value in (None, "") else str(dict(self.choices.choices).get(value, value))


@dataclass(frozen=True)
class Reference(Kind):
    """A row of another sheet, or of this one, named by its key. Reads to the key; the row is found by the import."""

    sheet: str

    def describe(self) -> str:
        return f"the key of a row in the sheet '{self.sheet}', or of one already recorded"

    def read(self, text: str) -> str:
        return text.strip()


@dataclass(frozen=True)
class References(Reference):
    """Several rows of another sheet, their keys separated by semicolons; their order says nothing."""

    def describe(self) -> str:
        return f"keys of rows in the sheet '{self.sheet}', separated by semicolons"

    def read(self, text: str) -> str:
        return "; ".join(sorted({part.strip() for part in text.split(";") if part.strip()}))
