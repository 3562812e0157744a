"""What waits on a reader, made from the facts: one list for the overview of an alliance and for all of them.

No query is made here; what the reader's roles are is known of each alliance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from alliance.choices import Role
from alliance.models import Alliance
from alliance.permissions import has_role
from core.records.addresses import address, page_of
from core.records.registry import record_for
from governance.choices import MeetingState
from programmes.choices import UpdateState
from programmes.models import ReportingPeriod
from reporting.facts import REPORTED, Facts, Standing
from reporting.reports.words import long_date


@dataclass(frozen=True)
class Waiting:
    """One thing that waits on the reader: what, how much of it, by when, and where to do it."""

    kind: str
    alliance: Alliance
    text: str
    detail: str
    url: str
    due_on: date | None
    overdue: bool
    count: int = 1

    @property
    def order(self) -> tuple[bool, date, str]:
        """The pressing first: what is overdue, then by its day, then what has none."""
        return (not self.overdue, self.due_on or date.max, self.text)


def waiting(facts: Facts, user: Any) -> list[Waiting]:
    """All that waits on the reader today, the most pressing first."""
    alliances = {each.pk: each for each in facts.alliances}
    lines: list[Waiting] = []
    for period in facts.open_periods():
        lines += _of_period(facts, period, alliances[period.alliance_id], user)
    for alliance in facts.alliances:
        if has_role(user, alliance, Role.PROGRAMME_OFFICE):
            lines += _of_boards(facts, alliance)
    return sorted(lines, key=lambda line: line.order)


def _of_period(facts: Facts, period: ReportingPeriod, alliance: Alliance, user: Any) -> Iterator[Waiting]:
    overdue = period.due_on < facts.today
    where = {"alliance": alliance.slug, "code": period.code}
    page = reverse("programmes:period_detail", kwargs=where)
    due = f"due {long_date(period.due_on)}"
    led = {row.area_id for row in facts.statuses if row.is_led} | {area.pk for area in facts.unplaced if area.is_led}  # type: ignore[attr-defined]
    for pk, area in facts.due(period).items():
        state = facts.state(pk, period)
        if pk in led and state not in REPORTED:
            detail = due + (", returned to you" if state == UpdateState.RETURNED else "")
            url = reverse("programmes:update_edit", kwargs={**where, "area": area.slug})
            yield Waiting("update-to-file", alliance, f"Update for {area.name}", detail, url, period.due_on, overdue)
    standing = facts.standing(period)
    if has_role(user, alliance, Role.PROGRAMME_OFFICE):
        yield from _for_office(standing, alliance, page, overdue=overdue)
    if has_role(user, alliance, Role.SRO):
        text = f"{period.title} to sign off"
        yield Waiting("period-to-sign-off", alliance, text, standing.sentence, page, period.due_on, overdue)


def _for_office(standing: Standing, alliance: Alliance, page: str, *, overdue: bool) -> Iterator[Waiting]:
    period, count = standing.period, standing.submitted
    if count:
        text, detail = f"{count} to accept", f"update{'' if count == 1 else 's'} for {period.title}"
        yield Waiting("updates-to-accept", alliance, text, detail, page, period.due_on, overdue, count)
    count = standing.not_reported
    if count:
        text = f"{count} not reported" if standing.due > count else "Nothing filed yet"
        detail = f"for {period.title}, {'was' if overdue else 'is'} due {long_date(period.due_on)}"
        yield Waiting("updates-missing", alliance, text, detail, page, period.due_on, overdue, count)


def _of_boards(facts: Facts, alliance: Alliance) -> Iterator[Waiting]:
    for meeting in facts.meetings:
        ours = meeting.board.alliance_id == alliance.pk and meeting.state == MeetingState.PLANNED
        awaited: int = meeting.awaited  # type: ignore[attr-defined]
        if ours and awaited and meeting.held_on >= facts.today:
            text = f"{awaited} paper{'' if awaited == 1 else 's'} awaited"
            yield Waiting(
                "papers-awaited", alliance, text, f"for {meeting}", page_of(meeting), meeting.held_on, False, awaited
            )
    overdue = facts.overdue_actions.get(alliance.pk, 0)
    if overdue:
        text = f"{overdue} action{'' if overdue == 1 else 's'} overdue"
        url = f"{address('list', record_for('actions'), alliance)}?{urlencode({'overdue': 'true'})}"
        yield Waiting("actions-overdue", alliance, text, "in the action logs of the boards", url, None, True, overdue)
