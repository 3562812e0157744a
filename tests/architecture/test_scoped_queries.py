"""Every query of a page, the API, a filter, a task, a template tag or a report asks who is reading."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.scoping import Reader, Unscoped
from tests.architecture.sources import FLOORS, ROOT, name_of, product_modules, tree_of
from tests.architecture.test_relations import MECHANISMS

READ_ROOMS = {"views", "api", "filters", "tasks", "templatetags", "exports", "forms", "records", "imports", "readings"}
READ_NAMES = ("_views", "_api", "_filters", "_forms", "_tasks")

ALLOWED = {
    ("core/account_views.py", "_changed_meanwhile"): "two states of the one account that the page has found in scope",
    (
        "core/records/views.py",
        "_conflict",
    ): "two states of the one row that its reader has found in scope and may change",
    ("core/records/between.py", "_last_of"): "which state was the last; the states themselves are asked of the reader",
    ("core/records/between.py", "_names"): "the names of what history rows in scope point at, read together",
    ("core/records/changes.py", "text_of"): "the name of what a history row in scope points at",
    ("core/records/relations.py", "hanging_on"): "counts what would break; names only what the reader may see",
    ("core/records/relations.py", "parts_of"): "what belongs to a row goes with it, whoever may see it",
    ("core/records/registry.py", "is_dated"): "asks the queryset class for a method and reads no row",
    ("reporting/actions.py", "request_report"): "the asker's own waiting request for the same document",
    ("reporting/pipeline.py", "request_of"): "the worker, after the right was asked when the document was asked for",
}
"""(module, function) to the reason why its query need not ask who is reading. At most ten."""


def is_read(path: Path) -> bool:
    """The rooms that answer a person or a system. Commands are run by whoever runs the machine, and are left out;
    so are notices, which answer nobody: what is told is shown by `Notice.visible_to`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if "management" in parts:
        return False
    if parts[0] == "reporting":
        return parts[-1] not in ("pdf", "models", "querysets", "permissions", "notices")
    return bool(READ_ROOMS & set(parts[1:])) or parts[-1].endswith(READ_NAMES)


def domain_models() -> frozenset[str]:
    return frozenset(model.__name__ for model in apps.get_models() if model._meta.app_label in FLOORS)


def relations_to_many() -> frozenset[str]:
    """The names by which one row reaches many others of the five domain floors."""
    names: set[str] = set()
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            if relation.related_model._meta.app_label in FLOORS and not relation.one_to_one:
                names.add(relation.get_accessor_name() or "")
    return frozenset(names - {""})


def unscoped_in(tree: ast.Module, path: str) -> list[Unscoped]:
    """The faults of one module. Pages and API answer with no row of a mechanism; other rooms work with them."""
    answers = "views" in path or "api" in path.split("/")
    mechanisms = frozenset() if answers else frozenset(label.split(".")[1] for label in MECHANISMS)
    return sorted(Reader(tree, domain_models(), relations_to_many(), mechanisms).unscoped())


