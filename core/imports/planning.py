"""What an import would add, change and leave, against what is recorded now. Nothing is saved here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from core.imports.parsing import ParsedRow, ParsedSheet, name_of
from core.imports.registry import scope_sheet, sheet_named
from core.imports.shelves import Shelves, key_named, text_of
from core.tabular.kinds import Reference, References
from core.tabular.reading import quote
from core.tabular.sheets import Column, Problem, Sheet


@dataclass(eq=False)
class PlannedRow:
    """One row to add or change: the instance with its new values, and what differs, heading by heading."""

    sheet: Sheet
    label: str
    parsed: ParsedRow
    instance: Any
    is_new: bool
    differences: list[tuple[str, str, str]] = field(default_factory=list)
    targets: dict[str, Any] = field(default_factory=dict)
    """References by field: the row meant, which may not be saved yet."""
    many: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def meant(self) -> set[int]:
        """The rows that its references mean, by identity: those that are not saved yet have no key."""
        return {id(each) for each in [*self.targets.values(), *(row for rows in self.many.values() for row in rows)]}

    def as_json(self) -> dict[str, Any]:
        fields = [{"column": heading, "old": old, "new": new} for heading, old, new in self.differences]
        title = ", ".join(part for part in self.parsed.key if part)
        return {"row": self.parsed.number, "title": title, "fields": fields}


@dataclass
class Plan:
    """Every row that would be added or changed, in the order in which it would be saved, or what is wrong."""

    scope: Any = None
    rows: list[PlannedRow] = field(default_factory=list)
    same: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        sheets = []
        for name, same in self.same.items():
            mine = [row for row in self.rows if row.sheet.name == name]
            add = [row.as_json() for row in mine if row.is_new]
            change = [row.as_json() for row in mine if not row.is_new]
            sheets.append({"name": name, "add": add, "change": change, "same": same})
        return {
            "scope": getattr(self.scope, "slug", "") or "",
            "sheets": [] if self.problems else sheets,
            "problems": [problem.as_json() for problem in self.problems],
        }


def make_plan(parsed: list[ParsedSheet], user: Any, scope: Any, refused: Collection[str] = ()) -> Plan:
    """Compare what was sent with what is recorded. `scope` is unsaved when the sheets are to make it.

    `refused` names the sheets of which something could not be read: what names a row that may have stood there is not
    called wrong, and neither is what only all rows of such a sheet together can say.
    """
    return _Planner(Shelves(user, scope), scope, refused).plan(parsed)


class _Planner:
    """Walks the sheets in order; rows of earlier sheets can be referred to whether recorded or only sent."""

    def __init__(self, shelves: Shelves, scope: Any, refused: Collection[str]) -> None:
        self.shelves, self.result, self.refused = shelves, Plan(scope=scope), refused
        self.unsure: set[tuple[int, str]] = set()
        """Cells whose row may stand in a sheet that could not be read: the row they are in, by identity, and their
        heading."""
        self.partial: set[int] = set()
        """The instances, by identity, that lack something that they name."""
        self.sent: dict[str, dict[tuple[str, ...], PlannedRow]] = {}

    def plan(self, parsed: list[ParsedSheet]) -> Plan:
        for each in parsed:
            self._start_sheet(each)
            for row in self.sent[each.sheet.name].values():
                self._fill(row, each)
            self._refuse_circles(each)
            changed = [row for row in self.sent[each.sheet.name].values() if row.differences or row.is_new]
            together = [row.instance for row in changed]
            for row in changed:
                row.instance.saved_together = together
                self._validate(row)
            self.result.rows += changed
            self.result.same[each.sheet.name] = len(each.rows) - len(changed)
        return self.result

    def _problem(self, row: PlannedRow, message: str, heading: str = "") -> None:
        self.result.problems.append(Problem(row.label, message, row.parsed.number, heading))

    def _start_sheet(self, each: ParsedSheet) -> None:
        """Find or make the instance of every row first, so that rows of one sheet can name each other."""
        rows = self.sent.setdefault(each.sheet.name, {})
        for parsed in each.rows:
            found = self.shelves.find(each.sheet, parsed.key)
            if len(found) > 1:
                words = (
                    f"{len(found)} recorded rows are called {name_of(parsed.key)}, so it cannot be said which is meant."
                )
                self.result.problems.append(Problem(each.label, words, parsed.number))
                continue
            instance = found[0] if found else self._fresh(each.sheet)
            rows[parsed.key] = PlannedRow(each.sheet, each.label, parsed, instance, is_new=not found)

    def _fresh(self, sheet: Sheet) -> Any:
        if sheet.is_scope:
            return self.result.scope
        instance = sheet.model()
        if sheet.scope_path and "__" not in sheet.scope_path:
            setattr(instance, sheet.scope_path, self.result.scope)
        return instance

    def _fill(self, row: PlannedRow, each: ParsedSheet) -> None:
        locked = "" if row.is_new else row.sheet.locked(row.instance)
        for column in each.columns:
            old = "" if row.is_new else text_of(column, row.instance)
            new = row.parsed.texts[column.field]
            reachable = self._assign(row, column, changed=row.is_new or old != new)
            if reachable and old != new:
                row.differences.append((column.heading, old, new))
        if locked and row.differences:
            self._problem(row, f"{locked} Expected no change to it.")

    def _assign(self, row: PlannedRow, column: Column, *, changed: bool) -> bool:
        """Put a cell's value on the instance where it differs. False when it names a row that is nowhere."""
        value = row.parsed.values[column.field]
        if not changed:
            return True
        if isinstance(column.kind, References):
            keys = [key for key in row.parsed.texts[column.field].split("; ") if key]
            targets = [self._target(row, column, key) for key in keys]
            row.many[column.field] = [target for target in targets if target is not None]
            return None not in targets
        if isinstance(column.kind, Reference):
            target = self._target(row, column, value) if value else None
            if value and target is None:
                return False
            row.targets[column.field] = target
            value = target
        setattr(row.instance, column.field, value)
        return True

    def _target(self, row: PlannedRow, column: Column, key: str) -> Any:
        sheet: Sheet = sheet_named(column.kind.sheet)  # type: ignore[attr-defined]
        wanted = key_named(sheet, key)
        sent = self.sent.get(sheet.name, {}).get(wanted)
        if sent is not None:
            return sent.instance
        found = self.shelves.find(sheet, wanted)
        if len(found) == 1:
            return found[0]
        if not found and sheet.name in self.refused:
            self.unsure.add((id(row), column.heading))
            return None
        which = "several recorded rows are called that" if found else "there is no such row"
        words = f"found {quote(key)}, but {which}; expected {column.kind.describe()}."
        self._problem(row, words, column.heading)
        return None

    def _refuse_circles(self, each: ParsedSheet) -> None:
        """A row may not be above itself, however many steps round."""
        for column in each.sheet.references:
            if column.kind.sheet != each.sheet.name or column not in each.columns:  # type: ignore[attr-defined]
                continue
            above = {key: text_of(column, rows[0]) for key, rows in self.shelves.of(each.sheet).items()}
            above |= {row.key: row.texts[column.field] for row in each.rows}
            for row in self.sent[each.sheet.name].values():
                seen, step = {row.parsed.key}, above.get(row.parsed.key, "")
                while step and (step,) not in seen:
                    seen.add((step,))
                    step = above.get((step,), "")
                if step and (step,) == row.parsed.key:
                    self._problem(row, "the row comes back to itself; expected another row or none.", column.heading)

    def _validate(self, row: PlannedRow) -> None:
        """The rules of the row itself. A reference to a row that is not saved yet is judged when it is applied."""
        waiting = [name for name, target in row.targets.items() if target is not None and target.pk is None]
        path = row.sheet.scope_path
        if path and "__" not in path and not row.sheet.is_scope and self.result.scope.pk is None:
            waiting.append(path)
        place = (row.label, row.parsed.number)
        refused = {each.column for each in self.result.problems if (each.file, each.row) == place}
        refused |= {heading for number, heading in self.unsure if number == id(row)}
        waiting += [each.field for each in row.sheet.references if each.heading in refused]
        try:
            if refused or row.sheet.name in self.refused or row.meant & self.partial:
                # What its fields say together may rest on what is not there.
                self.partial.add(id(row.instance))
                row.instance.clean_fields(exclude=waiting)
            else:
                row.instance.full_clean(exclude=waiting)
        except ValidationError as error:
            self.result.problems += faults(row, error)


def faults(row: PlannedRow, error: ValidationError) -> list[Problem]:
    """A row's faults in the words of its sheet."""
    problems = []
    headings = {column.field: column.heading for column in row.sheet.columns}
    for name, messages in error.message_dict.items():
        found = row.parsed.texts.get(name, "")
        for message in messages:
            words = f"found {quote(found)}: {message}" if name in headings else message
            problems.append(Problem(row.label, words, row.parsed.number, headings.get(name, "")))
    return problems


def scope_row(parsed: list[ParsedSheet]) -> tuple[ParsedRow | None, list[Problem]]:
    """The one row that says whose sheets these are, when it was sent."""
    for each in parsed:
        if each.sheet is scope_sheet():
            if len(each.rows) == 1:
                return each.rows[0], []
            return None, [Problem(each.label, f"the sheet has {len(each.rows)} rows; expected exactly one.")]
    return None, []
