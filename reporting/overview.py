"""What the overview shows: what waits on the reader, the position, each area's course, savings, risks, the next board.

Composed from the rows the reader may see; the number of queries does not grow with the rows. A page as known on a past
moment shows the position of the history and nothing else, so that the two times are never mixed (design law 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from alliance.models import Alliance
from core import clock
from core.as_at import Moment
from core.imprecise_dates import ImpreciseDate
from governance.models import Meeting
from programmes.choices import UpdateState
from programmes.models import (
    AreaStatus,
    BenefitEntry,
    BusinessArea,
    Gate,
    PositionStatus,
    ProgrammeRag,
    ReportedCount,
    ReportingPeriod,
)
from reporting.facts import Facts, Standing, read_facts
from reporting.position import Position, position
from reporting.savings import AreaSavings, Saving, by_area, stated
from reporting.waiting import Waiting, waiting
from risks.models import Risk
from risks.readings import HeatMap, heat_map, seen_by

PERIODS_SHOWN = 12
KEY_RISKS_SHOWN = 6
NOT_DUE, NOT_REPORTED, NOT_RATED = "Not due", "Not reported", "No rating"


@dataclass(frozen=True)
class Month:
    """What one area reported for one period: a rating, or a sign of its own for none."""

    period: str
    letter: str
    word: str
    tone: str

    @property
    def sign(self) -> str:
        """How its bar is drawn: by the rating's tone, or by what there is instead of a rating."""
        without = {NOT_DUE: "off", NOT_REPORTED: "none"}
        return self.tone or without.get(self.word, "unrated")


@dataclass(frozen=True)
class NextGate:
    """The gate an area comes to next, and when it is expected; `late` when that day has passed."""

    name: str
    expected: str
    late: bool


@dataclass(frozen=True)
class AreaLine:
    """One area: its place among the statuses, its last periods, its next gate and its forecast saving."""

    id: int
    name: str
    slug: str
    status: str
    step: int
    steps: int
    months: tuple[Month, ...]
    gate: NextGate | None
    saving: str

    @property
    def now(self) -> Month | None:
        """What it reported for the newest period."""
        return self.months[-1] if self.months else None

    @property
    def in_words(self) -> str:
        """Its periods in one sentence, for those who do not see the strip."""
        return ", ".join(f"{month.period} {month.word}" for month in self.months)

    @property
    def places(self) -> tuple[str, ...]:
        """The strip of its statuses: done, current, todo."""
        return tuple("done" if n < self.step else "current" if n == self.step else "todo" for n in range(self.steps))


@dataclass(frozen=True)
class BandCount:
    """How many open risks stand in the highest band of the matrix that has any."""

    band: str
    tone: str
    count: int
    query: str


@dataclass(frozen=True)
class Overview:
    position: Position
    standing: Standing | None
    months: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    savings: tuple[Saving, ...]
    area_savings: AreaSavings | None
    ratings: tuple[ProgrammeRag, ...]
    heat: HeatMap | None
    key_risks: tuple[Risk, ...]
    meeting: Meeting | None
    waiting: tuple[Waiting, ...]
    last_recorded: date | None

    @property
    def period(self) -> ReportingPeriod | None:
        return self.standing.period if self.standing else None

    @property
    def has_gates(self) -> bool:
        return any(line.gate for line in self.areas)

    @property
    def highest_risks(self) -> BandCount | None:
        """The risks of the highest band in which there are any; None where nothing is scored."""
        cells = [cell for row in self.heat.rows for cell in row.cells if cell and cell.count] if self.heat else []
        if self.heat is None or not cells:
            return None
        top = max(cells, key=lambda cell: cell.order)
        count = sum(cell.count for cell in cells if cell.band_id == top.band_id)
        return BandCount(top.band, top.tone, count, f"{self.heat.total_query}&band={top.band_id}")


def overview(alliance: Alliance, user: Any, moment: Moment) -> Overview:
    """Everything the overview shows to this reader as at their day."""
    on = moment.on
    facts = read_facts([alliance], user, today=clock.today(), on=on, strip=PERIODS_SHOWN)
    vocabulary = list(PositionStatus.objects.visible_to(user).filter(alliance=alliance))
    entries = _by(BenefitEntry, user, on, benefit__alliance=alliance).select_related("benefit")
    entries = list(entries.order_by("benefit__order", "benefit", "order", "pk"))
    ratings = _newest_ratings(_by(ProgrammeRag, user, on, alliance=alliance))
    counts = [] if facts.in_force(on) else list(ReportedCount.objects.visible_to(user).filter(alliance=alliance))
    risks = Risk.objects.visible_to(user).filter(register__alliance=alliance).open_on(on).in_brief()
    risks = risks.with_scores(on).worst_first(on)
    begun = [each for each in facts.periods if each.starts_on <= on]
    strip = list(reversed(begun[:PERIODS_SHOWN]))
    savings = by_area(entries)
    here = position(on, alliance.area_words, vocabulary, facts.in_force(on), counts)
    return Overview(
        position=here,
        standing=facts.standing(begun[0]) if begun else None,
        months=tuple(each.title for each in strip),
        areas=tuple(_areas(facts, vocabulary, strip, _next_gates(alliance, user, on), savings, on)),
        savings=tuple(stated(entries)),
        area_savings=savings,
        ratings=tuple(ratings),
        heat=heat_map(alliance, on, seen_by(user)),
        key_risks=tuple(risks.select_related("register__alliance")[:KEY_RISKS_SHOWN]),
        meeting=next((each for each in facts.meetings if each.held_on >= on), None),
        waiting=tuple(waiting(facts, user)),
        last_recorded=_newest(facts, entries, ratings, counts, on),
    )


