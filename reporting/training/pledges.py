"""What the partners of the training alliance signed, who may decide what for them, and whom it concerns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from alliance.choices import AgreementState, Disclosure, PowerKind
from alliance.models import Agreement, AgreementVersion, DelegatedPower, Signature, Stakeholder
from core.imprecise_dates import ImpreciseDate
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep


def sign_and_delegate(cast: Cast, until: date) -> None:
    """An overarching agreement in two versions, one under it whose review is late, powers by tier, stakeholders."""
    began = ImpreciseDate.day(cast.began)
    common = {"alliance": cast.alliance, "state": AgreementState.IN_FORCE, "source": SOURCE, "from_date": began}
    overarching = Agreement(
        title=f"Collaboration agreement of {cast.began.year}",
        legal_basis=cast.alliance.legal_basis,
        signed_on=ImpreciseDate.month(cast.began.year, cast.began.month),
        disclosure=Disclosure.TEXT,
        review_on=ImpreciseDate.by(until + timedelta(days=120)),
        notice_months=12,
        notice_words="A partner gives twelve months’ notice in writing to each of the others.",
        exit_strategy="People return to the partner that employs them; what was bought together is valued and shared.",
        **common,
    )
    keep([overarching])
    below = Agreement(
        title="Agreement on shared vehicles",
        part_of=overarching,
        signed_on=began,
        disclosure=Disclosure.FACT,
        review_on=ImpreciseDate.by(until - timedelta(days=20)),
        notice_months=6,
        **common,
    )
    keep([below])
    keep(
        [
            AgreementVersion(agreement=overarching, number=1, effective_on=began, source=SOURCE),
            AgreementVersion(
                agreement=overarching,
                number=2,
                effective_on=ImpreciseDate.day(cast.began + timedelta(days=300)),
                changes="The programme office is paid for by all partners, and no longer by one for the others.",
                source=SOURCE,
            ),
        ]
    )
    keep(
        [
            Signature(agreement=each, organisation=body, signed_on=began, order=order)
            for each in (overarching, below)
            for order, body in enumerate(cast.bodies)
        ]
    )
    keep(
        [
            DelegatedPower(alliance=cast.alliance, organisation=body, order=order, from_date=began, **line)
            for body in cast.bodies
            for order, line in enumerate(POWERS)
        ]
    )
    cast.stakeholders = keep(
        [
            Stakeholder(alliance=cast.alliance, name=name, group=group, count=count, order=order)
            for order, (name, group, count) in enumerate(STAKEHOLDERS)
        ]
    )


POWERS: tuple[dict[str, Any], ...] = (
    {"matter": "Leaving or ending the collaboration", "kind": PowerKind.RESERVED},
    {"matter": "Buying for several partners", "kind": PowerKind.MAY, "tier": "Gold", "up_to": 1_000_000},
    {"matter": "Buying for several partners", "kind": PowerKind.MAY, "tier": "Silver", "up_to": 50_000},
    {"matter": "Moving people between partners", "kind": PowerKind.MAY_NOT, "tier": "Silver"},
)
STAKEHOLDERS = (
    ("members of parliament", "Elected", 17),
    ("district councils", "Elected", 14),
    ("staff associations", "Staff bodies", 4),
    ("trade unions", "Staff bodies", 2),
    ("fire and rescue authorities", "Other services", 3),
)
