"""What the alliance changes: areas, lifecycles, phases and gates, figures, and the monthly cycle."""

from programmes.models.area import AreaLead, AreaStatus, BusinessArea, PositionStatus, ReportedCount
from programmes.models.baseline import Baselined, BaselineMove, slippage_in_words
from programmes.models.business_case import BusinessCase, CaseAssent, CaseCost, CaseOption, CaseVersion
from programmes.models.change import ChangeRequest
from programmes.models.cycle import ReportingPeriod, Update
from programmes.models.dependency import Dependency, DependencyProvider
from programmes.models.figures import Benefit, BenefitEntry, KeyFigure
from programmes.models.gate import Gate, GateRequirement
from programmes.models.kind import AreaKind
from programmes.models.lifecycle import (
    GateBranch,
    GateDecider,
    Lifecycle,
    LifecycleGate,
    LifecyclePhase,
    LifecycleRequirement,
)
from programmes.models.outreach import Announcement, Engagement
from programmes.models.particulars import AreaName, AreaStatement, AreaSuccession, Asset
from programmes.models.phase import AreaPhase, Milestone
from programmes.models.rag import ProgrammeRag, RagRating
from programmes.models.review import ConfidenceRating, ConfidenceScale, GateReview, ReviewRecommendation
from programmes.models.taking_part import AreaPartner, AreaRole, bodies_of, partners_of
from programmes.models.tolerance import Tolerance, ToleranceReading

__all__ = [
    "Announcement",
    "AreaKind",
    "AreaLead",
    "AreaName",
    "AreaPartner",
    "AreaPhase",
    "AreaRole",
    "AreaStatement",
    "AreaStatus",
    "AreaSuccession",
    "Asset",
    "BaselineMove",
    "Baselined",
    "Benefit",
    "BenefitEntry",
    "BusinessArea",
    "BusinessCase",
    "CaseAssent",
    "CaseCost",
    "CaseOption",
    "CaseVersion",
    "ChangeRequest",
    "ConfidenceRating",
    "ConfidenceScale",
    "Dependency",
    "DependencyProvider",
    "Engagement",
    "Gate",
    "GateBranch",
    "GateDecider",
    "GateRequirement",
    "GateReview",
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
    "ReviewRecommendation",
    "Tolerance",
    "ToleranceReading",
    "Update",
    "bodies_of",
    "partners_of",
    "slippage_in_words",
]
