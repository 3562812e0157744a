"""On the drawn pages nothing is cut off: long names wrap, columns keep apart, tables cross pages with their headers.

A sign that no typeface has fails the document in words, since a page with boxes for letters is no record.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from alliance.choices import Concept
from alliance.models import Alliance, Statement, Term
from programmes.models import BenefitEntry
from tests import factories
from tests.reporting import structure
from tests.reporting.made import Made, NotMade, make, scratch_record, squeezed
from tests.reporting.seed_reports import all_documents

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
    pytest.mark.skipif(
        shutil.which("pdftoppm") is None and os.environ.get("CI", "").lower() != "true",
        reason="poppler-utils is not installed",
    ),
]
ON = date(2017, 9, 22)
MILLIMETRE = 72 / 25.4
LEFT, RIGHT = 18 * MILLIMETRE, 192 * MILLIMETRE
TOP, BOTTOM = 22 * MILLIMETRE, 277 * MILLIMETRE
DOTS = 72
ENDLESS = "Donaudampfschifffahrtsgesellschaft" * 6
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """A word as drawn: its box in points from the top left of its page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(made: Made) -> list[list[Word]]:
    """The words of each page."""
    drawn = made.answer("pdftotext", "-bbox", "FILE", "-").decode()
    return [
        [Word(*(float(number) for number in found[:4]), found[4]) for found in WORD.findall(page)]
        for page in drawn.split("<page ")[1:]
    ]


def ink_outside(made: Made) -> list[str]:
    """Pages with ink beyond the side margins or at the paper's edges, as rasterised; the foot and head may stand
    above and below the text, never beside it."""
    raster = made.answer("pdftoppm", "-r", str(DOTS), "-gray", "FILE")
    faults = []
    number = 0
    while raster:
        number += 1
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", raster)
        assert head is not None
        width, height = int(head[1]), int(head[2])
        rows = [raster[head.end() + y * width : head.end() + (y + 1) * width] for y in range(height)]
        raster = raster[head.end() + width * height :]
        left, right, edge = int(LEFT) - 1, int(RIGHT) + 2, int(5 * MILLIMETRE)
        beside = any(min(row[:left]) < 250 or min(row[right:]) < 250 for row in rows)
        edges = any(min(row) < 250 for row in rows[:edge] + rows[-edge:])
        if beside or edges:
            faults.append(f"page {number}")
    assert number
    return faults


def overlapping(page: list[Word]) -> list[tuple[str, str]]:
    """Pairs of words that are drawn over each other by more than a hair."""
    found = []
    for one, other in combinations(page, 2):
        wide = min(one.right, other.right) - max(one.left, other.left)
        high = min(one.bottom, other.bottom) - max(one.top, other.top)
        # The boxes hold the full height of a line, so that lines set close may touch.
        if wide > 1 and high > 0.45 * min(one.bottom - one.top, other.bottom - other.top):
            found.append((one.text, other.text))
    return found


def assert_nothing_is_cut_off(made: Made) -> None:
    assert ink_outside(made) == []
    for page in words_of(made):
        assert page
        for word in page:
            assert word.left >= LEFT - 1, word
            assert word.right <= RIGHT + 1, word
        assert overlapping(page) == []


@pytest.fixture(scope="module")
def seed(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, Made]]:
    with django_db_blocker.unblock(), scratch_record():
        yield all_documents({"2017", "2017 with updates", "2016"})


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.FILES_DIR = tmp_path


@pytest.mark.parametrize("name", ["2017", "2017 with updates", "2016"])
def test_nothing_of_the_real_report_is_cut_off(name: str, seed: dict[str, Made]) -> None:
    assert_nothing_is_cut_off(seed[name])


def test_the_first_page_holds_the_dashboard(seed: dict[str, Made]) -> None:
    first = squeezed(" ".join(word.text for word in words_of(seed["2017"])[0])).replace("&amp;", "&")
    for words in ("Highlight report, 22 September 2017", "17 of 27", "£1.1m", "£2.6m", "£10.6m", "R-01", "R-02"):
        assert squeezed(words) in first
    assert squeezed("Position of the business areas") not in first


def test_the_columns_of_the_position_table_keep_apart(seed: dict[str, Made]) -> None:
    page = words_of(seed["2017"])[1]
    top = next(word.bottom for word in page if word.text == "(17)")
    bottom = min(word.top for word in page if word.text in ("Savings", "Page"))
    edges = [LEFT, LEFT + 58 * MILLIMETRE, LEFT + 116 * MILLIMETRE, RIGHT]
    for word in page:
        if top < word.top < bottom:
            column = max(place for place in range(3) if word.left >= edges[place] - 0.5)
            assert word.right <= edges[column + 1] - 1, word


