"""Keeps a set of child processes running: their output by name, a restart with back-off, and an orderly end.

It knows no process of the product and no health address: the launcher tells it what to run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
STEADY_SECONDS = 60.0
GRACE_SECONDS = 12.0
LOG_BYTES = 5_000_000
_console = threading.Lock()


def write(words: str) -> None:
    """Put text on the console in one piece, whichever thread has it."""
    with _console:
        try:
            sys.stdout.write(words)
            sys.stdout.flush()
        except BrokenPipeError:
            # Nobody reads any more (`bin/run | head`): the product goes on, its logs are kept all the same.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def delay_after(failures: int) -> float:
    """Seconds to wait before the next start, after so many ends in a row: 0.5, 1, 2, ... at most 30."""
    return min(FIRST_DELAY_SECONDS * 2.0 ** max(failures - 1, 0), LONGEST_DELAY_SECONDS)


def dying_with_parent(command: Sequence[str]) -> list[str]:
    """The command so started that the kernel ends it when the supervisor dies, however that happens.

    Done by util-linux's setpriv and not in a function between fork and exec, which is unsafe beside threads.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)


class Child:
    """One process, started again whenever it ends, until it is stopped."""

    def __init__(self, name: str, command: Sequence[str], *, environment: Mapping[str, str], log: Path, quiet: bool):
        self.name = name
        self.command = dying_with_parent(command)
        self.environment = dict(environment)
        self.log = log
        self.quiet = quiet
        self.tail: deque[str] = deque(maxlen=30)
        self.failures = 0
        self.started_at = 0.0
        self.next_start = 0.0
        self.process: subprocess.Popen[str] | None = None

    @property
    def running(self) -> bool:
        """Whether the process is alive now."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        self.started_at = time.time()
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        threading.Thread(target=self._read, args=(self.process,), daemon=True).start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("a", encoding="utf-8", buffering=1) as kept:
            for line in process.stdout:
                self.tail.append(line.rstrip("\n"))
                kept.write(line)
                if not self.quiet:
                    write(f"{self.name:>7} | {line}")

    def note_end(self) -> None:
        """After the process ended: end what it left behind and set the time of the next start."""
        assert self.process is not None
        self.signal_group(signal.SIGKILL)
        self.failures = 1 if time.time() - self.started_at > STEADY_SECONDS else self.failures + 1
        self.next_start = time.time() + delay_after(self.failures)
        code = self.process.returncode
        self.process = None
        say(f"{self.name} ended ({code}); it starts again in {delay_after(self.failures):g} s.")

    def signal(self, number: int) -> None:
        """Send a signal to the process itself; it tells its own children."""
        if self.process is not None and self.running:
            self.process.send_signal(number)

    def signal_group(self, number: int) -> None:
        """Send a signal to all that the process started and that stayed in its group."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


class Supervisor:
    """The children together. `tick()` is to be called a few times a second from the main thread."""

    def __init__(
        self,
        commands: Mapping[str, Sequence[str]],
        *,
        environment: Mapping[str, str],
        logs: Path,
        quiet: bool = False,
    ):
        logs.mkdir(parents=True, exist_ok=True)
        self.stop_asked = 0
        self.children = [
            Child(name, command, environment=environment, log=logs / f"{name}.log", quiet=quiet)
            for name, command in commands.items()
        ]

    def child(self, name: str) -> Child:
        """The child of that name; raises KeyError when there is none."""
        for child in self.children:
            if child.name == name:
                return child
        raise KeyError(name)

    def listen(self) -> None:
        """Take Ctrl-C and the polite signals as the wish to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked)

    def _asked(self, number: int, frame: object) -> None:
        self.stop_asked += 1

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def tick(self) -> None:
        """Notice ended children and start those whose wait is over."""
        for child in self.children:
            if child.process is not None and not child.running:
                child.note_end()
            elif child.process is None and time.time() >= child.next_start and not self.stop_asked:
                child.start()

    def stop(self) -> None:
        """Ask all to end, wait up to GRACE_SECONDS (less when asked again), then end what is left."""
        asked_before = self.stop_asked
        deadline = time.time() + GRACE_SECONDS
        for child in self.children:
            child.signal(signal.SIGTERM)
        while any(child.running for child in self.children):
            if time.time() > deadline or self.stop_asked > asked_before:
                break
            time.sleep(0.05)
        for child in self.children:
            child.signal_group(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


def say(words: str) -> None:
    """One line of the supervisor's own on the console."""
    write(f"{words}\n")
