"""How old what is shown is: the day of the newest fact on record. No fact itself is read here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Max, Value

from alliance.models import Alliance
from programmes.models import AreaStatus, ReportedCount

POSITION = ((AreaStatus, "area__alliance", "from_date__start"), (ReportedCount, "alliance", "as_at__start"))
"""Where the facts of the position stand: their model, the way to the alliance, and the day each is from."""


def last_recorded(alliance: Alliance, user: Any, on: date, facts: Any = POSITION) -> date | None:
    """The day of the newest fact that was true by `on`, among those the reader may see; None when there is none.

    One query, however many kinds of fact there are.
    """
    newest = [
        model.objects.visible_to(user)
        .filter(**{path: alliance})
        .annotate(day=F(day))
        .filter(day__lte=on)
        .order_by()
        .values(one=Value(1))
        .annotate(newest=Max("day"))
        .values_list("newest", flat=True)
        for model, path, day in facts
    ]
    return max((day for day in newest[0].union(*newest[1:]) if day is not None), default=None)
