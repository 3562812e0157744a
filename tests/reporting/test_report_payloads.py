"""What an attacker types into a field is printed as they typed it: the real report asks for nothing and embeds nothing.

The bare renderer and the hand-made documents stand in `test_fetch_payloads`; here every text goes through records.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from alliance.choices import Concept
from alliance.models import Alliance, AllianceLead, Appointment, Partner, Statement, Term
from core import clock
from programmes.choices import Measure
from programmes.models import BenefitEntry, KeyFigure, ProgrammeRag, ReportedCount
from reporting.choices import Edition
from tests import factories
from tests.reporting.canary import Canary, canary, embeds_marker, lay_files
from tests.reporting.made import Made, make, squeezed, texts_of
from tests.reporting.payloads import PAYLOADS

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ON, EARLIER = date(2017, 9, 22), date(2016, 9, 30)
STATED = factories.day(2016, 9, 1)


@pytest.fixture(scope="module")
def listener() -> Iterator[Canary]:
    with canary() as listening:
        yield listening


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("s")


@pytest.fixture(scope="module")
def payloads(listener: Canary, folder: Path) -> list[str]:
    """All payloads, and one for the fields that hold forty letters."""
    target = lay_files(folder, listener.port)
    made = [payload(target) for payload in PAYLOADS.values()]
    assert len(made) >= 40
    return [*made, f"<img src=//127.0.0.1:{listener.port}>"]


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def packed(payloads: list[str], width: int) -> list[str]:
    """The payloads in as few texts of at most `width` letters as keep their order; those that are longer cannot be
    typed into such a field."""
    texts: list[str] = []
    for payload in payloads:
        if len(payload) > width:
            continue
        if texts and len(texts[-1]) + 1 + len(payload) <= width:
            texts[-1] += " " + payload
        else:
            texts.append(payload)
    assert texts
    return texts


def assert_harmless(made: Made, texts: list[str], listener: Canary) -> None:
    """Nothing was reached, nothing is embedded, and every text is printed letter by letter."""
    assert listener.connections == 0
    assert not embeds_marker(made.pdf)
    missing = [text for text in texts if squeezed(text) not in made.printed]
    assert missing == []


def test_payloads_in_every_row_that_the_report_prints_are_printed_as_text(
    payloads: list[str], listener: Canary
) -> None:
    alliance = factories.make_alliance("Plain Alliance")
    period = factories.make_period(alliance)
    short = packed(payloads, 40)[0]
    texts = {width: packed(payloads, width) for width in (120, 200, 250, 300)}
    fill_areas(alliance, period, payloads, texts[250], short)
    fill_risks(alliance, payloads, texts[200])
    fill_figures(alliance, texts, short)
    fill_people(alliance, texts)
    for topic, text, source in zip(cycle(texts[120]), payloads, cycle(texts[300]), strict=False):
        values = {"topic": topic, "text": text, "source": source, "in_highlight_report": True, "as_at": STATED}
        factories._save(Statement(alliance=alliance, **values))
    made = make(alliance, ON, period=period)
    assert_harmless(made, [*(text for each in texts.values() for text in each), *payloads, short], listener)
    # As often as the fields hold it: none of them is left out because another prints the same.
    held = squeezed(" ".join(texts_of(made.data)))
    for payload in map(squeezed, payloads[:-1]):
        assert made.printed.count(payload) >= held.count(payload) >= 6, payload


def fill_areas(alliance: Alliance, period: Any, payloads: list[str], names: list[str], short: str) -> None:
    live = factories.make_status(alliance, "live")
    rating = factories.make_rating(alliance, "amber", word=short)
    for number, (payload, name) in enumerate(zip(payloads, cycle(names), strict=False)):
        area = factories.make_area(alliance, name, order=number)
        factories.make_area_status(area, live, order=number)
        texts = dict.fromkeys(("rag_reason", "done", "next_steps", "decision_asked"), payload)
        accepted = {"state": "accepted", "accepted_at": clock.now()}
        factories.make_update(period, area, rag=rating, **accepted, **texts)
    for number, name in enumerate(names):
        area = factories.make_area(alliance, name, order=number)
        factories.make_area_status(area, live, order=number)
        if number % 2:
            factories.make_update(period, area, state="submitted")


def fill_risks(alliance: Alliance, payloads: list[str], names: list[str]) -> None:
    register = factories.make_register(alliance)
    for payload, name in zip(payloads, cycle(names), strict=False):
        post = factories.make_post(factories.make_organisation(name), title=name)
        factories.make_risk(register, text=payload, owner=post, is_key=True, area=alliance.areas.first())


def fill_figures(alliance: Alliance, texts: dict[int, list[str]], short: str) -> None:
    benefit = factories.make_benefit(alliance)
    rating = alliance.rag_ratings.get()
    unit = {"unit": "other", "unit_word": short, "amount_low": 7}
    for caption, long in zip(cycle(texts[200]), texts[300], strict=False):
        stated = {"caption": caption, "source": long, "as_at": STATED}
        factories._save(BenefitEntry(benefit=benefit, condition=long, **stated, **unit))
        factories._save(KeyFigure(alliance=alliance, in_highlight_report=True, **stated, **unit))
    for dimension, words in zip(texts[120], cycle(texts[300]), strict=False):
        rag = {"dimension": dimension, "words": words, "as_at": STATED}
        factories._save(ProgrammeRag(alliance=alliance, rating=rating, **rag))


def fill_people(alliance: Alliance, texts: dict[int, list[str]]) -> None:
    for part, name in zip(texts[120], cycle(texts[200]), strict=False):
        held, empty = factories.make_post(title="Held"), factories.make_post(title=name)
        factories._save(Appointment(post=held, person=factories.make_person(name)))
        for post in (held, empty):
            factories._save(AllianceLead(alliance=alliance, part=part, is_sro=True, post=post))
        factories._save(Partner(alliance=alliance, organisation=factories.make_organisation(name)))


def test_payloads_in_the_texts_that_a_report_prints_once_are_printed_as_text(
    payloads: list[str], listener: Canary
) -> None:
    alliance = factories.make_alliance()
    statuses = [factories.make_status(alliance, code) for code in ("idea", "approved", "live")]
    for status in statuses:
        factories.make_area_status(factories.make_area(alliance), status, from_date=factories.day(2017, 1, 1))
    board = factories.make_board(alliance, receives_highlight_report=True)
    period = factories.make_period(alliance)
    term = factories._save(Term(alliance=alliance, concept=Concept.AREA, singular="x", plural="x"))
    counts = {"approved": 23, "live": 11}
    for measure, value in counts.items():
        factories._save(
            ReportedCount(alliance=alliance, measure=Measure(measure), value=value, as_at=STATED, source="x")
        )
    names = {width: packed(payloads, width) for width in (60, 80, 200, 300)}
    rounds = max(len(texts) for texts in names.values())
    turn = {width: cycle(texts) for width, texts in names.items()}
    for _ in range(rounds):
        name, title, word, long = (next(turn[width]) for width in (200, 80, 60, 300))
        alliance.name, alliance.marking, board.name = name, word, name
        period.title, period.summary = title, long
        term.singular = term.plural = word
        for status, code in zip(statuses, islice(turn[80], 3), strict=True):
            status.name = code
            factories._save(status)
        for row in (alliance, board, period, term):
            factories._save(row)
        ReportedCount.objects.all().update(words=long, source=long)
        made = make(alliance, ON, period=period)
        assert_harmless(made, [name, title, word, long, *(status.name for status in statuses)], listener)
        # The marking stands outside the reading order, at the head of each page.
        drawn = squeezed(made.answer("pdftotext", "-raw", "FILE", "-").decode())
        assert drawn.count(squeezed(word)) >= made.printed.count(squeezed(word)) + made.pages
    made = make(alliance, EARLIER)
    assert_harmless(made, [f"“{long}”", f"Source: {long}"], listener)


def test_payloads_in_a_published_summary_are_printed_as_text(payloads: list[str], listener: Canary) -> None:
    alliance = factories.make_alliance()
    register = factories.make_register(alliance)
    for payload in payloads:
        risk = {"text": "Not to be published.", "public_summary": payload, "is_key": True}
        factories.make_risk(register, **risk)
    made = make(alliance, ON, edition=Edition.OPEN)
    assert_harmless(made, payloads, listener)
    assert squeezed("Not to be published.") not in made.printed
