"""The ground of every editable row: a version and a history. No domain rule stands here."""

from __future__ import annotations

from core.history import History
from core.versions import Versioned


class Tracked(Versioned):
    """A row whose every change is kept with who, when and why, and whose saves name the version they read."""

    history = History(inherit=True)

    class Meta:
        abstract = True
