"""Makes a training alliance and its neighbour, in one transaction: all of it stands, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction

from alliance.models import Alliance
from core.history import recorded
from core.uploads.receive import Checked
from reporting.training.areas import make_areas
from reporting.training.cases import make_cases
from reporting.training.cast import Cast, alliance_name, counties_of, make_cast
from reporting.training.charter import set_out
from reporting.training.control import make_control
from reporting.training.cycle import make_cycle
from reporting.training.dependencies import make_dependencies, make_outreach
from reporting.training.figures import make_figures
from reporting.training.hazards import make_risks
from reporting.training.keeping import ACTOR, REASON
from reporting.training.meetings import make_meetings, meeting_days
from reporting.training.papers import PaperText, drawn, paper_texts
from reporting.training.pledges import sign_and_delegate
from reporting.training.shares import make_shares
from reporting.training.size import RANGES, Size
from reporting.training.surroundings import make_partners, make_surroundings
from reporting.training.way import make_way
from reporting.training.wording import Wording

Texts = list[list[list[PaperText]]]


def make_training(size: Size) -> Alliance:
    """The alliance of that size, and beside it a small one that shares an organisation with it.

    The same size, seed and date make the same rows. Raises ValidationError when its short name is taken, and what
    drawing a paper raises; then nothing is changed.
    """
    small = neighbour_of(size)
    for each in (size, small):
        Alliance(slug=each.slug, name=each.slug, short_name=each.slug, is_fictional=True).full_clean()
    names = counties_of(size)
    texts, beside = _texts(size, names), _texts(small, counties_of(small, beside=names))
    # Before the transaction: drawing takes seconds, during which nobody else should wait.
    files = drawn([text for papers in (*texts, *beside) for versions in papers for text in versions])
    with transaction.atomic(), recorded(by=None, actor=ACTOR, reason=REASON):
        cast = _make(size, names, texts, files)
        _make(small, counties_of(small, beside=names), beside, files, beside=cast)
    return cast.alliance


def neighbour_of(size: Size) -> Size:
    """The least that a whole alliance can be."""
    least: dict[str, Any] = {name: low for name, (low, _) in RANGES.items()}
    return replace(size, slug=f"{size.slug}-neighbour", **least)


def _texts(size: Size, counties: list[str]) -> Texts:
    return paper_texts(size, alliance_name(counties), counties, meeting_days(size))


def _make(
    size: Size, counties: list[str], texts: Texts, files: dict[PaperText, Checked], *, beside: Cast | None = None
) -> Cast:
    cast = make_cast(size, counties, beside=beside)
    make_shares(size, cast)
    sign_and_delegate(cast, size.until)
    set_out(cast)
    wording = Wording(size.dice("words"), cast.counties)
    courses = make_areas(size, cast)
    make_partners(size, cast, courses)
    make_way(size, cast, courses, make_cases(size, cast, courses))
    make_control(size, cast, courses)
    periods = make_cycle(size, cast, courses, wording)
    make_figures(size, cast, courses)
    make_surroundings(size, cast, courses)
    make_dependencies(size, cast, courses)
    make_outreach(size, cast, courses)
    make_risks(size, cast, courses, wording)
    make_meetings(size, cast, periods, texts, files, wording)
    return cast
