"""The record of reading restricted matter: written before the matter is shown, or it is not shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.models import Reading

if TYPE_CHECKING:
    from django.db.models import Model

    from core.models import User


def note_reading(subject: Model, *, by: User, route: str, at: datetime) -> None:
    """Record that `by` reads `subject` now. If this cannot be written the reading must not happen."""
    Reading.objects.create(
        user=by,
        subject_kind=subject._meta.model_name or "",
        subject_id=subject.pk,
        subject_title=str(subject)[:300],
        route=route,
        at=at,
    )
