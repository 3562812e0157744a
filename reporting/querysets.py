"""Which made reports a reader may see."""

from __future__ import annotations

from alliance.querysets import RestrictableQuerySet
from core.visibility import M


class ReportQuerySet(RestrictableQuerySet[M]):
    """Reports of an alliance; an edition that holds restricted matter only for the cleared."""
