"""The table of rules is whole and points at tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROW = re.compile(r"\| ([A-EX]-\d\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
OTHERS = re.compile(r"\| ([ADE]-\d\d) \| [^|]+ \| [^|]+ \| ([^|]+) \|")
RULES = [*(f"B-{number:02}" for number in range(1, 43)), *(f"X-{number:02}" for number in range(1, 18))]


def rows() -> list[tuple[str, str, str, str]]:
    text = (ROOT / "docs" / "source-rules.md").read_text(encoding="utf-8")
    return [found.groups() for line in text.splitlines() if (found := ROW.fullmatch(line))]  # type: ignore[misc]


def test_every_rule_has_exactly_one_row_in_order() -> None:
    named = [rule for rule, *_ in rows()]
    assert named[: len(RULES)] == RULES
    assert len(named) == len(set(named)), "and of other sources those that are held"


def test_every_row_names_a_test_that_exists_or_the_part_that_will_hold_it() -> None:
    for rule, _, held, shown in rows():
        found = TEST.fullmatch(shown)
        if found is None:
            assert (shown, held.startswith("Later: ")) == ("no test yet", True), rule
            continue
        place, name = found.groups()
        assert f"def {name}(" in (ROOT / place).read_text(encoding="utf-8"), rule


def test_every_test_that_bears_a_rule_stands_in_its_row() -> None:
    shown = {rule: cell for rule, _, _, cell in rows()}
    for path in Path(__file__).parent.glob("test_*.py"):
        for letter, number, rest in re.findall(r"def test_([bx])_(\d\d)(_\w+)\(", path.read_text(encoding="utf-8")):
            assert f"::test_{letter}_{number}{rest}`" in shown[f"{letter.upper()}-{number}"]


def test_every_rule_of_another_alliance_names_a_test_that_bears_it() -> None:
    text = (ROOT / "docs" / "source-rules.md").read_text(encoding="utf-8")
    found = [match.groups() for line in text.splitlines() if (match := OTHERS.fullmatch(line))]
    assert len(found) >= 12
    for rule, shown in found:
        place, name = TEST.fullmatch(shown).groups()  # type: ignore[union-attr]
        assert name.startswith(f"test_{rule.lower().replace('-', '_')}_"), rule
        assert f"def {name}(" in (ROOT / place).read_text(encoding="utf-8"), rule
