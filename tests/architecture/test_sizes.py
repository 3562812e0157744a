"""How large a file, a function and a template may grow, which names no module bears, and where imports stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import modules_of_tests, name_of, product_modules, templates, tree_of

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60
LINES_OF_A_TEMPLATE = 150
NAMES_WITHOUT_A_SUBJECT = {"utils", "helpers", "services", "common", "misc", "tools", "lib"}
LATE_IMPORTS = {"reporting/apps.py": "the app's start: models are not loaded before `ready`"}


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def long_functions(tree: ast.Module, most: int) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > most:
                yield f"{node.name} has {length} lines"


def late_imports(tree: ast.Module) -> Iterator[str]:
    """Imports inside a function. One for types only stands at the module's top, under its own condition."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield f"{node.name}: {ast.unparse(inner)}"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    files = [*product_modules(), *modules_of_tests()]
    assert {name_of(path): lines_of(path) for path in files if lines_of(path) > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = {name_of(path): list(long_functions(tree_of(path), LINES_OF_A_FUNCTION)) for path in product_modules()}
    assert {name: found for name, found in long.items() if found} == {}


def test_no_template_is_longer_than_a_hundred_and_fifty_lines() -> None:
    assert {name_of(path): lines_of(path) for path in templates() if lines_of(path) > LINES_OF_A_TEMPLATE} == {}


def test_every_module_is_named_after_what_it_holds() -> None:
    named = {part for path in product_modules() for part in path.relative_to(path.anchor).with_suffix("").parts[-3:]}
    assert named & NAMES_WITHOUT_A_SUBJECT == set()


def test_no_import_stands_inside_a_function() -> None:
    found = {name_of(path): list(late_imports(tree_of(path))) for path in product_modules()}
    assert {name for name, imports in found.items() if imports} == set(LATE_IMPORTS)


def test_every_module_says_in_its_first_line_what_stands_there() -> None:
    mute = [
        name_of(path)
        for path in product_modules()
        if tree_of(path).body and not ast.get_docstring(tree_of(path)) and path.name != "__init__.py"
    ]
    assert mute == []


def test_planted_faults_are_found() -> None:
    planted = ast.parse("def long():\n" + "    x = 1\n" * 60 + "\ndef late():\n    from core import keys\n")
    assert list(long_functions(planted, LINES_OF_A_FUNCTION)) == ["long has 61 lines"]
    assert list(late_imports(planted)) == ["late: from core import keys"]


@pytest.mark.parametrize(
    "files", [product_modules(), templates(), modules_of_tests()], ids=["code", "templates", "tests"]
)
def test_there_is_something_to_measure(files: list[Path]) -> None:
    assert len(files) > 20
