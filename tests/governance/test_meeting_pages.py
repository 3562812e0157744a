"""The calendar, the page of a meeting and of a paper, today and on another date; the forms that add to them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import clock
from governance.models import AgendaItem, Meeting, Paper
from tests import factories as make
from tests.governance.sitting import Sitting


def text(sitting: Sitting, url: str, who: str = "office") -> str:
    answer = sitting.client(who).get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_the_calendar_has_what_comes_first_and_what_was_below(sitting: Sitting) -> None:
    day = clock.today()
    make.make_meeting(sitting.board, held_on=day + timedelta(days=40), title="Later")
    make.make_meeting(make.make_board(sitting.alliance, name="Panel"), held_on=day + timedelta(days=3), title="Sooner")
    page = text(sitting, f"/a/{sitting.alliance.slug}/meetings/", "reader")
    places = [page.index(word) for word in ("To come", "Sooner", "Later", "Earlier", "September 2017")]
    assert places == sorted(places)
    only = text(sitting, f"/a/{sitting.alliance.slug}/meetings/?board={sitting.board.pk}")
    assert "Sooner" not in only
    assert "Later" in only
    assert "Nothing matches" in text(sitting, f"/a/{sitting.alliance.slug}/meetings/?search=zebra")


def test_seen_from_an_earlier_date_a_meeting_was_to_come(sitting: Sitting) -> None:
    page = text(sitting, f"/a/{sitting.alliance.slug}/meetings/?as_at=2017-09-01")
    assert "To come" in page
    assert "Earlier" not in page


def test_the_parts_of_governance_are_linked_and_a_board_lists_its_meetings(sitting: Sitting) -> None:
    slug = sitting.alliance.slug
    page = text(sitting, f"/a/{slug}/records/boards/{sitting.board.pk}/")
    for url in (f"/a/{slug}/records/boards/", f"/a/{slug}/meetings/", f"/a/{slug}/records/papers/",
                f"/a/{slug}/records/actions/", sitting.url("meetings", sitting.meeting)):  # fmt: skip
        assert f'href="{url}"' in page


def test_the_agenda_says_all_of_each_item_and_adds_up_the_minutes(sitting: Sitting) -> None:
    known = {"purpose": "decision", "presenter": "The finance lead", "minutes_planned": 25}
    item = make.make_item(sitting.meeting, number="8", title="Budget", **known)
    make.make_item(sitting.meeting, number="9", minutes_planned=10)
    paper = make.make_paper(item, reference="DA/02", title="The budget")
    make.make_version(paper, make.make_upload(b"%PDF-1.7 a", pages=12))
    make.make_paper(item, reference="DA/03")
    own = {"report": "highlight-report", "period": make.make_period(sitting.alliance, title="August 2017")}
    make.make_paper(item, reference="DA/04", **own)
    page = text(sitting, sitting.url("meetings", sitting.meeting))
    words = ("Budget", "Decision", "The finance lead", "25", "35", "DA/02", "version 1", "12 pages", "Awaited",
             "1 of 3 papers awaited", "made here for August 2017")  # fmt: skip
    assert [word for word in words if word not in page] == []


def test_readers_get_no_button_that_they_may_not_press(sitting: Sitting) -> None:
    make.make_paper(sitting.item)
    page = text(sitting, sitting.url("meetings", sitting.meeting), "auditor").split("<main")[1]
    for word in ("Add an item", "Add a paper", "Upload", "Cancel this meeting", "It was held", "Move item"):
        assert word not in page


def test_as_at_a_date_only_what_had_come_by_then_is_shown(sitting: Sitting) -> None:
    paper = make.make_paper(sitting.item)
    for number, day in ((1, 5), (2, 9)):
        at = timezone.make_aware(datetime(2017, 9, day, 23, 30))
        make.make_version(paper, number=number, received_at=at, note=f"Note {number}")
    meeting, page = sitting.url("meetings", sitting.meeting), sitting.url("papers", paper)
    for query, seen, awaited in (("2017-09-04", "none", True), ("2017-09-05", "version 1", False),
                                 ("2017-09-09", "version 2", False)):  # fmt: skip
        shown = text(sitting, f"{meeting}?as_at={query}")
        assert ("Awaited" in shown) is awaited
        assert awaited or seen in shown
    assert "Note 2" not in text(sitting, f"{page}?as_at=2017-09-08")
    assert "No file has come by 4 September 2017" in text(sitting, f"{page}?as_at=2017-09-04")


def test_as_known_on_a_date_the_agenda_is_what_the_record_said(sitting: Sitting) -> None:
    then = timezone.make_aware(datetime(2017, 9, 1, 12))
    paper = make.make_paper(sitting.item, title="First title")
    action = make.make_action(sitting.meeting, text="First wording")
    for row in (sitting.meeting, sitting.item, paper, action):
        row.history.update(history_date=then)
    for row, name, value in ((sitting.item, "title", "Renamed item"), (paper, "title", "Second title"),
                             (action, "text", "Second wording"), (sitting.meeting, "place", "Town hall")):  # fmt: skip
        setattr(row, name, value)
        make._save(row)
    make.make_item(sitting.meeting, title="Added later")
    page = sitting.url("meetings", sitting.meeting)
    old = text(sitting, f"{page}?known_on=2017-09-02").partition('id="history-title"')[0]
    new = text(sitting, page)
    for before, after in (
        ("Savings", "Renamed item"),
        ("First title", "Second title"),
        ("First wording", "Second wording"),
    ):
        assert before in old
        assert after not in old
        assert after in new
    assert "Added later" not in old
    assert "Town hall" not in old
    assert "First title" in text(sitting, f"{sitting.url('papers', paper)}?known_on=2017-09-02")
    assert "Strategic Board" in text(sitting, f"/a/{sitting.alliance.slug}/meetings/?known_on=2017-09-02")


def test_the_page_asks_no_more_for_many_rows_than_for_few(sitting: Sitting) -> None:
    client, url = sitting.client(), sitting.url("meetings", sitting.meeting)
    earlier = make.make_meeting(sitting.board, held_on=date(2017, 8, 1))

    def grow(number: int) -> int:
        for _ in range(number):
            item = make.make_item(sitting.meeting)
            make.make_version(make.make_paper(item))
            make.make_action(earlier, owner=make.make_post())
            make.make_action(sitting.meeting, owner=make.make_post())
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    assert grow(2) == grow(8)


class TestForms:
    def add(self, sitting: Sitting, kind: str, **typed: Any) -> Any:
        return sitting.client().post(f"/a/{sitting.alliance.slug}/records/{kind}/add/", {"order": 0, **typed})

    def test_an_item_and_a_paper_are_added_from_the_meeting(self, sitting: Sitting) -> None:
        answer = self.add(sitting, "agenda-items", meeting=sitting.meeting.pk, number="8", title="Budget")
        assert answer.headers["Location"] == sitting.url("meetings", sitting.meeting)
        item = AgendaItem.objects.get(number="8")
        answer = self.add(sitting, "papers", item=item.pk, reference="DA/02", title="The budget")
        paper = Paper.objects.get(reference="DA/02")
        assert answer.headers["Location"] == sitting.url("papers", paper)
        assert paper.board == sitting.board

    @pytest.mark.parametrize(
        ("kind", "typed", "words"),
        [
            ("agenda-items", {"number": "7b", "title": "Again"}, "has an item with this number already"),
            ("papers", {"reference": "DA/01", "title": "Again"}, "The board has a paper DA/01 already."),
            ("papers", {"reference": "DA/9", "title": "x", "report": "highlight-report"}, "Choose the period"),
        ],
    )
    def test_what_may_not_stand_twice_is_refused_in_words(
        self, kind: str, typed: dict[str, str], words: str, sitting: Sitting
    ) -> None:
        make.make_paper(sitting.item, reference="DA/01")
        known = {"meeting": sitting.meeting.pk} if kind == "agenda-items" else {"item": sitting.item.pk}
        answer = self.add(sitting, kind, **known, **typed)
        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_the_same_number_and_reference_may_stand_elsewhere(self, sitting: Sitting) -> None:
        make.make_paper(sitting.item, reference="DA/01")
        other = make.make_meeting(make.make_board(sitting.alliance))
        assert self.add(sitting, "agenda-items", meeting=other.pk, number="7b", title="x").status_code == 302
        item = AgendaItem.objects.get(meeting=other)
        assert self.add(sitting, "papers", item=item.pk, reference="DA/01", title="x").status_code == 302

    def test_a_meeting_ends_after_it_starts_and_keeps_its_board_with_its_papers(self, sitting: Sitting) -> None:
        typed = {"board": sitting.board.pk, "code": "x", "held_on_0": "1", "held_on_1": "2", "held_on_2": "2018"}
        answer = self.add(sitting, "meetings", **typed, starts_at="10:00", ends_at="09:00")
        assert answer.status_code == 422
        assert "It must end after it starts." in answer.content.decode()
        make.make_paper(sitting.item)
        url = f"/a/{sitting.alliance.slug}/records/meetings/{sitting.meeting.pk}/change/"
        typed |= {"board": make.make_board(sitting.alliance).pk, "version": 1}
        answer = sitting.client().post(url, typed)
        assert answer.status_code == 422
        assert "It has papers of its board" in answer.content.decode()
        assert Meeting.objects.get(pk=sitting.meeting.pk).board == sitting.board

    def test_only_what_belongs_to_the_alliance_is_offered(self, sitting: Sitting) -> None:
        other = make.make_alliance()
        make.give_role(sitting.people["office"], other, "programme_office")
        make.make_period(other, title="A foreign period")
        make.make_item(make.make_meeting(make.make_board(other)), title="A foreign item")
        make.make_period(sitting.alliance, title="Our own period")
        page = text(sitting, f"/a/{sitting.alliance.slug}/records/papers/add/")
        assert "Our own period" in page
        assert "A foreign" not in page
        foreign = type(sitting.item).objects.get(title="A foreign item")
        assert self.add(sitting, "papers", item=foreign.pk, reference="x", title="x").status_code == 422


def test_a_paper_with_versions_can_be_withdrawn_and_its_item_after_it(sitting: Sitting) -> None:
    paper = make.make_paper(sitting.item)
    make.make_version(paper)
    client, base = sitting.client(), f"/a/{sitting.alliance.slug}/records"
    item = f"{base}/agenda-items/{sitting.item.pk}/withdraw/"
    assert client.post(item, {"version": 1, "reason": "Twice"}).status_code == 409
    assert client.post(f"{base}/papers/{paper.pk}/withdraw/", {"version": 1, "reason": "Twice"}).status_code == 302
    assert client.get(sitting.url("papers", paper)).status_code == 404
    assert client.post(item, {"version": 1, "reason": "Twice"}).status_code == 302
    assert "No item yet" in text(sitting, sitting.url("meetings", sitting.meeting))
