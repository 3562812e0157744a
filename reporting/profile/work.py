"""What the alliance works on, on the day: phases, areas with who leads them, figures as entered."""

from __future__ import annotations

from collections import defaultdict

from programmes.choices import Tailoring
from programmes.models import (
    AreaName,
    AreaPartner,
    AreaPhase,
    AreaRole,
    AreaStatus,
    BenefitEntry,
    BusinessArea,
    KeyFigure,
    Lifecycle,
    LifecyclePhase,
    PositionStatus,
    ReportedCount,
)
from reporting.position import Position, mid_sentence
from reporting.position import position as position_of
from reporting.profile.desk import Desk
from reporting.profile.names import Named
from reporting.profile.shapes import LeftLine
from reporting.profile.who import words
from reporting.profile.work_shapes import AreaGroup, AreaLine, FigureLine, PhaseLine, RoleLine, WayLine

FEW = 4
"""How many areas a cell of the phases names before it counts them."""


def position(desk: Desk) -> Position:
    rows = [row for row in desk.in_force(AreaStatus) if row.area.counts]
    rows.sort(key=lambda row: (row.status.order, row.order, row.area.name, row.pk))
    vocabulary, counts = desk.all(PositionStatus), desk.all(ReportedCount)
    return position_of(desk.on, desk.alliance.area_words, vocabulary, rows, counts)


def ways(desk: Desk) -> tuple[WayLine, ...]:
    return tuple(
        WayLine(
            row.name,
            row.words,
            tuple(_phase(desk, phase) for phase in desk.under(LifecyclePhase, "lifecycle", row)),
        )
        for row in desk.in_force(Lifecycle)
    )


def _phase(desk: Desk, row: LifecyclePhase) -> PhaseLine:
    taken = [each for each in desk.under(AreaPhase, "phase", row) if each.tailoring != Tailoring.OMITTED]
    begun = [each for each in taken if desk.come(each.actual_start)]
    ended = [each for each in begun if each.actual_end is not None and each.actual_end.is_before(desk.on)]
    going = [each for each in begun if each not in ended]
    return PhaseLine(
        code=row.code,
        name=row.name,
        words=row.words,
        timescale=row.timescale,
        under_way=_named_or_counted(desk, going),
        finished=_named_or_counted(desk, ended),
        said=tuple(dict.fromkeys(each.words for each in going if each.words)),
    )


def _named_or_counted(desk: Desk, rows: list[AreaPhase]) -> str:
    """The areas by name while they are few, else how many they are."""
    names = list(dict.fromkeys(row.area.name for row in rows))
    if len(names) > FEW:
        return f"{len(names)} {mid_sentence(desk.alliance.area_words[1])}"
    return ", ".join(names)


def areas(desk: Desk) -> tuple[AreaGroup, ...]:
    """The areas of the day by their kind. One that has a status at some other time only is not there yet, or left."""
    grouped: dict[tuple[int, str], list[AreaLine]] = defaultdict(list)
    plural = desk.alliance.area_words[1]
    for row in _in_tree(desk.areas):
        if is_here(desk, row):
            kind = (row.kind.order, row.kind.plural) if row.kind else (0, plural)
            grouped[kind].append(_area(desk, row))
    return tuple(AreaGroup(heading, tuple(lines)) for (_, heading), lines in sorted(grouped.items()))


def _in_tree(rows: list[BusinessArea]) -> list[BusinessArea]:
    """Each area followed by its parts, in the authored order."""
    below: dict[int | None, list[BusinessArea]] = defaultdict(list)
    here = {row.pk for row in rows}
    for row in rows:
        below[row.parent_id if row.parent_id in here else None].append(row)

    def under(above: int | None) -> list[BusinessArea]:
        return [each for row in below[above] for each in (row, *under(row.pk))]

    return under(None)


def is_here(desk: Desk, row: BusinessArea) -> bool:
    """Whether an area is there on the day: it has a status then, or never had one."""
    statuses = desk.under(AreaStatus, "area", row)
    return not statuses or any(each.in_force(desk.on) for each in statuses)


def areas_left(desk: Desk) -> tuple[LeftLine, ...]:
    """The areas whose last status had ended by the day."""
    found = []
    for row in desk.areas:
        statuses = desk.under(AreaStatus, "area", row)
        ended = [each for each in statuses if desk.over(each)]
        if ended and not is_here(desk, row):
            last = max(ended, key=lambda each: (each.to_date, each.pk))
            found.append(LeftLine(Named(row.name, desk.address(row)), words(last.to_date), last.act))
    return tuple(found)


def _area(desk: Desk, row: BusinessArea) -> AreaLine:
    status = next((each for each in desk.under(AreaStatus, "area", row) if each.in_force(desk.on)), None)
    names: dict[int | None, str] = {each.pk: each.name for each in desk.areas}
    taking_part = [each for each in desk.under(AreaPartner, "area", row) if each.in_force(desk.on)]
    roles = [each for each in desk.under(AreaRole, "area", row) if each.in_force(desk.on)]
    called = [each for each in desk.under(AreaName, "area", row) if each.in_force(desk.on)]
    return AreaLine(
        area=Named(row.name, desk.address(row)),
        reference=row.reference,
        part_of=names.get(row.parent_id, ""),
        also_called=tuple(f"{each.name} ({each.context})" if each.context else each.name for each in called),
        status=status.status.name if status else "",
        tranche=f"Tranche {row.tranche}" if row.tranche[:1].isdigit() else row.tranche,
        resourced_until=words(row.resourced_until),
        partners=tuple(
            f"{desk.body(each.organisation).name}{f' ({each.part})' if each.part else ''}" for each in taking_part
        ),
        roles=tuple(_role(desk, each) for each in roles),
    )


def _role(desk: Desk, row: AreaRole) -> RoleLine:
    """A part with the person, or the post and who held it on the day; nobody where nobody is named (rule D-09)."""
    who = row.person.name if row.person else ""
    if row.post is not None:
        office = desk.office(row.post)
        who = f"{who or office.holders or office.title.name}, {office.body.name}"
    held_for = desk.body(row.organisation).name if row.organisation else ""
    return RoleLine(row.part, who, held_for, row.provisional, row.words)


def figures(desk: Desk) -> tuple[FigureLine, ...]:
    """The figures of the whole alliance, stated by the day."""
    rows = [row for row in desk.all(KeyFigure) if row.area_id is None and desk.come(row.as_at)]
    return tuple(_figure(row, "") for row in rows)


def benefits(desk: Desk) -> tuple[FigureLine, ...]:
    """The same of what the programme is to bring; those of single areas stand with them."""
    rows = [row for row in desk.all(BenefitEntry) if row.benefit.area_id is None and desk.come(row.as_at)]
    rows.sort(key=lambda row: (row.benefit.order, row.benefit_id, row.order, row.pk))
    return tuple(_figure(row, row.condition) for row in rows)


def _figure(row: KeyFigure | BenefitEntry, condition: str) -> FigureLine:
    amount = row.quantity.as_written if isinstance(row, KeyFigure) else row.quantity.text
    return FigureLine(row.caption, amount, row.get_basis_display(), words(row.as_at), condition, row.source)
