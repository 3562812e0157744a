"""The words of the glossary, read once from its document: for the help page and the hints beside labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.text import slugify

ROW = re.compile(r"^\| (?P<word>[^|]+) \| (?P<meaning>[^|]+) \|$")


@dataclass(frozen=True)
class Word:
    """One word and what it means here; `anchor` is its place on the help page."""

    word: str
    meaning: str
    anchor: str


@cache
def words() -> tuple[Word, ...]:
    """The words in the order of the glossary; those of the code alone are left out."""
    text = (settings.BASE_DIR / "docs" / "glossary.md").read_text()
    found = [match for match in map(ROW.match, text.splitlines()) if match and match["word"] not in ("Word", "---")]
    return tuple(
        Word(match["word"], match["meaning"].replace("`", ""), slugify(match["word"]))
        for match in found
        if "(code)" not in match["word"]
    )


@cache
def _by_label() -> dict[str, Word]:
    named: dict[str, Word] = {}
    for word in words():
        for each in re.split(r"[,(]", word.word):
            named.setdefault(each.strip(" )").lower(), word)
    return named


def word_for(label: str) -> Word | None:
    """The glossary's word for a label, if it stands there as it is or in the singular."""
    text = label.strip().lower()
    named = _by_label()
    return named.get(text) or named.get(text.removesuffix("s"))
