"""Where the business areas stand on a date: the columns of the table, both counts of approved, or what was reported.

One reading for the page, the API and the documents. Nothing is invented for an area whose status is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.choices import Measure
from programmes.models import AreaStatus, PositionStatus, ReportedCount


@dataclass(frozen=True)
class PositionRow:
    """One area in a column, as its authors wrote and ordered it."""

    name: str
    slug: str


@dataclass(frozen=True)
class PositionColumn:
    """One status with its areas in the authored order (rule B-04)."""

    name: str
    code: str
    counts_as_approved: bool
    counts_as_live: bool
    rows: tuple[PositionRow, ...]

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class ReportedPosition:
    """Counts as somebody reported them, with their date, words and source (rule B-07)."""

    approved: int | None
    live: int | None
    as_at: str
    words: str
    source: str


@dataclass(frozen=True)
class Position:
    """The position on a date: recorded area by area, or only reported in counts, or neither."""

    on: date
    area_word: str
    areas_word: str
    columns: tuple[PositionColumn, ...]
    reported: ReportedPosition | None

    @property
    def is_recorded(self) -> bool:
        return any(column.rows for column in self.columns)

    @property
    def approved(self) -> int | None:
        """Areas approved by then, those live among them: the cumulative count (rule X-06)."""
        if self.is_recorded:
            return sum(column.count for column in self.columns if column.counts_as_approved)
        return self.reported.approved if self.reported else None

    @property
    def live(self) -> int | None:
        if self.is_recorded:
            return sum(column.count for column in self.columns if column.counts_as_live)
        return self.reported.live if self.reported else None

    @property
    def approved_not_live(self) -> int | None:
        """Approved and not yet live: the exclusive count, which is the table's column (rule X-06)."""
        return None if self.approved is None or self.live is None else self.approved - self.live

    @property
    def sentence(self) -> str:
        """The counts in words, for example "27 business areas approved, 17 live" (rule B-06)."""
        if self.approved is None:
            return ""
        noun = self.area_word if self.approved == 1 else self.areas_word
        live = "" if self.live is None else f", {self.live} live"
        return f"{self.approved} {noun} approved{live}"

    @property
    def held_columns(self) -> tuple[PositionColumn, ...]:
        """The statuses in which an area stands: what a bar of the counts has parts for, and a table columns."""
        return tuple(column for column in self.columns if column.rows)

    @property
    def table(self) -> tuple[tuple[PositionRow | None, ...], ...]:
        """The columns that hold an area side by side, ragged: None where a column has ended."""
        columns = self.held_columns
        longest = max((column.count for column in columns), default=0)
        return tuple(
            tuple(column.rows[place] if place < column.count else None for column in columns)
            for place in range(longest)
        )

    @property
    def empty_columns(self) -> tuple[str, ...]:
        """The statuses in which no area stands, by name."""
        return tuple(column.name for column in self.columns if not column.rows)


def position(
    on: date,
    words: tuple[str, str],
    vocabulary: Iterable[PositionStatus],
    statuses: Iterable[AreaStatus],
    counts: Iterable[ReportedCount],
) -> Position:
    """The position on a date from rows the caller may see; `words` are the alliance's for one area and several."""
    words = (mid_sentence(words[0]), mid_sentence(words[1]))
    placed: dict[int, list[PositionRow]] = {}
    for each in statuses:
        placed.setdefault(each.status_id, []).append(PositionRow(each.area.name, each.area.slug))
    if not placed:
        return Position(on, words[0], words[1], (), reported_position(on, counts))
    columns = tuple(
        PositionColumn(
            status.name,
            status.code,
            status.means_approved,
            status.means_live,
            tuple(placed.get(status.pk, ())),
        )
        for status in vocabulary
    )
    return Position(on, words[0], words[1], columns, None)


def mid_sentence(word: str) -> str:
    """The alliance's word as it stands inside a sentence: a first capital is lowered.

    "ICT strand" keeps its own, and so does a title such as "Senior Responsible Officer".
    """
    is_title = any(part[:1].isupper() for part in word.split()[1:])
    return word if is_title or not word[1:2].islower() else word[:1].lower() + word[1:]


def reported_position(on: date, counts: Iterable[ReportedCount]) -> ReportedPosition | None:
    """The newest counts reported on or before a date; None when there are none."""
    known = [count for count in counts if count.as_at and count.as_at.start and count.as_at.start <= on]
    if not known:
        return None
    newest = max(known, key=lambda count: (count.as_at, count.pk))
    same = {count.measure: count for count in known if count.as_at == newest.as_at}
    approved, live = same.get(Measure.APPROVED), same.get(Measure.LIVE)
    return ReportedPosition(
        approved=approved.value if approved else None,
        live=live.value if live else None,
        as_at=str(newest.as_at),
        words=newest.words,
        source=newest.source,
    )
