"""What pages and API gather from several sets of rows: how a period stands, where each area is. Nothing is written."""

from programmes.readings.areas import AreaFacts, AreaLine, area_facts, area_lines, counts_reported
from programmes.readings.courses import Course, GateFacts, PhaseLine, Step, course_of, gate_facts, moves_of
from programmes.readings.periods import (
    NOT_REPORTED,
    AreaStanding,
    PeriodStanding,
    newest_period,
    period_standing,
)

__all__ = [
    "NOT_REPORTED",
    "AreaFacts",
    "AreaLine",
    "AreaStanding",
    "Course",
    "GateFacts",
    "PeriodStanding",
    "PhaseLine",
    "Step",
    "area_facts",
    "area_lines",
    "counts_reported",
    "course_of",
    "gate_facts",
    "moves_of",
    "newest_period",
    "period_standing",
]
