"""What is refused never needs much memory: measured in a process of its own, with the sandbox that it starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from core.tabular.workbooks import LIMITS
from tests.core.import_books import Rows, book, good_sheets, long_sheets, swollen, texts
from tests.core.test_import_refusals import bomb, wide

MOST_MEGABYTES = 400
PROGRAM = r"""
import io, json, pathlib, re, sys
import django
django.setup()
from django.core.management import CommandError, call_command
said, outcome = io.StringIO(), "taken"
try:
    call_command("import_alliance", sys.argv[1], check=True, stderr=said, stdout=io.StringIO())
except CommandError as refusal:
    outcome = str(refusal)
# Not as getrusage tells it: that begins with what the process that started this one had in use.
own = int(re.search("VmHWM:[^0-9]*([0-9]+) kB", pathlib.Path("/proc/self/status").read_text())[1])
print(json.dumps({"kilobytes": own, "outcome": outcome, "said": said.getvalue()[:2000]}))
"""


def all_wrong() -> dict[str, Rows]:
    """Four sheets as long as may be, every cell of them wrong."""
    areas = [["Short name", "Name", "Order", "Restricted"], *([f"a {n}", "", "first", "perhaps"] for n in range(5000))]
    days = [["Organisation", "From", "To", "Order"], *([f"o{n}", "soon", "late", "last"] for n in range(5000))]
    return good_sheets() | {"areas": areas, "partners": days, "leads": [["Part", "Post"], *[["", ""]] * 4000]}


def many_sheets() -> dict[str, Rows]:
    """Fifty thousand rows, none of the sheets too long by itself."""
    head = ["Short name", "Name"]
    names = ("organisations", "people", "posts", "areas", "lifecycles", "benefits", "registers", "boards", "agreements")
    return {name: [head, *([f"{name}-{n}", f"Row {n}"] for n in range(5000))] for name in (*names, "risk-frameworks")}


CASES: dict[str, tuple[Callable[[], list[tuple[str, bytes]]], str]] = {
    "50,000 rows": (lambda: [("book.xlsx", book(long_sheets(50_000)))], "more than 5,000 rows"),
    "50,000 rows in CSV": (lambda: texts(long_sheets(50_000)), "more than 5,000 rows"),
    "50,000 rows over ten sheets": (lambda: [("book.xlsx", book(many_sheets()))], "more than 20,000 rows"),
    "14,000 rows of faults": (lambda: [("book.xlsx", book(all_wrong()))], "column 'From': found “soon”"),
    "a text of 90 MB": (lambda: [("book.xlsx", swollen("xl/sharedStrings.xml", bomb()))], "unpacks to far more"),
    "a row of 2,000,000 cells": (lambda: [("b.xlsx", swollen("xl/worksheets/sheet1.xml", wide()))], "far more"),
}


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without a row, made once: the process that is measured copies it."""
    folder = tmp_path_factory.mktemp("empty")
    asked = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(asked, cwd=settings.BASE_DIR, env=_known(folder), timeout=180, check=True)
    return folder / "concordat.sqlite3"


def _known(folder: Path) -> dict[str, str]:
    known = os.environ | {"CONCORDAT_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}
    known.pop("DATABASE_URL", None)
    return known


@pytest.mark.parametrize("name", CASES)
def test_a_refusal_stays_under_400_megabytes(name: str, tmp_path: Path, empty_database: Path) -> None:
    make, words = CASES[name]
    files = make()
    for each, content in files:
        (tmp_path / each).write_bytes(content)
    sent = tmp_path / files[0][0] if len(files) == 1 else tmp_path
    (tmp_path / "data").mkdir()
    shutil.copy(empty_database, tmp_path / "data")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(sent)],
        cwd=settings.BASE_DIR,
        env=_known(tmp_path / "data"),
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert "nothing was imported" in found["outcome"]
    assert words in found["said"], found
    # What the sandbox used cannot be more than it is allowed, as the system itself sees to.
    sandbox = LIMITS.memory_bytes if len(files) == 1 else 0
    assert found["kilobytes"] * 1024 + sandbox < MOST_MEGABYTES * 2**20, (found["kilobytes"], sandbox)
