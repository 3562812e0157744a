"""Where a printed line may not break, and by whom a period was signed off."""

from __future__ import annotations

from typing import Any

import pytest

from alliance.choices import Concept, Role
from alliance.models import Alliance, Term
from core import clock
from programmes.actions import sign_off_period
from programmes.models import ReportingPeriod
from reporting.choices import Edition
from reporting.content import as_data, html_of
from reporting.reports import REPORTS, Request
from reporting.templatetags.documents import bracket_kept, dates_kept
from tests import factories as make

HIGHLIGHT = REPORTS["highlight-report"]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Forensics (phase 3)", "Forensics\xa0(phase\xa03)"),
        ("Call handling (north) desk", "Call handling (north) desk"),
        ("Estates (the part that is held by the two commissioners)", None),
        ("(phase 3)", "(phase\xa03)"),
        ("Dogs", "Dogs"),
    ],
)
def test_a_short_last_bracket_stays_with_its_word(name: str, printed: str | None) -> None:
    assert bracket_kept(name) == (printed or name)


def test_a_date_in_a_title_stays_on_one_line() -> None:
    assert dates_kept("Report, 22 September 2017, on 3 May") == "Report, 22\xa0September\xa02017, on 3\xa0May"
    assert dates_kept("Report, September 2017") == "Report, September 2017"


@pytest.mark.django_db
class TestADocument:
    @pytest.fixture
    def period(self, alliance: Alliance) -> ReportingPeriod:
        found: ReportingPeriod = make.make_period(alliance)
        return found

    def content(self, period: ReportingPeriod) -> Any:
        return HIGHLIGHT.collect(Request(period.alliance, period.as_at, Edition.BOARD, period))

    def test_keeps_brackets_where_it_is_printed_and_not_in_its_data(self, period: ReportingPeriod) -> None:
        status = period.alliance.position_statuses.get(code="live")
        make.make_area_status(make.make_area(period.alliance, "Forensics (phase 3)"), status)
        content = self.content(period)
        assert "Forensics\xa0(phase\xa03)" in html_of(HIGHLIGHT.template, content)
        assert "Forensics (phase 3)" in str(as_data(content))

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("Senior responsible owner", "Signed off by the senior responsible owner on "),
            ("Assistant Chief Officer", "Signed off by the senior responsible owner, Assistant Chief Officer, on "),
        ],
    )
    def test_says_who_signed_off(self, period: ReportingPeriod, name: str, words: str) -> None:
        self.sign(period, name)
        assert words in html_of(HIGHLIGHT.template, self.content(period))

    def test_calls_the_post_by_the_alliance_s_own_word(self, period: ReportingPeriod) -> None:
        term = {"singular": "Alliance Director", "plural": "Alliance Directors"}
        make._save(Term(alliance=period.alliance, concept=Concept.SRO, **term))
        self.sign(period, "Alliance director")
        assert "Signed off by the Alliance Director on " in html_of(HIGHLIGHT.template, self.content(period))

    def sign(self, period: ReportingPeriod, name: str) -> None:
        owner = make.make_member(period.alliance, Role.SRO, name)
        sign_off_period(period, summary="", by=owner, at=clock.now(), expected=period.version)
