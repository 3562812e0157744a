"""Processes of the product as its Procfile starts them, each in a process group of its own, and how they are killed.

No expectation stands here.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from config import processes
from tests.reporting.processes import descendants

SANDBOX = "reporting/pdf.py"


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

    def render_children(self) -> list[int]:
        """The living processes below this one that were started as the program of the sandbox."""
        return [pid for pid in descendants(self.pid) if SANDBOX in command_line(pid)]

    def kill_alone(self) -> list[int]:
        """`kill -9` of every process of Celery's, and of none of the sandbox's; return the sandbox's alive just then.

        Celery's are held still first, so that none can end its sandbox between the look and the kill. Where there
        is no sandbox they go on and nothing is killed.
        """
        own = [self.pid, *(pid for pid in descendants(self.pid) if SANDBOX not in command_line(pid))]
        _signal(own, signal.SIGSTOP)
        children = self.render_children()
        _signal(own, signal.SIGKILL if children else signal.SIGCONT)
        if children:
            self.process.wait()
        return children

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


def _signal(pids: list[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
