"""The matrix an alliance scores its risks on: its two scales, its bands, and the band of each cell. All of it is data.

A cell's band is what the alliance says it is; nothing multiplies a likelihood by an impact here.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from alliance.models import Alliance
from alliance.querysets import DatedScopedQuerySet
from core.dated import DatedFact
from core.tracked import Tracked
from programmes.choices import RagTone
from risks.choices import Axis
from risks.querysets import FrameworkPartQuerySet


class RiskFramework(DatedFact, Tracked):
    """A way of scoring risks, in force between dates. A changed matrix is a new framework; old scores keep theirs."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="risk_frameworks")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "-from_date", "name", "pk"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "slug"], name="risks_framework_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def cell(self, likelihood: int, impact: int) -> MatrixCell | None:
        """The cell of the matrix at two values; None where the matrix has none."""
        return next((each for each in self.cells.all() if (each.likelihood, each.impact) == (likelihood, impact)), None)


class FrameworkPart(Tracked):
    """A row that belongs to one framework."""

    objects = FrameworkPartQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def alliance(self) -> Alliance:
        return self.framework.alliance  # type: ignore[attr-defined,no-any-return]


class ScaleStep(FrameworkPart):
    """One step of a scale: its value, its name and what it means, for example 4, Likely, 50 to 80 per cent."""

    framework = models.ForeignKey(RiskFramework, on_delete=models.CASCADE, related_name="steps")
    axis = models.CharField(max_length=12, choices=Axis.choices)
    value = models.PositiveSmallIntegerField(help_text="A whole number; higher is more likely, or worse.")
    name = models.CharField(max_length=80)
    meaning = models.TextField(blank=True)

    class Meta:
        ordering = ["framework", "axis", "value", "pk"]
        constraints = [models.UniqueConstraint(fields=["framework", "axis", "value"], name="risks_step_once")]

    def __str__(self) -> str:
        return f"{self.get_axis_display()} {self.value}, {self.name}"


class Band(FrameworkPart):
    """What a score means, such as High, always with its letter beside the colour."""

    framework = models.ForeignKey(RiskFramework, on_delete=models.CASCADE, related_name="bands")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    letter = models.CharField(max_length=3)
    tone = models.CharField(max_length=10, choices=RagTone.choices, verbose_name="colour")
    order = models.PositiveIntegerField(default=0, help_text="Lowest first.")

    class Meta:
        ordering = ["framework", "order", "pk"]
        verbose_name = "risk band"
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="risks_band_code_once")]

    def __str__(self) -> str:
        return self.name


class MatrixCell(FrameworkPart):
    """One cell of the matrix and its band. The grid need not be whole: a pair without a cell cannot be scored."""

    framework = models.ForeignKey(RiskFramework, on_delete=models.CASCADE, related_name="cells")
    likelihood = models.PositiveSmallIntegerField(help_text="The value of a step of the framework's scale.")
    impact = models.PositiveSmallIntegerField(help_text="The value of a step of the framework's scale.")
    band = models.ForeignKey(Band, on_delete=models.PROTECT, related_name="cells")

    class Meta:
        ordering = ["framework", "likelihood", "impact", "pk"]
        constraints = [models.UniqueConstraint(fields=["framework", "likelihood", "impact"], name="risks_cell_once")]

    def __str__(self) -> str:
        return f"Likelihood {self.likelihood}, impact {self.impact}: {self.band}"

    def clean(self) -> None:
        """Both values are steps of the framework's scales, and the band is one of its bands."""
        super().clean()
        framework = getattr(self, "framework", None)
        if framework is None or framework.pk is None:
            return
        check_steps(framework, likelihood=self.likelihood, impact=self.impact)
        band = getattr(self, "band", None)
        if band is not None and band.framework != framework:
            raise ValidationError({"band": f"'{band}' is a band of another framework: expected one of '{framework}'."})


def check_steps(framework: RiskFramework, **values: int | None) -> None:
    """Raise ValidationError on each of `likelihood` and `impact` that is no step of the framework's scale."""
    steps = list(framework.steps.all())
    problems = {}
    for axis, value in values.items():
        known = [each.value for each in steps if each.axis == axis]
        if value is not None and value not in known:
            expected = ", ".join(str(each) for each in known) or "none: it has no steps yet"
            problems[axis] = f"{value} is not on the {axis} scale of '{framework}': expected one of {expected}."
    if problems:
        raise ValidationError(problems)
