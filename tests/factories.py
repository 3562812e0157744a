"""One make_x for each model, with defaults that are valid and dull. Every save is recorded as the test's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from alliance.choices import OrganisationKind, Role
from alliance.models import Alliance, Organisation, Partner, Person, Post, RoleGrant, Share, SharingBasis
from core import clock, files
from core.history import recorded
from core.imprecise_dates import ImpreciseDate
from core.models import Upload, User
from governance.choices import BoardKind
from governance.models import Action, AgendaItem, Board, Meeting, Paper, PaperVersion
from programmes.choices import GateState, RagTone
from programmes.models import (
    AreaLead,
    AreaPhase,
    AreaStatus,
    Benefit,
    BusinessArea,
    Dependency,
    Gate,
    GateRequirement,
    Lifecycle,
    Milestone,
    PositionStatus,
    RagRating,
    ReportingPeriod,
    Update,
)
from risks.models import Assessment, Band, MatrixCell, Register, Risk, RiskFramework, ScaleStep

_numbers = count(1)
PASSWORD = "correct horse battery staple"


def _save(row: Any) -> Any:
    with recorded(by=None, actor="system:test", reason="test"):
        row.save()
    return row


def day(year: int, month: int, day_of_month: int) -> ImpreciseDate:
    return ImpreciseDate.day(date(year, month, day_of_month))


def make_user(name: str = "", *, password: str = PASSWORD, **fields: Any) -> User:
    name = name or f"User {next(_numbers)}"
    with recorded(by=None, actor="system:test", reason="test"):
        return User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", name, password, **fields)


def make_alliance(name: str = "", **fields: Any) -> Alliance:
    number = next(_numbers)
    fields.setdefault("slug", f"alliance-{number}")
    return _save(Alliance(name=name or f"Alliance {number}", short_name=f"A{number}", **fields))


def make_member(alliance: Alliance, role: str = Role.PROGRAMME_OFFICE, name: str = "", **fields: Any) -> User:
    """An account with one role in the alliance."""
    user = make_user(name, **fields)
    give_role(user, alliance, role)
    return user


def give_role(
    user: User, alliance: Alliance, role: str, *, from_date: date = date(2015, 1, 1), to_date: Any = None
) -> RoleGrant:
    return _save(RoleGrant(user=user, alliance=alliance, role=role, from_date=from_date, to_date=to_date))


def make_organisation(name: str = "", **fields: Any) -> Organisation:
    number = next(_numbers)
    fields.setdefault("kind", OrganisationKind.FORCE)
    fields.setdefault("slug", f"organisation-{number}")
    return _save(Organisation(name=name or f"Organisation {number}", **fields))


def make_person(name: str = "", **fields: Any) -> Person:
    number = next(_numbers)
    return _save(Person(slug=f"person-{number}", name=name or f"Person {number}", **fields))


def make_post(organisation: Organisation | None = None, **fields: Any) -> Post:
    number = next(_numbers)
    fields.setdefault("title", f"Post {number}")
    return _save(Post(slug=f"post-{number}", organisation=organisation or make_organisation(), **fields))


def make_partner(alliance: Alliance, organisation: Organisation | None = None, **fields: Any) -> Partner:
    return _save(Partner(alliance=alliance, organisation=organisation or make_organisation(), **fields))


def make_basis(alliance: Alliance, **fields: Any) -> SharingBasis:
    number = next(_numbers)
    fields.setdefault("slug", f"basis-{number}")
    fields.setdefault("name", f"Sharing basis {number}")
    return _save(SharingBasis(alliance=alliance, **fields))


def make_share(
    basis: SharingBasis, value: Any = None, organisation: Organisation | None = None, **fields: Any
) -> Share:
    """The share of a partner, of a new one where none is given; `value` in figures, such as "31.27"."""
    organisation = organisation or make_partner(basis.alliance).organisation
    fields.setdefault("order", basis.shares.count())
    value = None if value is None else Decimal(value)
    return _save(Share(basis=basis, organisation=organisation, value=value, **fields))


def make_status(alliance: Alliance, code: str = "live", **fields: Any) -> PositionStatus:
    fields.setdefault("name", code.title())
    fields.setdefault("means_live", code == "live")
    fields.setdefault("means_approved", code in ("live", "approved"))
    return _save(PositionStatus(alliance=alliance, code=code, **fields))


def make_area(alliance: Alliance, name: str = "", **fields: Any) -> BusinessArea:
    number = next(_numbers)
    fields.setdefault("slug", f"area-{number}")
    return _save(BusinessArea(alliance=alliance, name=name or f"Area {number}", **fields))


def make_area_status(area: BusinessArea, status: PositionStatus, **fields: Any) -> AreaStatus:
    fields.setdefault("from_date", day(2016, 1, 1))
    return _save(AreaStatus(area=area, status=status, **fields))


def make_lead(area: BusinessArea, user: User | None = None, **fields: Any) -> User:
    """An account that leads the area, with the role that goes with it."""
    user = user or make_member(area.alliance, Role.AREA_LEAD)
    fields.setdefault("from_date", date(2015, 1, 1))
    _save(AreaLead(area=area, user=user, **fields))
    return user


def make_rating(alliance: Alliance, code: str = "green", **fields: Any) -> RagRating:
    fields.setdefault("letter", code[0].upper())
    fields.setdefault("word", code.title())
    fields.setdefault("tone", RagTone(code))
    fields.setdefault("needs_reason", code in ("amber", "red"))
    return _save(RagRating(alliance=alliance, code=code, **fields))


def make_period(alliance: Alliance, code: str = "2017-09", **fields: Any) -> ReportingPeriod:
    fields.setdefault("title", "September 2017")
    fields.setdefault("starts_on", date(2017, 9, 1))
    fields.setdefault("ends_on", date(2017, 9, 30))
    fields.setdefault("due_on", date(2017, 9, 15))
    fields.setdefault("as_at", date(2017, 9, 22))
    return _save(ReportingPeriod(alliance=alliance, code=code, **fields))


def make_update(period: ReportingPeriod, area: BusinessArea, **fields: Any) -> Update:
    return _save(Update(period=period, area=area, **fields))


def make_benefit(alliance: Alliance, **fields: Any) -> Benefit:
    number = next(_numbers)
    fields.setdefault("title", f"Benefit {number}")
    return _save(Benefit(alliance=alliance, slug=f"benefit-{number}", **fields))


def make_register(alliance: Alliance, **fields: Any) -> Register:
    number = next(_numbers)
    return _save(Register(alliance=alliance, slug=f"register-{number}", name=f"Register {number}", **fields))


def make_risk(register: Register, **fields: Any) -> Risk:
    number = next(_numbers)
    fields.setdefault("text", f"Something may happen, number {number}.")
    return _save(Risk(register=register, reference=f"R-{number:02}", **fields))


def make_gate(area: BusinessArea, name: str = "", **fields: Any) -> Gate:
    number = next(_numbers)
    fields.setdefault("planned_on", day(2017, 6, 1))
    if fields.get("passed_on"):
        passed = {"state": GateState.PASSED, "authority": "override", "authority_words": "Passed before."}
        fields = passed | fields
    return _save(Gate(area=area, name=name or f"Gate {number}", **fields))


def make_requirement(gate: Gate, text: str = "", **fields: Any) -> GateRequirement:
    return _save(GateRequirement(gate=gate, text=text or f"Requirement {next(_numbers)}", **fields))


def make_milestone(area: BusinessArea, name: str = "", **fields: Any) -> Milestone:
    fields.setdefault("baseline_on", day(2017, 6, 1))
    return _save(Milestone(area=area, name=name or f"Milestone {next(_numbers)}", **fields))


def make_phase(area: BusinessArea, name: str = "", **fields: Any) -> AreaPhase:
    return _save(AreaPhase(area=area, name=name or f"Phase {next(_numbers)}", **fields))


def make_dependency(receiver: BusinessArea, **fields: Any) -> Dependency:
    known: dict[str, Any] = {"code": f"need-{next(_numbers)}", "what": "Rooms", "receiver": receiver} | fields
    return _save(Dependency(alliance=receiver.alliance, **known))


def make_lifecycle(alliance: Alliance, **fields: Any) -> Lifecycle:
    number = next(_numbers)
    return _save(Lifecycle(alliance=alliance, slug=f"lifecycle-{number}", name=f"Lifecycle {number}", **fields))


BANDS = [("low", "Low", "green"), ("medium", "Medium", "amber"), ("high", "High", "red")]


def make_framework(alliance: Alliance, *, side: int = 5, **fields: Any) -> RiskFramework:
    """A plain square matrix, banded by the sum of its two values: low, medium, high by thirds."""
    number = next(_numbers)
    framework = _save(
        RiskFramework(alliance=alliance, slug=f"framework-{number}", name=f"Framework {number}", **fields)
    )
    for axis in ("likelihood", "impact"):
        for value in range(1, side + 1):
            _save(ScaleStep(framework=framework, axis=axis, value=value, name=f"{axis} {value}"))
    bands = [
        _save(Band(framework=framework, code=code, name=name, letter=name[0], tone=tone, order=order))
        for order, (code, name, tone) in enumerate(BANDS)
    ]
    for likelihood in range(1, side + 1):
        for impact in range(1, side + 1):
            place = min(2, 3 * (likelihood + impact - 2) // (2 * side - 1))
            _save(MatrixCell(framework=framework, likelihood=likelihood, impact=impact, band=bands[place]))
    return framework


def make_assessment(risk: Risk, framework: RiskFramework, likelihood: int = 3, impact: int = 3, **fields: Any) -> Any:
    fields.setdefault("assessed_on", date(2017, 6, 1))
    return _save(Assessment(risk=risk, framework=framework, likelihood=likelihood, impact=impact, **fields))


def make_board(alliance: Alliance, **fields: Any) -> Board:
    number = next(_numbers)
    fields.setdefault("kind", BoardKind.DECIDING)
    fields.setdefault("name", f"Board {number}")
    return _save(Board(alliance=alliance, slug=f"board-{number}", **fields))


def make_meeting(board: Board, **fields: Any) -> Meeting:
    fields.setdefault("code", f"meeting-{next(_numbers)}")
    fields.setdefault("held_on", date(2017, 9, 14))
    return _save(Meeting(board=board, **fields))


def make_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    number = next(_numbers)
    fields.setdefault("number", str(number))
    fields.setdefault("title", f"Item {number}")
    return _save(AgendaItem(meeting=meeting, **fields))


def make_paper(item: AgendaItem, **fields: Any) -> Paper:
    number = next(_numbers)
    fields.setdefault("reference", f"P-{number:02}")
    fields.setdefault("title", f"Paper {number}")
    return _save(Paper(item=item, **fields))


def make_action(meeting: Meeting, **fields: Any) -> Action:
    number = next(_numbers)
    fields.setdefault("reference", f"A-{number:02}")
    fields.setdefault("text", f"Do what was agreed, number {number}.")
    return _save(Action(meeting=meeting, **fields))


def make_upload(content: bytes = b"%PDF-1.7 a file", name: str = "Paper.pdf", **fields: Any) -> Upload:
    """A kept file without the check of its content."""
    digest = files.store(content)
    fields.setdefault("media_type", "application/pdf")
    fields.setdefault("pages", 1)
    fields.setdefault("uploaded_at", clock.now())
    size = len(content)
    return Upload.objects.create(
        name=name, sha256=digest, size=size, original_sha256=digest, original_size=size, **fields
    )


def make_version(paper: Paper, upload: Upload | None = None, **fields: Any) -> PaperVersion:
    """The next version of a paper."""
    fields.setdefault("number", paper.versions.count() + 1)
    fields.setdefault("received_at", clock.now())
    return PaperVersion.objects.create(paper=paper, upload=upload or make_upload(), **fields)
