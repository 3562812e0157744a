"""A plan as a drawing: what is drawn of each area, in which time. The signs and lines themselves stand in `charts`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from reporting.charts import SWATCHES, Bar, Mark, Measures, Row, Swatch, Timeline, gantt
from reporting.plan.facts import Plan, PlannedArea, PlannedPhase, PlannedPoint
from reporting.plan.time import Time

NOTHING, IN_PARTS = "No phase, gate or milestone is recorded", "Planned in its parts"
Address = Callable[[str, int], str]
"""The address of a gate or milestone, by what it is and its number."""


@dataclass(frozen=True)
class Lane:
    """One area with its drawing."""

    area: PlannedArea
    svg: SafeString


@dataclass(frozen=True)
class Chart:
    """The head and the lanes of a drawn plan."""

    axis: SafeString
    lanes: tuple[Lane, ...]
    swatches: tuple[Swatch, ...] = SWATCHES


def chart(plan: Plan, time: Time, size: Measures, address: Address | None = None) -> Chart:
    """The plan drawn in a time; with addresses it leads to the pages of its gates and milestones."""
    wholes = {area.slug for area in plan.wholes}
    rows = [row_of(area, address, is_whole=area.slug in wholes) for area in plan.areas]
    drawn = gantt(rows, line_of(time, size), plan.on, size, linked=address is not None)
    lanes = tuple(Lane(area, _safe(svg)) for area, svg in zip(plan.areas, drawn.lanes, strict=True))
    return Chart(_safe(drawn.axis), lanes)


def line_of(time: Time, size: Measures) -> Timeline:
    return Timeline(time.start, time.end, size.width)


def _safe(svg: str) -> SafeString:
    # The drawing escapes every word that it is given.
    return mark_safe(svg)  # noqa: S308


def row_of(area: PlannedArea, address: Address | None = None, *, is_whole: bool = False) -> Row:
    """What is drawn of an area."""
    status = f" ({area.status})" if area.status else ""
    return Row(
        title=f"{area.name}{status}: {area.sentence}",
        description=", ".join(
            f"{name} {len(items)}"
            for name, items in (("Phases", area.phases), ("gates", area.gates), ("milestones", area.milestones))
        ),
        bars=tuple(_bar(each) for each in area.phases if each.is_drawn),
        marks=(
            *(_mark(each, address, is_gate=True) for each in area.gates),
            *(_mark(each, address, is_gate=False) for each in area.milestones),
        ),
        empty="Nothing is dated yet" if not area.is_empty else IN_PARTS if is_whole else NOTHING,
    )


def _bar(phase: PlannedPhase) -> Bar:
    return Bar(
        label=phase.title,
        short=phase.number,
        title=phase.sentence,
        state=phase.state,
        dates=(phase.dates.start, phase.dates.end),
        baseline=(phase.baseline.start, phase.baseline.end),
        is_late=phase.is_late,
    )


def _mark(point: PlannedPoint, address: Address | None, *, is_gate: bool) -> Mark:
    kind = "gate" if is_gate else "milestone"
    return Mark(
        is_gate=is_gate,
        state=point.state,
        when=point.falls_on,
        title=f"{kind.capitalize()} {point.sentence}",
        baseline=point.baseline,
        href=address(kind, point.id) if address is not None and point.id is not None else "",
    )
