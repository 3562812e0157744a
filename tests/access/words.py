"""The canary words: each text of the access world bears one, so that an answer shows which rows it was made from.

`canary-sealed-risks-qz` stands in a sealed risk; `canary-sealed-risks-qz-cause` in one of its fields.
"""

from __future__ import annotations

import re

CATEGORIES = {
    "plain": "open matter of alliance A",
    "led": "of A's restricted area that the area lead leads",
    "sealed": "of A's other restricted matter",
    "other": "open matter of alliance B",
    "buried": "restricted matter of alliance B",
    "keya": "a key of A's programme office, for its owner and the service administrator",
    "keyb": "a key of B's programme office",
    "sheeta": "an import that A's programme office sent and a notice to it, for nobody else",
    "sheetb": "an import that B's programme office sent and a notice to it",
    "shared": "the directory of organisations, people and posts",
}
PATTERN = re.compile(r"canary-([a-z]+)-([a-z-]+?)-qz", re.IGNORECASE)


def word(category: str, kind: str, field: str = "") -> str:
    assert category in CATEGORIES
    return f"canary-{category}-{kind}-qz" + (f"-{field.replace('_', '-')}" if field else "")


def words_in(text: str) -> set[tuple[str, str]]:
    """The (category, kind) of every canary word in a text, also where it was broken over lines."""
    return {(category.lower(), kind.lower()) for category, kind in PATTERN.findall(text)}
