"""Putting the items of an agenda in order."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core.history import recorded
from core.versions import claim_version
from core.workflow import WrongState
from governance.choices import Direction
from governance.models import AgendaItem, Meeting

if TYPE_CHECKING:
    from core.models import User


def move_item(item: AgendaItem, *, direction: str, by: User, at: datetime, expected: int) -> AgendaItem:
    """Move an item one place up or down its agenda. Its printed number stays.

    Raises WrongState where there is no place further, and StaleVersion when somebody else saved the item first.
    """
    with transaction.atomic(), recorded(by=by, reason=f"governance.item_moved: Moved {direction}"):
        # One reorder at a time, so that two of them never leave two items in one place.
        Meeting.objects.select_for_update().get(pk=item.meeting_id)
        claim_version(item, expected)
        rows = list(AgendaItem.objects.filter(meeting=item.meeting_id))
        place = rows.index(item)
        target = place - 1 if direction == Direction.UP else place + 1
        if not 0 <= target < len(rows):
            raise WrongState(f"This item is the {'first' if direction == Direction.UP else 'last'} already.")
        rows.insert(target, rows.pop(place))
        for order, row in enumerate(rows, start=1):
            _place(row, order, claimed=row == item)
    item.refresh_from_db()
    return item


def _place(row: AgendaItem, order: int, *, claimed: bool) -> None:
    """Give a row its place; a row that has it already is left alone."""
    if row.order == order:
        return
    if not claimed:
        claim_version(row, row.version)
    row.order = order
    row.save()
