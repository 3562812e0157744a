"""A document that would never end is stopped within its limits, says why, and holds up nobody else."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from core.sandbox.client import WorkFailed
from core.sandbox.forks import Limits
from reporting.sandbox import Bundle, RenderSandbox

GOOD = Bundle("<!doctype html><html lang=en-GB><title>Good</title><body style='font-family: Inter'><h1>Good</h1>")
HEAD = "<!doctype html><html lang=en-GB><title>Endless</title>"


def variable_bomb() -> str:
    """Thirty custom properties, each the double of the one before: a thousand million words in 900 bytes."""
    doubled = "".join(f"--v{n}: var(--v{n - 1}) var(--v{n - 1});" for n in range(1, 31))
    return f"{HEAD}<style>p {{ --v0: a a; {doubled} font-family: var(--v30) }}</style><p>x</p>"


def use_bomb() -> str:
    """A drawing that draws itself twice, thirty levels deep, in 1,500 bytes."""
    levels = "".join(f'<g id="l{n}"><use href="#l{n - 1}"/><use href="#l{n - 1}"/></g>' for n in range(1, 31))
    return (
        f'{HEAD}<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><title>x</title>'
        f'<defs><rect id="l0" width="1" height="1"/>{levels}</defs><use href="#l30"/></svg>'
    )


def long_table() -> str:
    """A plain table of ten thousand rows."""
    rows = "".join(f"<tr><td>{n}</td><td>Row number {n}</td><td>{n * n}</td></tr>" for n in range(10_000))
    return f"{HEAD}<table>{rows}</table>"


ENDLESS = {"variables": variable_bomb, "uses": use_bomb, "long table": long_table}
SHORT = Limits(wall_seconds=20, cpu_seconds=2)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RenderSandbox]:
    with RenderSandbox(tick_seconds=0.2) as ready:
        yield ready


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_document_fails_in_words_and_the_next_one_is_rendered(name: str, sandbox: RenderSandbox) -> None:
    child = sandbox.pid
    start = time.monotonic()
    with pytest.raises(WorkFailed) as failure:
        sandbox.render(Bundle(ENDLESS[name]()), limits=SHORT)
    assert time.monotonic() - start < SHORT.wall_seconds
    assert failure.value.reason in {
        "used more than 2 seconds of processor time",
        "used more memory than 1.5 GiB",
    }
    assert sandbox.render(GOOD, limits=SHORT).startswith(b"%PDF")
    assert sandbox.pid == child, "the preloaded child was lost"


def test_another_job_finishes_while_an_endless_one_runs(sandbox: RenderSandbox) -> None:
    reasons: list[str] = []

    def endless() -> None:
        with RenderSandbox() as poisoned:
            running.set()
            try:
                poisoned.render(Bundle(use_bomb()), limits=SHORT)
            except WorkFailed as failure:
                reasons.append(failure.reason)

    running = threading.Event()
    thread = threading.Thread(target=endless)
    thread.start()
    assert running.wait(30)
    assert sandbox.render(GOOD).startswith(b"%PDF")
    assert not reasons, "the endless document ended before the good one: nothing was proved"
    thread.join(30)
    assert reasons == ["used more than 2 seconds of processor time"]


def test_the_clock_stops_a_document_and_the_waiting_is_told(sandbox: RenderSandbox) -> None:
    ticks: list[float] = []
    with pytest.raises(WorkFailed, match=r"^took longer than 1 second$") as failure:
        sandbox.render(
            Bundle(use_bomb()), limits=Limits(wall_seconds=1), on_tick=lambda: ticks.append(time.monotonic())
        )
    assert failure.value.kind == "time"
    assert len(ticks) >= 3
    assert sandbox.render(GOOD).startswith(b"%PDF")


def test_a_document_that_takes_too_much_memory_says_how_much_it_had(sandbox: RenderSandbox) -> None:
    with pytest.raises(WorkFailed) as failure:
        sandbox.render(Bundle(variable_bomb()), limits=Limits(memory_bytes=150 * 2**20))
    assert (failure.value.kind, failure.value.reason) == ("memory", "used more memory than 150 MiB")
    assert sandbox.render(GOOD).startswith(b"%PDF")


def test_a_file_that_grows_too_large_is_refused_by_its_size(sandbox: RenderSandbox) -> None:
    with pytest.raises(WorkFailed, match="became a larger file than 2 KiB"):
        sandbox.render(GOOD, limits=Limits(file_bytes=2048))


def test_nesting_without_end_is_named(sandbox: RenderSandbox) -> None:
    with pytest.raises(WorkFailed, match="is nested too deeply"):
        sandbox.render(Bundle(HEAD + "<div>" * 1500))


@pytest.mark.parametrize("value", [0, -1, 1.5])
def test_a_limit_that_is_no_limit_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="cpu_seconds: expected a whole number above nought"):
        Limits(cpu_seconds=value)
