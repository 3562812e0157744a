"""A render child dies with whoever started it, and serves one document after another until then."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.sandbox.client import IsolationUnavailable, WorkFailed
from core.sandbox.forks import Limits
from reporting.sandbox import Bundle, RenderSandbox, probe
from tests.reporting.processes import alive, descendants, processor_ticks, within
from tests.reporting.test_endless_documents import use_bomb

ROOT = Path(__file__).resolve().parents[2]
GOOD = Bundle("<!doctype html><html lang=en-GB><title>Good</title><body style='font-family: Inter'><h1>Good</h1>")


@pytest.fixture(scope="module")
def shared() -> Iterator[RenderSandbox]:
    with RenderSandbox() as ready:
        yield ready


def test_where_no_isolation_can_be_had_it_refuses() -> None:
    with pytest.raises(IsolationUnavailable, match="Files are not worked on here"), RenderSandbox(means=()):
        pass
    with pytest.raises(IsolationUnavailable), RenderSandbox(means=("landlock",)):
        pass


def test_where_a_setting_allows_it_it_renders_without_isolation_and_says_so() -> None:
    with RenderSandbox(means=(), allow_no_isolation=True) as sandbox:
        assert sandbox.isolation.network == "none"
        assert sandbox.render(GOOD).startswith(b"%PDF")


@pytest.mark.parametrize("means", [("seccomp",), ("seccomp", "landlock"), ("namespace",)])
def test_each_kind_of_isolation_renders_the_same_bytes(means: tuple[str, ...], shared: RenderSandbox) -> None:
    with RenderSandbox(means=means) as other:
        assert other.render(GOOD) == shared.render(GOOD)


def test_the_child_gets_no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "planted-4711")
    with RenderSandbox() as sandbox:
        assert sandbox.pid is not None
        everyone = [sandbox.pid, *descendants(sandbox.pid)]
        assert len(everyone) >= (2 if sandbox.isolation.processes == "namespace" else 1)
        for pid in everyone:
            assert b"planted" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_the_child_holds_none_of_the_files_and_sockets_of_the_worker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        os.set_inheritable(held.fileno(), True)
        with RenderSandbox() as sandbox:
            assert sandbox.pid is not None
            for pid in [sandbox.pid, *descendants(sandbox.pid)]:
                links = [os.readlink(link) for link in Path(f"/proc/{pid}/fd").iterdir()]
                assert links
                assert not [link for link in links if link.startswith("socket:")]


def test_a_warning_fails_the_render_and_is_told(shared: RenderSandbox) -> None:
    page = "<html lang=en-GB><title>x</title><p style='colour: red'>x</p>"
    with pytest.raises(WorkFailed, match=r"^warning: Ignored .colour: ?red") as failure:
        shared.render(Bundle(page))
    assert failure.value.kind == "warning"


def test_a_document_that_attaches_a_file_by_itself_is_refused(shared: RenderSandbox) -> None:
    page = "<html lang=en-GB><title>x</title><link rel=attachment href='data:text/plain,x'><p>x</p>"
    with pytest.raises(WorkFailed, match="attaches a file by itself"):
        shared.render(Bundle(page))


def test_what_a_render_used_is_told(shared: RenderSandbox) -> None:
    shared.render(GOOD)
    assert shared.last_usage is not None
    assert 0 < shared.last_usage.cpu_seconds < 20
    assert 20 * 2**20 < shared.last_usage.peak_bytes < 400 * 2**20
    assert shared.typefaces == ("Inter",)


def test_leaving_the_context_ends_every_process() -> None:
    with RenderSandbox() as sandbox:
        assert sandbox.pid is not None
        everyone = [sandbox.pid, *descendants(sandbox.pid)]
        assert all(alive(pid) for pid in everyone)
    assert within(5, lambda: not any(alive(pid) for pid in everyone))
    assert sandbox.pid is None


def test_an_error_in_the_tick_ends_the_render_and_is_passed_on() -> None:
    def lost() -> None:
        raise LookupError("the lease was lost")

    with RenderSandbox(tick_seconds=0.1) as sandbox:
        assert sandbox.pid is not None
        everyone = [sandbox.pid, *descendants(sandbox.pid)]
        with pytest.raises(LookupError, match="the lease was lost"):
            sandbox.render(Bundle(use_bomb()), on_tick=lost)
        assert within(5, lambda: not any(alive(pid) for pid in everyone))
        assert sandbox.render(GOOD).startswith(b"%PDF")


def rendering_fork(pid: int) -> int:
    """Wait for the fork under `pid` that renders, and prove that it is at work; return its number."""
    deepest: list[int] = []

    def busy() -> bool:
        deepest[:] = descendants(pid)[-1:]
        return bool(deepest) and processor_ticks(deepest[0]) > 0 and len(descendants(pid)) >= levels

    levels = 2 if probe().processes == "namespace" else 1
    assert within(20, busy)
    before = processor_ticks(deepest[0])
    assert within(10, lambda: processor_ticks(deepest[0]) > before), "the fork is not working"
    return deepest[0]


@pytest.mark.parametrize("attempt", range(2))
def test_killing_the_worker_kills_the_fork_that_renders(attempt: int) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.reporting.worker_that_hangs"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert worker.stdout is not None
        child = int(worker.stdout.readline())
        fork = rendering_fork(child)
        everyone = [child, *descendants(child)]
        assert fork in everyone
        assert alive(fork)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
    assert within(5, lambda: not any(alive(pid) for pid in everyone))


def test_killing_the_preloaded_child_kills_the_fork_and_is_told() -> None:
    told: list[WorkFailed] = []

    def render() -> None:
        # Entered in this thread, because the child is tied to the thread that starts it.
        with RenderSandbox(limits=Limits(cpu_seconds=50, wall_seconds=55)) as sandbox:
            pids.append(sandbox.pid or 0)
            try:
                sandbox.render(Bundle(use_bomb()))
            except WorkFailed as failure:
                told.append(failure)
            again.append(sandbox.render(GOOD)[:4])

    pids: list[int] = []
    again: list[bytes] = []
    thread = threading.Thread(target=render)
    thread.start()
    assert within(20, lambda: bool(pids))
    fork = rendering_fork(pids[0])
    middle = [pid for pid in descendants(pids[0]) if pid != fork] or pids
    os.kill(middle[0], signal.SIGKILL)
    assert within(5, lambda: not alive(fork))
    thread.join(30)
    assert [failure.kind for failure in told] == ["crash"]
    assert again == [b"%PDF"], "the sandbox did not start a new child"


def test_the_renderer_cannot_be_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import reporting.pdf"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert "spawned as a process of its own and never imported" in done.stderr
