"""How far a bar certainly reaches and how far it may: dates that are not to the day have soft ends. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.date_spans import Precision
from core.imprecise_dates import ImpreciseDate
from reporting.charts.timeline import Timeline

STUB = 22.0
"""How long a soft end is drawn where nothing says how long it might be: an open end, a deadline of one day."""


@dataclass(frozen=True)
class Extent:
    """A bar on its line: the part that is sure lies between the inner edges, what may be up to the outer ones."""

    outer_left: float
    inner_left: float
    inner_right: float
    outer_right: float

    def within(self, width: float) -> Extent | None:
        """What of it lies on the line; None where nothing does."""
        if self.outer_right <= 0 or self.outer_left >= width:
            return None
        return Extent(*(min(max(edge, 0.0), width) for edge in self.edges))

    @property
    def edges(self) -> tuple[float, float, float, float]:
        return self.outer_left, self.inner_left, self.inner_right, self.outer_right


def extent_of(
    line: Timeline, start: ImpreciseDate | None, end: ImpreciseDate | None, until: date | None
) -> Extent | None:
    """The extent between two dates, of which either may be unknown; None where both are.

    `until` is the day to which it certainly goes on where its end is not known.
    """
    begins, ends = _beginning(line, start), _ending(line, end)
    if begins is None and ends is None:
        return None
    if ends is None:
        assert begins is not None
        sure = max(begins[1], line.right(until)) if until is not None else begins[1]
        return Extent(*begins, sure, sure + STUB)
    if begins is None or begins[0] >= ends[1]:
        # A start after its end says nothing that could be drawn, so that only the end is.
        return Extent(ends[0] - STUB, ends[0], ends[0], ends[1])
    if begins[1] > ends[0]:
        # It may begin after it may end: no part of it is sure.
        middle = min(max((begins[1] + ends[0]) / 2, begins[0]), ends[1])
        return Extent(begins[0], middle, middle, ends[1])
    return Extent(*begins, *ends)


def _beginning(line: Timeline, when: ImpreciseDate | None) -> tuple[float, float] | None:
    if when is None or when.start is None or when.end is None:
        return None
    if when.precision is Precision.DAY:
        return line.left(when.start), line.left(when.start)
    return _earliest(line, when), line.right(when.end)


def _ending(line: Timeline, when: ImpreciseDate | None) -> tuple[float, float] | None:
    if when is None or when.start is None or when.end is None:
        return None
    last = line.right(when.end)
    return (last, last) if when.precision is Precision.DAY else (_earliest(line, when), last)


def _earliest(line: Timeline, when: ImpreciseDate) -> float:
    """A deadline has no first day: what comes by a day may come any time before it."""
    assert when.start is not None
    first = line.left(when.start)
    return first if when.precision is not Precision.BY or when.start != when.end else line.right(when.start) - STUB


def reach_of(line: Timeline, when: ImpreciseDate | None) -> tuple[float, float, float] | None:
    """The first and last place that a date may mean and the place of its sign; None for what is not known."""
    if when is None or when.start is None or when.end is None:
        return None
    if when.precision is Precision.DAY:
        at = line.middle(when.start, when.end)
        return at, at, at
    if when.precision is Precision.BY:
        return _earliest(line, when), line.right(when.end), line.right(when.end)
    return line.left(when.start), line.right(when.end), line.middle(when.start, when.end)
