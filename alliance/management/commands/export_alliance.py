"""Writes an alliance's records into a folder of CSV sheets that the import reads back. What goes in stands in core."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alliance.models import Alliance
from core import clock
from core.imports.exporting import export_records


class Command(BaseCommand):
    help = "Write an alliance's records into a folder, one CSV file for each sheet, restricted matter included."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The alliance's short name for addresses.")
        parser.add_argument("folder", type=Path, help="A folder to write into; it is made if need be.")

    def handle(self, *args: Any, slug: str, folder: Path, **options: Any) -> None:
        alliance = Alliance.objects.filter(slug=slug).first()
        if alliance is None:
            raise CommandError(f"There is no alliance called '{slug}'.")
        texts = export_records(scope=alliance, by=None, at=clock.now(), route="command:export_alliance")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, text in texts.items():
                (folder / f"{name}.csv").write_text("\ufeff" + text, encoding="utf-8", newline="")
        except OSError as error:
            raise CommandError(f"The sheets could not be written: {error}.") from error
        self.stdout.write(f"{len(texts)} sheets written to {folder}.")
