"""The plan on a page: every area with its phases, gates and milestones as at a day; one reading for all its readers."""

from reporting.plan.drawing import Chart, chart
from reporting.plan.facts import Plan, PlannedArea, PlannedPhase, PlannedPoint, Span
from reporting.plan.reading import plan_in_edition, plan_seen
from reporting.plan.time import MOST_YEARS, Time, time_of

__all__ = [
    "MOST_YEARS",
    "Chart",
    "Plan",
    "PlannedArea",
    "PlannedPhase",
    "PlannedPoint",
    "Span",
    "Time",
    "chart",
    "plan_in_edition",
    "plan_seen",
    "time_of",
]
