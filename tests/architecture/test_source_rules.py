"""The table of rules is whole, and every test that it names exists and bears the name of its rule."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROW = re.compile(r"\| ([A-EX]-\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
BEARING = re.compile(r"def (test_([abcdex])_(\d\d)_\w+)\(")


def numbered(letter: str, *numbers: int) -> list[str]:
    return [f"{letter}-{number:02}" for number in numbers]


RULES = [
    *numbered("A", *range(1, 37)),
    *numbered("B", *range(1, 43)),
    *numbered("C", 11, 12, 23, 24, 27),
    *numbered("D", *range(1, 37)),
    *numbered("E", 11, *range(13, 41)),
    *numbered("X", *range(1, 18)),
]


def rows() -> list[tuple[str, str, str, str]]:
    text = (ROOT / "docs" / "source-rules.md").read_text(encoding="utf-8")
    return [found.groups() for line in text.splitlines() if (found := ROW.fullmatch(line))]  # type: ignore[misc]


def test_every_rule_has_exactly_one_row_in_order() -> None:
    assert [rule for rule, *_ in rows()] == RULES


def test_every_row_names_tests_of_its_rule_or_the_part_that_will_hold_it() -> None:
    for rule, _, held, shown in rows():
        if shown == "no test yet":
            assert held.startswith("Later: "), rule
            continue
        named = TEST.findall(shown)
        assert ", ".join(f"`{place}::{name}`" for place, name in named) == shown, rule
        for place, name in named:
            assert name.startswith(f"test_{rule.lower().replace('-', '_')}_"), rule
            assert f"def {name}(" in (ROOT / place).read_text(encoding="utf-8"), rule


def test_every_test_that_bears_a_rule_stands_in_its_row() -> None:
    shown = {rule: cell for rule, _, _, cell in rows()}
    for path in (ROOT / "tests").rglob("test_*.py"):
        for name, letter, number in BEARING.findall(path.read_text(encoding="utf-8")):
            place = path.relative_to(ROOT).as_posix()
            assert f"`{place}::{name}`" in shown.get(f"{letter.upper()}-{number}", ""), name
