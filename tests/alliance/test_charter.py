"""What an alliance set out for itself line by line, and the collaborations beside it: kept as written, by edition."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alliance.models import Agreement, Alliance, CharterLine, Collaboration, Contact, Organisation, Post, Signature
from core import clock
from core.imports.actions import ImportRefused, import_at_once
from core.imports.exporting import export_records
from tests import factories as make

pytestmark = pytest.mark.django_db
SHEETS = {
    "organisations": (
        "Short name,Name,Other names,Kind,Decides for itself,Serves,Existed from,Existed to\n"
        "north,North Police,NP; The North,Police force,,,,\n"
        "north-pcc,Commissioner of North,,Police and crime commissioner,Yes,north,22 November 2012,\n"
        "north-pa,Police Authority of North,,Police authority,Yes,north,,21 November 2012\n"
    ),
    "successions": "Predecessor,Successor,First day,By which act\nnorth-pa,north-pcc,22 November 2012,Act of 2011\n",
    "people": "Short name,Name,Other names\nsmith,A Smith,Alex Smith\n",
    "posts": (
        "Short name,Organisation,Title,Shared by,Decides for its body\n"
        "north-head,north,Head of both,north-pcc,\n"
        "north-pcc,north-pcc,Commissioner,,Yes\n"
    ),
    "charter-lines": (
        "Short name,Kind,Edition,Number,Under,As written,Reason for change,From\n"
        'principle-1,Principle,,1,,"Local identity is kept.",,\n'
        'principle-1a,Principle,,(a),principle-1,"Badges stay, as do names.",,\n'
        'aims-1,Aim,1,,,"Save money.",,\n'
        'aims-2,Aim,2,,,"Realise savings","The board asked for it",March 2010\n'
    ),
    "collaborations": (
        "Name,With,Organisations,How it stands,Reviewed\nAir support,Five forces,north; north-pcc,Inherited,TBA\n"
    ),
    "agreements": (
        "Title,State,Led by,Continued by direction of,Directed\n"
        "Region,Continued by direction,north-pcc,The Home Secretary,1 April 2015\n"
    ),
    "signatures": (
        "Agreement,Organisation,State,As,As written,Source\n"
        "Region,north-pcc,Unsigned in the source,north-pcc,a blank line,page 9\n"
    ),
    "contacts": "For,Name,Organisation\nPanel,Clerk,north\n",
}


@pytest.fixture
def alliance() -> Alliance:
    return make.make_alliance(slug="region")


def line(alliance: Alliance, code: str, **fields: Any) -> CharterLine:
    row = CharterLine(alliance=alliance, code=code, **{"kind": "principle", "text": code, **fields})
    row.full_clean()
    return make._save(row)


def refused(row: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def client_of(alliance: Alliance) -> Client:
    client = Client()
    client.force_login(make.make_member(alliance))
    return client


class TestLines:
    def test_a_line_stands_under_another_of_its_alliance_and_not_under_itself(self, alliance: Alliance) -> None:
        first = line(alliance, "p-1")
        second = line(alliance, "p-1-a", part_of=first)
        first.part_of = second
        assert "cannot stand under itself" in refused(first)["part_of"][0]
        second.part_of = line(make.make_alliance(), "foreign")
        assert "belongs to another alliance" in refused(second)["part_of"][0]

    def test_a_first_edition_has_no_reason_for_a_change_and_no_edition_is_numbered_nought(self, alliance: Any) -> None:
        fault = CharterLine(alliance=alliance, code="a", kind="aim", text="Save", reason_for_change="Asked for")
        assert "first edition changes nothing" in refused(fault)["reason_for_change"][0]
        fault.edition = 2
        fault.full_clean()
        fault.edition = 0
        assert refused(fault)

    def test_both_editions_are_read_and_the_earlier_one_as_at_its_day(self, alliance: Alliance) -> None:
        line(alliance, "aim-1", kind="aim", text="Save by April 2011", to_date=make.day(2010, 2, 28))
        line(alliance, "aim-2", kind="aim", text="Realise savings", edition=2, from_date=make.day(2010, 3, 1))
        client, page = client_of(alliance), "/a/region/records/charter-lines/"
        both = client.get(page).content.decode()
        assert both.index("Save by April 2011") < both.index("Realise savings")
        then = client.get(f"{page}?as_at=2010-02-28").content.decode()
        assert (">Save by April 2011</a>" in then, ">Realise savings</a>" in then) == (True, False)
        [found] = client.get("/api/v1/charter-lines/?alliance=region&kind=aim&edition=2").json()["results"]
        assert (found["text"], found["edition"], found["part_of"]) == ("Realise savings", 2, None)

    def test_the_text_is_kept_letter_for_letter(self, alliance: Alliance) -> None:
        words = "“Gold”  decides —\n• what it may\n• and  no more"
        url = "/a/region/records/charter-lines/add/"
        sent = {"code": "p-14", "kind": "principle", "edition": 1, "number": "14", "text": words, "order": 0}
        client = client_of(alliance)
        assert client.post(url, sent).status_code == 302
        row = CharterLine.objects.get()
        assert row.text.replace("\r\n", "\n") == words
        assert str(row) == f"14 {row.text}"


class TestSheets:
    def send(self, texts: dict[str, str], *, check_only: bool = False) -> Any:
        files = [(f"{name}.csv", text.encode()) for name, text in texts.items()]
        return import_at_once(files=files, check_only=check_only, actor="system:test")

    def given(self, alliance: Alliance) -> dict[str, str]:
        return export_records(scope=alliance, by=None, at=clock.now(), route="test")

    def test_the_sheets_are_taken_and_given_back_and_taken_again_without_a_change(self, alliance: Alliance) -> None:
        self.send(SHEETS | {"alliance": self.given(alliance)["alliance"]})
        assert CharterLine.objects.get(code="principle-1a").part_of == CharterLine.objects.get(code="principle-1")
        assert {each.slug for each in Collaboration.objects.get().organisations.all()} == {"north", "north-pcc"}
        body = Organisation.objects.get(slug="north-pcc")
        assert [str(each.predecessor) for each in body.follows.all()] == ["Police Authority of North"]
        assert [each.slug for each in Post.objects.get(slug="north-head").shared_by.all()] == ["north-pcc"]
        assert Organisation.objects.get(slug="north").aliases == "NP; The North"
        agreement, signature = Agreement.objects.get(), Signature.objects.get()
        assert (agreement.led_by, agreement.directed_by) == (body, "The Home Secretary")
        assert (signature.state, str(signature.post)) == ("unsigned_in_source", "Commissioner, Commissioner of North")
        assert Contact.objects.get().organisation == Organisation.objects.get(slug="north")
        again = self.given(alliance)
        assert {"charter-lines", "collaborations", "successions"} <= set(again)
        assert self.send(again, check_only=True).rows == []

    def test_the_wider_alliance_is_named_in_the_workbook(self, alliance: Alliance) -> None:
        make.make_alliance(slug="wider")
        heading = "Short name for addresses,Name,Short name,Wider alliance,Ended\n"
        self.send({"alliance": f"{heading}region,Region,R,wider,31 March 2018\n"})
        alliance.refresh_from_db()
        assert (str(alliance.within.slug), str(alliance.ended_on)) == ("wider", "31 March 2018")
        assert self.send(self.given(alliance), check_only=True).rows == []
        with pytest.raises(ImportRefused) as refusal:
            self.send({"alliance": f"{heading}wider,Wider,W,region,\n"})
        assert "comes back to itself" in str(refusal.value.problems[0])
        with pytest.raises(ImportRefused) as refusal:
            self.send({"alliance": f"{heading}region,Region,R,nowhere,\n"})
        assert "column 'Wider alliance'" in str(refusal.value.problems[0])


def test_what_is_not_signed_has_no_day_and_a_direction_names_who_gave_it(alliance: Alliance) -> None:
    agreement = make._save(Agreement(alliance=alliance, title="Region", state="in_force"))
    signature = Signature(agreement=agreement, organisation=make.make_organisation(), state="awaited")
    signature.full_clean()
    signature.signed_on = make.day(2016, 3, 1)
    assert "has no day" in refused(signature)["signed_on"][0]
    agreement.directed_on = make.day(2016, 3, 1)
    assert "who directed it" in refused(agreement)["directed_by"][0]


def test_only_a_post_of_a_body_that_decides_decides(alliance: Alliance) -> None:
    post = make.make_post(make.make_organisation("North"))
    post.decides = True
    assert "does not decide for itself" in refused(post)["decides"][0]
    post.organisation.is_deciding_body = True
    post.full_clean()
