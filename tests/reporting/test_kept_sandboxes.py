"""The sandboxes of a process outlive the job that first needed them, and end when nothing comes for a while."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import pytest

from core.sandbox.client import WorkFailed
from reporting import drawing
from reporting.drawing import Drawing, Piece
from tests.reporting.processes import children, within

PAGE = "<!doctype html><html lang=en><head><title>Page</title></head><body><p>{}</p></body></html>"
ENDLESS = PAGE.format("<table>" + "<tr><td>row</td></tr>" * 40_000 + "</table>")


@pytest.fixture(autouse=True)
def _alone(settings: Any) -> Iterator[None]:
    settings.RENDER_PROCESSES = 1
    drawing.close()
    yield
    drawing.close()


def draw(pool: Drawing, words: str) -> bytes:
    return pool.one(Piece(words, html=PAGE.format(words)), on_tick=lambda: None)


def test_the_next_job_finds_the_sandbox_of_the_one_before() -> None:
    before = children(os.getpid())
    with drawing.drawing() as pool:
        assert draw(pool, "one").startswith(b"%PDF")
    first = children(os.getpid()) - before
    assert len(first) == 1
    with drawing.drawing() as pool:
        assert draw(pool, "two").startswith(b"%PDF")
    assert children(os.getpid()) - before == first


def test_it_ends_when_nothing_has_come_for_a_while_and_is_there_again_when_something_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "IDLE_SECONDS", 0.2)
    before = children(os.getpid())
    with drawing.drawing() as pool:
        draw(pool, "one")
    assert within(10, lambda: not children(os.getpid()) - before)
    with drawing.drawing() as pool:
        assert draw(pool, "two").startswith(b"%PDF")


def test_other_settings_have_sandboxes_of_their_own(settings: Any) -> None:
    before = children(os.getpid())
    with drawing.drawing() as pool:
        draw(pool, "one")
    first = children(os.getpid()) - before
    settings.RENDER_WALL_SECONDS = 30
    with drawing.drawing() as pool:
        draw(pool, "two")
    second = children(os.getpid()) - before
    assert len(second) == 1
    assert not second & first


def test_what_a_job_left_unfinished_is_given_up_and_does_not_hold_up_the_next() -> None:
    class Lost(Exception):
        pass

    def lose() -> None:
        raise Lost

    with pytest.raises(Lost), drawing.drawing() as pool:
        pool.one(Piece("endless", html=ENDLESS), on_tick=lose)
    began = time.monotonic()
    with drawing.drawing() as pool:
        assert draw(pool, "next").startswith(b"%PDF")
    assert time.monotonic() - began < 20, "the work of the lost job was waited for"


def test_a_document_that_fails_leaves_the_sandbox_for_the_next() -> None:
    with drawing.drawing() as pool:
        with pytest.raises(WorkFailed, match="outside the document"):
            pool.one(Piece("bad", html=PAGE.format("<img alt=x src='http://127.0.0.1:9/x'>")), on_tick=lambda: None)
        kept = children(os.getpid())
        assert draw(pool, "good").startswith(b"%PDF")
    assert children(os.getpid()) == kept


def test_a_fork_of_the_process_has_sandboxes_of_its_own() -> None:
    """A fork has none of its parent's threads: what is handed to them would never be done."""
    with drawing.drawing() as pool:
        draw(pool, "one")
    parent, first = drawing._kept["pool"], children(os.getpid())
    drawing._kept["as"] = (os.getpid() + 1, *drawing._kept["as"][1:])
    try:
        with drawing.drawing() as pool:
            assert draw(pool, "two").startswith(b"%PDF")
        assert children(os.getpid()) > first
    finally:
        parent.close()
