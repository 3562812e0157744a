"""Names, kinds and bodies as at a day (rule X-04): lists, the API and documents print the name of their date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from alliance.models import Alliance, Organisation, OrganisationName, Succession
from alliance.readings import deciding_bodies_of, partners_of
from governance.models import Board, BoardMember, BoardName
from reporting.choices import Edition
from reporting.reports import REPORTS, Request
from tests import factories as make
from tests.alliance.test_charter import refused

pytestmark = pytest.mark.django_db
THEN, NOW = date(2010, 3, 1), date(2016, 8, 1)


@pytest.fixture
def body() -> Organisation:
    """A constabulary that is called police since June 2012."""
    made = make.make_organisation("Leicestershire Police", slug="leics")
    rename(made, "Leicestershire Constabulary", to_date=make.day(2012, 5, 31))
    return made


@pytest.fixture
def alliance(body: Organisation) -> Alliance:
    made = make.make_alliance(slug="region")
    make.make_partner(made, body)
    return made


def rename(organisation: Organisation, name: str, **fields: Any) -> OrganisationName:
    return make._save(OrganisationName(organisation=organisation, name=name, **fields))


class TestNameOn:
    def test_it_is_the_one_borne_on_the_day_else_the_present_one(self, body: Organisation) -> None:
        assert [body.name_on(day) for day in (THEN, date(2012, 5, 31), date(2012, 6, 1), NOW)] == [
            "Leicestershire Constabulary",
            "Leicestershire Constabulary",
            "Leicestershire Police",
            "Leicestershire Police",
        ]

    def test_of_two_that_overlap_the_later_begun_holds_and_one_without_dates_says_nothing(self) -> None:
        body = make.make_organisation("Now")
        rename(body, "Known as")
        assert body.name_on(THEN) == "Now"
        rename(body, "First", from_date=make.day(2000, 1, 1), to_date=make.day(2012, 1, 1))
        rename(body, "Second", from_date=make.day(2010, 1, 1), to_date=make.day(2011, 1, 1))
        assert body.name_on(THEN) == "Second"
        assert body.name_on(date(2009, 12, 31)) == "First"

    def test_its_kind_was_another_then(self, body: Organisation) -> None:
        name = OrganisationName.objects.get()
        name.kind = "police_authority"
        make._save(name)
        assert (body.kind_on(THEN), body.kind_on(NOW)) == ("Police authority", "Police force")


class TestShown:
    @pytest.fixture
    def client(self, alliance: Alliance) -> Client:
        made = Client()
        made.force_login(make.make_member(alliance))
        return made

    @pytest.mark.parametrize(("day", "name"), [(THEN, "Leicestershire Constabulary"), (NOW, "Leicestershire Police")])
    def test_a_list_of_partners_prints_the_name_of_its_date(self, day: date, name: str, client: Client) -> None:
        page = client.get(f"/a/region/records/partners/?as_at={day}").content.decode()
        assert {each for each in ("Leicestershire Constabulary", "Leicestershire Police") if each in page} == {name}

    def test_the_api_says_it_beside_the_organisation(self, client: Client) -> None:
        [then] = client.get(f"/api/v1/partners/?alliance=region&as_at={THEN}").json()["results"]
        [now] = client.get(f"/api/v1/partners/?alliance=region&as_at={NOW}").json()["results"]
        assert (then["name_then"], now["name_then"]) == ("Leicestershire Constabulary", "")

    def test_members_of_a_board_too(self, alliance: Alliance, body: Organisation, client: Client) -> None:
        make._save(BoardMember(board=make.make_board(alliance), organisation=body))
        page = client.get(f"/a/region/records/board-members/?as_at={THEN}").content.decode()
        assert "Leicestershire Constabulary" in page

    def test_the_highlight_report_prints_the_partners_by_the_names_of_its_date(self, alliance: Alliance) -> None:
        area = make.make_area(alliance)
        make.make_area_status(area, make.make_status(alliance, "live"), from_date=make.day(2009, 1, 1))
        report = REPORTS["highlight-report"]
        asked = {"alliance": alliance, "edition": Edition.BOARD, "period": None}
        assert report.collect(Request(as_at=THEN, **asked)).partners == ("Leicestershire Constabulary",)
        assert report.collect(Request(as_at=NOW, **asked)).partners == ("Leicestershire Police",)


class TestDecidingBodies:
    def test_they_decide_for_a_partner_or_are_one_and_existed_on_the_day(self, alliance: Alliance, body: Any) -> None:
        known = {"serves": body, "is_deciding_body": True}
        old = make.make_organisation("Police Authority", to_date=make.day(2012, 11, 21), **known)
        new = make.make_organisation("Commissioner", from_date=make.day(2012, 11, 22), **known)
        council = make.make_organisation("Council", is_deciding_body=True)
        make.make_partner(alliance, council, from_date=make.day(2015, 1, 1))
        make.make_organisation("Elsewhere", is_deciding_body=True)
        user = make.make_member(alliance)
        assert deciding_bodies_of(alliance, user, THEN) == [old]
        assert deciding_bodies_of(alliance, user, NOW) == [new, council]
        assert deciding_bodies_of(alliance, make.make_user("Nobody"), NOW) == []

    def test_the_partners_of_a_day_are_called_by_their_names(self, alliance: Alliance) -> None:
        assert [each.called for each in partners_of(alliance, make.make_member(alliance), THEN)] == [
            "Leicestershire Constabulary"
        ]


def test_a_body_does_not_succeed_itself_and_two_rows_make_a_merger(body: Organisation) -> None:
    other, whole = make.make_organisation("Other"), make.make_organisation("Whole")
    itself = Succession(predecessor=body, successor=body, happened_on=make.day(2012, 11, 22))
    assert "does not succeed itself" in refused(itself)["successor"][0]
    for each in (body, other):
        row = Succession(predecessor=each, successor=whole, kind="merged", happened_on=make.day(2018, 4, 1))
        row.full_clean()
        make._save(row)
    assert {each.predecessor for each in whole.follows.all()} == {body, other}


class TestBoards:
    def test_c_24_a_board_bears_the_name_of_the_day(self, alliance: Alliance) -> None:
        board = make.make_board(alliance, name="Programme Board")
        row = BoardName(board=board, name="Steering Group")
        row.from_date, row.to_date = make.day(2016, 3, 1), make.day(2016, 5, 31)
        row.full_clean()
        make._save(row)
        assert (board.name_on(date(2016, 4, 1)), board.name_on(NOW)) == ("Steering Group", "Programme Board")

    def test_a_board_recommends_to_another_of_its_alliance_and_not_to_itself(self, alliance: Alliance) -> None:
        low, high = make.make_board(alliance, tier=2), make.make_board(alliance, tier=1)
        low.recommends_to = high
        low.full_clean()
        make._save(low)
        high.recommends_to = low
        assert "cannot recommend to itself" in refused(high)["recommends_to"][0]
        low.recommends_to = make.make_board(make.make_alliance())
        assert "belongs to another alliance" in refused(low)["recommends_to"][0]
        stray = Board(alliance=alliance, slug="s", name="S", kind="deciding", area=make.make_area(make.make_alliance()))
        assert "belongs to another alliance" in refused(stray)["area"][0]
