"""Optimistic versions: a save must name the version that it read. No domain rule stands here."""

from __future__ import annotations

from django.db import models


class StaleVersion(Exception):
    """Somebody else saved the row since it was read. `current` is the version that stands now."""

    def __init__(self, current: int | None) -> None:
        super().__init__("Somebody else has saved this record since you opened it.")
        self.current = current


class Versioned(models.Model):
    """A row with a version that counts its saves."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def claim_version(row: Versioned, expected: int) -> None:
    """Take the right to save `row`, which was read at version `expected`; call it inside the save's transaction.

    Raises StaleVersion when the row has moved on. One conditional update decides, on both databases.
    """
    rows = type(row)._base_manager.filter(pk=row.pk)
    if not rows.filter(version=expected).update(version=expected + 1):
        raise StaleVersion(rows.values_list("version", flat=True).first())
    row.version = expected + 1
