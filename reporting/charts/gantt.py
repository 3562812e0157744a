"""A plan as one lane for each area, all on one line of time: phases as bars, gates and milestones as signs.

The lanes are drawings of their own, so that a page can hold the names beside them while they are moved, and a document
can break between any two. Pure: no Django, no query, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from core.imprecise_dates import ImpreciseDate
from reporting.charts.extents import Extent, extent_of, reach_of
from reporting.charts.signs import BASELINE, PAPER, bar_rect, gate_sign, milestone_sign
from reporting.charts.timeline import INK, MUTED, NOW, Timeline, axis, room_of, text

BESIDE = 2.0
"""Bars that overlap by less than this stand on one track."""
DATES = tuple[ImpreciseDate | None, ImpreciseDate | None]


@dataclass(frozen=True)
class Measures:
    """The lengths of a drawing, in its own units: the whole is as wide as its place, whatever the units."""

    width: float
    bar: float
    font: float
    sign: float
    strip: float
    pad: float
    axis: float


ROOMY = Measures(width=940, bar=14, font=10.5, sign=7, strip=8, pad=2, axis=12.5)
"""For the screen, and for paper where the areas fit one page so."""
DENSE = Measures(width=1380, bar=9.4, font=8.2, sign=5.6, strip=5.4, pad=1, axis=11.5)
"""For paper with many areas: sixty on one page of A3."""


@dataclass(frozen=True)
class Bar:
    """A phase. `label` stands in it where there is room, else `short`, else nothing; `title` says it all."""

    label: str
    short: str
    title: str
    state: str
    dates: DATES
    baseline: DATES = (None, None)
    is_late: bool = False


@dataclass(frozen=True)
class Mark:
    """A gate or a milestone on the date that it came or is expected."""

    is_gate: bool
    state: str
    when: ImpreciseDate | None
    title: str
    baseline: ImpreciseDate | None = None
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One area. `empty` is written on its lane where it has nothing that could be drawn."""

    title: str
    description: str
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    empty: str


@dataclass(frozen=True)
class Gantt:
    """The head of the plan and a lane for each row, as SVG of the same width."""

    axis: str
    lanes: tuple[str, ...]


def gantt(rows: Sequence[Row], line: Timeline, on: date, size: Measures, *, linked: bool = True) -> Gantt:
    """All rows on one line of time. `linked` drawings lead to gates and say what is pointed at, as a page does."""
    line = Timeline(line.start, line.end, size.width)
    return Gantt(
        axis=axis(line, on, font=size.axis), lanes=tuple(_Lane(row, line, on, size, linked).svg() for row in rows)
    )


def height_of(row: Row, line: Timeline, on: date, size: Measures) -> float:
    """How high the lane of a row is, in units of the drawing."""
    return _Lane(row, Timeline(line.start, line.end, size.width), on, size, linked=False).height


