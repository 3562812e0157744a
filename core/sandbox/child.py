"""What every sandboxed program does first and last: shut itself in, say so, and do each piece of work in a fork.

Only the standard library may be imported here; what the work is stands in the program.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from core.sandbox import isolation, wire
from core.sandbox.forks import Limits, Made, run

READ_AT_ONCE = 1 << 20
Work = Callable[[dict[str, Any], list[bytes]], Made]


def shut_in(description: str | None) -> isolation.IsolationReport:
    """Isolate this process and tell whoever started it what was reached; ends here when that is not enough."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--parent", type=int, required=True, help="process number of whoever starts this")
    parser.add_argument("--means", default=",".join(isolation.ALL_MEANS), help="layers of isolation to try")
    parser.add_argument("--allow-no-isolation", action="store_true", help="work even with the network in reach")
    parser.add_argument("--probe", action="store_true", help="say what isolation is reached, and end")
    options = parser.parse_args()
    reached = isolation.isolate(options.parent, options.means.split(","))
    say({"isolation": {name: getattr(reached, name) for name in reached.__slots__}})
    if options.probe or not (reached.sufficient or options.allow_no_isolation):
        sys.exit(0)
    return reached


def say(header: dict[str, Any], *parts: bytes) -> None:
    """Send one message to whoever started this program."""
    sys.stdout.buffer.write(wire.encode(header, parts))
    sys.stdout.buffer.flush()


def serve(work: Work, **said: Any) -> None:
    """Say that all is loaded, then do in a fork whatever is asked for, one piece at a time, until the end closes."""
    gc.collect()
    # What is loaded by now is shared with every fork; the collector leaves it alone, so that it stays shared.
    gc.freeze()
    say({"ready": True, **said})
    for header, parts in _requests():
        limits = Limits(**header.pop("limits"))
        answer, made = run(partial(work, header, parts), limits)
        say(answer, *made)


def _requests() -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """The messages one by one until the other end closes."""
    reader = wire.Reader()
    while data := os.read(sys.stdin.fileno(), READ_AT_ONCE):
        while (message := reader.feed(data)) is not None:
            yield message
            data = b""
