"""What a sheet is: its columns, its key and the rows it fills. Declared by the apps; nothing is read or saved here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.permissions import Answer
from core.tabular.kinds import Kind, Reference, References, Text
from core.tracked import Tracked


@dataclass(frozen=True)
class Problem:
    """One thing wrong with what was sent: the file, the row as the spreadsheet numbers it, the column, and the words
    that say what was found and what is expected."""

    file: str
    message: str
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column '{self.column}'")
        return f"{', '.join(place)}: {self.message}"

    def as_json(self) -> dict[str, Any]:
        return {"file": self.file, "row": self.row, "column": self.column, "message": self.message}


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field it fills and what its cells hold.

    A `required` cell may not be empty; any other empty cell means the field's default. `private` columns never
    leave by the API.
    """

    heading: str
    field: str
    kind: Kind = dataclasses.field(default_factory=Text)
    required: bool = False
    private: bool = False
    about: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """A kind of row that can come from a spreadsheet.

    `key` names the fields that tell one row from another. `scope_path` leads from a row to what it belongs to;
    empty for the shared directory, "self" for the scope itself. `belongs_to` names the reference by which a
    directory row goes with another when records are taken out. `locked` answers why a row may not be changed by
    an import, with an empty text when it may. `subject` is the heading under which people look for it.
    """

    name: str
    model: type[Tracked]
    columns: Sequence[Column]
    key: Sequence[str]
    may_change: Callable[[Any, Any], Answer]
    about: str
    scope_path: str = "alliance"
    belongs_to: str = ""
    locked: Callable[[Any], str] = dataclasses.field(default=lambda row: "")
    subject: str = ""

    @property
    def is_scope(self) -> bool:
        return self.scope_path == "self"

    @property
    def key_columns(self) -> list[Column]:
        return [self.column_of(name) for name in self.key]

    @property
    def references(self) -> list[Column]:
        """The columns that name one row of a sheet."""
        return [
            each for each in self.columns if isinstance(each.kind, Reference) and not isinstance(each.kind, References)
        ]

    @property
    def many(self) -> list[Column]:
        """The columns that name several rows of a sheet."""
        return [each for each in self.columns if isinstance(each.kind, References)]

    def column_of(self, field_name: str) -> Column:
        return next(each for each in self.columns if each.field == field_name)


def of_subject(subject: str, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with the heading under which people look for them."""
    return [dataclasses.replace(sheet, subject=subject) for sheet in sheets]


@dataclass(frozen=True)
class Line:
    """One line of cells with the number the spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass
class Table:
    """What one file or sheet held: its name, how to speak of it, its first line and the lines under it.

    `problems` are those of single headings, lines and cells; a line that cannot be told into cells is not in `lines`.
    """

    name: str
    label: str
    headings: list[str]
    lines: list[Line]
    problems: list[Problem] = dataclasses.field(default_factory=list)
