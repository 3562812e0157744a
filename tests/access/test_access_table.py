"""Every cell of the access table: the status, the rows that come back, and a hidden row answers as a missing one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from alliance.querysets import AllianceScopedQuerySet, RestrictableQuerySet
from tests.access.asking import Asker, Cell, kinds_of, text_of, without_tokens
from tests.access.lines import SHOWN, Line, lines
from tests.access.table import ACTORS, sees
from tests.access.words import CATEGORIES, words_in

pytestmark = pytest.mark.django_db
asked: Counter[str] = Counter()
COMPARED_ACTORS = ("ex_member", "ex_lead", "other_member", "area_lead")
"""Readers whose answer about a hidden row is laid beside that about a missing one."""
COMPARED_KINDS = (
    "",
    "areas",
    "risks",
    "boards",
    "organisations",
    "alliances",
    "roles",
    "reports",
    "updates",
    "imports",
    "meetings",
    "papers",
    "actions",
)


@pytest.fixture(scope="module", autouse=True)
def number_of_cells(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():
        print(f"\naccess table: {asked['cells']} cells, {asked['same as missing']} compared with a missing row")  # noqa: T201


def cells_of(line: Line, asker: Asker) -> list[Cell]:
    """Everybody who is to be refused, and everybody where restricted matter is decided.

    Of those who share a column and are answered, one for each line and kind in turn: a refusal draws no page and costs
    a few milliseconds, while an answer costs up to a hundred, and asking all would draw the same page for each of them.
    What one of a column may not see is asked of all of them wherever the answer is a refusal.
    """
    cells = []
    for turn, kind in enumerate(kinds_of(line.kinds), start=lines().index(line)):
        everybody = line.route in ASKED_BY_EVERYBODY and kind in ("", "areas", "papers", "reports", "updates")
        chosen = one_of_each_column(turn)
        found = [Cell(line, kind, actor) for actor in ACTORS]
        cells += [cell for cell in found if everybody or cell.actor in chosen or cell.expected <= REFUSALS]
    return [cell for cell in cells if asker.has_row(cell)]


REFUSALS = {302, 401, 403, 404, 405}


ASKED_BY_EVERYBODY = {
    "records:detail",
    "records:edit",
    "api:*-list",
    "api:*-detail",
    "reporting:overview",
    "reporting:report_list",
    "reporting:report_file",
    "governance:paper_detail",
    "governance:paper_file",
    "reporting:area_detail",
    "programmes:update_edit",
    "api:updates-accept",
}


def one_of_each_column(turn: int) -> list[str]:
    alike: dict[str, list[str]] = {}
    for actor, column in ACTORS.items():
        alike.setdefault(column, []).append(actor)
    return [actors[turn % len(actors)] for actors in alike.values()]


def asked_of_both(line: Line) -> Any:
    """Which rows come back is a question to the database, and asked of both; who may do what is not."""
    return pytest.param(line, id=str(line), marks=[] if line.method == "GET" else [pytest.mark.once])


@pytest.mark.parametrize("line", [asked_of_both(line) for line in lines()])
def test_answers_as_the_table_says(line: Line, asker: Asker) -> None:
    cells = cells_of(line, asker)
    assert cells, "no kind has such a row, so this line says nothing"
    wrong = [fault for cell in cells for fault in faults_of(cell, asker)]
    assert not wrong, "\n".join(wrong[:40])


def test_every_reader_is_asked(asker: Asker) -> None:
    assert {cell.actor for line in lines() for cell in cells_of(line, asker)} == set(ACTORS)


@pytest.mark.parametrize(
    ("route", "kind", "of"),
    [("records:list", "risks", "-"), ("records:detail", "risks", "sealed"), ("api:*-list", "risks", "-")],
)
def test_a_planted_leak_is_found(route: str, kind: str, of: str, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the table can fail: restricted rows made as visible as any other."""
    line = next(each for each in lines() if (each.route, each.of, each.method) == (route, of, "GET"))
    cell = Cell(line, kind, "area_lead")
    assert list(faults_of(cell, asker)) == []
    monkeypatch.setattr(RestrictableQuerySet, "visible_to", AllianceScopedQuerySet.visible_to)
    assert list(faults_of(cell, asker)) != []


