"""The arrows between the rooms of the house, as import-linter reads them. String relations are in test_relations."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import FLOORS, ROOT, name_of, product_modules, tree_of


def linted(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """import-linter run in `folder` with the Python that runs these tests."""
    program = "import sys; from importlinter.cli import lint_imports_command as run; run(sys.argv[1:])"
    command = [sys.executable, "-c", program, "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_every_import_contract_is_kept() -> None:
    done = linted(ROOT)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " 0 broken" in done.stdout


def test_the_contracts_name_the_seven_floors_in_their_order() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert contracts["root_packages"] == FLOORS
    assert contracts["contracts"][0]["layers"] == FLOORS


def test_a_planted_arrow_upwards_breaks_the_contract(tmp_path: Path) -> None:
    """So that the two tests above can fail: the same contract on a house of two rooms with a wrong import."""
    for room, text in {"upper": "import lower", "lower": "import upper"}.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text(text)
    (tmp_path / "contract.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["upper", "lower"]\n'
        '[[tool.importlinter.contracts]]\nname = "one way"\ntype = "layers"\nlayers = ["upper", "lower"]\n'
    )
    done = linted(tmp_path, "--config", "contract.toml")
    assert done.returncode != 0
    assert "lower is not allowed to import upper" in done.stdout


def imported_by(tree: ast.Module) -> set[str]:
    """The dotted names a module imports, both `a.b` and `a.b.c` for `from a.b import c`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return names


def test_nobody_imports_the_module_that_draws_pdf_and_only_it_imports_weasyprint() -> None:
    wrong = []
    for path in product_modules():
        found = imported_by(tree_of(path))
        if "reporting.pdf" in found:
            wrong.append(f"{name_of(path)} imports reporting.pdf")
        if name_of(path) != "reporting/pdf.py" and any(name.split(".")[0] == "weasyprint" for name in found):
            wrong.append(f"{name_of(path)} imports weasyprint")
    assert wrong == []
    assert any(name.startswith("weasyprint") for name in imported_by(tree_of(ROOT / "reporting/pdf.py")))


@pytest.mark.parametrize(
    "text", ["from reporting import pdf", "import reporting.pdf", "from reporting.pdf import write"]
)
def test_every_way_to_import_it_is_seen(text: str) -> None:
    assert "reporting.pdf" in imported_by(ast.parse(text))
