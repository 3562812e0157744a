"""My work: what waits on a reader in all their alliances, and how many notices they have not read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.models import Alliance
from core.notices import unread_of
from reporting.facts import read_facts
from reporting.waiting import Waiting, waiting


@dataclass(frozen=True)
class MyWork:
    """What waits, the most pressing first."""

    lines: tuple[Waiting, ...]
    unread: int

    @property
    def overdue(self) -> int:
        return sum(line.overdue for line in self.lines)


def my_work(alliances: Iterable[Alliance], user: Any, *, today: date) -> MyWork:
    """The work of one reader. Each alliance bears the roles they hold in it (`alliances_for`)."""
    found = waiting(read_facts(alliances, user, today=today), user)
    return MyWork(tuple(found), unread_of(user))
