"""The one save of every record, whichever door it came through. Permission is asked by the door."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core.history import recorded
from core.permissions import require
from core.records.registry import Record
from core.tracked import Tracked
from core.versions import claim_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db import models

    from core.models import User


def save_record(
    row: Tracked,
    record: Record,
    *,
    by: User,
    at: datetime,
    why: str = "",
    expected: int | None = None,
    many: Mapping[str, Sequence[models.Model]] | None = None,
) -> Tracked:
    """Add or change one record, with its history row.

    `expected` is the version that was read, and is needed to change a row. Raises ValidationError naming the
    fields, NotAllowed for what its kind refuses, and StaleVersion when somebody else saved first; then nothing is
    changed.
    """
    adding = row.pk is None
    verb = "added" if adding else "changed"
    reason = f"{record.stem}_{verb}" + (f": {why}" if why else "")
    row.full_clean()
    require(record.refuses(row, by))
    with transaction.atomic(), recorded(by=by, reason=reason[:500]):
        if not adding:
            claim_version(row, expected if expected is not None else row.version)
        row.save()
        for name, related in (many or {}).items():
            getattr(row, name).set(related)
        if record.tells is not None:
            record.tells(row, by=by, at=at)
    return row