class _Lane:
    """The drawing of one row. Bars that overlap stand on tracks under one another."""

    def __init__(self, row: Row, line: Timeline, on: date, size: Measures, linked: bool) -> None:
        self.row, self.line, self.on, self.size, self.linked = row, line, on, size, linked
        placed = [(bar, extent) for bar in row.bars if (extent := self._extent(bar)) is not None]
        self.extents = [extent for _, extent in placed]
        self.bars = [(bar, extent) for bar, extent in placed if extent.within(self.line.width)]
        # A phase often begins on the day on which the one before it ends.
        beside = max(BESIDE, self.line.width / self.line.days * 1.1)
        self.tracks, self.track_of = _on_tracks([extent for _, extent in self.bars], beside)

    def _extent(self, bar: Bar) -> Extent | None:
        until = self.on if bar.state == "current" else None
        found = extent_of(self.line, *bar.dates, until)
        if found is None or not bar.is_late:
            return found
        return Extent(*found.edges[:3], max(found.outer_right, self.line.right(self.on)))

    @property
    def pitch(self) -> float:
        """From one track to the next."""
        return self.size.bar + self.size.strip

    @property
    def height(self) -> float:
        return round(self.size.pad * 2 + self.pitch * self.tracks, 1)

    def top(self, track: int) -> float:
        return self.size.pad + self.pitch * track

    def svg(self) -> str:
        """The lane, with its title and description."""
        title, height = escape(self.row.title), self.height
        role = "group" if self.linked else "img"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.line.width:g} {height:g}" width="100%"'
            f' role="{role}" aria-label="{title}"><title>{title}</title><desc>{escape(self.row.description)}</desc>'
            f"{self.line.grid.format(height=f'{height:g}')}{''.join(self._drawn())}</svg>"
        )

    def _drawn(self) -> list[str]:
        words = self._instead()
        if words:
            left = self.size.sign + 6
            base = self.top(0) + self.size.bar * 0.8
            return [self._today(), self._beyond(), text(words, left, base, self.size.font, fill=MUTED)]
        parts = [self._baseline(bar, self.track_of[n]) for n, (bar, _) in enumerate(self.bars)]
        parts += [self._bar(bar, extent, self.track_of[n]) for n, (bar, extent) in enumerate(self.bars)]
        parts += [self._planned(mark) for mark in self.row.marks]
        parts.append(self._today())
        parts += [self._mark(mark) for mark in self.row.marks]
        parts.append(self._beyond())
        return parts

    def _instead(self) -> str:
        """What is said where nothing of the row is drawn: that nothing is there to draw, or where it lies."""
        width = self.line.width
        reaches = [reach for mark in self.row.marks if (reach := reach_of(self.line, mark.when))]
        if self.bars or any(0 <= each[2] <= width for each in reaches):
            return ""
        if not self.extents and not reaches:
            return self.row.empty
        before = [extent.outer_right <= 0 for extent in self.extents] + [each[2] < 0 for each in reaches]
        return "All earlier" if all(before) else "Earlier and later" if any(before) else "All later"

    def _today(self) -> str:
        if not self.line.start <= self.on <= self.line.end:
            return ""
        at = self.line.middle(self.on, self.on)
        return f'<path d="M{at:.1f} 0V{self.height:g}" stroke="{NOW}" stroke-width="1.4"/>'

    def _titled(self, drawn: str, title: str, href: str = "") -> str:
        """What is drawn with what it is, for those who point at it; it leads to its page."""
        if not self.linked or not drawn:
            return drawn
        if href:
            # The table beside the drawing holds the same links in order, so that the keyboard need not pass them twice.
            return f'<a href="{escape(href)}" tabindex="-1"><title>{escape(title)}</title>{drawn}</a>'
        return f"<g><title>{escape(title)}</title>{drawn}</g>"

    def _bar(self, bar: Bar, extent: Extent, track: int) -> str:
        shown = extent.within(self.line.width)
        if shown is None:
            return ""
        top, height = self.top(track), self.size.bar
        known = extent_of(self.line, *bar.dates, self.on if bar.state == "current" else None)
        overrun = known.outer_right if bar.is_late and known else extent.outer_right
        overrun = min(max(overrun, 0.0), self.line.width)
        parts = [
            bar_rect(shown.outer_left, shown.inner_left, top, height, bar.state, soft=True),
            self._sure(bar, shown, top),
            bar_rect(shown.inner_right, min(overrun, shown.outer_right), top, height, bar.state, soft=True),
            bar_rect(overrun, shown.outer_right, top, height, "overrun") if bar.is_late else "",
            self._label(bar, shown, top),
        ]
        return self._titled("".join(parts), bar.title)

    def _sure(self, bar: Bar, shown: Extent, top: float) -> str:
        """The part that is sure; of a current phase what is over is darker than what is to come."""
        left, right = shown.inner_left, shown.inner_right
        if bar.state != "current":
            return bar_rect(left, right, top, self.size.bar, bar.state)
        now = min(max(self.line.right(self.on), left), right)
        return bar_rect(left, now, top, self.size.bar, "current") + bar_rect(now, right, top, self.size.bar, "rest")

    def _label(self, bar: Bar, shown: Extent, top: float) -> str:
        """Clear of the signs at both ends of the bar."""
        size, left, right = self.size, shown.inner_left, shown.inner_right
        now = self.line.right(self.on)
        if left < now < right:
            # Clear of the day's line too: on the longer side of it.
            left, right = (left, now - size.sign) if now - left > right - now else (now - size.sign, right)
        room = right - left - 2 * (size.sign + 2)
        base = top + size.bar / 2 + size.font * 0.36
        fill = PAPER if bar.state == "done" else INK
        middle = (left + right) / 2
        for words in (bar.label, bar.short):
            if words and room_of(words, size.font) <= room:
                return text(words, middle, base, size.font, fill=fill, weight=600, anchor="middle")
        return ""

    def _baseline(self, bar: Bar, track: int) -> str:
        found = extent_of(self.line, *bar.baseline, None)
        shown = found.within(self.line.width) if found else None
        if shown is None:
            return ""
        y = self.top(track) + self.size.bar + self.size.strip / 2
        thick = self.size.strip * 0.28
        parts = [
            _level(shown.outer_left, shown.inner_left, y, thick, ' stroke-dasharray="2.5 2"'),
            _level(shown.inner_left, shown.inner_right, y, thick),
            _level(shown.inner_right, shown.outer_right, y, thick, ' stroke-dasharray="2.5 2"'),
        ]
        return "".join(parts)

    def _planned(self, mark: Mark) -> str:
        """Where it was first planned to be, as a stroke on the line of baselines."""
        reach = reach_of(self.line, mark.baseline)
        if reach is None or not 0 <= reach[2] <= self.line.width:
            return ""
        y = self.top(self._track_at(reach[2])) + self.size.bar + self.size.strip / 2
        half = self.size.strip * 0.4
        return f'<path d="M{reach[2]:.1f} {y - half:.1f}V{y + half:.1f}" stroke="{BASELINE}" stroke-width="1.6"/>'

    def _mark(self, mark: Mark) -> str:
        reach = reach_of(self.line, mark.when)
        if reach is None or not 0 <= reach[2] <= self.line.width:
            return ""
        size = self.size
        first, last, at = max(reach[0], 0.0), min(reach[1], self.line.width), reach[2]
        if mark.is_gate:
            y = self.top(self._track_at(at)) + size.bar / 2
            drawn = _span(first, last, at, y, size.sign * 0.6) + gate_sign(mark.state, at, y, size.sign)
        else:
            y = self.top(self.tracks - 1) + size.bar + size.strip * 0.5
            drawn = _span(first, last, at, y, size.strip * 0.3)
            drawn += milestone_sign(mark.state, at, y, size.strip * 0.56)
        return self._titled(drawn, mark.title, mark.href)

    def _track_at(self, place: float) -> int:
        """The track of the bar that ends nearest to a place: a gate stands at the end of its phase."""
        ends = [(abs(extent.outer_right - place), self.track_of[n]) for n, (_, extent) in enumerate(self.bars)]
        return min(ends)[1] if ends else 0

    def _beyond(self) -> str:
        """An arrow at an edge beyond which there is more of this row."""
        reaches = [extent.edges for extent in self.extents]
        marks = [reach for mark in self.row.marks if (reach := reach_of(self.line, mark.when))]
        before = any(each[0] < 0 for each in reaches) or any(each[2] < 0 for each in marks)
        after = any(each[3] > self.line.width for each in reaches) or any(each[2] > self.line.width for each in marks)
        y, r, width = self.top(0) + self.size.bar / 2, self.size.sign * 0.7, self.line.width
        parts = []
        if before:
            parts.append(
                f'<path d="M0.6 {y:.1f}L{r + 0.6:.1f} {y - r:.1f}V{y + r:.1f}Z" fill="{INK}" stroke="{PAPER}"/>'
            )
        if after:
            parts.append(
                f'<path d="M{width - 0.6:.1f} {y:.1f}L{width - r - 0.6:.1f} {y - r:.1f}V{y + r:.1f}Z" fill="{INK}"'
                f' stroke="{PAPER}"/>'
            )
        return "".join(parts)


