"""What a document is: a name, what it reads, and the template it becomes. The documents stand beside this module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.models import Alliance
from governance.models import Meeting
from programmes.models import ReportingPeriod
from reporting.choices import Edition


class NothingToReport(Exception):
    """There is nothing on record for the document; the message says for which date or period."""


@dataclass(frozen=True)
class Request:
    """What a document is asked of: the alliance, the date, the edition, the period or meeting where one is named."""

    alliance: Alliance
    as_at: date
    edition: Edition
    period: ReportingPeriod | None = None
    meeting: Meeting | None = None

    @property
    def with_restricted(self) -> bool:
        """The open edition leaves restricted matter out before anything is drawn (design law 10)."""
        return self.edition == Edition.BOARD


@dataclass(frozen=True)
class Report:
    """One kind of document. `collect` reads everything once and returns frozen dataclasses.

    A document `of_meeting` is asked of one meeting; one that is not `of_period` speaks of today where no date is named.
    A pack is made of parts (`reporting.packs`), its template is the front part.
    """

    slug: str
    name: str
    description: str
    template: str
    collect: Callable[[Request], Any]
    title: Callable[[Request], str]
    of_meeting: bool = False
    of_period: bool = True
    is_pack: bool = False
