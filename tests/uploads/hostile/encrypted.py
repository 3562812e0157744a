"""Encrypted PDFs: half need a password to open, half only forbid things."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from pikepdf import Encryption, Permissions

from tests.uploads.made import plain, saved

REVISIONS = (2, 3, 4, 5, 6)


def make(seed: int, number: int) -> tuple[str, Callable[[], bytes]]:
    """Even numbers need a password; every revision of the encryption comes twice in each half."""
    revision = REVISIONS[number // 2 % len(REVISIONS)]
    user = "" if number % 2 else f"user {seed}"
    forbidden = Permissions(extract=False, modify_other=False)
    options = {"allow": forbidden} if number % 4 else {}
    locked = Encryption(
        owner=f"owner {seed}", user=user, R=revision, aes=revision >= 4, metadata=revision >= 4, **options
    )
    words = f"revision {revision}, {'only an owner password' if not user else 'needs a password'}"

    def make_it() -> bytes:
        with warnings.catch_warnings():
            # The fifth revision was never a standard; it is met all the same.
            warnings.simplefilter("ignore")
            return saved(plain(), encryption=locked)

    return words, make_it
