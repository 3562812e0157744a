"""Celery's filesystem broker, made safe against readers that are quicker than writers and processes that are killed.

Kombu's own takes a message while it is still empty, which ends the whole worker, and leaves half a table of queues
behind when its writer dies. What messages mean does not stand here; any of them may be lost.
"""

# mypy: disallow-untyped-calls=False
from __future__ import annotations

import fcntl
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem
from kombu.transport.virtual import BrokerState
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)


class Channel(filesystem.Channel):  # type: ignore[misc]
    """Each file appears whole under its name, and whoever removes a message has it."""

    def _put(self, queue: str, message: Any, **_: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020}_{uuid.uuid4()}.{queue}.msg"
        _write(Path(self.data_folder_out) / name, message)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for file in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            try:
                text = file.read_text()
                file.unlink()
            except FileNotFoundError:
                continue  # another worker has it
            try:
                return loads(text)
            except ValueError:
                log.warning("A message that could not be read was thrown away: %s", file.name)
        raise Empty

    def get_table(self, exchange: str) -> list[Any]:
        """The queues bound to an exchange; none where the table cannot be read: each sender binds its own anew."""
        try:
            return list(super().get_table(exchange))
        except ValueError:
            return []

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table_held():
            table = self.get_table(exchange)
            if binding not in table:
                _write(self._exchange_file(exchange), [binding, *table])

    def _delete(self, queue: str, exchange: str, routing_key: str, pattern: str, *_: Any, **__: Any) -> None:
        self._purge(queue)
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._table_held():
            table = self.get_table(exchange)
            if binding in table:
                _write(self._exchange_file(exchange), [other for other in table if other != binding])

    @contextmanager
    def _table_held(self) -> Iterator[None]:
        self.control_folder.mkdir(parents=True, exist_ok=True)
        with (self.control_folder / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):  # type: ignore[misc]
    """To be named to kombu in place of its own. Each connection looks anew which queues are bound."""

    Channel = Channel

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        self.state = BrokerState()


def _write(target: Path, content: Any) -> None:
    """Write beside the target, then give it its name: nobody meets half of it."""
    beside = target.with_name(f".{uuid.uuid4()}.new")
    beside.write_text(dumps(content))
    os.replace(beside, target)
