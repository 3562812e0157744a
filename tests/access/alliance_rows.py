"""The rows of an alliance in the access world of which none can be restricted, each text with its canary word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alliance.choices import AgreementState, CharterKind, Concept
from alliance.models import (
    Agreement,
    AgreementVersion,
    Alliance,
    AllianceLead,
    CharterLine,
    Collaboration,
    Contact,
    DelegatedPower,
    Event,
    Partner,
    Signature,
    Stakeholder,
    Statement,
    Term,
)
from core.choices import Basis, Period, Unit
from core.history import recorded
from programmes.models import ProgrammeRag, ReportedCount
from risks.models import Band, MatrixCell, RiskFramework, ScaleStep
from tests import factories as make
from tests.access.area_rows import kinds_matter
from tests.access.board_rows import board_matter
from tests.access.lifecycle_rows import lifecycle_matter
from tests.access.words import word

OWN_BODIES = ("partners", "shares", "signatures", "delegated-powers")
"""Kinds whose list shows only an organisation's name: each row has an organisation of its own."""


def alliance_matter(world: Any, alliance: Alliance, category: str) -> None:
    """The kinds of which no row can be restricted."""

    def say(kind: str, part: str = "") -> str:
        return word(category, kind, part)

    post = world.rows["posts"]["shared"]
    person = world.rows["people"]["shared"]
    body = {kind: make.make_organisation(word("shared", f"{kind}-of-{category}")) for kind in OWN_BODIES}
    put = world.put
    put("partners", category, Partner(alliance=alliance, organisation=body["partners"]))
    term = Term(alliance=alliance, concept=Concept.SRO, singular=say("words"), plural=say("words", "plural"))
    put("words", category, term)
    put("leads", category, AllianceLead(alliance=alliance, part=say("leads"), is_sro=True, post=post))
    event = Event(alliance=alliance, title=say("events"), happened_on=make.day(2015, 3, 1), text=say("events", "text"))
    put("events", category, event)
    said = {"topic": say("statements"), "text": say("statements", "text"), "source": say("statements", "source")}
    put("statements", category, Statement(alliance=alliance, as_at=make.day(2017, 9, 1), **said))
    basis = make.make_basis(alliance, name=say("sharing-bases"), rule=say("sharing-bases", "rule"))
    put("sharing-bases", category, basis)
    make.make_partner(alliance, body["shares"])
    put("shares", category, make.make_share(basis, 40, body["shares"], words=say("shares", "words")))
    agreement = Agreement(alliance=alliance, title=say("agreements"), state=AgreementState.IN_FORCE)
    put("agreements", category, agreement)
    changes = say("agreement-versions")
    put("agreement-versions", category, AgreementVersion(agreement=agreement, number=1, changes=changes))
    power = DelegatedPower(alliance=alliance, organisation=body["delegated-powers"], matter=say("delegated-powers"))
    power.tier = say("delegated-powers", "tier")
    put("delegated-powers", category, power)
    line = CharterLine(alliance=alliance, code=say("charter-lines"), kind=CharterKind.AIM, text=say("charter-lines"))
    line.title, line.source = say("charter-lines", "title"), say("charter-lines", "source")
    put("charter-lines", category, line)
    said = {part: say("collaborations", part) for part in ("with_words", "standing", "text", "source")}
    put("collaborations", category, Collaboration(alliance=alliance, name=say("collaborations"), **said))
    put("stakeholders", category, Stakeholder(alliance=alliance, name=say("stakeholders"), count=26))
    signed = {"words": say("signatures", "words"), "source": say("signatures", "source")}
    signature = Signature(agreement=agreement, organisation=body["signatures"], person=person, post=post, **signed)
    put("signatures", category, signature)
    put("contacts", category, Contact(alliance=alliance, purpose=say("contacts"), name=say("contacts", "name")))
    put("position-statuses", category, make.make_status(alliance, "live", name=say("position-statuses")))
    put("rag-ratings", category, make.make_rating(alliance, "green", word=say("rag-ratings")))
    count = ReportedCount(
        alliance=alliance, measure="live", value=3, as_at=make.day(2016, 9, 1), source=say("reported-counts")
    )
    put("reported-counts", category, count)
    rag = ProgrammeRag(
        alliance=alliance,
        dimension=say("programme-rags"),
        rating=world.rows["rag-ratings"][category],
        as_at=make.day(2017, 9, 1),
    )
    put("programme-rags", category, rag)
    kinds_matter(world, alliance, category)
    board_matter(world, alliance, category)
    register = make.make_register(alliance, kept_by=say("risk-registers", "kept_by"))
    register.name = say("risk-registers")
    put("risk-registers", category, save(register))
    _matrix(world, alliance, category)
    lifecycle_matter(world, alliance, category)
    period = make.make_period(alliance, title=say("periods"), summary=say("periods", "summary"))
    put("periods", category, period)


def _matrix(world: Any, alliance: Alliance, category: str) -> None:
    """A framework with one cell, and one step more than the cell needs."""
    put = world.put
    framework = RiskFramework(alliance=alliance, slug="framework", name=word(category, "risk-frameworks"))
    put("risk-frameworks", category, framework)
    name, meaning = word(category, "scale-steps"), word(category, "scale-steps", "meaning")
    for axis, value in (("likelihood", 2), ("impact", 1), ("likelihood", 1)):
        step = ScaleStep(framework=framework, axis=axis, value=value, name=name, meaning=meaning)
        put("scale-steps", category, step)
    band = Band(framework=framework, code="low", name=word(category, "risk-bands"), letter="L", tone="green")
    put("risk-bands", category, band)
    put("matrix-cells", category, MatrixCell(framework=framework, likelihood=1, impact=1, band=band))


def stated(source: str) -> dict[str, Any]:
    return {
        "amount_low": Decimal("1100000"),
        "unit": Unit.POUNDS,
        "period": Period.A_YEAR,
        "basis": Basis.ACTUAL,
        "as_at": make.day(2017, 9, 1),
        "source": source,
    }


def save(row: Any) -> Any:
    with recorded(by=None, actor="system:test", reason="test"):
        row.save()
    return row
