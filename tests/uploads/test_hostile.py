"""Sixty files of the hostile corpus, all kinds: answered in words and in time, and nothing that acts is kept.

The whole corpus is sent by `python -m tests.uploads.hostile`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.uploads.hostile import GROUPS, Hostile, corpus
from tests.uploads.hostile.acting import PLANTS
from tests.uploads.hostile.judging import active_in, judge, watched
from tests.uploads.made import plain, saved

COUNTS = {"malformed": 22, "active": 14, "encrypted": 6, "bomb": 8, "polyglot": 10}
SIXTY = list(corpus(2, COUNTS))


@pytest.fixture(autouse=True)
def seen() -> Iterator[None]:
    with watched():
        yield


@pytest.mark.parametrize("each", SIXTY, ids=lambda each: each.what)
def test_it_is_answered(each: Hostile) -> None:
    outcome = judge("file.pdf", each.make())
    assert outcome.wrong == []
    assert bool(outcome.words) != (outcome.checked is not None)
    if each.group == "active":
        assert outcome.checked is not None, outcome.words
        assert outcome.checked.removed
    if each.group == "encrypted":
        assert ("password" in outcome.words) == ("needs" in each.what)


def test_they_are_sixty_of_every_kind() -> None:
    assert len(SIXTY) == 60
    assert {each.group for each in SIXTY} == set(GROUPS)
    assert GROUPS == {"malformed": 500, "active": 100, "encrypted": 20, "bomb": 20, "polyglot": 50}


def test_the_same_seed_gives_the_same_files() -> None:
    one, two = ([each.make() for each in corpus(5, {"malformed": 10, "active": 3})] for _ in range(2))
    assert one == two
    assert one != [each.make() for each in corpus(6, {"malformed": 10, "active": 3})]


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS.keys())
def test_the_judge_finds_what_was_planted(plant) -> None:
    pdf = plain()
    plant(pdf)
    assert active_in(saved(pdf)) != []


def test_the_judge_finds_nothing_in_a_plain_file_and_an_older_text_behind_a_newer() -> None:
    content = saved(plain())
    assert active_in(content) == []
    assert active_in(content + content) == ["it is more than one PDF, written once"]
