"""How a risk was scored, on which day and why. Its band is read from the matrix and stored nowhere else."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from alliance.models import Alliance
from core.tracked import Tracked
from risks.choices import AssessmentKind
from risks.models.framework import Band, RiskFramework, check_steps
from risks.models.risk import Risk, score_in_words
from risks.querysets import AssessmentQuerySet


class Assessment(Tracked):
    """One score of one risk. It holds from its day until the next of its kind; the earlier ones are its history."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=10, choices=AssessmentKind.choices, default=AssessmentKind.CURRENT)
    framework = models.ForeignKey(RiskFramework, on_delete=models.PROTECT, related_name="assessments")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    assessed_on = models.DateField()
    reason = models.TextField(blank=True, help_text="Why it was scored so.")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["risk", "-assessed_on", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "kind", "assessed_on"], name="risks_assessment_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.score}"

    @property
    def alliance(self) -> Alliance:
        return self.risk.alliance

    @property
    def score(self) -> str:
        """Both values in words; they are not multiplied."""
        return score_in_words(self.likelihood, self.impact)

    @property
    def band(self) -> Band | None:
        """The band of its cell in the framework's matrix."""
        cell = self.framework.cell(self.likelihood, self.impact)
        return cell.band if cell else None

    def clean(self) -> None:
        """The framework is of the risk's alliance, and the pair of values is a cell of its matrix."""
        super().clean()
        framework, risk = getattr(self, "framework", None), getattr(self, "risk", None)
        if framework is None:
            return
        if risk is not None and risk.alliance != framework.alliance:
            raise ValidationError({"framework": "This framework belongs to another alliance."})
        if framework.pk is None or self.likelihood is None or self.impact is None:
            return
        check_steps(framework, likelihood=self.likelihood, impact=self.impact)
        if framework.cell(self.likelihood, self.impact) is None:
            words = f"The matrix of '{framework}' has no cell for {self.score}: expected a pair that it has."
            raise ValidationError({"impact": words})
