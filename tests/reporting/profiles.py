"""The profiles that the tests of the document read: a full one in both editions, and one with little in it.

No expectation stands here.
"""

from __future__ import annotations

from datetime import date

from reporting.choices import Edition
from tests import factories
from tests.reporting.history import AFTER, BEFORE, alliance_with_a_history
from tests.reporting.made import Made, make
from tests.seed import load_example

NAMES = ("full", "open", "earlier", "bare", "two forces", "three forces")


def all_profiles() -> dict[str, Made]:
    alliance = alliance_with_a_history().alliance
    for number in range(2, 23):
        factories._save(line_of(alliance, number))
    bare = factories.make_alliance("Bare Alliance", purpose="To see what little is printed.")
    asked = {
        "full": (alliance, AFTER, Edition.BOARD),
        "open": (alliance, AFTER, Edition.OPEN),
        "earlier": (alliance, BEFORE, Edition.BOARD),
        "bare": (bare, AFTER, Edition.BOARD),
        "two forces": (load_example("devon-cornwall-dorset"), date(2017, 9, 22), Edition.BOARD),
        "three forces": (load_example("three-force"), date(2016, 6, 6), Edition.BOARD),
    }
    return {
        name: make(whose, on, edition=edition, report="alliance-profile")
        for name, (whose, on, edition) in asked.items()
    }


def line_of(alliance: factories.Alliance, number: int) -> object:
    """One more principle, long enough to be broken into lines."""
    [pattern] = alliance.charter_lines.filter(code="principle-1")
    pattern.pk, pattern.code, pattern.number, pattern.order = None, f"principle-{number}", str(number), number
    pattern.text = f"Principle {number} says at some length what the partners will do together and what each keeps."
    return pattern
