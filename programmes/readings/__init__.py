"""What pages and API gather from several sets of rows: how a period stands, where each area is. Nothing is written."""

from programmes.readings.areas import AreaFacts, AreaLine, area_facts, area_lines, counts_reported
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
    "PeriodStanding",
    "area_facts",
    "area_lines",
    "counts_reported",
    "newest_period",
    "period_standing",
]