def faults_of(cell: Cell, asker: Asker) -> Iterator[str]:
    """What is wrong with the answer to one cell, in words."""
    asked["cells"] += 1
    answer = asker.ask(cell)
    text, who = text_of(answer), f"{cell.actor}, {cell.kind or cell.line.route}"
    if answer.status_code not in cell.expected:
        yield f"{who}: {answer.status_code} instead of {cell.expected} {text[:200] if cell.is_api else ''}"
    found = words_in(text)
    leaked = sorted(each for each in found if each[0] not in sees(cell.column, each[1]))
    if leaked:
        yield f"{who}: shows {leaked}"
    if cell.expected == {200} and cell.line.method == "GET":
        yield from wrong_rows(cell, asker, found, who, text)
    hidden = (
        cell.expected == {404}
        and cell.actor in COMPARED_ACTORS
        and answer.status_code == 404
        and cell.line.of != "missing"
    )
    if hidden and cell.kind in COMPARED_KINDS:
        missing = asker.ask(cell, of="missing")
        asked["same as missing"] += 1
        if missing.status_code != 404 or without_tokens(text_of(missing)) != without_tokens(text):
            yield f"{who}: a hidden row answers otherwise than a missing one"


def wrong_rows(cell: Cell, asker: Asker, found: set[tuple[str, str]], who: str, text: str) -> Iterator[str]:
    """Lists show all that the reader may see and nothing else; a row's own page shows that row."""
    kinds = shown_kinds(cell)
    for kind in kinds:
        expected = sees(cell.column, kind) & asker.world.rows[kind].keys() & matter_of(cell)
        shown = {category for category, named in found if named == kind}
        if cell.line.route.startswith("api:*"):
            shown = categories_listed(text, asker.world.rows[cell.kind])
        elif kind in SHOWN_BY_ORGANISATION:
            shown = {named.rpartition("-of-")[2] for _, named in found if named.startswith(f"{kind}-of-")}
        if shown != expected:
            yield f"{who}: shows the rows {sorted(shown)} of {kind} instead of {sorted(expected)}"
    row = asker.row(cell, cell.line.of)
    if kinds or row is None or not cell.kind or cell.line.route.endswith(("history", "progress", "parts", "missing")):
        return
    itself = json.loads(text)["id"] == row.pk if cell.line.route == "api:*-detail" else cell.line.of in named(found)
    if not itself:
        yield f"{who}: does not show the row that was asked for"


def named(found: set[tuple[str, str]]) -> set[str]:
    return {category for category, _ in found}


def categories_listed(text: str, rows: dict[str, Any]) -> set[str]:
    """Which of the world's rows an API list holds, by their numbers."""
    ids = {row["id"] for row in json.loads(text)["results"]}
    return {category for category, row in rows.items() if row.pk in ids}


SHOWN_BY_ORGANISATION = {"partners", "shares", "signatures", "board-members", "delegated-powers"}
SHOWN_BY = {"area-leads": "areas", "roles": "users", "appointments": "people", "matrix-cells": "risk-bands"}
"""Kinds whose list shows the name of another row and no word of its own."""
OF_A, OF_B = {"plain", "led", "sealed", "shared"}, {"other", "buried", "shared"}


def matter_of(cell: Cell) -> set[str]:
    """What a list may speak of: that of the alliance in its address, else all."""
    within = (
        cell.line.route.startswith(("reporting:", "programmes:", "governance:", "imports:"))
        or cell.line.route == "records:list"
    )
    if not within and cell.line.of == "-":
        return set(CATEGORIES)
    return OF_B if cell.line.of == "other" else OF_A


def shown_kinds(cell: Cell) -> set[str]:
    """The kinds whose rows an answer lists."""
    if cell.line.route in SHOWN:
        return SHOWN[cell.line.route]
    if cell.line.route in ("records:list", "records:directory_list", "api:*-list"):
        return {SHOWN_BY.get(cell.kind, cell.kind)}
    return set()
