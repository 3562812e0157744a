"""The messages between worker and child: a length, a JSON header, then the bytes the header counts.

Only the form of a message stands here; who waits for it, how long, and what it means stand with both ends.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

_LENGTH = struct.Struct(">I")
# A header names assets and limits; one longer than this is a broken stream, not a message.
LONGEST_HEADER = 16 * 1024 * 1024


class BrokenStream(Exception):
    """The other end closed in the middle of a message, or what it sent is not a message."""


def encode(header: Mapping[str, Any], parts: Sequence[bytes] = ()) -> bytes:
    """Write one message: `header` must be JSON, `parts` are carried as they are, in order."""
    described = json.dumps({**header, "parts": [len(part) for part in parts]}).encode()
    return b"".join((_LENGTH.pack(len(described)), described, *parts))


class Reader:
    """Gathers bytes as they arrive and gives one message when it is complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._header: dict[str, Any] | None = None

    def feed(self, data: bytes) -> tuple[dict[str, Any], list[bytes]] | None:
        """Take bytes; return the header and parts once the message is whole, else None.

        Raises BrokenStream when the bytes cannot be a message.
        """
        self._buffer += data
        if self._header is None:
            self._header = self._take_header()
        if self._header is None or len(self._buffer) < sum(self._header["parts"]):
            return None
        header, self._header = self._header, None
        parts = []
        for size in header.pop("parts"):
            parts.append(bytes(self._buffer[:size]))
            del self._buffer[:size]
        return header, parts

    def _take_header(self) -> dict[str, Any] | None:
        if len(self._buffer) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > LONGEST_HEADER:
            raise BrokenStream(f"a header of {length} bytes was announced; at most {LONGEST_HEADER} are expected")
        end = _LENGTH.size + length
        if len(self._buffer) < end:
            return None
        try:
            header = json.loads(self._buffer[_LENGTH.size : end])
            sizes = header["parts"]
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenStream("the header is not the JSON of a message") from error
        if not all(isinstance(size, int) and size >= 0 for size in sizes):
            raise BrokenStream("the header counts its parts in something other than bytes")
        del self._buffer[:end]
        return dict(header)
