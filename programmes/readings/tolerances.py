"""What stands beyond its tolerance on a day: read from dates and readings each time, and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from alliance.models import Alliance
from core.as_at import Moment
from core.imprecise_dates import ImpreciseDate, Precision
from programmes.choices import Dimension, Tailoring
from programmes.models import AreaPhase, BusinessArea, Gate, Milestone, Tolerance, ToleranceReading
from programmes.models.baseline import has_come
from programmes.readings.then import known_then
from programmes.scoring import When, days_off_on, excess

DATES: dict[Any, tuple[str, str, str]] = {
    AreaPhase: ("baseline_end", "actual_end", "forecast_end"),
    Gate: ("planned_on", "passed_on", "forecast_on"),
    Milestone: ("baseline_on", "actual_on", "forecast_on"),
}
"""Of each row with a baseline: when it was planned, when it came and when it is expected."""


@dataclass(frozen=True)
class Breach:
    """One thing beyond one tolerance: how far from the plan it stands, and by how much that is beyond the room."""

    tolerance: Tolerance
    subject: Any
    """The gate, phase or milestone; in another dimension than time, the reading."""
    area: BusinessArea | None
    off: Decimal
    beyond: Decimal
    is_more: bool
    has_come: bool = False
    """Whether it came, so that nothing can be done about it."""

    @property
    def dimension(self) -> str:
        return self.tolerance.dimension

    @property
    def kind(self) -> str:
        return str(self.subject._meta.verbose_name)

    @property
    def title(self) -> str:
        """What stands beyond, without the name of its area."""
        if isinstance(self.subject, ToleranceReading):
            return f"{self.tolerance.get_dimension_display()}, as at {self.subject.as_at}"
        return str(getattr(self.subject, "title", self.subject.name))

    @property
    def off_words(self) -> str:
        """How far from the plan: 40 days late, £60,000 more than planned."""
        amount = self.tolerance.in_unit(abs(self.off))
        if self.dimension == Dimension.TIME:
            return f"{amount} {'late' if self.is_more else 'early'}"
        return f"{amount} {'more' if self.is_more else 'less'} than planned"

    @property
    def beyond_amount(self) -> str:
        """How far beyond what is allowed: 10 days."""
        return self.tolerance.in_unit(self.beyond)


@dataclass(frozen=True)
class BreachLine:
    """The furthest beyond one tolerance in one area, and how many others are beyond it there."""

    worst: Breach
    others: int


def breaches_of(
    alliance: Alliance, user: Any, moment: Moment, *, area: BusinessArea | None = None, with_past: bool = False
) -> list[Breach]:
    """All that the reader may see beyond its tolerance as at a day, or as known then; of one area where it is named.

    What had come by the day, too late or too early, is among them only `with_past`. An area's own tolerances of time
    take the place of the alliance's there. The furthest beyond comes first in each dimension.
    """
    areas = {each.pk: each for each in _rows(BusinessArea, alliance, user, moment)}
    for each in areas.values():
        each.alliance = alliance
    held = _in_force(alliance, user, moment)
    found = [*_in_time(held, areas, alliance, user, moment), *_in_readings(held, areas, alliance, user, moment)]
    if not with_past:
        found = [each for each in found if not each.has_come]
    if area is not None:
        found = [each for each in found if each.area is not None and each.area.pk == area.pk]
    places = {code: place for place, code in enumerate(Dimension.values)}
    return sorted(found, key=lambda each: (places[each.dimension], -each.beyond, each.subject.pk))


def in_lines(breaches: Iterable[Breach]) -> list[BreachLine]:
    """One line for each area and tolerance, in the order of the breaches, which have the furthest first."""
    found: dict[tuple[int, int | None], list[Breach]] = {}
    for each in breaches:
        found.setdefault((each.tolerance.pk, each.area.pk if each.area else None), []).append(each)
    return [BreachLine(rows[0], len(rows) - 1) for rows in found.values()]


def breaches_of_row(row: AreaPhase | Gate | Milestone, user: Any, moment: Moment) -> list[BreachLine]:
    """In which tolerances of time one gate, phase or milestone is beyond, as at a day."""
    held = _in_force(row.area.alliance, user, moment)
    found = _of_rows([row], _in_force_for(held), {row.area_id: row.area}, moment.on)
    return [BreachLine(each, 0) for each in found]


def _in_force(alliance: Alliance, user: Any, moment: Moment) -> list[Tolerance]:
    """The tolerances that hold on the day, each with the alliance at hand, so that its address needs no query."""
    held: list[Tolerance] = [each for each in _rows(Tolerance, alliance, user, moment) if each.in_force(moment.on)]
    for each in held:
        each.alliance = alliance
    return held


def _rows(model: Any, alliance: Alliance, user: Any, moment: Moment) -> list[Any]:
    """The rows of a kind with an `alliance` field, or with an `area`, of one alliance."""
    path = {Tolerance: "alliance", BusinessArea: "alliance", ToleranceReading: "tolerance__alliance"}
    link = path.get(model, "area__alliance")
    rows = known_then(model, user, moment) if moment.known_on else model.objects.visible_to(user)
    return list(rows.filter(**{link: alliance}))


def _in_force_for(held: Iterable[Tolerance]) -> dict[int | None, list[Tolerance]]:
    """The tolerances of time by the area that they are for."""
    found: dict[int | None, list[Tolerance]] = {}
    for each in held:
        if each.dimension == Dimension.TIME:
            found.setdefault(each.area_id, []).append(each)
    return found


def _in_time(held: list[Tolerance], areas: dict[int, Any], alliance: Alliance, user: Any, moment: Moment) -> Any:
    by_area = _in_force_for(held)
    if not by_area:
        return
    for model in DATES:
        yield from _of_rows(_rows(model, alliance, user, moment), by_area, areas, moment.on)


def _of_rows(rows: Iterable[Any], by_area: dict[int | None, list[Tolerance]], areas: dict[int, Any], on: date) -> Any:
    for row in rows:
        off = None if row.area_id not in areas else days_off_then(row, on)
        if off is None:
            continue
        row.area = areas[row.area_id]
        for tolerance in by_area.get(row.area_id) or by_area.get(None, []):
            over = excess(Decimal(off), tolerance.room)
            if over is not None:
                came = has_come(getattr(row, DATES[type(row)][1]), on)
                yield Breach(tolerance, row, areas[row.area_id], Decimal(off), over.beyond, over.is_more, came)


def days_off_then(row: AreaPhase | Gate | Milestone, on: date) -> int | None:
    """Days by which a row with a baseline is certainly off its plan as at a day; None where nothing was planned."""
    if getattr(row, "tailoring", "") == Tailoring.OMITTED:
        return None
    planned, actual, forecast = (_when(getattr(row, name)) for name in DATES[type(row)])
    return None if planned is None else days_off_on(planned, actual, forecast, on)


def _when(value: ImpreciseDate | None) -> When | None:
    """The days that a date may mean; a deadline means that day or any before it."""
    if value is None or value.end is None:
        return None
    return When(None if value.precision is Precision.BY else value.start, value.end)


def _in_readings(held: list[Tolerance], areas: dict[int, Any], alliance: Alliance, user: Any, moment: Moment) -> Any:
    """By the newest reading of each tolerance that was true by the day."""
    measured = {each.pk: each for each in held if each.dimension != Dimension.TIME}
    newest: dict[int, ToleranceReading] = {}
    for reading in _rows(ToleranceReading, alliance, user, moment) if measured else []:
        start = reading.as_at.start
        if reading.tolerance_id not in measured or start is None or start > moment.on:
            continue
        before = newest.get(reading.tolerance_id)
        if before is None or (reading.as_at, reading.pk) > (before.as_at, before.pk):
            newest[reading.tolerance_id] = reading
    for reading in newest.values():
        tolerance = reading.tolerance = measured[reading.tolerance_id]
        over = excess(reading.value, tolerance.room)
        if over is not None:
            area = areas[tolerance.area_id] if tolerance.area_id is not None else None
            yield Breach(tolerance, reading, area, reading.value, over.beyond, over.is_more)