def long_alliance(name: str, area_name: str, areas: int = 8) -> Alliance:
    """An alliance in which every printed text is `name` or `area_name`."""
    found: Alliance = factories.make_alliance(name[:200], marking=name[:60])
    statuses = [
        factories.make_status(found, code, name=name[:80], order=n)
        for n, code in enumerate(["idea", "approved", "live"])
    ]
    factories._save(Term(alliance=found, concept=Concept.AREA, singular=name[:60], plural=name[:60]))
    amber = factories.make_rating(found, "amber", word=name[:40])
    board = factories.make_board(found, receives_highlight_report=True)
    board.name = name[:200]
    factories._save(board)
    period = factories.make_period(found, title=name[:80], summary=name)
    register = factories.make_register(found)
    post = factories.make_post(title=name[:200])
    for number in range(areas):
        area = factories.make_area(found, area_name[:250], order=number)
        factories.make_area_status(area, statuses[number % 3], order=number)
        factories.make_risk(register, text=name, owner=post, area=area, is_key=True)
        if number % 2:
            texts = dict.fromkeys(("rag_reason", "done", "next_steps", "decision_asked"), name)
            factories.make_update(period, area, rag=amber, state="accepted", accepted_at="2017-09-11T09:00Z", **texts)
    entry = {"amount_low": 1, "as_at": factories.day(2017, 9, 1), "source": name[:300], "words": name}
    benefit = factories.make_benefit(found)
    for _ in range(4):
        factories._save(BenefitEntry(benefit=benefit, caption=name[:200], condition=name[:300], **entry))
    factories._save(
        Statement(
            alliance=found,
            topic=name[:120],
            text=name,
            in_highlight_report=True,
            as_at=factories.day(2017, 9, 1),
            source=name[:300],
        )
    )
    return found


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("two hundred letters without a space", ENDLESS[:200]),
        ("wide capitals", "W" * 200),
        ("right to left", "שלום לכולם مرحبا بالعالم " * 8),
        ("right to left without a space", "שלום" * 50),
        ("combining marks", "e\u0301n\u0303a\u0323\u0302o\u0308\u0304" * 25),
        ("stacked marks", ("Z" + "\u0301\u0302\u0303\u0308") * 40),
        ("a mixture", "Ωmega Ünïcode Łódź Ђорђе 1⁄2 ≥ ≤ → € " * 6),
        ("invisible signs", "soft\u00adhyphen\u200bzero\u2060joiner\u00a0space\u2011hyphen " * 5),
    ],
)
def test_long_and_foreign_texts_wrap_and_are_printed_whole(case: str, text: str) -> None:
    made = make(long_alliance(text, text), ON, period=None)
    assert_nothing_is_cut_off(made)
    assert {name.split("-")[0] for name in structure.fonts(made.pdf)} <= {"Inter", "DejaVu"}


def test_long_texts_of_a_month_are_printed_whole() -> None:
    alliance = long_alliance(ENDLESS[:200], ENDLESS[:200])
    made = make(alliance, ON, period=alliance.periods.get())
    assert_nothing_is_cut_off(made)
    text = squeezed(made.tree.text)
    assert text.count(ENDLESS[:200]) >= 8 + 8 + 16, "a name, a risk or an update was shortened"


def test_a_table_that_crosses_pages_repeats_its_headers() -> None:
    alliance = factories.make_alliance("Long Alliance")
    live = factories.make_status(alliance, "live")
    for number in range(130):
        factories.make_area_status(factories.make_area(alliance, f"Area {number:03}"), live, order=number)
    made = make(alliance, ON)
    pages = [[word.text for word in page] for page in words_of(made)]
    with_rows = [page for page in pages if "Area" in page]
    assert len(with_rows) >= 3
    assert all("(130)" in page for page in with_rows)
    shown = [text for page in with_rows for text in page if re.fullmatch(r"\d{3}", text)]
    assert shown == [f"{number:03}" for number in range(130)]
    assert_nothing_is_cut_off(made)


@pytest.mark.parametrize(("sign", "code"), [("👍", "U+1F44D"), ("漢", "U+6F22"), ("👨‍👩‍👧", "U+1F468")])
def test_a_sign_that_no_typeface_has_fails_in_words_that_name_it_and_its_text(sign: str, code: str) -> None:
    alliance = long_alliance("Plain Alliance", f"Training done {sign} in May")
    with pytest.raises(NotMade) as failure:
        make(alliance, ON)
    assert code in str(failure.value)
    assert f"“Training done {sign} in May”" in str(failure.value)
    assert str(failure.value).startswith("Its typefaces have no shape for ")
    assert str(failure.value).endswith("Change the text there, then try again.")


def test_control_characters_of_pasted_text_become_spaces() -> None:
    alliance = long_alliance("Plain\x0bAlliance", "Pasted\x0bfrom\x0ca\x07slide\ufffe")
    made = make(alliance, ON)
    assert "Pastedfromaslide" in made.printed
    assert_nothing_is_cut_off(made)
