"""A fork that finds no memory left is judged so, by whichever way its libraries end it."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from core.sandbox.forks import Limits, Made, run

LOADER = b"python3: cannot allocate memory for thread-local data: ABORT\n"


def ending(code: int, words: bytes) -> Callable[[], Made]:
    """Work that ends its process as a library does: some last words, and no answer."""

    def work() -> Made:
        os.write(2, words)
        os._exit(code)

    return work


def kind_of(work: Callable[[], Made]) -> tuple[str, str]:
    said, _ = run(work, Limits(memory_bytes=8 * 2**30))
    return said["kind"], said["reason"]


@pytest.mark.parametrize(("code", "words"), [(127, LOADER), (77, b"")])
def test_no_memory_left_is_told_as_that(code: int, words: bytes) -> None:
    assert kind_of(ending(code, words)) == ("memory", "used more memory than 8 GiB")


@pytest.mark.parametrize(
    ("code", "words"), [(127, b"symbol lookup error: undefined symbol: draw\n"), (1, LOADER), (127, b"")]
)
def test_another_end_stays_a_crash(code: int, words: bytes) -> None:
    kind, reason = kind_of(ending(code, words))
    assert kind == "crash"
    assert reason.startswith(f"ended the renderer with status {code}")
