"""Every cell of the access table: the status, the rows that come back, and that the invisible answers as the missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.access.asking import Asker, Cell, kinds_of, text_of, without_tokens
from tests.access.table import ACTORS, SEES, SHOWN, Line, lines
from tests.access.words import words_in

pytestmark = pytest.mark.django_db
asked: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def number_of_cells(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\naccess table: {asked['cells']} cells, {asked['same as missing']} compared with a missing row")


def cells_of(line: Line, asker: Asker) -> list[Cell]:
    """The line asked by everybody; for kinds of record that are alike, by one reader of each column in turn."""
    kinds = kinds_of(line.kinds)
    cells = [
        Cell(line, kind, actor)
        for turn, kind in enumerate(kinds)
        for actor in (ACTORS if turn == 0 else one_of_each_column(turn))
    ]
    return [cell for cell in cells if asker.has_row(cell)]


def one_of_each_column(turn: int) -> list[str]:
    alike: dict[str, list[str]] = {}
    for actor, column in ACTORS.items():
        alike.setdefault(column, []).append(actor)
    return [actors[turn % len(actors)] for actors in alike.values()]


@pytest.mark.parametrize("line", lines(), ids=str)
def test_answers_as_the_table_says(line: Line, asker: Asker) -> None:
    cells = cells_of(line, asker)
    assert cells, "no kind has such a row, so this line says nothing"
    wrong = [fault for cell in cells for fault in faults_of(cell, asker)]
    assert wrong == []


def faults_of(cell: Cell, asker: Asker) -> Iterator[str]:
    """What is wrong with the answer to one cell, in words."""
    asked["cells"] += 1
    answer = asker.ask(cell)
    text, who = text_of(answer), f"{cell.actor}, {cell.kind or cell.line.route}"
    if answer.status_code != cell.expected:
        yield f"{who}: {answer.status_code} instead of {cell.expected} {text[:200] if cell.is_api else ''}"
    found = words_in(text)
    leaked = {category for category, _ in found} - SEES[cell.column]
    if leaked:
        yield f"{who}: shows {sorted(leaked)} in {sorted(each for each in found if each[0] in leaked)}"
    if cell.expected == 200 and cell.line.method == "GET":
        yield from wrong_rows(cell, asker, found, who)
    if cell.expected == 404 and cell.line.of != "missing" and answer.status_code == 404:
        missing = asker.ask(cell, of="missing")
        asked["same as missing"] += 1
        if missing.status_code != 404 or without_tokens(text_of(missing)) != without_tokens(text):
            yield f"{who}: a hidden row answers otherwise than a missing one"


def wrong_rows(cell: Cell, asker: Asker, found: set[tuple[str, str]], who: str) -> Iterator[str]:
    """Lists show all that the reader may see and nothing else; a row's own page shows that row."""
    kinds = shown_kinds(cell)
    for kind in kinds:
        expected = {category for category in asker.world.rows[kind] if category in SEES[cell.column]}
        if not cell.is_api or cell.line.of != "-":
            expected &= {"other", "buried", "shared"} if cell.line.of == "other" else {"plain", "led", "sealed", "shared"}
        if kind == "alliances":
            expected = {category for category in asker.world.rows[kind] if category in SEES[cell.column]}
        shown = {category for category, named in found if kind_shown(named) == kind and category in CATEGORIES_OF_ROWS}
        if kind in SHOWN_BY_ORGANISATION:
            shown = {named.rpartition("-of-")[2] for _, named in found if named.startswith(f"{kind}-of-")}
        if shown != expected:
            yield f"{who}: shows the rows {sorted(shown)} of {kind} instead of {sorted(expected)}"
    if cell.line.of not in ("-", "other") and not kinds and cell.kind and asker.row(cell, cell.line.of) is not None:
        named = {category for category, _ in found}
        if cell.line.of not in named and SHOWS_ITSELF.isdisjoint({cell.line.route.partition("-")[2]}):
            yield f"{who}: does not show the row that was asked for"


SHOWN_BY_ORGANISATION = {"partners", "signatures", "board-members"}
SHOWN_BY = {"area-leads": "areas", "roles": "users"}
"""Kinds whose list shows the name of another row and no word of its own."""
SHOWS_ITSELF = {"history"}
CATEGORIES_OF_ROWS = {"plain", "led", "sealed", "other", "buried", "shared"}


def kind_shown(named: str) -> str:
    return named


def shown_kinds(cell: Cell) -> set[str]:
    """The kinds whose rows an answer lists."""
    if cell.line.route in SHOWN:
        return SHOWN[cell.line.route]
    if cell.line.route in ("records:list", "records:directory_list", "api:*-list"):
        return {SHOWN_BY.get(cell.kind, cell.kind)}
    return set()
