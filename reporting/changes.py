"""The two days between which it is asked what changed in an alliance, for page and API. No row is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import clock
from core.as_at import EXAMPLE, SENT_EXAMPLE, BadDate

DAYS_BACK = 30
"""How far back the page looks when it is not told."""
NAMES = {"from": "From", "to": "To"}


@dataclass(frozen=True)
class Span:
    """From the end of one day to the end of another."""

    start: date
    end: date

    @property
    def after(self) -> datetime:
        return _end_of(self.start)

    @property
    def until(self) -> datetime:
        return _end_of(self.end)


def _end_of(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.max))


def span_of(asked: Mapping[str, str]) -> Span:
    """The two days of a query: `from=2017-09-01&to=2017-09-22`, or their parts as a form sends them.

    Today, and thirty days before the end, where they are not given. Raises BadDate naming the parameter, also where the
    end is before the start.
    """
    end = _day(asked, "to") or clock.today()
    start = _day(asked, "from") or end - timedelta(days=DAYS_BACK)
    if end < start:
        raise BadDate(f"The end, {end:%-d %B %Y}, is before the start, {start:%-d %B %Y}.", parameter="to")
    return Span(start, end)


def _day(asked: Mapping[str, str], name: str) -> date | None:
    text = asked.get(name, "").strip()
    parts = [asked.get(f"{name}_{place}", "").strip() for place in (2, 1, 0)]
    if not text and any(parts):
        text = "-".join([parts[0], parts[1].zfill(2), parts[2].zfill(2)])
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        words = f"{NAMES[name]} must be a real date, for example"
        raise BadDate(f"{words} {EXAMPLE}.", sent=f"{words} {SENT_EXAMPLE}.", parameter=name) from None
