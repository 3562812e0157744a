"""What the alliance changes: areas, their statuses and gates, figures, and the monthly cycle."""

from programmes.models.area import AreaLead, AreaStatus, BusinessArea, PositionStatus, ReportedCount
from programmes.models.cycle import ReportingPeriod, Update
from programmes.models.figures import Benefit, BenefitEntry, KeyFigure
from programmes.models.gate import Gate
from programmes.models.rag import ProgrammeRag, RagRating

__all__ = [
    "AreaLead",
    "AreaStatus",
    "Benefit",
    "BenefitEntry",
    "BusinessArea",
    "Gate",
    "KeyFigure",
    "PositionStatus",
    "ProgrammeRag",
    "RagRating",
    "ReportedCount",
    "ReportingPeriod",
    "Update",
]
