"""Training alliances for tests: small ones with their papers drawn, and any size with files that are only pretended."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any
from unittest import mock

from core.uploads.receive import Checked
from reporting.training import make
from reporting.training.papers import PaperText
from reporting.training.size import Size

UNTIL = date(2026, 11, 22)
SMALL: dict[str, Any] = {"areas": 12, "months": 4, "risks": 30, "meetings": 4, "papers": 3}


def small(**changes: Any) -> Size:
    return Size(**{"until": UNTIL, **SMALL, **changes})


def pretended(texts: Sequence[PaperText]) -> dict[PaperText, Checked]:
    """Files that nobody drew, each with bytes of its own."""
    found = {}
    for text in texts:
        content = f"%PDF-1.7 {text}".encode()
        digest = hashlib.sha256(content).hexdigest()
        found[text] = Checked(text.file_name, "application/pdf", content, digest, len(content), pages=1)
    return found


OTHER: dict[str, Any] = {"slug": "drill"}
"""The tests' own alliance stands beside the one that this folder shares."""


def undrawn() -> AbstractContextManager[Any]:
    """So that what is asked of the rows need not wait for the pages."""
    return mock.patch.object(make, "drawn", pretended)
