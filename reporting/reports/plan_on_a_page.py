"""The plan on a page: all areas of an alliance with their phases, gates and milestones, on paper of A3 size.

The plan is drawn on one page as long as it can be read there, and flows over several with its head on each; the dates
behind it follow as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reporting.charts import DENSE, ROOMY, Measures, height_of
from reporting.plan import Chart, Plan, Time, chart, plan_in_edition, time_of
from reporting.plan.drawing import line_of, row_of
from reporting.position import mid_sentence
from reporting.reports.base import NothingToReport, Report, Request
from reporting.reports.words import long_date

LANES_WIDE, LANES_HIGH = 316.0, 224.0
"""The room for the lanes on one page of A3, in millimetres, as the style sheet of the document has it."""


@dataclass(frozen=True)
class PlanOnAPage:
    """The printed content of one plan."""

    title: str
    alliance: str
    fictional: bool
    marking: str
    edition: str
    as_at: str
    area_word: str
    areas_word: str
    plan: Plan
    time: Time

    @cached_property
    def measures(self) -> Measures:
        """As large as lets all areas stand on one page."""
        line = line_of(self.time, ROOMY)
        units = sum(height_of(row_of(area), line, self.plan.on, ROOMY) for area in self.plan.areas)
        return ROOMY if units * LANES_WIDE / ROOMY.width <= LANES_HIGH else DENSE

    @property
    def density(self) -> str:
        return "roomy" if self.measures is ROOMY else "dense"

    @cached_property
    def chart(self) -> Chart:
        return chart(self.plan, self.time, self.measures)


def title(request: Request) -> str:
    return f"Plan on a page, {long_date(request.as_at)}"


def collect(request: Request) -> PlanOnAPage:
    """Read the plan. Raises NothingToReport when no phase, gate or milestone is recorded."""
    alliance = request.alliance
    plan = plan_in_edition(alliance, request.as_at, with_restricted=request.with_restricted)
    if plan.is_empty:
        day = long_date(request.as_at)
        raise NothingToReport(f"No phase, gate or milestone of {alliance.name} is on record as at {day}.")
    one, several = alliance.area_words
    return PlanOnAPage(
        title=title(request),
        alliance=alliance.name,
        fictional=alliance.is_fictional,
        marking=alliance.marking,
        edition=request.edition.label,
        as_at=long_date(request.as_at),
        area_word=mid_sentence(one),
        areas_word=mid_sentence(several),
        plan=plan,
        time=time_of(plan),
    )


PLAN_ON_A_PAGE = Report(
    slug="plan-on-a-page",
    name="Plan on a page",
    description="All areas with their phases, gates and milestones on one line of time, on A3, with their dates.",
    template="reporting/documents/plan_on_a_page.html",
    collect=collect,
    title=title,
    of_period=False,
)
