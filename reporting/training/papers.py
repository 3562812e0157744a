"""The papers of a training alliance: what they say, and their PDFs, drawn and checked as any other would be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import cycle
from random import Random
from typing import Final

from django.template.loader import render_to_string

from core.uploads.receive import Checked, check
from reporting.assembly.finishing import finish
from reporting.rendering import sandbox_options
from reporting.sandbox import Bundle, RenderSandbox
from reporting.training import sentences
from reporting.training.size import Size
from reporting.training.subjects import GROUPS
from reporting.training.wording import AllSaid, Wording

PROCESSES: Final = 2
OLDER_PAPERS: Final = 1
"""How many files an earlier meeting had: drawing them is most of the time that an alliance takes."""
SPREAD: Final = (5, 1, 4, 2, 5, 3, 4, 2, 5, 1)
"""About how many pages the papers of the newest meeting have, in turn; earlier ones have one to three."""
SECTIONS_A_PAGE, PARAGRAPHS = 3.4, 2


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...]
    costs: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class PaperText:
    """One paper as it is drawn; `alliance` and `marking` are what the house's documents print."""

    title: str
    reference: str
    author: str
    summary: str
    recommendation: str
    alliance: str
    when: date
    version: int
    sections: tuple[Section, ...]
    marking: str = "OFFICIAL"
    fictional: bool = True

    @property
    def file_name(self) -> str:
        return f"{self.reference.replace('/', '-')} v{self.version}.pdf"


def paper_texts(
    size: Size, alliance: str, counties: Sequence[str], meetings: Sequence[date]
) -> list[list[list[PaperText]]]:
    """For each meeting its papers, each with its versions. The first paper of the newest meeting has two."""
    dice = size.dice("papers")
    wording = Wording(size.dice("paper words"), counties)
    found = []
    for on in meetings:
        is_newest = on == meetings[-1]
        papers = []
        for number in range(1, 1 + (size.papers if is_newest else OLDER_PAPERS)):
            pages = SPREAD[(number - 1) % len(SPREAD)] if is_newest else dice.choice((1, 1, 2, 3))
            reference = f"TA-{on:%Y-%m}/{number:02}"
            versions = 2 if is_newest and number == 2 else 1
            papers.append(
                [_paper(alliance, reference, on, version, pages, wording, dice) for version in range(1, versions + 1)]
            )
        found.append(papers)
    return found


def _paper(
    alliance: str, reference: str, on: date, version: int, pages: int, wording: Wording, dice: Random
) -> PaperText:
    group = dice.choice(GROUPS)
    thing = dice.choice(group.things)
    headings = sentences.HEADINGS[: max(2, round(pages * SECTIONS_A_PAGE) - 2)]
    # Every pattern once before any comes again, so that a paper does not say the same in other words.
    patterns = cycle(dice.sample(sentences.PARAGRAPHS, len(sentences.PARAGRAPHS)))

    def sentence(about: str) -> str:
        for pattern in patterns:
            with suppress(AllSaid):
                return wording.say([pattern], group, about=about)
        raise AssertionError("a cycle has no end")

    return PaperText(
        title=wording.say(sentences.TOPICS, group, about=thing, stop=""),
        reference=reference,
        author=f"{dice.choice(('Director of Resources', 'Head of Systems', 'Head of Estates'))}, {wording.counties[0]}",
        summary=sentence(thing),
        recommendation=wording.say(sentences.RECOMMENDATIONS, group, about=thing),
        alliance=alliance,
        when=on,
        version=version,
        sections=tuple(_section(heading, thing, sentence, dice) for heading in headings),
    )


def _section(heading: str, thing: str, sentence: Callable[[str], str], dice: Random) -> Section:
    paragraphs = tuple(f"{sentence(thing)} {sentence(thing)}" for _ in range(PARAGRAPHS))
    costs: tuple[tuple[str, str, str, str], ...] = ()
    if heading.startswith("What it costs"):
        costs = tuple(
            (name, _thousands(dice), _thousands(dice), _thousands(dice) if place else "None")
            for place, name in enumerate(("As it is", "One contract", "One site", "One team"))
        )
    return Section(heading, paragraphs, costs)


def _thousands(dice: Random) -> str:
    return f"£{dice.randint(20, 900)},000"


def drawn(texts: Sequence[PaperText]) -> dict[PaperText, Checked]:
    """The checked PDF of each paper. Raises what the sandbox raises, and UploadRefused."""
    # Longest first and in turn, so that both have as much to do.
    ordered = sorted(texts, key=lambda each: len(each.sections), reverse=True)
    shares = [ordered[start::PROCESSES] for start in range(PROCESSES)]
    with ThreadPoolExecutor(PROCESSES) as threads:
        return {text: checked for share in threads.map(_draw, shares) for text, checked in share}


def _draw(texts: Sequence[PaperText]) -> list[tuple[PaperText, Checked]]:
    if not texts:
        return []
    with RenderSandbox(**sandbox_options()) as sandbox:
        return [(each, check(each.file_name, _finished(each, sandbox))) for each in texts]


def _finished(text: PaperText, sandbox: RenderSandbox) -> bytes:
    html = render_to_string("reporting/training/paper.html", {"report": text})
    return finish(
        sandbox.render(Bundle(html)),
        title=f"{text.reference} {text.title}",
        author=text.alliance,
        subject="A paper of a training alliance; all of it is fictional",
        created=datetime.combine(text.when, time(12), tzinfo=UTC),
    )
