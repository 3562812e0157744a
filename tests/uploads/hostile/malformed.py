"""PDFs damaged at random: cut off, bits turned, parts deleted, doubled or zeroed."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from pikepdf import ObjectStreamMode

from tests.uploads.made import plain, saved


@cache
def sound() -> tuple[bytes, ...]:
    """The files that are damaged: with a table of objects, with streams of objects, for the web, and long."""
    return (
        saved(plain(), object_stream_mode=ObjectStreamMode.disable),
        saved(plain(), object_stream_mode=ObjectStreamMode.generate),
        saved(plain(), linearize=True),
        saved(plain(60), object_stream_mode=ObjectStreamMode.generate),
    )


def truncate(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 8, 64, 512])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def delete(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    del data[start : start + dice.choice([1, 16, 256, 2048])]


def duplicate(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    part = data[start : start + dice.choice([16, 256, 2048])]
    at = dice.randrange(len(data))
    data[at:at] = part * dice.choice([1, 2, 50])


def zero(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data))
    end = min(len(data), start + dice.choice([1, 16, 256, 2048]))
    data[start:end] = bytes(end - start)


DAMAGES = (truncate, flip, delete, duplicate, zero)


def make(seed: int, number: int) -> tuple[str, Callable[[], bytes]]:
    """The damage of one number, and how to do it."""
    damage = DAMAGES[number % len(DAMAGES)]

    def damaged() -> bytes:
        dice = random.Random(f"{seed} malformed {number}")
        data = bytearray(dice.choice(sound()))
        for _ in range(dice.choice([1, 1, 2, 4])):
            if data:
                damage(data, dice)
        return bytes(data)

    return damage.__name__, damaged
