"""The bells of this app: each task makes one call. No logic stands here."""

from __future__ import annotations

from celery import shared_task

from core import clock
from reporting.packs import shelf


@shared_task(name="reporting.clear_shelf")
def clear_shelf() -> None:
    shelf.purge(clock.now())
