"""Which rows of this app a reader may see."""

from __future__ import annotations

from alliance.querysets import AllianceScopedQuerySet
from core.dated import DatedQuerySetMixin
from core.visibility import M


class BoardScopedQuerySet(AllianceScopedQuerySet[M]):
    alliance_path = "board__alliance"


class DatedBoardScopedQuerySet(DatedQuerySetMixin, BoardScopedQuerySet[M]):
    """Rows of a board that are in force between dates."""
