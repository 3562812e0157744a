"""From what was sent to a plan: whose sheets they are, whether the sender may, and what would change."""

from __future__ import annotations

from typing import Any

from core.imports.parsing import MOST_PROBLEMS, ParsedSheet, parse_all
from core.imports.permissions import may_import_sheets
from core.imports.planning import Plan, make_plan, scope_row
from core.imports.registry import scope_sheet
from core.permissions import require
from core.records.registry import scope_model
from core.tabular.parcels import Parcel
from core.tabular.sheets import Problem


def examine(parcel: Parcel, *, user: Any, scope: Any) -> Plan:
    """What the sheets would do for `user` (None: the system itself), within `scope` where one is given.

    Raises NotAllowed when the sender may not change these rows. Faults stand in the plan.
    """
    parsed, problems = parse_all(parcel.texts, parcel.labels)
    problems = _once(parcel.problems + problems)
    if not parsed and not problems:
        problems = [Problem("Import", "there is no sheet in what was sent; expected CSV files or an .xlsx workbook.")]
    refused = set(parcel.texts) - {each.sheet.name for each in parsed if each.is_whole}
    # Without the files that could not be opened, or the sheet that says whose rows these are, no row can be compared.
    if parcel.problems or not parsed or (problems and scope_sheet().name in refused):
        return Plan(scope=scope, problems=_shown(problems))
    scope, lost = _whose(parsed, user, scope)
    if lost:
        return Plan(scope=scope, problems=_shown(problems + lost))
    if user is not None:
        may = may_import_sheets(user, scope, [each.sheet for each in parsed])
        if problems and not may:
            return Plan(scope=scope, problems=_shown(problems))
        require(may)
    plan = make_plan(parsed, user, scope, refused)
    plan.problems = _shown(_once(problems + plan.problems))
    return plan


def _once(problems: list[Problem]) -> list[Problem]:
    """The first thing said of every cell: one that holds a formula is not called empty besides."""
    said: set[tuple[str, int | None, str]] = set()
    left = []
    for each in problems:
        place = (each.file, each.row, each.column)
        if each.row is None or not each.column or place not in said:
            left.append(each)
        said.add(place)
    return left


def _shown(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    words = f"more is wrong than is shown here; expected the {MOST_PROBLEMS} things above to be mended first."
    return [*problems[:MOST_PROBLEMS], Problem("Import", words)]


def _whose(parsed: list[ParsedSheet], user: Any, scope: Any) -> tuple[Any, list[Problem]]:
    """The scope that the sheets belong to: the one given, the one they name, or a new one."""
    row, problems = scope_row(parsed)
    if problems:
        return scope, problems
    name = scope_sheet().name
    if row is None:
        needs = [each for each in parsed if each.sheet.scope_path]
        if scope is None and needs:
            words = (
                f"the sheet '{name}' is missing, so it cannot be said whose rows these are; expected it with one row."
            )
            return None, [Problem(needs[0].label, words)]
        return scope, []
    slug = row.key[0]
    if scope is not None:
        if scope.slug == slug:
            return scope, []
        label = next(each.label for each in parsed if each.sheet is scope_sheet())
        words = f"found '{slug[:80]}'; expected '{scope.slug}', into which you import."
        return scope, [Problem(label, words, row.number, scope_sheet().key_columns[0].heading)]
    manager: Any = scope_model()._default_manager
    seen = manager.all() if user is None else manager.visible_to(user)
    # One that the sender may not see is treated as new, for which the right to set up is asked.
    return seen.filter(slug=slug).first() or scope_model()(slug=slug), []  # type: ignore[misc]
