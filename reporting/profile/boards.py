"""The boards of the day in their tiers, and who sits on them (rules A-06 to A-09)."""

from __future__ import annotations

from itertools import groupby

from governance.choices import Cadence
from governance.models import Board, BoardMember, ReportingLine
from reporting.profile.desk import Desk, deciding_posts
from reporting.profile.names import Named
from reporting.profile.shapes import BoardLine, MemberLine, ReportedToBoard, Tier


def tiers(desk: Desk) -> tuple[Tier, ...]:
    """The highest tier first; boards without a tier come last, in their own order."""
    rows = sorted(desk.all(Board), key=lambda row: (row.tier is None, row.tier or 0, row.order, row.name))
    return tuple(
        Tier(number, tuple(_board(desk, row) for row in group)) for number, group in groupby(rows, lambda row: row.tier)
    )


def _board(desk: Desk, row: Board) -> BoardLine:
    names: dict[int | None, str] = {each.pk: each.name_on(desk.on) for each in desk.all(Board)}
    areas: dict[int | None, str] = {each.pk: each.name for each in desk.areas}
    members = [each for each in desk.under(BoardMember, "board", row) if each.in_force(desk.on)]
    return BoardLine(
        board=Named(row.name_on(desk.on), desk.address(row)),
        also_called=row.aliases,
        kind=row.get_kind_display(),
        cadence="" if row.cadence == Cadence.NOT_STATED else row.get_cadence_display(),
        # Of a board that the reader may not see, not even the name.
        recommends_to=names.get(row.recommends_to_id, ""),
        remit=row.remit,
        area=areas.get(row.area_id, ""),
        members=tuple(_member(desk, each) for each in members),
        reports=tuple(_reported(each) for each in desk.under(ReportingLine, "board", row)),
        source=row.source,
    )


def _member(desk: Desk, row: BoardMember) -> MemberLine:
    """A seat with its post; that of a body with the post whose holder decides for it, where it has one."""
    deciding = deciding_posts(row.organisation)
    post = row.post or (deciding[0] if len(deciding) == 1 else None)
    office = desk.office(post) if post else None
    return MemberLine(row.part, desk.body(row.organisation), office)


def _reported(row: ReportingLine) -> ReportedToBoard:
    cadence = "" if row.cadence == Cadence.NOT_STATED else row.get_cadence_display()
    return ReportedToBoard(row.what, cadence, row.produced_by)
