"""The record of reading restricted matter: written before the matter is shown, or it is not shown.

One record that is opened is one reading of it. A list is one reading for each request, which names what of it was
restricted by number (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from core import clock
from core.models import Reading
from core.signed_in import account_of
from core.visibility import restricted_among

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest
    from rest_framework.request import Request

    from core.models import User

LONGEST: Final = 300
LIST: Final = 0
"""The number under which a list is noted: what it showed stands in the words."""


def note_reading(subject: Model, *, by: User, route: str, at: datetime) -> None:
    """Record that `by` reads `subject` now. If this cannot be written the reading must not happen."""
    _write(subject, subject.pk, str(subject), by=by, route=route, at=at)


def note_opened(request: HttpRequest | Request, row: Model, *, route: str) -> None:
    """Record that the reader opens a record, where it is restricted."""
    if is_restricted(row):
        note_reading(row, by=account_of(request), route=route, at=clock.now())


def note_listed(request: HttpRequest | Request, rows: Iterable[Any], *, route: str) -> None:
    """Record that the reader lists these rows of one kind, where some are restricted: once, with their numbers."""
    found = list(rows)
    numbers = restricted_among(found)
    if numbers:
        kind = found[0]._meta
        noun = kind.verbose_name if len(numbers) == 1 else kind.verbose_name_plural
        words = f"List of {len(numbers)} restricted {noun}: {', '.join(map(str, sorted(numbers)))}"
        _write(found[0], LIST, words, by=account_of(request), route=f"{route}-list", at=clock.now())


def is_restricted(row: Any) -> bool:
    """Whether a record is restricted, itself or by what it speaks of; its kind's queryset says so."""
    return bool(restricted_among([row]))


def _write(subject: Model, number: int, title: str, *, by: User, route: str, at: datetime) -> None:
    Reading.objects.create(
        user=by,
        subject_kind=subject._meta.model_name or "",
        subject_id=number,
        subject_title=title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…",
        route=route,
        at=at,
    )
