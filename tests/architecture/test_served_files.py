"""What is served beside the pages: nothing in it is the government's own mark or typeface."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders

from tests.architecture.sources import ROOT, name_of, templates

MARKS = re.compile(
    r"gds[ -]?transport|\bcrown\b|\bcrest\b|royal[ -]arms|govuk-logo|nta-light|light-94a07e06a1", re.IGNORECASE
)
TEXTS = {".css", ".scss", ".js", ".svg", ".html", ".json", ".txt", ".webmanifest", ".map"}


def served() -> list[Path]:
    """Every file that a static address can answer with, the packages' own among them."""
    found = []
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            found.append(Path(storage.path(name)))
    return sorted(set(found))


def own_sources() -> list[Path]:
    return sorted(path for path in (ROOT / "static").rglob("*") if path.is_file() and "scss" not in path.parts)


def test_no_served_file_holds_the_crown_the_crest_or_gds_transport() -> None:
    wrong = {}
    for path in {*served(), *own_sources()}:
        found = MARKS.findall(path.name)
        if path.suffix in TEXTS:
            found += MARKS.findall(path.read_text(errors="replace"))
        if found:
            wrong[str(path)] = sorted(set(found))[:5]
    assert wrong == {}


def test_no_template_names_them() -> None:
    found = {name_of(path): MARKS.findall(path.read_text()) for path in templates()}
    assert {name: marks for name, marks in found.items() if marks} == {}


def test_there_are_files_to_read() -> None:
    assert any(path.suffix == ".js" for path in served())


@pytest.mark.parametrize("text", ["font-family: 'GDS Transport'", "images/govuk-crest.png", "<title>Crown</title>"])
def test_a_planted_mark_is_found(text: str) -> None:
    assert MARKS.search(text)
