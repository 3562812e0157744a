"""Which date a page or an API call speaks of: 'as at' what was in force then, 'as known on' what the record said then.

The two are never mixed: a request asks for one, the other or neither (design law 1). No row is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from core import clock

EXAMPLE = "22 9 2017"
"""How every message and hint writes a date that a person may type."""
SENT_EXAMPLE = "2017-09-22"
"""The same for what a program or a command sends."""


PARAMETERS = frozenset({"as_at", "known_on"})
"""The names by which a query asks for a date."""


class BadDate(ValueError):
    """The date asked for is not one; the message says what is expected, with an example as a person types it.

    `sent` is the same for a program, with the form that the API's reference gives; `parameter` is the one at fault.
    """

    def __init__(self, words: str, *, sent: str = "", parameter: str = "as_at") -> None:
        super().__init__(words)
        self.sent, self.parameter = sent or words, parameter


@dataclass(frozen=True)
class Moment:
    """The date a reader asked for. `known_on` set means: as the record stood at that moment."""

    on: date
    is_today: bool
    known_on: datetime | None = None
    is_asked: bool = False
    """Whether the reader named the day; a page that must speak of one takes today otherwise."""

    @property
    def query(self) -> str:
        """What a link adds to keep the reader's date; empty for today."""
        if self.known_on:
            return f"known_on={timezone.localtime(self.known_on):%Y-%m-%d}"
        return "" if self.is_today else f"as_at={self.on.isoformat()}"


def refuse_of_history(moment: Moment, asked: Mapping[str, str], names: Iterable[str]) -> None:
    """Raises BadDate naming those of `names` that were asked of what was known on a past day, where none can be."""
    wrong = [name for name in names if asked.get(name, "").strip()]
    if moment.known_on and wrong:
        words = (
            f"{', '.join(wrong)}: this cannot be asked of the list as known on a past day. Leave it out, or the day."
        )
        raise BadDate(words, parameter=wrong[0])


def read(asked: Mapping[str, str]) -> Moment:
    """The date in a query: `as_at=2017-09-22`, or its three parts as a form sends them, or `known_on=`.

    Raises BadDate naming the parameter.
    """
    today = clock.today()
    known = asked.get("known_on", "").strip()
    text = asked.get("as_at", "").strip()
    if known and text:
        raise BadDate("Ask for 'as at' or for 'as known on', not for both.")
    if known:
        moment = _moment(known)
        return Moment(on=timezone.localdate(moment), is_today=False, known_on=moment)
    if not text:
        parts = [asked.get(f"as_at-{part}", "").strip() for part in ("year", "month", "day")]
        if any(parts):
            text = "-".join([parts[0], parts[1].zfill(2), parts[2].zfill(2)])
    if not text:
        return Moment(on=today, is_today=True)
    on = _day(text, "As at", "as_at")
    return Moment(on=on, is_today=on == today, is_asked=True)


def _day(text: str, name: str, parameter: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        words = f"{name} must be a real date, for example"
        raise BadDate(f"{words} {EXAMPLE}.", sent=f"{words} {SENT_EXAMPLE}.", parameter=parameter)
    return day


def _moment(text: str) -> datetime:
    """The end of the day when only a day is given: what the record said by then."""
    try:
        moment = parse_datetime(text) if "T" in text or " " in text else None
    except ValueError:
        moment = None
    if moment is None:
        moment = datetime.combine(_day(text, "As known on", "known_on"), time.max)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
