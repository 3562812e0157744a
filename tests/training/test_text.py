"""The text of a training alliance is varied: no update says what another says, and no sentence stands twice."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest
from django.db import transaction

from alliance.models import Alliance
from programmes.models import ReportingPeriod, Update
from reporting.training import sentences
from reporting.training.cast import counties_of
from reporting.training.make import _texts, make_training
from reporting.training.size import Size
from reporting.training.subjects import GROUPS
from reporting.training.wording import AllSaid, Wording
from risks.models import Risk
from tests.seed import rows_of
from tests.training.alliances import UNTIL, undrawn

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def large(django_db_setup: None, django_db_blocker: object) -> object:
    """The text of sixty areas over two years."""
    with django_db_blocker.unblock(), transaction.atomic(), undrawn():  # type: ignore[attr-defined]
        alliance = make_training(Size(until=UNTIL, areas=60, slug="large"))
        yield alliance
        transaction.set_rollback(True)


def said(update: Update) -> str:
    parts = (update.done, update.next_steps, update.rag_reason, update.decision_asked)
    return " ".join(part for part in parts if part)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_no_two_updates_of_one_report_are_alike(large: Alliance) -> None:
    """Neither word for word nor nearly: of two updates less than four fifths of the words are common."""
    for period in rows_of(ReportingPeriod, large).order_by("-starts_on")[:4]:
        texts = [said(each) for each in rows_of(Update, large).filter(period=period)]
        assert len(texts) >= 30
        assert len(set(texts)) == len(texts)
        for one, other in combinations(map(words, texts), 2):
            assert len(one & other) / len(one | other) < 0.8


def test_no_sentence_of_the_updates_stands_twice(large: Alliance) -> None:
    counted: Counter[str] = Counter()
    for update in rows_of(Update, large):
        counted.update(re.split(r"(?<=\.) ", said(update)))
    assert len(counted) > 3000
    assert counted.most_common(1)[0][1] == 1


def test_no_risk_is_described_as_another(large: Alliance) -> None:
    texts = list(rows_of(Risk, large).values_list("text", flat=True))
    assert len(texts) == len(set(texts)) == 200


def test_no_paragraph_of_the_papers_stands_twice() -> None:
    texts = _texts(Size(until=UNTIL, papers=25), ["Northshire", "Midshire", "Hillshire"])
    paragraphs = [
        paragraph
        for papers in texts
        for versions in papers
        for text in versions
        for section in text.sections
        for paragraph in section.paragraphs
    ]
    assert len(paragraphs) > 500
    assert len(set(paragraphs)) == len(paragraphs)


def test_every_pattern_can_be_filled() -> None:
    wording = Wording(Size(until=UNTIL).dice("test"), ["Northshire", "Midshire"])
    patterns = [
        pattern for name, each in vars(sentences).items() if name.isupper() and name != "RESULTS" for pattern in each
    ]
    assert len(patterns) > 120
    for pattern in patterns:
        text = wording.say([pattern], GROUPS[0], results=sentences.RESULTS)
        assert not re.search(r"[{}]|\.\.|  ", text), text


def test_it_says_when_there_are_no_more_sentences() -> None:
    wording = Wording(Size(until=UNTIL).dice("test"), ["Northshire", "Midshire"])
    wording.say(["The same"], GROUPS[0])
    with pytest.raises(AllSaid, match="not enough"):
        wording.say(["The same"], GROUPS[0])


def test_a_paper_says_nothing_twice_in_other_words() -> None:
    """Each pattern comes at most once in a paper, told by its words between those that are filled in."""
    size = Size(until=UNTIL, papers=10)
    patterns = [re.compile(re.sub(r"\\{\w+\\}", "[^.]+?", re.escape(each))) for each in sentences.PARAGRAPHS]
    papers = [version for versions in _texts(size, counties_of(size))[-1] for version in versions]
    for paper in papers:
        text = " ".join([paper.summary, *(each for section in paper.sections for each in section.paragraphs)])
        found = [len(pattern.findall(text)) for pattern in patterns]
        assert max(found) == 1, paper.title
        assert len({section.heading for section in paper.sections}) == len(paper.sections)
    assert max(len(paper.sections) for paper in papers) >= 12
