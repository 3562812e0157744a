"""What the partners signed and set out for themselves, and what was there beside: agreements, charter, engagements."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from os.path import commonprefix

from alliance.choices import AgreementState, CharterKind, SignatureState
from alliance.models import (
    Agreement,
    AgreementVersion,
    CharterLine,
    Collaboration,
    Event,
    Signature,
    Statement,
)
from programmes.models import Announcement, Engagement
from reporting.profile.desk import Desk
from reporting.profile.names import Named
from reporting.profile.shapes import (
    AgreementLine,
    AnnouncementLine,
    CharterGroup,
    CharterItem,
    CollaborationLine,
    EngagementLine,
    EventLine,
    SignatureLine,
    StatementLine,
    VersionLine,
)
from reporting.profile.who import span, words

HEADINGS = {
    CharterKind.AIM: "Aims",
    CharterKind.DRIVER: "Drivers",
    CharterKind.FACILITATOR: "What helps it",
    CharterKind.SCOPE_IN: "In scope",
    CharterKind.SCOPE_OUT: "Out of scope",
    CharterKind.ASSUMPTION: "Assumptions",
    CharterKind.PRODUCT: "Products",
    CharterKind.VIABILITY_TEST: "Tests of viability",
    CharterKind.MODEL: "Collaboration models",
    CharterKind.PREFERRED_PARTNER: "Preferred partners",
    CharterKind.GOVERNANCE_TEST: "Tests of governance",
    CharterKind.PRINCIPLE: "Principles",
}
"""The kinds of line in the order in which a profile shows them, each with its heading."""
MOST_SOURCES = 3
"""How many sources are named one by one."""
NOT_SIGNED_BY_THEN = "Not signed by this date"


def agreements(desk: Desk) -> tuple[AgreementLine, ...]:
    """Those in force on the day or being made then, each followed by those made under it."""
    rows = desk.in_force(Agreement)
    first = [row for row in rows if row.part_of_id not in {each.pk for each in rows}]
    return tuple(_agreement(desk, row) for top in first for row in _with_parts(top, rows))


def _with_parts(top: Agreement, rows: list[Agreement]) -> list[Agreement]:
    return [top, *(each for row in rows if row.part_of_id == top.pk for each in _with_parts(row, rows))]


def _agreement(desk: Desk, row: Agreement) -> AgreementLine:
    titles = {each.pk: each.title for each in desk.all(Agreement)}
    is_later = row.signed_on is not None and not desk.come(row.signed_on)
    versions = [
        each
        for each in desk.under(AgreementVersion, "agreement", row)
        if each.effective_on is None or desk.come(each.effective_on)
    ]
    return AgreementLine(
        agreement=Named(row.title, desk.address(row)),
        part_of=titles.get(row.part_of_id, ""),
        state=NOT_SIGNED_BY_THEN if is_later else str(AgreementState(row.state).label),
        legal_basis=row.legal_basis,
        signed_on="" if is_later else words(row.signed_on),
        span=span(row.from_date, row.to_date),
        led_by=row.led_by.name_on(desk.on) if row.led_by else "",
        directed=_directed(desk, row),
        disclosure=row.get_disclosure_display() if row.disclosure else "",
        review=row.review_state(desk.on),
        notice=_notice(row),
        exit_strategy=row.exit_strategy,
        text=row.text,
        source=row.source,
        versions=tuple(VersionLine(each.number, words(each.effective_on), each.changes) for each in versions),
        signatures=tuple(_signature(desk, each) for each in desk.under(Signature, "agreement", row)),
    )


def _directed(desk: Desk, row: Agreement) -> str:
    if not row.directed_by or (row.directed_on is not None and not desk.come(row.directed_on)):
        return ""
    return f"{row.directed_by}, {row.directed_on}" if row.directed_on else row.directed_by


def _notice(row: Agreement) -> str:
    months = "" if row.notice_months is None else f"{row.notice_months} month{'' if row.notice_months == 1 else 's'}"
    return ". ".join(part for part in (months, row.notice_words) if part)


def _signature(desk: Desk, row: Signature) -> SignatureLine:
    """As the body was called, and by whom it signed, on the day of signing where that is known (rule X-03)."""
    if row.signed_on is not None and not desk.come(row.signed_on):
        return SignatureLine(desk.body(row.organisation), NOT_SIGNED_BY_THEN, "", "", "")
    day = row.signed_on.start if row.signed_on is not None and row.signed_on.start else desk.on
    return SignatureLine(
        body=desk.body(row.organisation, day),
        state=str(SignatureState(row.state).label),
        signed_by=_signed_by(desk, row, day),
        signed_on=words(row.signed_on),
        words=row.words,
    )


def _signed_by(desk: Desk, row: Signature, day: date) -> str:
    office = desk.office(row.post, day) if row.post else None
    title = office.title.name if office else ""
    return ", ".join(part for part in (row.person.name if row.person else "", title) if part)


def charter(desk: Desk) -> tuple[CharterGroup, ...]:
    """The lines kind by kind, the newest edition first; an edition that had not begun by the day is left out."""
    rows = [row for row in desk.all(CharterLine) if desk.begun(row)]
    grouped: dict[tuple[str, int], list[CharterLine]] = defaultdict(list)
    for row in rows:
        grouped[row.kind, row.edition].append(row)
    found = []
    for kind in HEADINGS:
        editions = sorted((edition for each, edition in grouped if each == kind), reverse=True)
        in_force = [edition for edition in editions if any(row.in_force(desk.on) for row in grouped[kind, edition])]
        for edition in editions:
            found.append(_group(kind, edition, grouped[kind, edition], edition in in_force[:1]))
    return tuple(found)


def _group(kind: CharterKind, edition: int, rows: list[CharterLine], is_in_force: bool) -> CharterGroup:
    dates = dict.fromkeys(span(row.from_date, row.to_date) for row in rows)
    below: dict[int | None, list[CharterLine]] = defaultdict(list)
    here = {row.pk for row in rows}
    for row in rows:
        below[row.part_of_id if row.part_of_id in here else None].append(row)

    def lines(above: int | None, depth: int) -> list[CharterItem]:
        return [
            item
            for row in below[above]
            for item in (CharterItem(row.number, row.title, row.text, depth), *lines(row.pk, depth + 1))
        ]

    return CharterGroup(
        code=kind.value,
        heading=HEADINGS[kind],
        edition=edition,
        is_in_force=is_in_force,
        span=next(iter(dates)) if len(dates) == 1 else "",
        reasons=tuple(dict.fromkeys(row.reason_for_change for row in rows if row.reason_for_change)),
        lines=tuple(lines(None, 0)),
        source=_source([row.source for row in rows if row.source]),
    )


def _source(sources: list[str]) -> str:
    """The sources of several lines, each once; of many that begin alike, the part that they share."""
    several = list(dict.fromkeys(sources))
    shared = commonprefix(several).rpartition(", ")[0]
    return shared if len(several) > MOST_SOURCES and shared else "; ".join(several)


def collaborations(desk: Desk) -> tuple[CollaborationLine, ...]:
    return tuple(_collaboration(desk, row) for row in desk.in_force(Collaboration))


def _collaboration(desk: Desk, row: Collaboration) -> CollaborationLine:
    named = ", ".join(each.name_on(desk.on) for each in row.organisations.all())
    return CollaborationLine(
        row.name, row.with_words or named, row.standing, words(row.reviewed_on), row.text, row.source
    )


def engagements(desk: Desk) -> tuple[EngagementLine, ...]:
    """Those that had begun by the day, those that are over among them."""
    return tuple(
        EngagementLine(
            kind=row.get_kind_display(),
            title=row.title,
            held_with=row.held_with,
            when=span(row.from_date, row.to_date),
            state=row.state,
            area=row.area.name if row.area else "",
            outcome=row.outcome,
            text=row.text,
            source=row.source,
        )
        for row in desk.all(Engagement)
        if desk.begun(row)
    )


def announcements(desk: Desk) -> tuple[AnnouncementLine, ...]:
    """Those released by the day; one under embargo is nowhere."""
    return tuple(
        AnnouncementLine(
            row.title,
            words(row.released_on),
            row.audience,
            row.agreed_with,
            row.area.name if row.area else "",
            row.text,
            row.source,
        )
        for row in desk.all(Announcement)
        if not row.restricted and desk.come(row.released_on)
    )


def events(desk: Desk) -> tuple[EventLine, ...]:
    return tuple(
        EventLine(row.title, str(row.happened_on), row.text, row.source)
        for row in desk.all(Event)
        if desk.come(row.happened_on)
    )


def statements(desk: Desk) -> tuple[StatementLine, ...]:
    """Those that the programme office chose for its reports, made by the day."""
    return tuple(
        StatementLine(row.topic, row.text, str(row.as_at), row.source)
        for row in desk.all(Statement)
        if row.in_highlight_report and desk.come(row.as_at)
    )
