"""How a reporting period stands: which areas are due, which have filed. Nothing is filled in for the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.models import Alliance
from programmes.choices import UpdateState
from programmes.models import BusinessArea, ReportingPeriod, Update

NOT_REPORTED = "not_reported"
FILED = (UpdateState.SUBMITTED, UpdateState.ACCEPTED)


@dataclass(frozen=True)
class AreaStanding:
    """One area in one period: its update, or none. No text of an earlier period stands here."""

    area: BusinessArea
    update: Update | None

    @property
    def state(self) -> str:
        """not_reported, draft, submitted, returned or accepted."""
        return self.update.state if self.update else NOT_REPORTED

    @property
    def words(self) -> str:
        if self.update is None:
            return "Not reported"
        return "Draft, not filed" if self.state == UpdateState.DRAFT else self.update.state_words

    @property
    def has_reported(self) -> bool:
        return self.state in FILED

    @property
    def filed(self) -> Update | None:
        """The update as far as it was filed: a draft has told nobody anything yet."""
        return None if self.state == UpdateState.DRAFT else self.update


@dataclass(frozen=True)
class PeriodStanding:
    """Who has and who has not reported for a period."""

    period: ReportingPeriod
    areas: tuple[AreaStanding, ...]

    def _in(self, *states: str) -> list[AreaStanding]:
        return [each for each in self.areas if each.state in states]

    @property
    def due(self) -> int:
        return len(self.areas)

    @property
    def accepted(self) -> int:
        return len(self._in(UpdateState.ACCEPTED))

    @property
    def submitted(self) -> int:
        return len(self._in(UpdateState.SUBMITTED))

    @property
    def returned(self) -> int:
        return len(self._in(UpdateState.RETURNED))

    @property
    def missing(self) -> list[AreaStanding]:
        """Areas with nothing filed; a draft is nothing filed."""
        return self._in(NOT_REPORTED, UpdateState.DRAFT)

    @property
    def not_reported(self) -> int:
        return len(self.missing)

    @property
    def unaccepted(self) -> list[AreaStanding]:
        """Areas that filed something which is not accepted, so that no report holds it."""
        return self._in(UpdateState.SUBMITTED, UpdateState.RETURNED)

    @property
    def sentence(self) -> str:
        """The standing in words, for example "3 accepted, 1 to accept, 5 not reported"."""
        parts = [
            (self.accepted, "accepted"),
            (self.submitted, "to accept"),
            (self.returned, "returned"),
            (self.not_reported, "not reported"),
        ]
        if not self.accepted + self.submitted + self.returned:
            return "nothing filed yet"
        return ", ".join(f"{count} {words}" for count, words in parts if count)


def period_standing(period: ReportingPeriod, user: Any) -> PeriodStanding:
    """Who has reported, among the areas the reader may see; in the order of the position table."""
    seen = BusinessArea.objects.visible_to(user).filter(alliance=period.alliance_id)
    updates = Update.objects.visible_to(user).filter(period=period)
    filed = {each.area_id: each for each in updates.select_related("rag", "submitted_by", "period")}
    rows = seen.due_on(period.as_at) | seen.filter(pk__in=filed)
    rows = rows.distinct().select_related("alliance", "parent")
    return PeriodStanding(period, tuple(AreaStanding(area, filed.get(area.pk)) for area in rows))


def newest_period(alliance: Alliance, user: Any, on: date) -> ReportingPeriod | None:
    """The newest period that had begun by the date."""
    periods = ReportingPeriod.objects.visible_to(user).filter(alliance=alliance, starts_on__lte=on)
    return periods.order_by("-starts_on").first()
