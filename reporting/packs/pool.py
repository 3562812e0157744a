"""Several sandboxes at work at once, each in a thread that does nothing but wait for its child.

What comes of a piece is told to the one thread that owns the job: no other touches the database.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from core.sandbox.client import IsolationUnavailable, Sandbox, WorkFailed
from reporting.sandbox import Bundle, FitSandbox, RenderSandbox

Outcome = bytes | WorkFailed | IsolationUnavailable | None
"""The PDF of a piece, why there is none, or nothing: the piece has been taken up."""


class _Stopped(Exception):
    """Whoever asked for the work wants it no longer."""


@dataclass(frozen=True)
class Piece:
    """HTML to draw or a file to fit; either is given back ready to be joined. Without both it only warms a child up."""

    key: str
    mark: str
    html: str = ""
    file: bytes = b""


class RenderPool:
    """A context manager around `processes` threads, each with sandboxes of its own that live as long as it does."""

    def __init__(self, *, processes: int, **options: Any) -> None:
        self._options = options
        self._waiting: queue.SimpleQueue[Piece | None] = queue.SimpleQueue()
        self._told: queue.SimpleQueue[tuple[Piece, Outcome | BaseException]] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(processes)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()

    def warm(self) -> None:
        """Have a child loaded for what will be drawn later."""
        self._waiting.put(Piece("", ""))

    def made(self, pieces: Sequence[Piece], *, on_tick: Callable[[], None]) -> Iterator[tuple[Piece, Outcome]]:
        """Give each piece twice: with nothing when it is taken up, and with its outcome.

        `on_tick` is called about once a second while waiting. Raises what a thread did not expect.
        """
        for piece in pieces:
            self._waiting.put(piece)
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

    def _work(self) -> None:
        with ExitStack() as entered:
            shelters: dict[type[Sandbox], Any] = {}

            def shelter(kind: type[Sandbox]) -> Any:
                if kind not in shelters:
                    shelters[kind] = entered.enter_context(kind(**self._options))
                return shelters[kind]

            while not self._stop.is_set() and (piece := self._waiting.get()) is not None:
                try:
                    if not piece.html and not piece.file:
                        shelter(RenderSandbox)
                        continue
                    self._told.put((piece, None))
                    self._told.put((piece, self._make(piece, shelter)))
                except _Stopped:
                    return
                except BaseException as error:
                    if piece.key:
                        self._told.put((piece, error))

    def _make(self, piece: Piece, shelter: Callable[[type[Sandbox]], Any]) -> bytes:
        made: bytes
        if piece.html:
            made = shelter(RenderSandbox).render(Bundle(piece.html), mark=piece.mark, on_tick=self._check)
        else:
            made = shelter(FitSandbox).fit(piece.file, mark=piece.mark, on_tick=self._check)
        return made

    def _check(self) -> None:
        if self._stop.is_set():
            raise _Stopped
