"""What the alliance changes: areas, lifecycles, phases and gates, figures, and the monthly cycle."""

from programmes.models.area import AreaLead, AreaStatus, BusinessArea, PositionStatus, ReportedCount
from programmes.models.baseline import Baselined, BaselineMove
from programmes.models.cycle import ReportingPeriod, Update
from programmes.models.figures import Benefit, BenefitEntry, KeyFigure
from programmes.models.gate import Gate, GateRequirement
from programmes.models.lifecycle import (
    GateBranch,
    GateDecider,
    Lifecycle,
    LifecycleGate,
    LifecyclePhase,
    LifecycleRequirement,
)
from programmes.models.phase import AreaPhase, Milestone
from programmes.models.rag import ProgrammeRag, RagRating

__all__ = [
    "AreaLead",
    "AreaPhase",
    "AreaStatus",
    "BaselineMove",
    "Baselined",
    "Benefit",
    "BenefitEntry",
    "BusinessArea",
    "Gate",
    "GateBranch",
    "GateDecider",
    "GateRequirement",
    "KeyFigure",
    "Lifecycle",
    "LifecycleGate",
    "LifecyclePhase",
    "LifecycleRequirement",
    "Milestone",
    "PositionStatus",
    "ProgrammeRag",
    "RagRating",
    "ReportedCount",
    "ReportingPeriod",
    "Update",
]
