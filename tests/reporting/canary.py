"""Proof that something was reached: a listener that counts who knocks, and files that show when embedded.

No expectation stands here; the tests say what must not be reached.
"""

from __future__ import annotations

import contextlib
import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from tests.reporting.payloads import Target

MARKER = b"MARKER-7d1f04c2"
# A colour that nothing else uses: a drawing or style sheet that was embedded paints with it.
MARKER_COLOUR = "#123457"
MARKER_PAINT = b"0.070588"


class Canary:
    """A TCP listener on the loopback address that counts connections and answers "not found"."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            with contextlib.suppress(OSError), caller:
                caller.settimeout(1)
                caller.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                caller.recv(4096)

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextlib.contextmanager
def canary() -> Iterator[Canary]:
    """A listener for the length of a test."""
    listening = Canary()
    try:
        yield listening
    finally:
        listening.close()


def lay_files(folder: Path, port: int) -> Target:
    """Write the files with the marker and name everything that must not be reached."""
    text, svg, css = folder / "secret.txt", folder / "secret.svg", folder / "secret.css"
    text.write_bytes(MARKER)
    svg.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">'
        f'<rect width="99" height="99" fill="{MARKER_COLOUR}"/></svg>'
    )
    css.write_text(f"body {{ color: {MARKER_COLOUR} }}")
    return Target(port, str(text), str(svg), str(css))


def embeds_marker(pdf: bytes) -> bool:
    """Say whether a marker stands in any decoded stream or text of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    content = thing.read_bytes()
                except pikepdf.PdfError:
                    content = thing.read_raw_bytes()
            else:
                content = repr(thing).encode()
            if MARKER in content or MARKER_PAINT in content:
                return True
    return False