def _level(left: float, right: float, y: float, thick: float, extra: str = "") -> str:
    if right - left < 0.05:
        return ""
    return f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{BASELINE}" stroke-width="{thick:.1f}"{extra}/>'


def _span(first: float, last: float, at: float, y: float, half: float) -> str:
    """The days that a date may mean. A deadline, whose sign stands at its end, may come earlier: its line is broken."""
    if last - first < 1:
        return ""
    by = at >= last - 0.05
    ends = "" if by else f"M{first:.1f} {y - half:.1f}V{y + half:.1f}M{last:.1f} {y - half:.1f}V{y + half:.1f}"
    path = f"M{first:.1f} {y:.1f}H{last:.1f}{ends}"
    broken = ' stroke-dasharray="3 2"' if by else ""
    return (
        f'<path d="{path}" stroke="{PAPER}" stroke-width="3.6" fill="none"/>'
        f'<path d="{path}" stroke="{INK}" stroke-width="1.3" fill="none"{broken}/>'
    )


def _on_tracks(extents: Sequence[Extent], beside: float) -> tuple[int, list[int]]:
    """How many tracks bars need so that none covers another, and the track of each: the first that is free."""
    ends: list[float] = []
    tracks = [0] * len(extents)
    for number in sorted(range(len(extents)), key=lambda n: (extents[n].outer_left, n)):
        extent = extents[number]
        free = (track for track, end in enumerate(ends) if end <= extent.outer_left + beside)
        track = next(free, len(ends))
        if track == len(ends):
            ends.append(0.0)
        ends[track] = extent.outer_right
        tracks[number] = track
    return max(len(ends), 1), tracks
