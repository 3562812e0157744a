"""The examples: read in any order that begins with the wider alliance, and read again, they change nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.conf import settings

from alliance.models import Alliance, Organisation
from config.prepare import EXAMPLES
from core.imports.actions import ImportRefused
from tests.seed import FOLDERS, example_rows, load_example, read_in, wider

DIRECTORY = ("organisations", "organisation-names", "successions", "people", "posts", "appointments")
LOADED = [slug for slug in EXAMPLES if not wider(slug)] + [slug for slug in EXAMPLES if wider(slug)]


def worded(slug: str, sheet: str) -> dict[tuple[str, ...], dict[str, str]]:
    """The rows of a directory sheet by what tells them apart: a short name, else all that is not a source."""
    rows = example_rows(slug, sheet)
    return {(row["Short name"],) if "Short name" in row else tuple(row.values()): row for row in rows}


def test_every_folder_is_loaded_and_the_wider_alliance_before_those_within_it() -> None:
    told = {path.parent.name for path in FOLDERS.glob("*/alliance.csv")} - {settings.IMPORT_EXAMPLE.name}
    assert told == set(EXAMPLES)
    for slug in EXAMPLES:
        assert not wider(slug) or EXAMPLES.index(wider(slug)) < EXAMPLES.index(slug)


def test_each_folder_has_a_readme_that_says_what_was_chosen() -> None:
    for slug in EXAMPLES:
        assert "| Where | What was chosen | Why |" in (FOLDERS / slug / "README.md").read_text(encoding="utf-8")
        assert f"`{slug}`" in (FOLDERS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", DIRECTORY)
def test_what_stands_in_several_folders_is_worded_alike(sheet: str) -> None:
    for one, other in combinations(EXAMPLES, 2):
        first, second = worded(one, sheet), worded(other, sheet)
        for key in first.keys() & second.keys():
            assert first[key] == second[key], f"{sheet}: {key} in {one} and {other}"


@pytest.mark.django_db
@pytest.mark.parametrize("order", [LOADED, LOADED[::-1]], ids=["one way round", "the other way round"])
def test_reading_them_in_any_order_and_again_changes_nothing(order: list[str]) -> None:
    for slug in order:
        load_example(slug)
    written = Organisation.history.count(), Alliance.history.count()
    for slug in [*order[1:], order[0]]:
        plan = read_in(slug)
        assert (plan.rows, plan.problems) == ([], []), slug
    assert (Organisation.history.count(), Alliance.history.count()) == written


@pytest.mark.django_db
def test_one_within_a_wider_alliance_is_refused_without_it() -> None:
    with pytest.raises(ImportRefused, match="east-midlands"):
        read_in("three-force")
