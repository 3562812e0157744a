"""Composes the text of a training alliance: plausible, varied, and no sentence twice."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from reporting.training.subjects import PLACES, Group

WHEN: Final = (
    "at the start of the month",
    "in the second week",
    "in the middle of the month",
    "in the last week",
    "before the holidays",
    "after the inspection",
    "on the day that was planned",
    "a week later than planned",
    "earlier than expected",
    "at the end of the quarter",
)
AHEAD: Final = (
    "early next month",
    "by the end of next month",
    "before the next board",
    "in the coming quarter",
    "once the contract is signed",
    "as soon as the rooms are free",
    "after the consultation",
    "before the year ends",
)
NUMBERS: Final = tuple(range(3, 61))
MOST_TRIES: Final = 500


class AllSaid(Exception):
    """Nothing new can be said by these patterns."""


class Wording:
    """Sentences for one alliance; `counties` are its partners' names. The same dice give the same text."""

    def __init__(self, dice: Random, counties: Sequence[str]) -> None:
        self.dice, self.counties, self._said = dice, list(counties), set[str]()

    def say(
        self,
        patterns: Sequence[str],
        group: Group,
        *,
        about: str = "",
        stop: str = ".",
        results: Sequence[str] = ("",),
    ) -> str:
        """A sentence of one of the patterns that was not said before, `about` one thing of the group where it is given.

        Raises AllSaid when there is none left.
        """
        [text] = self.say_together([patterns], group, about=about, results=results)
        return text + stop

    def say_together(
        self, parts: Sequence[Sequence[str]], group: Group, *, about: str = "", results: Sequence[str] = ("",)
    ) -> list[str]:
        """One text of each set of patterns, all about the same thing, place and people; not said before together."""
        for _ in range(MOST_TRIES):
            words = self._words(group, about, results)
            texts = [self.dice.choice(patterns).format_map(words) for patterns in parts]
            if "\n".join(texts) not in self._said:
                self._said.add("\n".join(texts))
                return texts
        raise AllSaid("There are not enough different sentences for an alliance of this size.")

    def _words(self, group: Group, about: str, results: Sequence[str]) -> dict[str, str]:
        county, other = self.dice.sample(self.counties, 2)
        place, second = self.dice.sample(PLACES, 2)
        words = {
            "thing": about or self.dice.choice(group.things),
            "team": self.dice.choice(group.teams),
            "county": county,
            "other": other,
            "place": place,
            "second": second,
            "when": self.dice.choice(WHEN),
            "ahead": self.dice.choice(AHEAD),
            "number": str(self.dice.choice(NUMBERS)),
            "result": self.dice.choice(results),
        }
        return words | {name.capitalize(): text[:1].upper() + text[1:] for name, text in words.items()}
