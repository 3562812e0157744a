"""What may happen to the programme: registers and risks, the matrix they are scored on, and how they were scored."""

from risks.models.assessment import Assessment
from risks.models.framework import Band, MatrixCell, RiskFramework, ScaleStep
from risks.models.risk import Register, Risk

__all__ = ["Assessment", "Band", "MatrixCell", "Register", "Risk", "RiskFramework", "ScaleStep"]
