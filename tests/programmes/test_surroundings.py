"""Kinds, names, partners, roles, assets and numbers of areas: refused where they make no sense, and whole in sheets."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from alliance.choices import CharterKind
from alliance.models import Alliance, CharterLine, Partner, Person, Post, SharingBasis
from core import clock
from core.imports.actions import import_at_once
from core.imports.exporting import export_records
from programmes.actions import adopt_lifecycle
from programmes.models import (
    AreaKind,
    AreaPartner,
    AreaRole,
    AreaSuccession,
    BusinessArea,
    GateRequirement,
    KeyFigure,
    LifecycleGate,
    LifecycleRequirement,
)
from tests import factories as make
from tests.programmes.way import Way

pytestmark = pytest.mark.django_db
SHEETS = {
    "area-kinds": "Code,Singular,Plural\nproject,project,projects\nfunction,function,functions\n",
    "areas": (
        "Short name,Name,Kind,Letter or number,Tranche,Quick win,Employment model,Resourced until,Sharing basis\n"
        "ict,Technology,project,(a),1,yes,Lead Force,June 2016,costs\n"
        "hr,People and Culture,function,,,no,,,\n"
    ),
    "position-statuses": "Code,Name\nlive,Live\n",
    "area-statuses": "Area,Status,From,Act\nict,live,June 2016,Approved by the Programme Board\n",
    "area-names": "Area,Name,Where\nhr,Stakeholder and communication,In the list of leads\n",
    "area-partners": "Area,Partner,Part,From,To\nict,north,host,,\nict,south,,May 2010,by end June 2016\n",
    "area-roles": (
        "Area,Part,Post,Person,For,Provisional,Senior responsible owner\n"
        "ict,SRO,north-chief,,,yes,yes\nict,SRO,,,south,no,no\nhr,Coordinating,,adam,,no,no\n"
    ),
    "area-statements": "Area,Topic,Text,As at,Source\nict,Options,Lead Force or hybrid,May 2016,Note\n",
    "assets": "Area,Asset,Stands at,Takes the place of\nict,One set of hardware,north,Vantage\nict,Other set,south,\n",
    "area-successions": "Area,What became of it,Successor,Went to,On\nict,Merged into,hr,,July 2016\n",
    "engagements": "Kind,Title,Area,With,State\nConsultation,JNCC,hr,Trade unions,under way\n",
    "key-figures": (
        "Caption,Area,Amount,Unit,Word for the unit,As at\n"
        "People in scope,ict,40,Other,people,May 2016\nPeople in scope,hr,60,Other,people,May 2016\n"
    ),
}


@pytest.fixture
def alliance() -> Alliance:
    made = make.make_alliance(slug="region")
    for name in ("North", "South"):
        body = make.make_organisation(name, slug=name.lower())
        make.make_partner(made, body)
        make._save(Post(organisation=body, title="Chief", slug=f"{name.lower()}-chief"))
    make._save(Person(name="Adam Streets", slug="adam"))
    make._save(SharingBasis(alliance=made, name="Costs", slug="costs"))
    return made


def send(texts: dict[str, str], *, check_only: bool = False) -> Any:
    files = [(f"{name}.csv", text.encode()) for name, text in texts.items()]
    return import_at_once(files=files, check_only=check_only, actor="system:test")


def sheets(alliance: Alliance) -> dict[str, str]:
    return export_records(scope=alliance, by=None, at=clock.now(), route="test")


def refused(row: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def test_the_sheets_are_taken_and_given_back_and_taken_again_without_a_change(alliance: Alliance) -> None:
    send(SHEETS | {"alliance": sheets(alliance)["alliance"]})
    ict = BusinessArea.objects.select_related("kind", "sharing_basis").get(slug="ict")
    assert (str(ict.kind), ict.reference, ict.tranche, ict.is_quick_win) == ("project", "(a)", "1", True)
    assert (str(ict.resourced_until), str(ict.employment_model)) == ("June 2016", "Lead Force")
    assert ict.sharing_basis == alliance.sharing_bases.get()
    assert [str(row) for row in ict.roles.all()] == ["SRO: Chief, North", "SRO"]
    assert [str(row.quantity) for row in KeyFigure.objects.order_by("area__slug")] == ["60 people", "40 people"]
    assert str(AreaSuccession.objects.get()) == "Technology: merged into, People and Culture"
    assert send(sheets(alliance), check_only=True).rows == []


def test_a_17_and_d_11_an_area_is_found_under_its_name_elsewhere(alliance: Alliance) -> None:
    send(SHEETS | {"alliance": sheets(alliance)["alliance"]})
    client = make_client(alliance)
    page = client.get("/a/region/areas/?search=communication").content.decode()
    assert "People and Culture" in page
    assert "Technology" not in page


def make_client(alliance: Alliance) -> Any:
    office = make.make_member(alliance)
    client = Client()
    client.force_login(office)
    return client


def test_a_kind_and_a_basis_are_those_of_the_alliance(alliance: Alliance) -> None:
    elsewhere = make.make_alliance()
    foreign = make._save(AreaKind(alliance=elsewhere, code="project", singular="project", plural="projects"))
    area = make.make_area(alliance)
    area.kind = foreign
    assert "of this alliance" in refused(area)["kind"][0]
    area.kind, area.sharing_basis = None, make.make_basis(elsewhere)
    assert "of this alliance" in refused(area)["sharing_basis"][0]


def test_e_23_a_model_of_collaboration_is_a_line_of_that_kind(alliance: Alliance) -> None:
    known = {"alliance": alliance, "text": "As written"}
    model = make._save(CharterLine(code="model-1", kind=CharterKind.MODEL, **known))
    aim = make._save(CharterLine(code="aim-1", kind=CharterKind.AIM, **known))
    area = make.make_area(alliance, slug="fleet", collaboration_model=model)
    area.full_clean()
    area.collaboration_model = aim
    assert "model of collaboration" in refused(area)["collaboration_model"][0]
    assert send(sheets(alliance), check_only=True).rows == []
    assert "model-1" in sheets(alliance)["areas"]


def test_d_19_a_partner_of_an_area_is_one_of_the_alliance_or_decides_for_one(alliance: Alliance) -> None:
    area, north = make.make_area(alliance), Partner.objects.first().organisation  # type: ignore[union-attr]
    AreaPartner(area=area, organisation=north).full_clean()
    chief = make.make_organisation("Chief Constable of North", is_deciding_body=True, serves=north)
    AreaPartner(area=area, organisation=chief).full_clean()
    stranger = AreaPartner(area=area, organisation=make.make_organisation("Stranger"))
    assert "no partner of this alliance" in refused(stranger)["organisation"][0]


def test_d_09_a_role_may_be_assigned_and_not_named(alliance: Alliance) -> None:
    role = AreaRole(area=make.make_area(alliance), part="Senior Responsible Officer", is_sro=True)
    role.full_clean()
    assert str(role) == "Senior Responsible Officer"


def test_an_area_becomes_another_one_of_its_alliance_or_goes_somewhere(alliance: Alliance) -> None:
    area, day = make.make_area(alliance), make.day(2016, 7, 1)
    nowhere = AreaSuccession(area=area, kind="moved", happened_on=day)
    assert "where it went" in refused(nowhere)["successor"][0]
    itself = AreaSuccession(area=area, kind="renamed", successor=area, happened_on=day)
    assert "another area" in refused(itself)["successor"][0]
    AreaSuccession(area=area, kind="moved", into="The region", happened_on=day).full_clean()


def test_e_35_and_x_15_bodies_that_only_serve_the_partners_make_their_assessments(way: Way) -> None:
    """Four of two forces that are the partners; of an area that is shared by one of them, its two."""
    forces = [make.make_organisation(f"{name} Police") for name in ("North", "South")]
    for force in forces:
        make.make_partner(way.alliance, force)
        for title in ("Chief Constable", "Commissioner"):
            make.make_organisation(f"{title} of {force}", is_deciding_body=True, serves=force)
    lifecycle = make.make_lifecycle(way.alliance)
    gate = make._save(LifecycleGate(lifecycle=lifecycle, code="1", name="Outline case"))
    for text, each_for in (("Equality assessment", "deciding_body"), ("Baseline", "partner")):
        make._save(LifecycleRequirement(lifecycle_gate=gate, text=text, each_for=each_for))
    adopt_lifecycle(way.area, lifecycle=lifecycle, **way.by(way.area))
    alone = make.make_area(way.alliance, "One force only")
    make._save(AreaPartner(area=alone, organisation=forces[1]))
    gone = AreaPartner(area=alone, organisation=forces[0], to_date=make.day(2016, 1, 1))
    make._save(gone)
    adopt_lifecycle(alone, lifecycle=lifecycle, **way.by(alone))

    def made_by(area: BusinessArea, text: str) -> list[str]:
        rows = GateRequirement.objects.filter(gate__area=area, text=text)
        return sorted(str(row.organisation) for row in rows)

    assert len(made_by(way.area, "Equality assessment")) == 4
    assert made_by(way.area, "Baseline") == ["North Police", "South Police"]
    assert made_by(alone, "Equality assessment") == ["Chief Constable of South Police", "Commissioner of South Police"]
    assert made_by(alone, "Baseline") == ["South Police"]
