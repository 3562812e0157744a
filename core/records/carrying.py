"""What becomes of the rows of a kind when what they name is succeeded by another. Nothing is done here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class How(StrEnum):
    END_AND_BEGIN = "end_and_begin"
    """The row ends on the day before, and another like it begins; one that has not begun is pointed anew."""
    REPOINT = "repoint"
    """The row is open work and names the successor from now on."""
    BESIDE = "beside"
    """The row stays, and one for the successor comes beside it."""
    OWNER = "owner"
    """The row is part of one that ends and begins anew with all its parts, such as a share of its sharing basis."""
    COUNTERPART = "counterpart"
    """The successor has such a row of its own: the one of the same name, or a new one."""
    LEAVE = "leave"
    """The row says what was, and stays."""


@dataclass(frozen=True)
class Carrying:
    """How the rows that name something by one field follow it to its successor; it may hang on the row and the day.

    `once_by` names the fields within which the successor stands once: where it stands there already, none begins; no
    name at all means that it stands once altogether. `owner` leads to the row of which this one is a part. `fresh`
    gives what a row that begins must not share with the one that was there, by the row, the successor and the day.
    """

    how: How | Callable[[Any, date], How]
    once_by: Sequence[str] | None = None
    owner: str = ""
    fresh: Callable[[Any, Any, date], dict[str, Any]] = dataclasses.field(default=lambda row, successor, on: {})

    def of(self, row: Any, on: date) -> How:
        return self.how if isinstance(self.how, How) else self.how(row, on)


ENDS = Carrying(How.END_AND_BEGIN)
LEFT = Carrying(How.LEAVE)
POINTED = Carrying(How.REPOINT)


def pointed_where(is_open: Callable[[Any], bool]) -> Carrying:
    """Open work follows; what is closed stays as it was."""
    return Carrying(lambda row, on: How.REPOINT if is_open(row) else How.LEAVE)
