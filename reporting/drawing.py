"""Several sandboxes at work at once, each in a thread that does nothing but wait for its child.

They outlive the job that first needed them, so that the next finds them loaded, and end when nothing has come for a
while. What comes of a piece is told to the one thread that owns the job: no other touches the database.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from core.sandbox.client import IsolationUnavailable, Sandbox, WorkFailed
from reporting.rendering import sandbox_options
from reporting.sandbox import Bundle, FitSandbox, RenderSandbox

Outcome = bytes | WorkFailed | IsolationUnavailable | None
"""The PDF of a piece, why there is none, or nothing: the piece has been taken up."""
IDLE_SECONDS = 60.0
"""How long a sandbox waits for the next piece before it ends and gives its memory back (about 100 MB each)."""


class _Stopped(Exception):
    """Whoever asked for the work wants it no longer."""


@dataclass(frozen=True)
class Piece:
    """HTML to draw or a file to fit. With a mark it is given back ready to be joined into a pack."""

    key: str
    mark: str = ""
    html: str = ""
    file: bytes = b""


class _Shelters:
    """The sandboxes of one thread, each started when it is first needed."""

    def __init__(self, entered: ExitStack, options: dict[str, Any]) -> None:
        self._entered, self._options = entered, options
        self._found: dict[type[Sandbox], Any] = {}

    def of(self, kind: type[Sandbox]) -> Any:
        if kind not in self._found:
            self._found[kind] = self._entered.enter_context(kind(**self._options))
        return self._found[kind]


class Drawing:
    """One job's use of the pool, as a context manager: what is still under way at its end is given up."""

    def __init__(self, pool: _Pool) -> None:
        self._pool = pool
        self._told: queue.SimpleQueue[tuple[Piece, Outcome | BaseException]] = queue.SimpleQueue()
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()

    def warm(self) -> None:
        """Have a child loaded for what will be drawn later."""
        self._pool.take(lambda shelters: self._attempt(lambda: shelters.of(RenderSandbox)))

    def made(self, pieces: Sequence[Piece], *, on_tick: Callable[[], None]) -> Iterator[tuple[Piece, Outcome]]:
        """Give each piece twice: with nothing when it is taken up, and with its outcome.

        `on_tick` is called about once a second while waiting. Raises what a thread did not expect.
        """
        for piece in pieces:
            self._pool.take(self._task(piece))
        left = len(pieces)
        while left:
            try:
                piece, outcome = self._told.get(timeout=1.0)
            except queue.Empty:
                on_tick()
                continue
            if isinstance(outcome, BaseException) and not isinstance(outcome, (WorkFailed, IsolationUnavailable)):
                raise outcome
            left -= outcome is not None
            yield piece, outcome

    def one(self, piece: Piece, *, on_tick: Callable[[], None]) -> bytes:
        """The PDF of a single piece; raises WorkFailed or IsolationUnavailable."""
        *_, (_, outcome) = self.made([piece], on_tick=on_tick)
        if isinstance(outcome, BaseException):
            raise outcome
        assert outcome is not None
        return outcome

    def _task(self, piece: Piece) -> Callable[[_Shelters], None]:
        def task(shelters: _Shelters) -> None:
            if self._ended.is_set():
                return
            self._told.put((piece, None))
            outcome = self._attempt(lambda: self._make(piece, shelters))
            if outcome is not None:
                self._told.put((piece, outcome))

        return task

    def _attempt(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except _Stopped:
            return None
        except BaseException as error:
            return error

    def _make(self, piece: Piece, shelters: _Shelters) -> bytes:
        made: bytes
        if piece.html:
            made = shelters.of(RenderSandbox).render(Bundle(piece.html), mark=piece.mark, on_tick=self._check)
        else:
            made = shelters.of(FitSandbox).fit(piece.file, mark=piece.mark, on_tick=self._check)
        return made

    def _check(self) -> None:
        if self._ended.is_set():
            raise _Stopped


class _Pool:
    """Threads of this process, which end with it; so do their children (`client.Sandbox`)."""

    def __init__(self, processes: int, options: dict[str, Any]) -> None:
        self._options = options
        self._waiting: queue.SimpleQueue[Callable[[_Shelters], None] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(processes)]
        for thread in self._threads:
            thread.start()

    def take(self, task: Callable[[_Shelters], None]) -> None:
        self._waiting.put(task)

    def close(self) -> None:
        """End the children, after what is still asked for."""
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        task = self._waiting.get()
        while task is not None:
            with ExitStack() as entered:
                shelters = _Shelters(entered, self._options)
                while task is not None:
                    task(shelters)
                    try:
                        task = self._waiting.get(timeout=IDLE_SECONDS)
                    except queue.Empty:
                        break
            # The sandboxes have ended; the thread waits on without any.
            task = self._waiting.get() if task is not None else None


_kept: dict[str, Any] = {}


def drawing() -> Drawing:
    """This process's sandboxes for one job, as the settings say; those of the job before where they are the same."""
    options = sandbox_options()
    wanted = (os.getpid(), settings.RENDER_PROCESSES, tuple(options.items()))
    if _kept.get("as") != wanted:
        close()
        _kept.update({"as": wanted, "pool": _Pool(settings.RENDER_PROCESSES, options)})
    return Drawing(_kept["pool"])


def close() -> None:
    """End the sandboxes that this process keeps, if there are any."""
    pool, (pid, *_) = _kept.pop("pool", None), _kept.pop("as", (0,))
    if pool is not None and pid == os.getpid():
        pool.close()
