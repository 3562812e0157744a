"""Loads an example of `examples/` through the product's own import, and reads what it holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction

from alliance.models import Alliance
from core.imports.actions import import_at_once
from core.imports.planning import Plan

FOLDERS = Path(__file__).resolve().parent.parent / "examples"


def example_files(slug: str) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted((FOLDERS / slug).glob("*.csv"))]


def example_rows(slug: str, sheet: str) -> list[dict[str, str]]:
    """The rows of one sheet as they stand in its file; none where there is no such file."""
    path = FOLDERS / slug / f"{sheet}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wider(slug: str) -> str:
    """The alliance of which an example is a part, by its short name; empty for none."""
    return example_rows(slug, "alliance")[0].get("Wider alliance", "")


def read_in(slug: str, *, check_only: bool = False) -> Plan:
    """Import one example folder, or only see what that would change."""
    return import_at_once(files=example_files(slug), check_only=check_only, actor="system:import")


def load_example(slug: str) -> Alliance:
    """Import an example folder, the one of its wider alliance before it, and return its alliance."""
    if above := wider(slug):
        load_example(above)
    read_in(slug)
    return Alliance.objects.get(slug=slug)


@contextmanager
def loaded(slug: str, unblocked: Any) -> Iterator[Alliance]:
    """An example that stands for a package of tests, and is gone after it."""
    with unblocked.unblock(), transaction.atomic():
        yield load_example(slug)
        transaction.set_rollback(True)


def rows_of(model: Any, alliance: Alliance) -> Any:
    """All rows of a kind that belong to an alliance, restricted ones included."""
    return model.objects.in_edition(alliance, with_restricted=True)
