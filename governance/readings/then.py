"""What had come by the reader's date, and what the record said then. Pages and other readings ask it."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from core.as_at import Moment


def until(moment: Moment) -> datetime | None:
    """The last instant that the reader's date speaks of; None for today, of which nothing is too late."""
    if moment.known_on is not None:
        return moment.known_on
    return None if moment.is_today else timezone.make_aware(datetime.combine(moment.on, time.max))


def known_then(model: Any, user: Any, moment: Moment) -> QuerySet[Any]:
    """The rows of a kind as the record stood at the moment, as far as the reader may see them today."""
    rows: QuerySet[Any] = model.objects.all().history_visible_to(user, model.history.as_of(moment.known_on))
    return rows
