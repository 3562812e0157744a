"""Imports a folder of CSV sheets, or shows what that would change. Checking and saving stand in `core.imports`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.imports.actions import ImportRefused, import_at_once
from core.imports.planning import Plan
from core.tabular.reading import MAX_BYTES

ACTOR = "system:import"


class Command(BaseCommand):
    help = "Import an alliance from a folder of CSV sheets, or from one .xlsx workbook: all of it, or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="A folder of .csv files named after their sheets, or a workbook.")
        parser.add_argument("--check", action="store_true", help="Show what would change, and change nothing.")

    def handle(self, *args: Any, folder: Path, check: bool, **options: Any) -> None:
        try:
            plan = import_at_once(files=_files(folder), check_only=check, actor=ACTOR)
        except ImportRefused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            count = len(refused.problems)
            raise CommandError(f"{count} {'fault' if count == 1 else 'faults'}; nothing was imported.") from refused
        self._print(plan, detailed=check)
        self.stdout.write("Nothing was changed: this was a check." if check else "Imported.")

    def _print(self, plan: Plan, *, detailed: bool) -> None:
        for sheet in plan.as_json()["sheets"]:
            counts = f"{len(sheet['add'])} to add, {len(sheet['change'])} to change, {sheet['same']} the same"
            self.stdout.write(f"{sheet['name']}: {counts}")
            if not detailed:
                continue
            for row in sheet["add"]:
                self.stdout.write(f"  + row {row['row']}: {row['title']}")
            for row in sheet["change"]:
                self.stdout.write(f"  ~ row {row['row']}: {row['title']}")
                for each in row["fields"]:
                    old, new = each["old"] or "nothing", each["new"] or "nothing"
                    self.stdout.write(f"      {each['column']}: {old} → {new}")


def _files(folder: Path) -> list[tuple[str, bytes]]:
    """The sheets in a folder, or the one file named. A README beside them is passed over."""
    if folder.is_file():
        paths = [folder]
    elif folder.is_dir():
        paths = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix.lower() == ".csv")
    else:
        raise CommandError(f"There is no folder or file '{folder}'. Expected a folder of .csv files.")
    if not paths:
        raise CommandError(f"There is no .csv file in '{folder}'.")
    large = [path.name for path in paths if path.stat().st_size > MAX_BYTES]
    if large:
        raise CommandError(f"{', '.join(large)}: larger than 10 MB; expected at most 10 MB.")
    try:
        return [(path.name, path.read_bytes()) for path in paths]
    except OSError as error:
        raise CommandError(f"A sheet could not be read: {error}.") from error
