"""What the address of a record page names: the kind, what it belongs to and the row. What is not found is a 404."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.module_loading import import_string

from core.permissions import require
from core.readings import note_opened
from core.records.registry import Record, record_for
from core.records.rows import rows_with_withdrawn, visible_rows


def kind_or_404(kind: str, alliance: str | None) -> Record:
    try:
        record = record_for(kind)
    except LookupError:
        raise Http404 from None
    if bool(record.scope_path) != bool(alliance):
        raise Http404
    return record


def scope_or_404(request: HttpRequest, alliance: str | None) -> Any:
    """What the address names as the owner of its rows, as it was read for the frame of the page."""
    return None if alliance is None else import_string(settings.SCOPE_READER)(request, alliance)


def row_or_404(request: HttpRequest, record: Record, scope: Any, pk: int) -> Any:
    """A row that stands, or a withdrawn one for those who may change it; for all others that one does not exist.

    Opening a restricted one is recorded.
    """
    row = get_object_or_404(rows_with_withdrawn(record, request.user, scope), pk=pk)
    if row.is_withdrawn and not record.may_change(request.user, record.scope_of(row)):
        raise Http404
    note_opened(request, row, route="page")
    return row


def row_to_change(request: HttpRequest, record: Record, scope: Any, pk: int, *, withdrawn: bool = False) -> Any:
    """A row that stands (or that was withdrawn), which the reader may change. Raises NotAllowed when they may not."""
    if withdrawn:
        row = row_or_404(request, record, scope, pk)
        if not row.is_withdrawn:
            raise Http404
    else:
        row = get_object_or_404(visible_rows(record, request.user, scope), pk=pk)
    require(record.may_change(request.user, record.scope_of(row)))
    if not withdrawn:
        note_opened(request, row, route="page")
    return row


def frame(record: Record, scope: Any, **context: Any) -> dict[str, Any]:
    """What every record page is told."""
    return {"record": record, "alliance": scope, "section": record.section, **context}
