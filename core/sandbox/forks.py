"""One piece of work in a fork with limits of its own, and in plain words how it ended.

What the work is stands elsewhere: nothing about documents may stand here.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, NoReturn

from core.sandbox import kernel, wire

Answer = tuple[dict[str, Any], list[bytes]]
Made = tuple[dict[str, Any], bytes]
"""What a piece of work gives: what is to be said of it, and its bytes."""

_OUT_OF_MEMORY = 77
_LOADER_FELL = 127
"""With which the C library's loader ends a process: also where a library that is loaded late finds no memory left."""
_NO_MEMORY = "cannot allocate memory"
_READ_AT_ONCE = 1 << 20
_LAST_WORDS = 2000
_FALLS = (signal.SIGSEGV, signal.SIGBUS, signal.SIGABRT, signal.SIGTRAP)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use: time by the clock and of the processor, memory, file size, open files.

    Raises ValueError when a limit is not a whole number above nought.
    """

    wall_seconds: int = 120
    cpu_seconds: int = 60
    memory_bytes: int = 1536 * 2**20
    file_bytes: int = 200 * 2**20
    open_files: int = 128

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or value < 1:
                raise ValueError(f"{field.name}: expected a whole number above nought, got {value!r}")


class Failure(Exception):
    """The work cannot be done: the kind of reason ("address", "warning", "memory" ...) and its words."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind, self.reason = kind, reason


def size_in_words(size: int) -> str:
    """Write a number of bytes as people read it: "1.5 GiB", "200 MiB", "2 KiB"."""
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if size >= 1 << power:
            return f"{size / (1 << power):.3g} {unit}"
    return f"{size} bytes"


def _seconds(number: int) -> str:
    return "1 second" if number == 1 else f"{number} seconds"


def run(work: Callable[[], Made], limits: Limits) -> Answer:
    """Do `work` in a fork under `limits`; answer with what it made, or with the kind and words of its failure.

    The fork dies with this process. The header also tells what was used: cpu_seconds, peak_bytes.
    """
    out, into = os.pipe()
    last_words = os.memfd_create("stderr", os.MFD_CLOEXEC)
    server = os.getpid()
    sys.stdout.flush()
    child = os.fork()
    if not child:
        os.close(out)
        os.dup2(last_words, 2)
        _be_the_fork(server, into, work, limits)
    os.close(into)
    try:
        answer, late = _listen(out, time.monotonic() + limits.wall_seconds)
        if late:
            os.kill(child, signal.SIGKILL)
        _, status, used = os.wait4(child, 0)
        end = os.lseek(last_words, 0, os.SEEK_END)
        said = os.pread(last_words, _LAST_WORDS, max(0, end - _LAST_WORDS)).decode(errors="replace")
    finally:
        os.close(out)
        os.close(last_words)
    seconds = used.ru_utime + used.ru_stime
    if answer is None:
        kind, reason = _judge(status, used, late, said, limits)
        answer = ({"ok": False, "kind": kind, "reason": reason}, [])
    answer[0].update(cpu_seconds=seconds, peak_bytes=used.ru_maxrss * 1024)
    return answer


def _be_the_fork(server: int, into: int, work: Callable[[], Made], limits: Limits) -> NoReturn:
    code = 1
    try:
        kernel.die_with_parent()
        if os.getppid() == server:
            _take_on(limits)
            _send(into, _attempt(work, limits))
            code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        # Whatever happened, the fork must never return into its parent's loop.
        os._exit(code)


def _take_on(limits: Limits) -> None:
    seconds = limits.cpu_seconds
    # One second between the signal that names the processor limit and the kill.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
    ):
        resource.setrlimit(name, (value, value))


def _attempt(work: Callable[[], Made], limits: Limits) -> bytes:
    try:
        said, made = work()
        if len(made) > limits.file_bytes:
            raise Failure("size", f"became a larger file than {size_in_words(limits.file_bytes)}")
    except Failure as failure:
        return wire.encode({"ok": False, "kind": failure.kind, "reason": failure.reason})
    return wire.encode({**said, "ok": True}, [made])


def _send(into: int, answer: bytes) -> None:
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(into, rest) :]


def _listen(out: int, deadline: float) -> tuple[Answer | None, bool]:
    """Return the fork's answer, None when it ended without one, and whether the clock ran out."""
    reader = wire.Reader()
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([out], [], [], left)[0]:
            break
        data = os.read(out, _READ_AT_ONCE)
        if not data:
            return None, False
        if (answer := reader.feed(data)) is not None:
            return answer, False
    return None, True


def _judge(status: int, used: resource.struct_rusage, late: bool, said: str, limits: Limits) -> tuple[str, str]:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    seconds = used.ru_utime + used.ru_stime
    if late:
        return "time", f"took longer than {_seconds(limits.wall_seconds)}"
    if number == signal.SIGXCPU or (number == signal.SIGKILL and seconds >= limits.cpu_seconds):
        return "processor", f"used more than {_seconds(limits.cpu_seconds)} of processor time"
    # A library that is refused memory ends the process instead of raising. Some say so, some fall over; as the
    # limit counts what is reserved, half of it in use is near enough to tell.
    in_use = used.ru_maxrss * 1024
    refused = "memory" in said or "alloc" in said or in_use > limits.memory_bytes / 2
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else 0
    ran_out = code == _OUT_OF_MEMORY or (code == _LOADER_FELL and _NO_MEMORY in said.lower())
    if ran_out or (number in _FALLS and refused):
        return "memory", f"used more memory than {size_in_words(limits.memory_bytes)}"
    if number == signal.SIGKILL:
        return "killed", "was killed by the system, most likely because the machine ran out of memory"
    ended = f"signal {signal.Signals(number).name}" if number else f"status {os.waitstatus_to_exitcode(status)}"
    lines = said.strip().splitlines()
    return "crash", f"ended the renderer with {ended}" + (f": {lines[-1][:200]}" if lines else "")
