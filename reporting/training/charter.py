"""What a training alliance set out for itself: drivers, aims in two editions, principles, scope, models."""

from __future__ import annotations

from datetime import timedelta

from alliance.choices import CharterKind
from alliance.models import CharterLine, Collaboration
from core.imprecise_dates import ImpreciseDate
from reporting.training.cast import SOURCE, Cast
from reporting.training.keeping import keep

REVISED = 300
"""Days after the beginning on which the aims were put anew."""
SUCH = "The first aims spoke of each partner; the boards asked for aims of the whole."
LINES: tuple[tuple[CharterKind, str, str], ...] = (
    (CharterKind.DRIVER, "", "Each partner does the same work for itself, at a cost that grows from year to year."),
    (CharterKind.FACILITATOR, "", "The partners are neighbours, and have shared vehicles and training before."),
    (CharterKind.PRINCIPLE, "1", "No partner gives up its responsibility for its own area."),
    (CharterKind.PRINCIPLE, "2", "Costs and savings are shared by a rule that everybody can read."),
    (CharterKind.PRINCIPLE, "3", "What works in one place is tried in the others before it is changed."),
    (CharterKind.SCOPE_IN, "", "Services that support those who answer the public’s calls."),
    (CharterKind.SCOPE_OUT, "", "Neighbourhood teams stay with their own partner."),
    (CharterKind.MODEL, "(a)", "One partner provides a service for all of them."),
    (CharterKind.MODEL, "(b)", "One team of people from all partners, under one lead."),
    (CharterKind.PREFERRED_PARTNER, "", "Others outside are asked once the partners have looked among themselves."),
    (CharterKind.GOVERNANCE_TEST, "", "Each body can say at any time what was decided in its name."),
)
FIRST_AIMS = ("Each partner saves what it needs to save.", "Each partner keeps its own standards.")
AIMS = ("The partners save together.", "Standards are those of the best of them.", "Change is felt once, not thrice.")


def set_out(cast: Cast) -> None:
    """The lines of the charter, one of them under another, and a collaboration that was there before."""
    began, revised = ImpreciseDate.day(cast.began), cast.began + timedelta(days=REVISED)
    lines = [
        _line(cast, kind, order, number=number, text=text, from_date=began)
        for order, (kind, number, text) in enumerate(LINES)
    ]
    last = ImpreciseDate.day(revised - timedelta(days=1))
    lines += [
        _line(cast, CharterKind.AIM, order, number=str(order + 1), text=text, from_date=began, to_date=last)
        for order, text in enumerate(FIRST_AIMS)
    ]
    since = {"edition": 2, "reason_for_change": SUCH, "from_date": ImpreciseDate.day(revised)}
    lines += [
        _line(cast, CharterKind.AIM, order, number=str(order + 1), text=text, **since)
        for order, text in enumerate(AIMS)
    ]
    keep(lines)
    principle = next(line for line in lines if line.kind == CharterKind.PRINCIPLE)
    below = _line(cast, CharterKind.PRINCIPLE, 90, number="1.1", text="What it delegates, it can take back.")
    below.part_of = principle
    keep([below])
    keep(
        [
            Collaboration(
                alliance=cast.alliance,
                name="Regional air support",
                with_words="Five police forces of the region",
                standing="Inherited; unchanged until reviewed",
                source=SOURCE,
            )
        ]
    )


def _line(cast: Cast, kind: CharterKind, order: int, **fields: object) -> CharterLine:
    edition = fields.get("edition", 1)
    code = f"{kind.value.replace('_', '-')}-{edition}-{order + 1}"
    return CharterLine(alliance=cast.alliance, code=code, kind=kind, order=order, source=SOURCE, **fields)
