"""The heat map: how many open risks stand in each cell of the matrix on a day, and how to ask for them. Nothing is
written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import FilteredRelation, Q, QuerySet

from alliance.models import Alliance
from risks.choices import AssessmentKind, Axis
from risks.models import MatrixCell, Risk, RiskFramework, ScaleStep

Rows = Callable[[type[Any]], QuerySet[Any]]
"""From a kind of row to those that may be read: by a reader, or in an edition."""


@dataclass(frozen=True)
class HeatCell:
    """One cell of the matrix: its band and how many risks stand in it. `query` asks the list of risks for them."""

    likelihood: int
    impact: int
    band: str
    letter: str
    tone: str
    count: int
    query: str
    band_id: int
    order: int


@dataclass(frozen=True)
class HeatRow:
    """One step of likelihood with its cells from the lowest impact; None where the matrix has no cell."""

    step: ScaleStep
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True)
class HeatMap:
    """The matrix of one framework with its counts; rows from the highest likelihood down.

    The counts of the cells, `elsewhere` (scored with another framework) and `unscored` (not scored by then) make
    together `total`, the risks that were open on the day.
    """

    framework: RiskFramework
    on: date
    impacts: tuple[ScaleStep, ...]
    rows: tuple[HeatRow, ...]
    elsewhere: int
    unscored: int
    total: int
    unscored_query: str
    total_query: str

    @property
    def scored(self) -> int:
        return sum(cell.count for row in self.rows for cell in row.cells if cell)


def seen_by(user: Any) -> Rows:
    """The rows that a reader may see."""
    return lambda model: model.objects.visible_to(user)


def printed_in(alliance: Alliance, *, with_restricted: bool) -> Rows:
    """The rows that an edition may hold."""
    return lambda model: model.objects.in_edition(alliance, with_restricted=with_restricted)


def heat_map(alliance: Alliance, on: date, rows: Rows) -> HeatMap | None:
    """The heat map of the framework in force on a day, in four queries; None where none is in force.

    An alliance that never scored its risks has no framework, and so no map: nothing is worked out for it.
    """
    framework = rows(RiskFramework).filter(alliance=alliance).as_at(on).first()  # type: ignore[attr-defined]
    if framework is None:
        return None
    current, total = _current(rows(Risk).filter(register__alliance=alliance), on)
    counts = Counter((likelihood, impact) for used, likelihood, impact in current if used == framework.pk)
    steps = list(rows(ScaleStep).filter(framework=framework))
    cells = {
        (each.likelihood, each.impact): _cell(each, counts, framework, on)
        for each in rows(MatrixCell).filter(framework=framework).select_related("band")
    }
    impacts = tuple(each for each in steps if each.axis == Axis.IMPACT)
    return HeatMap(
        framework=framework,
        on=on,
        impacts=impacts,
        rows=tuple(
            HeatRow(step, tuple(cells.get((step.value, each.value)) for each in impacts))
            for step in reversed([each for each in steps if each.axis == Axis.LIKELIHOOD])
        ),
        elsewhere=sum(used != framework.pk for used, _, _ in current),
        unscored=total - len(current),
        total=total,
        unscored_query=_query(on, scored="false"),
        total_query=_query(on),
    )


def _current(risks: Any, on: date) -> tuple[list[tuple[int, int, int]], int]:
    """The framework, likelihood and impact of each risk that was open and scored on a day, and how many were open."""
    made = Q(assessments__kind=AssessmentKind.CURRENT, assessments__assessed_on__lte=on)
    scores = FilteredRelation("assessments", condition=made & Q(assessments__withdrawn_at__isnull=True))
    found: dict[int, tuple[int, int, int] | None] = {}
    names = ("pk", "score__framework", "score__likelihood", "score__impact")
    for risk, *score in risks.open_on(on).annotate(score=scores).order_by("score__assessed_on").values_list(*names):
        # The last in order is the one in force.
        found[risk] = None if score[0] is None else (score[0], score[1], score[2])
    return [score for score in found.values() if score], len(found)


def _cell(cell: MatrixCell, counts: Counter[tuple[int, int]], framework: RiskFramework, on: date) -> HeatCell:
    place = {"likelihood": cell.likelihood, "impact": cell.impact}
    return HeatCell(
        **place,
        band=cell.band.name,
        letter=cell.band.letter,
        tone=cell.band.tone,
        count=counts[cell.likelihood, cell.impact],
        query=_query(on, framework=framework.pk, **place),
        band_id=cell.band_id,
        order=cell.band.order,
    )


def _query(on: date, **asked: Any) -> str:
    """What the list of risks is asked, on its page and over the API alike."""
    return urlencode({"as_at": on.isoformat(), **asked})
