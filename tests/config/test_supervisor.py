"""The supervisor keeps its children running, and leaves none behind however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from config.supervisor import LONGEST_DELAY_SECONDS, Supervisor, delay_after

ROOT = Path(__file__).resolve().parent.parent.parent
SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]


def wait_for(condition: Callable[[], bool], supervisor: Supervisor | None = None, seconds: float = 15.0) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if supervisor is not None:
            supervisor.tick()
        if condition():
            return True
        time.sleep(0.02)
    return False


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def supervisor_of(tmp_path: Path, **commands: list[str]) -> Supervisor:
    return Supervisor(commands, environment=dict(os.environ), logs=tmp_path / "logs")


def test_the_wait_before_a_restart_doubles_up_to_a_limit() -> None:
    assert [delay_after(failures) for failures in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert delay_after(50) == LONGEST_DELAY_SECONDS


def test_a_killed_child_is_started_again(tmp_path: Path) -> None:
    supervisor = supervisor_of(tmp_path, sleeper=SLEEP)
    supervisor.start()
    child = supervisor.child("sleeper")
    try:
        assert child.process is not None
        first = child.process.pid
        assert wait_for(lambda: "up" in child.tail)
        os.kill(first, signal.SIGKILL)
        assert wait_for(lambda: child.running and child.process is not None and child.process.pid != first, supervisor)
        assert child.failures == 1
    finally:
        supervisor.stop()
    assert not child.running


def test_what_a_dead_child_left_running_is_ended_before_it_starts_again(tmp_path: Path) -> None:
    leaves = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.exit(3)"
    supervisor = supervisor_of(tmp_path, parent=[sys.executable, "-c", leaves])
    supervisor.start()
    child = supervisor.child("parent")
    try:
        assert wait_for(lambda: bool(child.tail))
        grandchild = int(child.tail[0])
        assert wait_for(lambda: not alive(grandchild), supervisor)
    finally:
        supervisor.stop()


def test_output_goes_to_the_console_and_to_a_log_under_the_childs_name(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    supervisor = supervisor_of(tmp_path, sleeper=SLEEP)
    supervisor.start()
    log = tmp_path / "logs" / "sleeper.log"
    try:
        assert wait_for(lambda: log.exists() and log.read_text() == "up\n")
    finally:
        supervisor.stop()
    assert "sleeper | up" in capfd.readouterr().out


def test_stop_ends_a_child_that_does_not_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.supervisor.GRACE_SECONDS", 0.5)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    supervisor = supervisor_of(tmp_path, deaf=[sys.executable, "-c", deaf])
    supervisor.start()
    child = supervisor.child("deaf")
    assert wait_for(lambda: "up" in child.tail)
    supervisor.stop()
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


def test_the_children_die_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from config.supervisor import Supervisor\n"
        "s = Supervisor({'sleeper': ['sleep', '60']}, environment=dict(os.environ), logs=Path(sys.argv[1]))\n"
        "s.start()\n"
        "print(s.child('sleeper').process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        # The kernel is told after the fork: give the child the moment until it has become `sleep`.
        assert wait_for(lambda: Path(f"/proc/{pid}/comm").read_text().strip() == "sleep")
        parent.kill()
    assert wait_for(lambda: not alive(pid))


def test_an_unknown_child_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="nobody"):
        supervisor_of(tmp_path).child("nobody")
