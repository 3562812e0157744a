"""The product's own files, as the architecture tests read them. No rule stands here."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["config", "reporting", "governance", "risks", "programmes", "alliance", "core"]
"""From the roof to the cellar: each may know those after it (design section 3)."""


def product_modules() -> list[Path]:
    """Every Python module of the seven floors but the migrations."""
    return sorted(
        path
        for floor in FLOORS
        for path in (ROOT / floor).rglob("*.py")
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    )


def modules_of_tests() -> list[Path]:
    return sorted(path for path in (ROOT / "tests").rglob("*.py") if "__pycache__" not in path.parts)


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def name_of(path: Path) -> str:
    """The path as it is named in a message: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))
