"""A corpus of files made to harm, by seed: the same seed gives the same files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.uploads.hostile import acting, bombs, encrypted, malformed, polyglots


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file of the corpus: its group, what is wrong with it, and how its bytes are made."""

    group: str
    what: str
    make: Callable[[], bytes]


GROUPS = {"malformed": 500, "active": 100, "encrypted": 20, "bomb": 20, "polyglot": 50}
"""How many files the whole corpus has of each group."""

_MAKERS = {
    "malformed": malformed.make,
    "active": acting.make,
    "encrypted": encrypted.make,
    "bomb": bombs.make,
    "polyglot": polyglots.make,
}


def corpus(seed: int, counts: dict[str, int]) -> Iterator[Hostile]:
    """The first so many files of each group, spread over all that the group has."""
    for group, count in counts.items():
        step = GROUPS[group] / count
        for place in range(count):
            number = int(place * step)
            what, make = _MAKERS[group](seed, number)
            yield Hostile(group, f"{group} {number}: {what}", make)