def overview_known_on(alliance: Alliance, user: Any, moment: Moment) -> Overview:
    """The position as the record stood at a past moment, without what is only read as at a day."""
    here = position_seen(alliance, user, moment)
    return Overview(here, None, (), (), (), None, (), None, (), None, (), None)


def _by(model: Any, user: Any, on: date, **which: Any) -> Any:
    """The stated rows of an alliance that were true by a day."""
    return model.objects.visible_to(user).filter(**which, as_at__start__lte=on)


def _newest_ratings(rows: Any) -> list[ProgrammeRag]:
    """Of each dimension the rating reported last, as the highlight report has them."""
    found: dict[str, ProgrammeRag] = {}
    for row in rows.select_related("rating").order_by("dimension", "-as_at"):
        found.setdefault(row.dimension, row)
    return list(found.values())


def _next_gates(alliance: Alliance, user: Any, on: date) -> dict[int, NextGate]:
    """The next gate of each area: of those not passed by the day, the one expected first."""
    found: dict[int, NextGate] = {}
    for gate in Gate.objects.visible_to(user).filter(area__alliance=alliance).ahead_on(on):
        expected: ImpreciseDate | None = gate.forecast_on or gate.planned_on
        late = expected is not None and expected.is_before(on)
        found.setdefault(gate.area_id, NextGate(gate.name, str(expected or "No date yet"), late))
    return found


def _areas(
    facts: Facts,
    vocabulary: list[PositionStatus],
    strip: list[ReportingPeriod],
    gates: dict[int, NextGate],
    savings: AreaSavings | None,
    on: date,
) -> list[AreaLine]:
    """The areas in the order of the position table, each with its course."""
    steps = {status.pk: place for place, status in enumerate(vocabulary)}
    due = {period.pk: facts.due(period) for period in strip}
    return [
        AreaLine(
            id=row.area_id,
            name=row.area.name,
            slug=row.area.slug,
            status=row.status.name,
            step=steps[row.status_id],
            steps=len(vocabulary),
            months=tuple(_month(facts, row.area_id, period, due=row.area_id in due[period.pk]) for period in strip),
            gate=gates.get(row.area_id),
            saving=savings.amounts.get(row.area_id, "") if savings else "",
        )
        for row in facts.in_force(on)
    ]


def _month(facts: Facts, area: int, period: ReportingPeriod, *, due: bool) -> Month:
    update = facts.filed.get((area, period.pk))
    if update is None or update.state == UpdateState.DRAFT:
        return Month(period.title, "", NOT_REPORTED if due else NOT_DUE, "")
    return Month(period.title, update.letter, update.word or NOT_RATED, update.tone)


def _newest(
    facts: Facts, entries: list[BenefitEntry], ratings: list[ProgrammeRag], counts: list[ReportedCount], on: date
) -> date | None:
    """The day of the newest fact on the page that was true by then."""
    days = [row.from_date.start for row in facts.statuses if row.from_date is not None]
    stated_rows: list[Any] = [*entries, *ratings, *counts]
    days += [row.as_at.start for row in stated_rows]
    days += [period.as_at for period in facts.periods]
    return max((day for day in days if day is not None and day <= on), default=None)


def position_seen(alliance: Alliance, user: Any, moment: Moment) -> Position:
    """The position on the reader's date, from the rows they may see; as known on a past moment from the history."""
    vocabulary = PositionStatus.objects.visible_to(user).filter(alliance=alliance)
    counts: Any = ReportedCount.objects.visible_to(user).filter(alliance=alliance)
    if moment.known_on is None:
        statuses: Any = AreaStatus.objects.visible_to(user).filter(area__alliance=alliance).position(moment.on)
        statuses = statuses.select_related("area", "status")
    else:
        statuses = _statuses_known_on(alliance, user, moment)
        history: Any = ReportedCount.history.as_of(moment.known_on)
        counts = [
            row
            for row in counts.model.objects.all().history_visible_to(user, history)
            if row.alliance_id == alliance.pk
        ]
    return position(moment.on, alliance.area_words, vocabulary, statuses, counts)


def _statuses_known_on(alliance: Alliance, user: Any, moment: Moment) -> list[AreaStatus]:
    """The statuses in force that day as the record stood then, with the areas' names of that time."""
    history: Any = AreaStatus.history.as_of(moment.known_on)
    known = AreaStatus.objects.all().history_visible_to(user, history)
    then: Any = BusinessArea.history.as_of(moment.known_on)
    areas = {area.pk: area for area in BusinessArea.objects.all().history_visible_to(user, then)}
    rows = []
    for row in known:
        area = areas.get(row.area_id)
        if area is not None and area.alliance_id == alliance.pk and area.counts and row.in_force(moment.on):
            row.area = area
            rows.append(row)
    return sorted(rows, key=lambda row: (row.order, row.area.name, row.pk))
