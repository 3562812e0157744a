"""One body in the place of another: what is open goes over from the day, what was stays, in one act or not at all."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alliance.actions import Act, replace_body, replacement_plan
from alliance.choices import Role
from alliance.models import (
    Agreement,
    Alliance,
    AllianceLead,
    Appointment,
    DelegatedPower,
    Organisation,
    Partner,
    Person,
    Post,
    SharingBasis,
    Signature,
    Succession,
)
from core import clock
from core.records.registry import all_records
from core.records.relations import relations_to
from core.versions import StaleVersion
from core.workflow import WrongState
from governance.models import BoardMember
from programmes.models import AreaPartner, AreaRole, GateDecider, GateRequirement
from tests import factories as make

pytestmark = pytest.mark.django_db
ON = date(2012, 11, 22)
LAST = "21 November 2012"
ACT = "Police Reform and Social Responsibility Act 2011"


class Place:
    """An alliance of two in which an authority holds all that can be held; a commissioner is to come in its place."""

    def __init__(self) -> None:
        self.alliance = make.make_alliance(slug="region")
        self.office = make.make_member(self.alliance)
        known = {"is_deciding_body": True}
        self.old = make.make_organisation("Police Authority", **known)
        self.new = make.make_organisation("Commissioner", slug="commissioner", **known)
        self.other = make.make_organisation("Other")
        for order, each in enumerate((self.old, self.other)):
            make.make_partner(self.alliance, each, from_date=make.day(2010, 1, 1), order=order)
        self.post = make.make_post(self.old, title="Chair", decides=True)
        self.chair = make.make_person("Pat Chair")
        began = make.day(2010, 1, 1)
        make._save(Appointment(post=self.post, person=self.chair, from_date=began))
        make._save(AllianceLead(alliance=self.alliance, part="SRO", post=self.post, from_date=began))

    def act(self, on: date = ON, words: str = ACT) -> Act:
        return Act(on=on, words=words, kind="replaced")

    def replace(self, on: date = ON, **changed: Any) -> Any:
        known = {"by": self.office, "at": clock.now(), "expected": self.old.version, "act": self.act(on)}
        token = replacement_plan(self.old, self.new, on).token
        return replace_body(self.old, **({"successor": self.new, "token": token} | known | changed))

    def client(self, user: Any = None) -> Client:
        client = Client()
        client.force_login(user or self.office)
        return client


@pytest.fixture
def place() -> Place:
    return Place()


def spans(rows: Any, name: str = "organisation") -> list[tuple[str, str, str]]:
    """Who stands from when to when, the older first."""
    return [(str(getattr(row, name)), str(row.from_date or ""), str(row.to_date or "")) for row in rows.order_by("pk")]


ENDED_AND_BEGUN = [("Police Authority", "1 January 2010", LAST), ("Commissioner", "22 November 2012", "")]


def test_every_field_that_names_a_body_a_post_or_a_person_says_what_becomes_of_its_rows() -> None:
    declared = {(record.model, name) for record in all_records() for name in record.succession}
    kept = {record.model for record in all_records()}
    found = {
        (each.model, each.name)
        for kind in (Organisation, Post, Person)
        for each in relations_to(kind)
        if each.model in kept and each.name != "merged_into"
    }
    assert found - declared == set()


class TestWhatFollows:
    def test_partners_end_on_the_day_before_and_begin_on_the_day(self, place: Place) -> None:
        place.replace()
        assert spans(Partner.objects.exclude(organisation=place.other)) == ENDED_AND_BEGUN
        for day, name in ((date(2012, 11, 21), "Police Authority"), (ON, "Commissioner")):
            rows = Partner.objects.filter(alliance=place.alliance).as_at(day)
            assert {str(row) for row in rows} == {name, "Other"}

    def test_leads_and_appointments_go_to_the_same_post_of_the_successor(self, place: Place) -> None:
        place.replace()
        post = Post.objects.get(organisation=place.new)
        assert (post.title, post.decides) == ("Chair", True)
        assert [lead.post for lead in AllianceLead.objects.as_at(ON)] == [post]
        assert [lead.post for lead in AllianceLead.objects.as_at(date(2012, 11, 21))] == [place.post]
        assert str(post.holder_on(ON).person) == "Pat Chair"
        assert place.post.holder_on(ON) is None

    def test_a_post_of_that_title_which_the_successor_has_is_taken_with_its_own_holder(self, place: Place) -> None:
        own = make.make_post(place.new, title="chair")
        make._save(Appointment(post=own, person=make.make_person("Sam New"), from_date=make.day(2012, 11, 22)))
        place.replace()
        assert [lead.post for lead in AllianceLead.objects.as_at(ON)] == [own]
        assert [str(row.person) for row in own.appointments.all()] == ["Sam New"]

    def test_a_signature_stays_as_it_was_and_the_successor_stands_beside_it(self, place: Place) -> None:
        deed = make._save(Agreement(alliance=place.alliance, title="Deed", state="in_force"))
        over = make._save(Agreement(alliance=place.alliance, title="Over", state="ended"))
        drafted = make._save(Agreement(alliance=place.alliance, title="Draft", state="proposed", led_by=place.old))
        for each in (deed, over):
            make._save(Signature(agreement=each, organisation=place.old, person=place.chair, post=place.post))
        make._save(Signature(agreement=drafted, organisation=place.old, state="awaited"))
        place.replace()
        signed, beside = deed.signatures.order_by("pk")
        assert (signed.organisation, signed.person, signed.post, signed.version) == (
            place.old,
            place.chair,
            place.post,
            1,
        )
        assert (beside.organisation, beside.state, beside.person) == (place.new, "succeeded", None)
        assert beside.words == "In the place of Police Authority from 22 November 2012"
        assert [row.organisation for row in over.signatures.all()] == [place.old]
        assert [row.organisation for row in drafted.signatures.all()] == [place.new]
        drafted.refresh_from_db()
        assert drafted.led_by == place.new

    def test_a_basis_ends_and_another_begins_and_the_past_is_split_as_before(self, place: Place) -> None:
        basis = make.make_basis(place.alliance, slug="costs", from_date=make.day(2010, 1, 1))
        make.make_share(basis, "64", place.old)
        make.make_share(basis, "36", place.other)
        before = [(str(part.claim.of), part.pence) for part in basis.split(100_01).parts]
        place.replace()
        old, new = SharingBasis.objects.order_by("pk")
        assert (str(old.to_date), str(new.from_date), new.slug) == (LAST, "22 November 2012", "costs-2012-11-22")
        assert [(str(part.claim.of), part.pence) for part in old.split(100_01).parts] == before
        assert [(str(part.claim.of), part.pence) for part in new.split(100_01).parts] == [
            ("Commissioner", 6401),
            ("Other", 3600),
        ]
        assert new.warning == ""

    def test_powers_seats_and_parts_in_areas_follow(self, place: Place) -> None:
        began, area = make.day(2010, 1, 1), make.make_area(place.alliance)
        known = {"organisation": place.old, "from_date": began}
        make._save(DelegatedPower(alliance=place.alliance, matter="Buying", tier="Gold", **known))
        make._save(BoardMember(board=make.make_board(place.alliance), post=place.post, **known))
        make._save(AreaPartner(area=area, **known))
        make._save(AreaRole(area=area, part="Lead", post=place.post, **known))
        place.replace()
        for kind in (DelegatedPower, BoardMember, AreaPartner, AreaRole):
            assert spans(kind.objects) == ENDED_AND_BEGUN, kind
        assert BoardMember.objects.as_at(ON).get().post.organisation == place.new

    def test_open_work_goes_over_and_closed_work_stays(self, place: Place) -> None:
        gate = make.make_gate(make.make_area(place.alliance))
        met = {"met_on": date(2012, 1, 1), "evidence": "Seen"}
        done = make._save(GateRequirement(gate=gate, text="Done", organisation=place.old, **met))
        still = make._save(GateRequirement(gate=gate, text="Open", organisation=place.old))
        decider = make._save(GateDecider(alliance=place.alliance, code="all", name="All"))
        decider.bodies.set([place.old, place.other])
        meeting = make.make_meeting(make.make_board(place.alliance))
        action = make.make_action(meeting, owner=place.post)
        closed = make.make_action(meeting, owner=place.post, state="dropped", done_on=date(2012, 1, 1))
        risk = make.make_risk(make.make_register(place.alliance), owner=place.post)
        risk.affected.set([place.old])
        place.replace()
        for row in (done, still, action, closed, risk):
            row.refresh_from_db()
        post = Post.objects.get(organisation=place.new)
        assert (done.organisation, still.organisation) == (place.old, place.new)
        assert set(decider.bodies.all()) == {place.new, place.other}
        assert (action.owner, closed.owner, risk.owner) == (post, place.post, post)
        assert list(risk.affected.all()) == [place.new]

    def test_what_is_over_stays_and_what_has_not_begun_is_the_successors(self, place: Place) -> None:
        wider = make.make_alliance()
        past = make.make_partner(wider, place.old, to_date=make.day(2011, 1, 1))
        ahead = make.make_partner(wider, place.old, from_date=make.day(2013, 4, 1))
        place.replace()
        past.refresh_from_db()
        ahead.refresh_from_db()
        assert (past.organisation, past.version) == (place.old, 1)
        assert (ahead.organisation, str(ahead.from_date)) == (place.new, "1 April 2013")

    def test_in_a_merger_the_one_that_is_a_partner_already_is_so_once(self, place: Place) -> None:
        make.make_partner(place.alliance, place.new, from_date=make.day(2010, 1, 1))
        place.replace()
        assert sorted(str(row) for row in Partner.objects.as_at(ON)) == ["Commissioner", "Other"]

    def test_it_is_written_down_with_who_why_and_when(self, place: Place) -> None:
        place.replace()
        row = Succession.objects.get()
        assert (row.predecessor, row.successor, str(row.happened_on), row.words) == (
            place.old,
            place.new,
            "22 November 2012",
            ACT,
        )
        place.old.refresh_from_db()
        assert str(place.old.to_date) == LAST
        for touched in (place.old, Partner.objects.get(organisation=place.new)):
            newest = touched.history.first()
            assert newest.history_user == place.office
            assert newest.history_change_reason.endswith(f"from 22 November 2012: {ACT}")


class TestRefusals:
    def refused(self, place: Place, words: str, **changed: Any) -> None:
        before = list(Partner.objects.values_list("pk", "version", "to_date"))
        with pytest.raises(WrongState, match=words):
            place.replace(**changed)
        assert list(Partner.objects.values_list("pk", "version", "to_date")) == before
        assert not Post.objects.filter(organisation=place.new).exists()

    def test_a_second_time(self, place: Place) -> None:
        place.replace()
        place.old.refresh_from_db()
        with pytest.raises(WrongState, match="was succeeded by “Commissioner” already"):
            place.replace()
        assert Succession.objects.count() == 1

    def test_a_day_before_it_began_or_after_it_ended(self, place: Place) -> None:
        place.old.from_date, place.old.to_date = make.day(2009, 4, 1), make.day(2012, 11, 21)
        make._save(place.old)
        self.refused(place, "choose a later day", on=date(2009, 4, 1))
        self.refused(place, "last day of “Police Authority” is recorded", on=date(2013, 1, 1))

    def test_a_successor_that_does_not_exist_yet_or_does_not_decide(self, place: Place) -> None:
        place.new.from_date = make.day(2013, 1, 1)
        make._save(place.new)
        self.refused(place, "begins only later")
        place.new.from_date, place.new.is_deciding_body = None, False
        make._save(place.new)
        self.refused(place, "one decides for itself and the other does not")

    def test_a_plan_that_is_another_by_now(self, place: Place) -> None:
        token = replacement_plan(place.old, place.new, ON).token
        make.make_partner(make.make_alliance(), place.old)
        self.refused(place, "has changed since you looked", token=token)

    def test_a_body_that_was_changed_meanwhile_and_an_act_without_words(self, place: Place) -> None:
        with pytest.raises(StaleVersion):
            place.replace(expected=7)
        with pytest.raises(ValidationError, match="by which act"):
            place.replace(act=place.act(words=" "))
        assert not Succession.objects.exists()

    def test_a_share_that_both_have_is_named(self, place: Place) -> None:
        basis = make.make_basis(place.alliance, name="Costs")
        make.make_share(basis, "10", place.old)
        make.make_partner(place.alliance, place.new)
        make.make_share(basis, "20", place.new)
        self.refused(place, "two cannot be made one here. End “Costs”")


class TestDoors:
    URL = "/directory/organisations/{}/succeed/"

    def asked(self, place: Place) -> dict[str, Any]:
        return {"successor": place.new.pk, "kind": "replaced", "on_0": 22, "on_1": 11, "on_2": 2012, "words": ACT}

    def test_the_page_shows_what_happens_and_does_it(self, place: Place) -> None:
        client, url = place.client(), self.URL.format(place.old.pk)
        page = client.get(url, self.asked(place))
        text = page.content.decode()
        assert page.status_code == 200
        assert "1 end on the day before" in text
        assert "Chair, Commissioner (new)" in text
        assert not Succession.objects.exists()
        done = {"version": place.old.version, "token": page.context["change"].token}
        stale = client.post(url, self.asked(place) | done | {"token": "other"})
        assert (stale.status_code, Succession.objects.count()) == (409, 0)
        assert client.post(url, self.asked(place) | done).status_code == 302
        assert Succession.objects.count() == 1
        assert "was succeeded by" in client.get(url, self.asked(place)).content.decode()

    def test_the_record_page_leads_there_for_those_who_keep_the_directory(self, place: Place) -> None:
        page = f"/directory/organisations/{place.old.pk}/"
        assert self.URL.format(place.old.pk) in place.client().get(page).content.decode()
        reader = place.client(make.make_member(place.alliance, Role.AREA_LEAD))
        assert self.URL.format(place.old.pk) not in reader.get(page).content.decode()
        assert reader.get(self.URL.format(place.old.pk)).status_code == 403

    def test_rows_that_the_reader_may_not_see_are_counted_and_not_named(self, place: Place) -> None:
        make._save(AllianceLead(alliance=make.make_alliance(), part="Secret part", post=place.post))
        text = place.client().get(self.URL.format(place.old.pk), self.asked(place)).content.decode()
        assert "2 end on the day before" in text
        assert "Secret part" not in text

    def test_the_api_previews_and_does_it(self, place: Place) -> None:
        url = f"/api/v1/organisations/{place.old.pk}/succeed/"
        data = {"successor": place.new.pk, "on": "2012-11-22", "words": ACT}

        def send(**more: Any) -> Any:
            body = json.dumps(data | more)
            return place.client().post(url, body, content_type="application/json", headers={"If-Match": '"v1"'})

        said = send(preview=True).json()
        assert {"kind": "partners", "ended": 1, "begun": 1, "moved": 0, "left": 0} in said["steps"]
        assert send().status_code == 409
        assert send(successor=99_999).status_code == 400
        assert send(plan=said["plan"]).status_code == 200
        assert spans(Partner.objects.exclude(organisation=place.other)) == ENDED_AND_BEGUN


def test_an_alliance_read_as_at_the_day_before_shows_the_old_shape(place: Place) -> None:
    place.replace()
    for day, name in (("2012-11-21", "Police Authority"), ("2012-11-22", "Commissioner")):
        rows = place.client().get(f"/api/v1/partners/?alliance=region&as_at={day}").json()["results"]
        assert {Organisation.objects.get(pk=row["organisation"]).name for row in rows} == {name, "Other"}
    assert isinstance(place.alliance, Alliance)
