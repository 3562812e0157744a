"""Days laid along a line: where each falls, and the financial years, quarters or months above them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from html import escape

from core.date_spans import MONTHS, month_span
from core.financial_years import FinancialYear, quarter_number

INK, MUTED, LINE, LINE_STRONG, NOW = "#10161f", "#4a5361", "#e1e6ec", "#a9b3c0", "#b0101c"
FONT = "Inter"
MONTH_ROOM, QUARTER_ROOM = 30.0, 15.0
"""The least width of a month or a quarter whose name stands above it."""


@dataclass(frozen=True)
class Stretch:
    """A year, quarter or month: its name and the part of the line that it takes."""

    name: str
    left: float
    right: float


@dataclass(frozen=True)
class Timeline:
    """From the first day to the last, both included, on a line of so many units."""

    start: date
    end: date
    width: float

    def left(self, day: date) -> float:
        """Where a day begins; below zero or beyond the width for days outside."""
        return (day - self.start).days * self.width / self.days

    def right(self, day: date) -> float:
        """Where a day ends."""
        return ((day - self.start).days + 1) * self.width / self.days

    def middle(self, first: date, last: date) -> float:
        return (self.left(first) + self.right(last)) / 2

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @cached_property
    def years(self) -> list[Stretch]:
        """The financial years."""
        first, last = FinancialYear.of(self.start), FinancialYear.of(self.end)
        years = [FinancialYear(number) for number in range(first.first_year, last.first_year + 1)]
        return [self._stretch(str(year), year.start, year.end) for year in years]

    @cached_property
    def parts(self) -> list[Stretch]:
        """The months where there is room to name them, else the quarters, else nothing."""
        if self.width / self.days * 30 >= MONTH_ROOM:
            return [
                self._stretch(MONTHS[day.month - 1][:3], *month_span(day.year, day.month)) for day in self._months()
            ]
        if self.width / self.days * 91 < QUARTER_ROOM:
            return []
        quarters = (day for day in self._months() if day.month % 3 == 1)
        return [
            self._stretch(f"Q{quarter_number(day)}", *FinancialYear.of(day).quarter(quarter_number(day)))
            for day in quarters
        ]

    def _months(self) -> Iterator[date]:
        """The first days of the months that touch the line, from the first of a quarter."""
        day = FinancialYear.of(self.start).quarter(quarter_number(self.start))[0]
        while day <= self.end:
            last = month_span(day.year, day.month)[1]
            yield day
            day = last + timedelta(days=1)

    def _stretch(self, name: str, first: date, last: date) -> Stretch:
        return Stretch(name, max(self.left(first), 0.0), min(self.right(last), self.width))

    @cached_property
    def grid(self) -> str:
        """The paths of a line's divisions, to be given a height: `grid.format(height=24)`."""
        strong = [f"{each.left:.1f}" for each in self.years if each.left > 0]
        weak = [f"{each.left:.1f}" for each in self.parts if each.left > 0 and each.right > each.left]
        return _path([each for each in weak if each not in strong], LINE) + _path(strong, LINE_STRONG)

    @property
    def in_words(self) -> str:
        names = [year.name for year in self.years]
        return f"Financial year {names[0]}" if len(names) == 1 else f"Financial years {names[0]} to {names[-1]}"


def _path(places: list[str], colour: str) -> str:
    if not places:
        return ""
    steps = "".join(f"M{left} 0V{{height}}" for left in places)
    return f'<path d="{steps}" stroke="{colour}" stroke-width="0.8"/>'


def text(words: str, x: float, y: float, size: float, *, fill: str = INK, weight: int = 400, anchor: str = "") -> str:
    """Words on a drawing, as text."""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size:g}" font-weight="{weight}"'
        f' fill="{fill}"{where}>{escape(words)}</text>'
    )


def room_of(words: str, size: float) -> float:
    """About how wide words are in half-bold Inter; rather too much than too little."""
    return len(words) * size * 0.6


def axis(line: Timeline, on: date, *, font: float) -> str:
    """The head of a plan: years, their parts, and the name of the day that the plan speaks of."""
    year_base, part_base, day_base = font * 1.15, font * 2.45, font * 3.75
    height = font * 4.2
    drawn = []
    for year in line.years:
        name = year.name if room_of(year.name, font) + 6 <= year.right - year.left else ""
        if name:
            drawn.append(text(name, year.left + 4, year_base, font, weight=700))
    for part in line.parts:
        if room_of(part.name, font * 0.85) <= part.right - part.left:
            middle = (part.left + part.right) / 2
            drawn.append(text(part.name, middle, part_base, font * 0.85, fill=MUTED, anchor="middle"))
    grid = line.grid.format(height=f"{part_base + font * 0.3:.1f}")
    said = f"{on.day} {MONTHS[on.month - 1]} {on.year}"
    title = f"{line.in_words}; {_day_in_words(line, on, said)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {line.width:g} {height:.1f}" width="100%" role="img"'
        f' aria-label="{escape(title)}"><title>{escape(title)}</title>{grid}{"".join(drawn)}'
        f"{_day_mark(line, on, said, day_base, height, font)}</svg>"
    )


def _day_in_words(line: Timeline, on: date, said: str) -> str:
    if on < line.start:
        return f"as at {said}, which is earlier"
    return f"as at {said}, which is later" if on > line.end else f"the line stands at {said}"


def _day_mark(line: Timeline, on: date, said: str, base: float, height: float, font: float) -> str:
    """The day's name beside the top of its line, on the side where there is room; at the edge when it lies outside."""
    words = f"As at {said}"
    if on < line.start:
        return text(f"← {words}", 2, base, font, fill=NOW, weight=600)
    if on > line.end:
        return text(f"{words} →", line.width - 2, base, font, fill=NOW, weight=600, anchor="end")
    at = line.middle(on, on)
    mark = f'<path d="M{at:.1f} {base - font:.1f}V{height:.1f}" stroke="{NOW}" stroke-width="1.6"/>'
    if at + room_of(words, font) + 6 <= line.width:
        return mark + text(words, at + 4, base, font, fill=NOW, weight=600)
    return mark + text(words, at - 4, base, font, fill=NOW, weight=600, anchor="end")
