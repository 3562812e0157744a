"""Telling accounts what happened, in the transaction in which it happened. Who is told what is said by each app.

A notice is no permission: it is shown only while its reader may see the record it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db.models import Q

from core.models import Notice

if TYPE_CHECKING:
    from django.db.models import Model

    from core.models import User

KEPT_READ: Final = timedelta(days=90)
KEPT: Final = timedelta(days=400)
LONGEST: Final = 300


def tell(
    accounts: Iterable[User], *, kind: str, text: str, url: str, about: Model, by: User | None, at: datetime
) -> None:
    """Tell each account once, but not the one who did it.

    Raises LookupError when records such as `about` are not among those that notices may be about.
    """
    label = about._meta.label
    if label not in settings.NOTICED:
        raise LookupError(f"Name {label} in NOTICED, so that its notices are hidden with it.")
    words = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    known = {"kind": kind, "text": words, "url": url, "about": label.lower(), "about_id": about.pk, "made_at": at}
    told = {account.pk: account for account in accounts if account.is_active and account != by}
    Notice.objects.bulk_create(Notice(account=account, **known) for account in told.values())


def unread_of(account: User) -> int:
    """How many notices an account has not read, of those it may see.

    Nearly always there is none, so that is asked first: what may be seen of each kind of record costs more to ask.
    """
    waiting = Notice.objects.filter(account=account).unread().order_by()
    kinds = set(waiting.values_list("about", flat=True).distinct())
    return Notice.objects.visible_to(account, kinds).unread().count() if kinds else 0


def mark_read(notice: Notice, *, at: datetime) -> None:
    """Note that it has been read; the first reading counts."""
    Notice.objects.filter(pk=notice.pk).unread().update(read_at=at)


def mark_all_read(*, by: User, at: datetime) -> int:
    """Note that an account has read all it may see; returns how many were unread."""
    return Notice.objects.visible_to(by).unread().update(read_at=at)


def purge(at: datetime) -> int:
    """Forget those read 90 days ago and, read or not, those made 400 days ago; returns how many."""
    old = Q(read_at__lt=at - KEPT_READ) | Q(made_at__lt=at - KEPT)
    return Notice.objects.filter(old).delete()[0]
