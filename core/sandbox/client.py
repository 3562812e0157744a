"""What is called to have untrusted work done: a preloaded, shut-in child that takes one piece after another.

Django may not be imported here; what the work is stands in the program that the child runs.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from core.sandbox import wire
from core.sandbox.forks import Answer, Limits
from core.sandbox.isolation import ALL_MEANS, IsolationReport

_SECONDS_TO_START = 60
_SECONDS_OF_GRACE = 10
_SECONDS_TO_LEAVE = 5
_READ_AT_ONCE = 1 << 20


class IsolationUnavailable(Exception):
    """A child can have neither a name space nor a call filter here, and no setting allows less."""


class WorkFailed(Exception):
    """A piece of work could not be done.

    kind: "time", "processor", "memory", "size", "killed", "crash", or one that the program gives.
    reason: plain words that follow the name of what was worked on: "took longer than 120 seconds".
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.reason = kind, reason


@dataclass(frozen=True, slots=True)
class Usage:
    """What one piece of work used: seconds of processor time, and the most memory held at once, in bytes."""

    cpu_seconds: float
    peak_bytes: int


class Sandbox:
    """A context manager around one child that runs `program`; it does one piece of work after another.

    The child dies with the thread that entered the context, whatever ends it. Work that fails leaves the
    child ready for the next; a child that is lost is started again on the next call.
    """

    program: Path

    def __init__(
        self,
        *,
        allow_no_isolation: bool = False,
        limits: Limits | None = None,
        means: Collection[str] = ALL_MEANS,
        tick_seconds: float = 1.0,
    ) -> None:
        self._allow_no_isolation = allow_no_isolation
        self._limits = limits or Limits()
        self._means = tuple(means)
        self._tick_seconds = tick_seconds
        self._child: _Child | None = None
        self._isolation: IsolationReport | None = None
        self.last_usage: Usage | None = None
        self.said_when_ready: dict[str, Any] = {}

    @property
    def isolation(self) -> IsolationReport:
        """What the child reached; RuntimeError before the context is entered."""
        if self._isolation is None:
            raise RuntimeError("the sandbox has not been entered")
        return self._isolation

    @property
    def pid(self) -> int | None:
        """The process number of the child, None when there is none."""
        return self._child.process.pid if self._child else None

    def __enter__(self) -> Self:
        self._start(None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._child.leave()
            self._child = None

    def work(
        self,
        header: Mapping[str, Any],
        parts: Sequence[bytes],
        *,
        limits: Limits | None = None,
        on_tick: Callable[[], None] | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        """Have one piece of work done; return what the program says of it, and its bytes.

        `on_tick` is called about once a second while waiting; what it raises ends the work and is passed on.
        Raises WorkFailed with the reason, IsolationUnavailable when a lost child cannot be replaced.
        """
        allowed = limits or self._limits
        if self._child is None:
            self._start(on_tick)
        request = wire.encode({**header, "limits": asdict(allowed)}, parts)
        # The child keeps to the limit by itself; the grace is for a child that does not answer at all.
        answer, made = self._ask(request, allowed.wall_seconds + _SECONDS_OF_GRACE, on_tick)
        self.last_usage = Usage(answer["cpu_seconds"], answer["peak_bytes"])
        if not answer["ok"]:
            raise WorkFailed(answer["kind"], answer["reason"])
        return answer, made[0]

    def _start(self, on_tick: Callable[[], None] | None) -> None:
        self._child = _Child(self.program, self._means, ["--allow-no-isolation"] if self._allow_no_isolation else [])
        said, _ = self._ask(b"", _SECONDS_TO_START, on_tick)
        self._isolation = IsolationReport(**said["isolation"])
        if not (self._isolation.sufficient or self._allow_no_isolation):
            self.__exit__(None, None, None)
            raise IsolationUnavailable(
                "Files are not worked on here: this system allows the sandbox neither a network name space nor a "
                "filter of system calls, and the settings do not allow working without."
            )
        self.said_when_ready, _ = self._ask(b"", _SECONDS_TO_START, on_tick)

    def _ask(self, request: bytes, seconds: float, on_tick: Callable[[], None] | None) -> Answer:
        assert self._child is not None
        try:
            return self._child.exchange(request, time.monotonic() + seconds, self._tick_seconds, on_tick)
        except BaseException as error:
            last_words = self._child.kill()
            self._child = None
            if isinstance(error, TimeoutError):
                raise WorkFailed("time", f"took longer than {seconds:g} seconds") from error
            if isinstance(error, (wire.BrokenStream, BrokenPipeError)):
                raise WorkFailed("crash", f"lost its sandbox: {last_words or 'it was killed'}") from error
            raise


class _Child:
    """The process and its two pipes."""

    def __init__(self, program: Path, means: Collection[str], options: Collection[str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the child)
        command = [sys.executable, "-I", "-B", str(program), "--parent", str(os.getpid())]
        self.process = subprocess.Popen(
            [*command, "--means", ",".join(means), *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={},
            cwd="/",
            bufsize=0,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._into, self._out = self.process.stdin, self.process.stdout
        self._reader = wire.Reader()
        os.set_blocking(self._into.fileno(), False)
        os.set_blocking(self._out.fileno(), False)

    def exchange(
        self, request: bytes, deadline: float, tick_seconds: float, on_tick: Callable[[], None] | None
    ) -> Answer:
        """Send a request, wait for one message; TimeoutError when late, BrokenStream when the child ends."""
        rest = memoryview(request)
        answer = self._reader.feed(b"")
        next_tick = time.monotonic() + tick_seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            if rest:
                selector.register(self._into, selectors.EVENT_WRITE)
            while answer is None:
                now = time.monotonic()
                if now >= deadline:
                    raise TimeoutError
                if now >= next_tick:
                    next_tick = now + tick_seconds
                    if on_tick is not None:
                        on_tick()
                for key, _ in selector.select(max(0.0, min(deadline, next_tick) - now)):
                    if key.fileobj is self._into:
                        rest = rest[os.write(self._into.fileno(), rest[:_READ_AT_ONCE]) :]
                        if not rest:
                            selector.unregister(self._into)
                    else:
                        answer = self._read()
        return answer

    def _read(self) -> Answer | None:
        data = os.read(self._out.fileno(), _READ_AT_ONCE)
        if not data:
            raise wire.BrokenStream("the child ended")
        return self._reader.feed(data)

    def leave(self) -> None:
        """Close the child's input, which ends it, and see it off."""
        self._into.close()
        try:
            self.process.wait(_SECONDS_TO_LEAVE)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self._out.close()
        self._errors.close()

    def kill(self) -> str:
        """End the child now; return the last line it wrote to its error output."""
        self.process.kill()
        self.process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        for stream in (self._into, self._out, self._errors):
            stream.close()
        return lines[-1][:300] if lines else ""


def probe(program: Path, means: Collection[str] = ALL_MEANS) -> IsolationReport:
    """Say what isolation a child would reach here and now, without loading what the program needs (0.15 s)."""
    child = _Child(program, means, ["--probe"])
    try:
        said, _ = child.exchange(b"", time.monotonic() + _SECONDS_TO_START, _SECONDS_TO_START, None)
    finally:
        child.leave()
    answer: dict[str, Any] = said["isolation"]
    return IsolationReport(**answer)
