"""The lines that a highlight report prints. Nothing is read here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rating:
    letter: str
    word: str
    tone: str


@dataclass(frozen=True)
class ProgrammeRating:
    """A rating of the whole, as it was reported, with its own words and date."""

    dimension: str
    rating: Rating
    as_at: str
    words: str


@dataclass(frozen=True)
class FigureLine:
    """A figure as entered: what it is, its amount, basis, date, condition and source."""

    caption: str
    figure: str
    terms: str
    amount: str
    basis: str
    as_at: str
    condition: str
    source: str


@dataclass(frozen=True)
class StatementLine:
    topic: str
    text: str
    as_at: str
    source: str


@dataclass(frozen=True)
class RiskLine:
    """A key risk with the band and the words of its score on the report's date; neither where it is not scored."""

    reference: str
    text: str
    area: str
    owner: str
    rating: Rating | None = None
    score: str = ""


@dataclass(frozen=True)
class GateLine:
    """A gate that is ahead: when it was first planned for, when it is now expected, and how late that is."""

    gate: str
    area: str
    planned: str
    expected: str
    slippage: str


@dataclass(frozen=True)
class RatingCount:
    """How many areas reported one rating; those that are not well are named."""

    rating: Rating
    count: int
    areas: tuple[str, ...]


@dataclass(frozen=True)
class UpdateLine:
    """What one area reported for the period."""

    area: str
    rating: Rating | None
    reason: str
    done: str
    next_steps: str
    decision_asked: str


@dataclass(frozen=True)
class PeriodLine:
    """How the period's reporting stands. An area that filed nothing is named as not reported, with no old text."""

    title: str
    signed_off: str
    signed_off_by: str
    summary: str
    accepted: int
    not_reported: tuple[str, ...]
    waiting: tuple[str, ...]
    returned: tuple[str, ...] = ()

    @property
    def anything_filed(self) -> bool:
        return bool(self.accepted or self.waiting or self.returned)

    @property
    def sentence(self) -> str:
        """How many have reported, in words; a period in which nobody has is said so, without a count."""
        if not self.anything_filed:
            return f"No update has been filed for {self.title}."
        parts = [(self.accepted, "accepted"), (len(self.waiting), "filed and not yet accepted")]
        parts += [(len(self.returned), "returned to be mended"), (len(self.not_reported), "not reported")]
        return f"Updates: {', '.join(f'{count} {words}' for count, words in parts if count)}."
