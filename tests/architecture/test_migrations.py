"""Migrations: there is one for every change of a model, each named by hand, and each can be taken back."""

from __future__ import annotations

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from tests.architecture.sources import FLOORS, ROOT, name_of, tree_of

MIGRATIONS = sorted(
    path for floor in FLOORS for path in (ROOT / floor / "migrations").glob("*.py") if path.name != "__init__.py"
)


def own_migrations() -> list[Migration]:
    return [each for (app, _), each in MigrationLoader(connection).disk_migrations.items() if app in FLOORS]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    except SystemExit:
        pytest.fail(out.getvalue())


@pytest.mark.parametrize("path", MIGRATIONS, ids=name_of)
def test_is_named_by_hand(path: Path) -> None:
    assert "_auto_" not in path.stem, "name it after what it changes"
    assert path.stem[:4].isdigit()


@pytest.mark.django_db
def test_every_migration_can_be_taken_back() -> None:
    stuck = [
        f"{each.app_label}.{each.name}: {operation.describe()}"
        for each in own_migrations()
        for operation in each.operations
        if not operation.reversible
    ]
    assert stuck == []


@pytest.mark.django_db
def test_an_app_has_one_newest_migration() -> None:
    assert MigrationLoader(connection).detect_conflicts() == {}


@pytest.mark.parametrize("path", MIGRATIONS, ids=name_of)
def test_imports_no_action_and_no_page(path: Path) -> None:
    """What a migration does must not change when the code of today does; fields and querysets it may name."""
    rooms = {"actions", "views", "api", "forms", "records", "imports", "permissions", "jobs", "tasks"}
    imported = {
        part
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
        if name.split(".")[0] in FLOORS
        for part in name.split(".")
    }
    assert imported & rooms == set()


def test_the_step_that_replaces_others_comes_to_the_same() -> None:
    """An empty database takes one step for each app; one that stands goes on by the single migrations."""
    single, whole = (MigrationLoader(None, replace_migrations=replace) for replace in (False, True))
    replaced = {key for each in whole.replacements.values() for key in each.replaces}
    several = {app for app, _ in replaced}
    assert replaced == {(app, name) for app, name in single.disk_migrations if app in several} - set(whole.replacements)
    changes = MigrationAutodetector(single.project_state(), whole.project_state())._detect_changes()
    assert changes == {}
