"""Who an alliance is on a day: names, holders, partners and editions of that day, for whoever may see them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.choices import Role
from core.imprecise_dates import ImpreciseDate
from programmes.models import Announcement
from reporting.content import as_data
from reporting.profile import Profile, profile_in_edition, profile_seen
from tests import factories as make
from tests.reporting.history import AFTER, BEFORE, LEFT, RENAMED, alliance_with_a_history, partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def past() -> SimpleNamespace:
    return alliance_with_a_history()


@pytest.fixture
def profile(past: SimpleNamespace) -> Any:
    def read(on: date = AFTER, *, with_restricted: bool = True) -> Profile:
        return profile_in_edition(past.alliance, on, with_restricted=with_restricted)

    return read


def text_of(profile: Profile) -> str:
    return json.dumps(as_data(profile))


class TestNamesAndHolders:
    def test_a_body_is_called_as_on_the_day(self, profile: Any) -> None:
        """Rule X-04."""
        names = [profile(on).partners[0].body.name for on in (RENAMED - timedelta(days=1), RENAMED)]
        assert names == ["Northshire Constabulary", "Northshire Police"]

    def test_a_signature_keeps_the_name_of_its_day(self, profile: Any) -> None:
        signed, unsigned = profile(AFTER).agreements[0].signatures
        assert (signed.body.name, signed.state) == ("Northshire Constabulary", "Signed")
        assert (unsigned.body.name, unsigned.state) == ("Chief Constable of Northshire", "Unsigned in the source")

    def test_a_post_shows_who_held_it_then(self, profile: Any) -> None:
        """Rule X-03: the office is not the person."""
        held = [profile(on).partners[0].deciding[0].offices[0].holders for on in (BEFORE, AFTER)]
        assert held == ["CC Ann Early", "Temporary CC Ben Later"]

    def test_a_seat_of_a_body_shows_the_holder_of_the_post_that_decides_for_it(self, profile: Any) -> None:
        [member] = profile(AFTER).tiers[0].boards[0].members
        assert (member.body.name, member.office.holders) == ("Chief Constable of Northshire", "Temporary CC Ben Later")

    def test_a_lead_has_its_own_words(self, profile: Any) -> None:
        [lead] = profile().leads
        assert (lead.part, lead.office.holders) == ("Senior Responsible Officer for the forces", "DCC Cat Deputy")


class TestWhoIsThere:
    def test_every_body_that_decides_is_counted_once(self, profile: Any) -> None:
        """Rule X-01: two for each police area."""
        assert (len(profile(BEFORE).partners), profile(BEFORE).deciding_count) == (3, 6)
        assert (len(profile(AFTER).partners), profile(AFTER).deciding_count) == (2, 4)

    def test_who_left_is_named_with_its_last_day(self, profile: Any) -> None:
        assert profile(LEFT).partners_left == ()
        [gone] = profile(LEFT + timedelta(days=1)).partners_left
        assert (gone.what.name, gone.until, gone.words) == (
            "Westshire Police",
            "30 September 2016",
            "It left by its own wish.",
        )

    def test_one_that_came_back_has_not_left(self, past: SimpleNamespace, profile: Any) -> None:
        make.make_partner(past.alliance, past.west, from_date=make.day(2017, 1, 1))
        assert profile(AFTER).partners_left == ()
        assert [line.body.name for line in profile(AFTER).partners].count("Westshire Police") == 1

    def test_one_that_is_to_join_is_not_there_yet(self, past: SimpleNamespace, profile: Any) -> None:
        make.make_partner(past.alliance, make.make_organisation("Southshire"), from_date=make.day(2018, 1, 1))
        assert "Southshire" not in text_of(profile(AFTER))

    def test_a_post_is_shared_by_partners_of_the_day(self, past: SimpleNamespace, profile: Any) -> None:
        """Rule A-21."""
        post = make.make_post(past.north, title="Assistant Chief Officer")
        post.shared_by.set([past.east, past.west])
        [shared] = profile(BEFORE).shared_posts
        assert shared.bodies == ("Northshire Constabulary", "Eastshire Police", "Westshire Police")
        post.shared_by.set([past.west])
        assert profile(AFTER).shared_posts == ()


class TestWhatItSetOut:
    def test_both_editions_of_the_aims_stand_with_the_reason(self, profile: Any) -> None:
        """Rules D-12, D-13."""
        second, first = (group for group in profile(AFTER).charter if group.code == "aim")
        assert (second.edition, second.is_in_force, second.reasons) == (2, True, ("The boards asked for it.",))
        assert (first.edition, first.is_in_force, first.lines[0].text) == (1, False, "To save.")

    def test_an_edition_that_has_not_begun_is_not_known(self, profile: Any) -> None:
        [only] = (group for group in profile(BEFORE).charter if group.code == "aim")
        assert (only.edition, only.is_in_force) == (1, True)

    def test_a_board_says_to_which_it_recommends(self, profile: Any) -> None:
        """Rule A-06."""
        board, authority = profile().boards
        assert (board.recommends_to, authority.recommends_to) == ("", "Programme Board")
        assert [tier.number for tier in profile().tiers] == [1, 2]

    def test_an_agreement_signed_later_is_not_signed_yet(self, past: SimpleNamespace, profile: Any) -> None:
        """Rule A-22: what one document calls required the next calls signed."""
        agreement = profile(date(2015, 8, 20)).agreements[0]
        assert (agreement.state, agreement.signed_on) == ("Not signed by this date", "")
        assert agreement.signatures[0].state == "Not signed by this date"

    def test_bodies_whose_schemes_say_the_same_stand_together(self, past: SimpleNamespace, profile: Any) -> None:
        [power] = past.alliance.delegated_powers.all()
        power.pk, power.organisation = None, past.east.deciding_bodies.first()
        make._save(power)
        [scheme] = profile().schemes
        assert len(scheme.bodies) == 2

    def test_a_figure_is_printed_as_it_was_entered_and_none_is_worked_out(self, profile: Any) -> None:
        """Rules A-24, A-26."""
        [figure] = profile().figures
        assert figure.amount == "around £480m"
        assert "%" not in text_of(profile()).replace("62.5%", "").replace("37.5%", "")


class TestWhoMaySee:
    def test_the_open_edition_holds_no_restricted_area(self, profile: Any) -> None:
        assert "Covert" in text_of(profile())
        assert "Covert" not in text_of(profile(with_restricted=False))

    def test_a_reader_sees_what_they_may(self, past: SimpleNamespace) -> None:
        cleared = make.make_member(past.alliance, Role.AUDITOR)
        plain = make.make_member(past.alliance, Role.AREA_LEAD)
        assert "Covert" in text_of(profile_seen(past.alliance, cleared, AFTER))
        assert "Covert" not in text_of(profile_seen(past.alliance, plain, AFTER))

    def test_an_announcement_is_nowhere_before_its_release(self, past: SimpleNamespace, profile: Any) -> None:
        make._save(Announcement(alliance=past.alliance, title="Held back", text="Not yet."))
        make._save(
            Announcement(alliance=past.alliance, title="Told", text="Now.", restricted=False,
                         released_on=ImpreciseDate.day(RENAMED))
        )  # fmt: skip
        assert [line.title for line in profile(AFTER).announcements] == ["Told"]
        assert profile(RENAMED - timedelta(days=1)).announcements == ()

    def test_no_contact_is_in_it(self, profile: Any) -> None:
        """Rules B-40, D-35."""
        assert "01234" not in text_of(profile())

    def test_a_wider_alliance_is_seen_by_its_own_readers(self, past: SimpleNamespace) -> None:
        wider = make.make_alliance("The Region")
        past.alliance.within = wider
        make._save(past.alliance)
        reader = make.make_member(past.alliance, Role.AUDITOR)
        assert profile_seen(past.alliance, reader, AFTER).wider is None
        make.give_role(reader, wider, Role.AUDITOR)
        seen = type(reader).objects.get(pk=reader.pk)
        assert profile_seen(past.alliance, seen, AFTER).wider.name == "The Region"
        assert [each.name for each in profile_seen(wider, seen, AFTER).narrower] == ["Northern Alliance"]


def test_reads_as_many_times_for_twenty_partners_as_for_three(past: SimpleNamespace, profile: Any) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            profile()
        return len(queries)

    def grow(number: int) -> None:
        force = partner(past.alliance, f"Shire {number}", 10 + number)
        post = make.make_post(force)
        post.shared_by.set([past.north])
        make.make_board(past.alliance, recommends_to=past.board)
        make.make_area_status(make.make_area(past.alliance), past.alliance.position_statuses.get())

    grow(0)
    before = count()
    for number in range(1, 20):
        grow(number)
    assert count() == before
