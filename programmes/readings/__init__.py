"""What pages and API gather from several sets of rows: how a period stands, where each area is. Nothing is written."""

from programmes.readings.areas import AreaFacts, AreaLine, area_facts, area_lines, counts_reported
from programmes.readings.control import (
    AreaControl,
    CaseFacts,
    area_control,
    case_facts,
    cases_of,
    requests_for,
    review_facts,
    reviews_of,
)
from programmes.readings.courses import Course, GateFacts, PhaseLine, Step, course_of, gate_facts, moves_of
from programmes.readings.periods import (
    NOT_REPORTED,
    AreaStanding,
    PeriodStanding,
    newest_period,
    period_standing,
)
from programmes.readings.tolerances import Breach, BreachLine, breaches_of, breaches_of_row, in_lines

__all__ = [
    "NOT_REPORTED",
    "AreaControl",
    "AreaFacts",
    "AreaLine",
    "AreaStanding",
    "Breach",
    "BreachLine",
    "CaseFacts",
    "Course",
    "GateFacts",
    "PeriodStanding",
    "PhaseLine",
    "Step",
    "area_control",
    "area_facts",
    "area_lines",
    "breaches_of",
    "breaches_of_row",
    "case_facts",
    "cases_of",
    "counts_reported",
    "course_of",
    "gate_facts",
    "in_lines",
    "moves_of",
    "newest_period",
    "period_standing",
    "requests_for",
    "review_facts",
    "reviews_of",
]
