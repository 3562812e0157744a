"""What the record said at a moment, as far as its reader may see it today."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from core.as_at import Moment


def known_then(model: Any, user: Any, moment: Moment) -> QuerySet[Any]:
    """The rows of a kind as the record stood at the moment."""
    rows: QuerySet[Any] = model.objects.all().history_visible_to(user, model.history.as_of(moment.known_on))
    return rows
