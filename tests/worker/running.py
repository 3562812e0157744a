"""Processes of the product as its Procfile starts them, each in a process group of its own, and how they are killed.

No expectation stands here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from config import processes
from tests.reporting.processes import alive, descendants, stopped, within

SANDBOX = "reporting/pdf.py"


FORK_STDERR = "/memfd:stderr"
"""Where the fork that works on a document writes its last words (core/sandbox/forks.py); no other process does."""


@dataclass(frozen=True)
class Killed:
    """What was alive when the processes of Celery's were killed: the sandboxes, and of these the forks at work."""

    sandboxes: list[int]
    renders: list[int]


class Running:
    """One process of the Procfile. `options` replaces arguments by others, as in {"config.celery": "other.module"}."""

    def __init__(
        self, name: str, environment: dict[str, str], log: Path, options: dict[str, str] | None = None
    ) -> None:
        line = processes.commands(environment)[name]
        command = [(options or {}).get(part, part) for part in line]
        self.log = log
        self.started = time.monotonic()
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [processes.executable(command[0]), *command[1:]],
                env=environment,
                cwd=processes.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def sandboxes(self) -> list[int]:
        """The living processes below this one that were started as the program of the sandbox; loaded ones may idle."""
        return [pid for pid in descendants(self.pid) if SANDBOX in command_line(pid)]

    def renders(self) -> list[int]:
        """Of those, the forks that are at work on a document just now."""
        return [pid for pid in self.sandboxes() if is_at_work(pid)]

    def kill_alone(self) -> Killed | None:
        """`kill -9` of every process of Celery's while a document is being made, and of none of the sandbox's.

        Celery's are held still first, so that none can end its sandbox between the look and the kill, and then the
        forks at work, so that none can finish either. Where no fork is at work all go on and nothing is killed.
        """
        own = [self.pid, *(pid for pid in descendants(self.pid) if SANDBOX not in command_line(pid))]
        _signal(own, signal.SIGSTOP)
        forks = self.renders()
        _signal(forks, signal.SIGSTOP)
        within(1, lambda: all(stopped(pid) or not alive(pid) for pid in forks))
        held = [pid for pid in forks if stopped(pid)]
        if not held:
            _signal([*forks, *own], signal.SIGCONT)
            return None
        sandboxes = self.sandboxes()
        _signal(own, signal.SIGKILL)
        self.process.wait()
        return Killed(sandboxes, held)

    def kill(self) -> None:
        """`kill -9` of the process and of all that is in its group, at once."""
        os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End whatever is left of it."""
        if self.process.poll() is None:
            self.kill()


def command_line(pid: int) -> str:
    """The arguments a process was started with, one space between; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def is_at_work(pid: int) -> bool:
    """Whether a sandbox's process is the fork of a document that is being made, and not one that waits for the next."""
    try:
        return os.readlink(f"/proc/{pid}/fd/2").startswith(FORK_STDERR)
    except (FileNotFoundError, ProcessLookupError):
        return False


def _signal(pids: list[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
