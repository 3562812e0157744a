"""Notice, leaving and ending: what is worked out from them, what no longer fits, and what stays readable."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from alliance.actions import end_alliance, leave_alliance
from alliance.choices import Role
from alliance.models import Agreement, Alliance, Partner
from alliance.readings import open_of
from core import clock
from core.date_spans import months_after
from core.imprecise_dates import ImpreciseDate
from core.workflow import WrongState
from governance.models import BoardMember
from tests import factories as make
from tests.alliance.test_charter import client_of, refused

pytestmark = pytest.mark.django_db
TODAY = date(2017, 9, 22)


@pytest.fixture
def alliance() -> Alliance:
    return make.make_alliance(slug="region")


@pytest.fixture
def north(alliance: Alliance) -> Partner:
    return make.make_partner(alliance, make.make_organisation("North"), from_date=make.day(2015, 4, 1))


def agree(alliance: Alliance, months: int | None, **fields: Any) -> Agreement:
    known = {"title": f"Deed of {months}", "state": "in_force", "notice_months": months}
    return make._save(Agreement(alliance=alliance, **(known | fields)))


def asked(partner: Partner, on: date) -> Partner:
    """The partner as a list asked as at a day gives it, also one who has left by then."""
    found = Partner.objects.get(pk=partner.pk)
    found.asked_on = on
    return found


class TestNotice:
    @pytest.mark.parametrize(
        ("given", "months", "words"),
        [
            ("30 September 2017", 12, "30 September 2018: 12 months after notice of 30 September 2017"),
            ("31 August 2017", 6, "28 February 2018: 6 months after notice of 31 August 2017"),
            ("March 2017", 1, "30 April 2017: 1 month after notice of March 2017"),
            ("TBA", 12, ""),
        ],
    )
    def test_it_runs_out_so_many_months_after_it_was_given(
        self, given: str, months: int, words: str, alliance: Alliance, north: Partner
    ) -> None:
        agree(alliance, months)
        north.notice_given_on = ImpreciseDate.parse(given)
        assert north.earliest_last_day == (f"{words} under “Deed of {months}”" if words else "")

    def test_the_longest_of_those_in_force_then_counts_and_none_under_another(self, alliance: Any, north: Any) -> None:
        over = agree(alliance, 12)
        agree(alliance, 6)
        agree(alliance, 24, part_of=over)
        agree(alliance, 36, to_date=make.day(2016, 3, 31))
        north.notice_given_on = make.day(2017, 3, 31)
        assert north.earliest_last_day.startswith("31 March 2018: 12 months")

    def test_without_a_term_nothing_is_worked_out(self, alliance: Alliance, north: Partner) -> None:
        agree(alliance, None)
        assert north.earliest_last_day == ""
        north.notice_given_on = make.day(2017, 3, 31)
        assert north.earliest_last_day == ""

    def test_a_last_day_before_it_runs_out_is_said_and_a_notice_after_it_refused(
        self, alliance: Any, north: Any
    ) -> None:
        agree(alliance, 12)
        north.notice_given_on, north.to_date = make.day(2017, 3, 31), make.day(2017, 9, 30)
        assert "is before its notice runs out on 31 March 2018" in north.warning
        north.notice_given_on = make.day(2017, 10, 1)
        assert "comes after the last day" in refused(north)["notice_given_on"][0]

    def test_months_are_counted_by_the_calendar(self) -> None:
        assert months_after(date(2016, 1, 31), 1) == date(2016, 2, 29)
        assert months_after(date(2017, 11, 30), 3) == date(2018, 2, 28)

    def test_the_api_says_it_as_worked_out_and_takes_none(self, alliance: Alliance, north: Partner) -> None:
        agree(alliance, 12)
        north.notice_given_on = make.day(2017, 3, 31)
        make._save(north)
        client = client_of(alliance)
        said = client.get(f"/api/v1/partners/{north.pk}/").json()
        assert said["earliest_last_day"].startswith("31 March 2018")
        page = client.get(f"/a/region/records/partners/{north.pk}/").content.decode()
        assert "31 March 2018: 12 months after notice of 31 March 2017" in page


class TestShares:
    def test_a_basis_in_force_that_names_one_who_left_says_so_from_the_day_after(
        self, alliance: Any, north: Any
    ) -> None:
        basis = make.make_basis(alliance, name="Costs")
        make.make_share(basis, "50", north.organisation)
        north.to_date = make.day(2018, 3, 31)
        make._save(north)
        for day, on_basis, on_partner in (
            (date(2018, 3, 31), "", ""),
            (date(2018, 4, 1), "“North” has left", "It has left, and “Costs” still gives it a share."),
        ):
            basis.asked_on = day
            assert basis.warning.startswith(on_basis)
            assert bool(basis.warning) == bool(on_basis)
            assert asked(north, day).warning == on_partner

    def test_a_basis_that_leaves_out_a_partner_says_so(self, alliance: Alliance, north: Partner) -> None:
        south = make.make_partner(alliance, make.make_organisation("South"))
        supplier = make.make_partner(alliance, make.make_organisation("Supplier"), role="supplier")
        body = make.make_organisation("Commissioner of North", serves=north.organisation, is_deciding_body=True)
        decides = make.make_partner(alliance, body)
        basis = make.make_basis(alliance, name="Costs")
        make.make_share(basis, "100", north.organisation)
        assert basis.warning == "“South” is a partner and has no share."
        assert asked(south, TODAY).warning == "“Costs” gives it no share."
        assert [asked(each, TODAY).warning for each in (north, supplier, decides)] == ["", "", ""]
        basis.scope = "The control room alone."
        assert basis.warning == ""

    def test_one_that_is_over_or_without_shares_says_nothing(self, alliance: Alliance, north: Partner) -> None:
        basis = make.make_basis(alliance)
        assert basis.warning == ""
        make.make_share(basis, "50")
        basis.to_date = make.day(2016, 1, 1)
        assert basis.warning == ""

    def test_the_list_asked_as_at_a_day_says_it_of_that_day(self, alliance: Alliance, north: Partner) -> None:
        make.make_share(make.make_basis(alliance, slug="costs"), "50", north.organisation)
        north.to_date = make.day(2018, 3, 31)
        make._save(north)
        client = client_of(alliance)
        for day, words in (("2018-03-31", ""), ("2018-04-01", "“North” has left and still has a share.")):
            [row] = client.get(f"/api/v1/sharing-bases/?alliance=region&as_at={day}").json()["results"]
            assert row["warning"] == words


class TestLeaving:
    def leave(self, partner: Partner, by: Any, **changed: Any) -> Partner:
        known: dict[str, Any] = {"last_day": make.day(2018, 3, 31), "notice_given_on": None, "reason": "By resolution"}
        known |= {"by": by, "at": clock.now(), "expected": partner.version}
        return leave_alliance(partner, **(known | changed))

    def test_it_is_a_partner_until_its_last_day_and_once_only(self, alliance: Alliance, north: Partner) -> None:
        office = make.make_member(alliance)
        self.leave(north, office, notice_given_on=make.day(2017, 3, 31))
        assert [Partner.objects.as_at(day).count() for day in (date(2018, 3, 31), date(2018, 4, 1))] == [1, 0]
        assert north.history.first().history_change_reason == "alliance.partner_left: By resolution"
        with pytest.raises(WrongState, match="leaves already, 31 March 2018"):
            self.leave(north, office)

    def test_the_page_says_what_is_open_still_and_records_it(self, alliance: Alliance, north: Partner) -> None:
        make.make_share(make.make_basis(alliance, name="Costs"), "50", north.organisation)
        make._save(BoardMember(board=make.make_board(alliance, name="The Board"), organisation=north.organisation))
        client, url = client_of(alliance), f"/a/region/records/partners/{north.pk}/leave/"
        text = client.get(url).content.decode()
        assert "1 share (Costs)" in text
        assert "1 member (The Board)" in text
        sent = {"version": north.version, "last_day": "31 March 2018", "reason": "By resolution"}
        assert client.post(url, sent | {"last_day": "soon"}).status_code == 422
        assert client.post(url, sent).status_code == 302
        north.refresh_from_db()
        assert str(north.to_date) == "31 March 2018"

    def test_what_the_reader_may_not_see_is_not_said(self, alliance: Alliance, north: Partner) -> None:
        make.make_share(make.make_basis(alliance, name="Costs"), "50", north.organisation)
        assert open_of(north, make.make_user("Nobody"), TODAY) == []

    def test_over_the_api_by_the_office_alone(self, alliance: Alliance, north: Partner) -> None:
        url, data = f"/api/v1/partners/{north.pk}/leave/", {"last_day": "31 March 2018", "reason": "By resolution"}

        def send(client: Client) -> Any:
            headers = {"If-Match": f'"v{north.version}"'}
            return client.post(url, json.dumps(data), content_type="application/json", headers=headers)

        reader = Client()
        reader.force_login(make.make_member(alliance, Role.BOARD_MEMBER))
        assert send(reader).status_code == 403
        assert send(client_of(alliance)).status_code == 200
        assert Partner.objects.as_at(date(2018, 4, 1)).count() == 0


def test_an_alliance_ends_once_and_stays_readable(alliance: Alliance, north: Partner) -> None:
    client, url = client_of(alliance), f"/directory/alliances/{alliance.pk}/end/"
    assert "1 partner" in client.get(url).content.decode()
    sent = {"version": alliance.version, "ended_on": "31 March 2018", "reason": "By resolution"}
    assert client.post(url, sent).status_code == 302
    alliance.refresh_from_db()
    assert str(alliance.ended_on) == "31 March 2018"
    assert ">North</a>" in client.get("/a/region/records/partners/?as_at=2017-01-01").content.decode()
    known = {"by": make.make_member(alliance), "at": clock.now(), "expected": alliance.version}
    with pytest.raises(WrongState, match="has ended already"):
        end_alliance(alliance, ended_on=make.day(2019, 1, 1), reason="Again", **known)
