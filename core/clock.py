"""The one place that asks what time it is, so that a test or a replay can hold it still. No rule stands here."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return timezone.localdate(now())
