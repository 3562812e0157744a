"""What the kill tests read from /proc: who is alive, whose child it is, how much processor time it has used.

No expectation stands here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path


def _stat(pid: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()


def alive(pid: int) -> bool:
    """Say whether a process is there and not merely waiting to be buried."""
    fields = _stat(pid)
    return fields is not None and fields[0] not in "ZX"


def stopped(pid: int) -> bool:
    """Say whether a process stands still, held by a signal."""
    fields = _stat(pid)
    return fields is not None and fields[0] == "T"


def processor_ticks(pid: int) -> int:
    """The processor time a process has used, in clock ticks."""
    fields = _stat(pid)
    return int(fields[11]) + int(fields[12]) if fields else 0


def descendants(pid: int) -> list[int]:
    """Every living process under `pid`, nearest first."""
    parents = {int(name): _stat(int(name)) for name in os.listdir("/proc") if name.isdigit()}
    found, layer = [], [pid]
    while layer:
        layer = [
            child for child, fields in parents.items() if fields and int(fields[1]) in layer and fields[0] not in "ZX"
        ]
        found += layer
    return found


def children(pid: int) -> set[int]:
    """The living processes that `pid` started itself."""
    parents = {int(name): _stat(int(name)) for name in os.listdir("/proc") if name.isdigit()}
    return {child for child, fields in parents.items() if fields and int(fields[1]) == pid and fields[0] not in "ZX"}


def within(seconds: float, happens: Callable[[], bool]) -> bool:
    """Say whether something becomes true within a number of seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if happens():
            return True
        time.sleep(0.02)
    return happens()
