"""Which risks a reader may see, and the sets that pages and reports ask for."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db.models import Q

from alliance.querysets import RestrictableQuerySet
from core.visibility import M
from programmes.querysets import AreaBoundQuerySet


class RiskQuerySet(AreaBoundQuerySet[M], RestrictableQuerySet[M]):
    alliance_path = "register__alliance"

    def open_on(self, on: date) -> Self:
        """Risks identified by that date and not closed by it; one without a date counts as identified."""
        return self.filter(
            Q(identified_on__isnull=True) | Q(identified_on__start__lte=on),
            Q(closed_on__isnull=True) | Q(closed_on__start__gt=on),
        )

    def in_brief(self) -> Self:
        """Those the register marks as key risks, for a summary."""
        return self.filter(is_key=True)
