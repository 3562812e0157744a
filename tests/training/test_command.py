"""`make_training`: refuses in words, all or nothing; and what it made is shown as fictional."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from alliance.choices import Role
from alliance.models import Alliance
from core.models import Upload, User
from core.uploads.receive import UploadRefused
from programmes.models import ReportingPeriod
from reporting.choices import Edition
from reporting.content import html_of
from reporting.reports import REPORTS, Request
from reporting.training import make
from reporting.training.meetings import meeting_days
from reporting.training.size import months_back
from risks.models import Risk
from risks.readings import heat_map, printed_in
from tests import factories
from tests.seed import rows_of
from tests.training.alliances import OTHER, SMALL, UNTIL, small, undrawn

DAYS = st.dates(date(2001, 1, 1), date(2090, 1, 1))


def run(**options: Any) -> None:
    call_command("make_training", **{"until": UNTIL.isoformat(), **SMALL, **OTHER, **options})


def drills() -> set[str]:
    return set(Alliance.objects.filter(slug__startswith="drill").values_list("slug", flat=True))


@pytest.mark.django_db
def test_it_makes_the_alliance_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with undrawn():
        run()
    assert "(drill), in " in capsys.readouterr().out
    assert drills() == {"drill", "drill-neighbour"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"areas": 8}, "--areas: 8 is out of range, expected 9 to 200"),
        ({"months": 121}, "--months: 121 is out of range, expected 2 to 120"),
        ({"risks": 0}, "--risks: 0 is out of range"),
        ({"meetings": -1}, "--meetings: -1 is out of range"),
        ({"papers": 31}, "--papers: 31 is out of range"),
        ({"until": "yesterday"}, "--until: “yesterday” is no date"),
        ({"until": "1999-12-31"}, "--until: 1999-12-31 is out of range"),
        ({"slug": "not a slug"}, "--slug: Enter a valid"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(options: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError) as caught:
        run(**options)
    assert words in str(caught.value)
    assert not drills()


@pytest.mark.django_db
@pytest.mark.parametrize("taken", ["drill", "drill-neighbour"])
def test_a_short_name_that_is_taken_is_refused(taken: str) -> None:
    factories.make_alliance(slug=taken)
    with pytest.raises(CommandError, match="already exists"):
        run()
    assert drills() == {taken}


@pytest.mark.django_db
def test_a_fault_at_the_end_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: Any) -> None:
        raise UploadRefused("the disk is full")

    monkeypatch.setattr(make, "make_meetings", fails)
    kinds = (Alliance, User, Upload, Risk, Risk.history)
    before = [getattr(kind, "_base_manager", kind).count() for kind in kinds]
    with undrawn(), pytest.raises(CommandError, match="the disk is full"):
        run()
    assert [getattr(kind, "_base_manager", kind).count() for kind in kinds] == before


def test_every_page_says_that_it_is_fictional(training: Alliance) -> None:
    client = Client()
    client.force_login(factories.make_member(training, Role.PROGRAMME_OFFICE))
    kinds = ("risks", "sharing-bases", "gates", "benefits", "meetings", "risk-frameworks")
    pages = ["", "areas/", "periods/", "position/", *(f"records/{kind}/" for kind in kinds)]
    for page in pages:
        answer = client.get(f"/a/{training.slug}/{page}")
        assert answer.status_code == 200, page
        assert "Training alliance: fictional" in answer.content.decode(), page


def test_its_highlight_report_says_so_and_holds_what_was_reported(training: Alliance) -> None:
    report, period = REPORTS["highlight-report"], rows_of(ReportingPeriod, training).order_by("-starts_on")[0]
    content = report.collect(Request(alliance=training, as_at=period.as_at, edition=Edition.BOARD, period=period))
    page = html_of(report.template, content)
    assert "Everything in this report is fictional" in page
    assert "TRAINING: FICTIONAL" in page
    assert content.updates
    assert content.period.not_reported
    assert content.position.is_recorded


def test_its_heat_map_holds_every_open_risk(training: Alliance) -> None:
    found = heat_map(training, UNTIL, printed_in(training, with_restricted=True))
    assert found is not None
    assert found.scored + found.unscored == found.total == rows_of(Risk, training).open_on(UNTIL).count()
    assert found.scored > 10


@given(on=DAYS, count=st.integers(1, 120))
def test_the_months_are_those_that_had_ended(on: date, count: int) -> None:
    months = months_back(on, count)
    assert len(set(months)) == count
    assert all(month.day == 1 for month in months)
    following = (months[-1] + timedelta(days=32)).replace(day=1)
    assert following <= on < (following + timedelta(days=32)).replace(day=1)


@given(on=DAYS, count=st.integers(1, 24))
def test_all_meetings_but_the_last_have_been(on: date, count: int) -> None:
    days = meeting_days(small(until=on, meetings=count))
    assert len(days) == count
    assert all(day.weekday() == 3 and 8 <= day.day <= 14 for day in days)
    assert days == sorted(days)
    assert days[-1] > on >= (days[-2] if count > 1 else date.min)