MODULES = [path for path in product_modules() if is_read(path)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_asks_who_is_reading(path: Path) -> None:
    found = unscoped_in(tree_of(path), name_of(path))
    wrong = [f"{name_of(path)}:{each.line} {each.text}" for each in found if not allowed(path, each)]
    assert wrong == [], "put visible_to, history_visible_to or in_edition into the chain"


def allowed(path: Path, found: Unscoped) -> bool:
    return (name_of(path), found.function) in ALLOWED


def test_the_allowed_are_few_and_each_is_still_needed() -> None:
    assert len(ALLOWED) <= 10
    needed = {(name_of(path), each.function) for path in MODULES for each in unscoped_in(tree_of(path), name_of(path))}
    assert sorted(ALLOWED) == sorted(needed & set(ALLOWED))
    assert all(len(reason) > 20 for reason in ALLOWED.values())


def test_the_rooms_that_are_read_are_those_that_answer() -> None:
    names = {name_of(path) for path in MODULES}
    assert {
        "core/records/views.py", "core/records/rows.py", "core/records/api.py", "core/account_views.py",
        "core/imports/views.py", "core/templatetags/records.py", "core/tasks.py", "core/account_filters.py",
        "reporting/overview.py", "reporting/reports/highlight.py", "reporting/views/documents.py",
        "reporting/api/views.py", "alliance/views/accounts.py", "alliance/views/succession.py",
    } <= names  # fmt: skip


PLANTED = {
    "a manager without a scope": "def page(request):\n    return Risk.objects.filter(state='open')",
    "all rows of a manager": "def page(request):\n    return list(BusinessArea.objects.all())",
    "the default manager": "def rows(record, user):\n    return record.model._default_manager.all()",
    "the base manager": "def rows(record, user):\n    return record.model._base_manager.get(pk=1)",
    "the history of a kind": "def then(moment):\n    return Risk.history.as_of(moment)",
    "the history of a row": "def then(row):\n    return [each.text for each in row.history.all()]",
    "a shortcut with the bare model": "def page(request, pk):\n    return get_object_or_404(Risk, pk=pk)",
    "a shortcut with a renamed model": (
        "from risks.models import Risk as Row\n\ndef page(request, pk):\n    return get_object_or_404(Row, pk=pk)"
    ),
    "a shortcut with a manager": "def page(request, pk):\n    return get_object_or_404(Risk.objects, pk=pk)",
    "a relation from one to many": "def page(request, alliance):\n    return alliance.areas.filter(counts=True)",
    "a queryset of a class": "class Rows:\n    queryset = Benefit.objects.all()",
    "a manager given to a name": "def rows(model):\n    manager = model._default_manager\n    return manager.all()",
    "one use of a name that is not scoped": (
        "def rows(model, user):\n    found = model.objects.all()\n    count = found.count()\n"
        "    return found.visible_to(user), count"
    ),
    "a name that comes too late": (
        "def rows(user):\n    return sorted(Risk.objects.all(), key=lambda row: row.visible_to(user))"
    ),
    "a query inside a comprehension": "def rows(user):\n    return [row for row in Risk.objects.iterator()]",
    "the system's branch without the reader's": (
        "def rows(user):\n    return Risk.objects.all() if user is None else Risk.objects.filter(pk=1)"
    ),
    "a job of a mechanism on a page": "def page(request, pk):\n    return get_object_or_404(Job, pk=pk)",
    "a default in a field": "field = ModelChoiceField(queryset=Risk.objects.all())",
}
SCOPED = {
    "a chain": "def page(request):\n    return Risk.objects.visible_to(request.user).filter(state='open')",
    "a chain whose scope comes later": "def page(user):\n    return Risk.objects.filter(pk=1).visible_to(user).first()",
    "an edition": "def rows(alliance):\n    return Risk.objects.in_edition(alliance, with_restricted=False)",
    "a manager given to a name": "def rows(m, who):\n    found = m._default_manager\n    return found.visible_to(who)",
    "a history given to the rule": (
        "def then(user, moment):\n    known = Risk.history.as_of(moment)\n"
        "    return Risk.objects.all().history_visible_to(user, known)"
    ),
    "nobody but the system": (
        "def rows(m, user):\n    manager = m._default_manager\n"
        "    return manager.all() if user is None else manager.visible_to(user)"
    ),
    "a name given to itself": (
        "def rows(user):\n    found = Risk.objects.visible_to(user)\n    found = found.filter(pk=1)\n    return found"
    ),
    "an empty set": "field = ModelChoiceField(queryset=Risk.objects.none())",
    "a row's own text": "def text(row):\n    return row.entries",
}


@pytest.mark.parametrize("text", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_fault_is_found(text: str) -> None:
    assert unscoped_in(ast.parse(text), "risks/views.py") != []


@pytest.mark.parametrize("text", SCOPED.values(), ids=SCOPED.keys())
def test_a_scoped_query_is_left_alone(text: str) -> None:
    assert unscoped_in(ast.parse(text), "risks/views.py") == []
