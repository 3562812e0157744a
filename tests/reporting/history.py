"""An alliance with a history, for the tests of its profile: bodies renamed, holders changed, partners and areas gone.

No expectation stands here.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from alliance.choices import AgreementState, OrganisationKind, PartnerRole, PowerKind, SignatureState, WayOfDeciding
from alliance.models import (
    Agreement,
    Alliance,
    AllianceLead,
    Appointment,
    CharterLine,
    Collaboration,
    Contact,
    DelegatedPower,
    Event,
    Organisation,
    OrganisationName,
    Signature,
    Stakeholder,
)
from core.imprecise_dates import ImpreciseDate
from governance.choices import BoardKind, Cadence
from governance.models import BoardMember
from programmes.models import AreaRole, KeyFigure, LifecyclePhase
from tests import factories as make

SIGNED = make.day(2015, 8, 21)
RENAMED = date(2016, 1, 1)
"""The first day of the new name of the northern force."""
LEFT = date(2016, 9, 30)
"""The last day of the western partner."""
AREA_LEFT = date(2016, 12, 31)
"""The last day of the area Fleet."""
BEFORE, AFTER = date(2015, 10, 1), date(2017, 9, 22)


def body_of(force: Organisation, name: str, kind: str) -> Organisation:
    return make.make_organisation(
        name, kind=kind, is_deciding_body=True, decides_by=WayOfDeciding.SIGNATURE, serves=force
    )


def partner(alliance: Alliance, name: str, order: int, **fields: Any) -> Organisation:
    """A force as a partner with the two bodies that decide for it."""
    force = make.make_organisation(f"{name} Police")
    body_of(force, f"Chief Constable of {name}", OrganisationKind.CHIEF_CONSTABLE)
    body_of(force, f"Commissioner for {name}", OrganisationKind.COMMISSIONER)
    make.make_partner(alliance, force, order=order, from_date=SIGNED, **fields)
    return force


def hold(post: Any, name: str, since: ImpreciseDate, until: ImpreciseDate | None = None, **fields: Any) -> None:
    person = make.make_person(name)
    make._save(Appointment(post=post, person=person, from_date=since, to_date=until, **fields))


def alliance_with_a_history(slug: str = "northern") -> SimpleNamespace:
    """Three partners, a board under another, an agreement, a charter in two editions, areas of which one left."""
    alliance = make.make_alliance(
        "Northern Alliance", slug=slug, purpose="To keep people safe together.", marking="OFFICIAL"
    )
    north = partner(alliance, "Northshire", 1, role=PartnerRole.LEAD)
    east = partner(alliance, "Eastshire", 2)
    west = partner(alliance, "Westshire", 3, to_date=ImpreciseDate.day(LEFT), terms="It left by its own wish.")
    make._save(OrganisationName(organisation=north, name="Northshire Constabulary", to_date=make.day(2015, 12, 31)))
    found = SimpleNamespace(alliance=alliance, north=north, east=east, west=west)
    _people(found)
    _pledges(found)
    _work(found)
    return found


def _people(found: SimpleNamespace) -> None:
    chief = found.north.deciding_bodies.get(kind=OrganisationKind.CHIEF_CONSTABLE)
    found.chief = make.make_post(chief, title="Chief Constable", short_title="CC", decides=True)
    hold(found.chief, "Ann Early", make.day(2014, 1, 1), make.day(2016, 6, 30))
    hold(found.chief, "Ben Later", make.day(2016, 7, 1), standing=Appointment.Standing.TEMPORARY)
    found.deputy = make.make_post(found.north, title="Deputy Chief Constable", short_title="DCC")
    hold(found.deputy, "Cat Deputy", make.day(2014, 1, 1))
    make._save(
        AllianceLead(alliance=found.alliance, part="Senior Responsible Officer for the forces", is_sro=True,
                     post=found.deputy, from_date=SIGNED)
    )  # fmt: skip
    found.board = make.make_board(found.alliance, name="Programme Board", tier=1, cadence=Cadence.MONTHLY, order=1)
    found.authority = make.make_board(
        found.alliance, name="Design Authority", kind=BoardKind.RECOMMENDING, tier=2, recommends_to=found.board, order=2
    )
    make._save(BoardMember(board=found.board, organisation=chief, part="Chair, jointly"))
    make._save(BoardMember(board=found.authority, organisation=found.north, post=found.deputy, part="Chair"))


def _pledges(found: SimpleNamespace) -> None:
    alliance = found.alliance
    agreement = make._save(
        Agreement(alliance=alliance, title="Collaboration agreement", state=AgreementState.IN_FORCE, signed_on=SIGNED)
    )
    chief = found.chief.organisation
    make._save(Signature(agreement=agreement, organisation=found.north, signed_on=SIGNED))
    make._save(Signature(agreement=agreement, organisation=chief, post=found.chief, state=SignatureState.UNSIGNED))
    lines = [
        ("aim-1", "aim", 1, "1", "To save.", "", None, make.day(2016, 3, 31)),
        ("aim-2", "aim", 2, "1", "To save and to serve.", "The boards asked for it.", make.day(2016, 4, 1), None),
        ("principle-1", "principle", 1, "1", "Each body decides for itself.", "", None, None),
        ("scope-1", "scope_out", 1, "", "Neighbourhood teams.", "", None, None),
    ]
    for code, kind, edition, number, text, reason, since, until in lines:
        make._save(
            CharterLine(alliance=alliance, code=code, kind=kind, edition=edition, number=number, text=text,
                        reason_for_change=reason, from_date=since, to_date=until)
        )  # fmt: skip
    make._save(Collaboration(alliance=alliance, name="Regional air support", standing="unchanged until reviewed"))
    make._save(
        DelegatedPower(alliance=alliance, organisation=chief, kind=PowerKind.MAY, matter="Buying", tier="Gold",
                       up_to=50000)
    )  # fmt: skip
    basis = make.make_basis(alliance, name="Running costs", slug="before", to_date=ImpreciseDate.day(LEFT))
    for force, value in ((found.north, "50"), (found.east, "30"), (found.west, "20")):
        make.make_share(basis, value, force)
    after = make.make_basis(alliance, name="Running costs of two", slug="after", from_date=make.day(2016, 10, 1))
    make.make_share(after, "62.5", found.north)
    make.make_share(after, "37.5", found.east)
    make._save(Stakeholder(alliance=alliance, name="members of parliament", count=26))
    make._save(
        Contact(alliance=alliance, purpose="Press", name="Pat Press", telephone="01234 567890", email="pat@example.org")
    )
    make._save(Event(alliance=alliance, title="The sponsors met", happened_on=SIGNED, text="They met."))


def _work(found: SimpleNamespace) -> None:
    alliance = found.alliance
    live = make.make_status(alliance, "live", order=2)
    found.areas = {}
    for order, (name, fields) in enumerate(
        [("Custody", {}), ("Fleet", {"to_date": ImpreciseDate.day(AREA_LEFT)}), ("Covert", {})]
    ):
        area = make.make_area(alliance, name, slug=name.lower(), order=order, restricted=name == "Covert")
        make.make_area_status(area, live, from_date=SIGNED, **fields)
        found.areas[name] = area
    make._save(AreaRole(area=found.areas["Custody"], part="Lead", post=found.deputy, provisional=True))
    lifecycle = make.make_lifecycle(alliance)
    phase = LifecyclePhase.objects.filter(lifecycle=lifecycle).first() or make._save(
        LifecyclePhase(lifecycle=lifecycle, code="2", name="Full business case", words="Defining the programme")
    )
    make.make_phase(found.areas["Custody"], phase.name, phase=phase, actual_start=SIGNED)
    make._save(
        KeyFigure(alliance=alliance, caption="Total budget", amount_low=480000000, qualifier="around",
                  as_at=make.day(2016, 5, 1))
    )  # fmt: skip
