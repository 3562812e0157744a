"""What the processes below one hold and have used, read from /proc. What they do is not asked here."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Watcher(threading.Thread):
    """Adds up, again and again, the memory of a process and of all below it."""

    def __init__(self, pid: int, every: float) -> None:
        super().__init__(daemon=True)
        self._pid, self._every = pid, every
        self._stop_asked = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._stop_asked.wait(self._every):
            self.peak = max(self.peak, sum(held(pid) for pid in family(self._pid)))

    def end(self) -> int:
        """Stop watching and return the most that was held, in bytes."""
        self._stop_asked.set()
        self.join()
        return self.peak


def family(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def held(pid: int) -> int:
    """The process's share of memory (what several share is divided among them), in bytes; 0 when it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def processor_seconds(pid: int) -> float:
    """What the process, all below it and all that it has seen end have used of the processor."""
    total = 0
    for each in family(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += sum(int(field) for field in fields[11:15])
    return total / TICKS
