"""The phases of one business area: what it makes of its lifecycle, or phases of its own. Some areas have none."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance
from core.dated import check_order
from core.fields import ImpreciseDateField
from core.imprecise_dates import ImpreciseDate
from core.tracked import Tracked
from programmes.choices import PhaseState, Tailoring
from programmes.models.area import BusinessArea
from programmes.models.baseline import Baselined, has_come, slippage_days
from programmes.models.lifecycle import LifecyclePhase
from programmes.querysets import AreaScopedQuerySet

SPANS = ("baseline", "forecast", "actual")


class AreaPhase(Baselined, Tracked):
    """One phase of one area, numbered within the area (rules D-15 to D-18).

    Several may be current at once, and their dates may overlap (rules A-15, D-16). Tailoring says why and who
    approved it (rule E-28).
    """

    baselines = ("baseline_start", "baseline_end")

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="phases")
    phase = models.ForeignKey(
        LifecyclePhase,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="area_phases",
        verbose_name="phase of the lifecycle",
        help_text="None for a phase that this area alone has.",
    )
    number = models.CharField(max_length=10, blank=True, help_text="Within the area, as written, for example 2.")
    name = models.CharField(max_length=200, help_text="In the authors' words, for example Business Processes.")
    order = models.PositiveIntegerField(default=0, help_text="The place among the phases of its area.")
    baseline_start = ImpreciseDateField("baseline start", null=True, blank=True, help_text="As first planned.")
    baseline_end = ImpreciseDateField("baseline end", null=True, blank=True, help_text="As first planned.")
    forecast_start = ImpreciseDateField("forecast start", null=True, blank=True, help_text="As now expected.")
    forecast_end = ImpreciseDateField("forecast end", null=True, blank=True, help_text="As now expected.")
    actual_start = ImpreciseDateField("actual start", null=True, blank=True, help_text="Leave empty while it is ahead.")
    actual_end = ImpreciseDateField("actual end", null=True, blank=True, help_text="Leave empty while it goes on.")
    words = models.CharField(
        "state in words", max_length=300, blank=True, help_text="As written, for example procurement complete."
    )
    tailoring = models.CharField(max_length=16, choices=Tailoring.choices, default=Tailoring.AS_LIFECYCLE)
    combined_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="combined",
        help_text="For a combined phase only: the phase of this area that it is taken together with.",
    )
    tailored_because = models.CharField(
        "reason for the tailoring", max_length=300, blank=True, help_text="Needed unless it is as the lifecycle has it."
    )
    tailoring_approved_by = models.CharField(
        max_length=200, blank=True, help_text="Who approved the tailoring, as named, for example Executive Board."
    )

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["area", "order", "pk"]
        verbose_name = "phase"
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="programmes_area_phase_name_once"),
            models.CheckConstraint(
                condition=Q(tailoring="as_lifecycle") | (~Q(tailored_because="") & ~Q(tailoring_approved_by="")),
                name="programmes_tailoring_says_why",
            ),
        ]

    def __str__(self) -> str:
        # With its area: many areas have a phase of the same name, and a list to choose from shows them all.
        return f"{self.title} ({self.area})"

    @property
    def title(self) -> str:
        """Its number and name, as they stand on the page of its area."""
        return f"{self.number}. {self.name}" if self.number else self.name

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    def clean(self) -> None:
        """Tailoring is one that its phase allows, with reason and approver; each span ends after it starts."""
        super().clean()
        problems = self._wrong_tailoring()
        if self.phase is not None and self.phase.alliance != self.area.alliance:
            problems["phase"] = "Choose a phase of a lifecycle of this alliance."
        if problems:
            raise ValidationError(problems)
        for span in SPANS:
            start, end = getattr(self, f"{span}_start"), getattr(self, f"{span}_end")
            if isinstance(start, ImpreciseDate) and isinstance(end, ImpreciseDate):
                check_order(start, end, field=f"{span}_end")

    def _wrong_tailoring(self) -> dict[str, str]:
        problems = {}
        tailored = self.tailoring != Tailoring.AS_LIFECYCLE
        if tailored and not self.tailored_because.strip():
            problems["tailored_because"] = "Say why this area takes the phase otherwise than the lifecycle has it."
        if tailored and not self.tailoring_approved_by.strip():
            problems["tailoring_approved_by"] = "Say who approved that."
        if self.phase is not None and self.tailoring in Tailoring.values and not self.phase.allows(self.tailoring):
            problems["tailoring"] = f"The lifecycle does not allow this for “{self.phase.name}”."
        if self.tailoring == Tailoring.OMITTED and (self.actual_start or self.actual_end):
            problems["tailoring"] = "It was begun, so it is not omitted: take out its actual dates, or shorten it."
        if (self.tailoring == Tailoring.COMBINED) != (self.combined_with is not None):
            problems["combined_with"] = "Name the phase that it is combined with, for a combined phase only."
        elif self.combined_with is not None and (
            self.combined_with.area_id != self.area_id or (self.pk and self.combined_with_id == self.pk)
        ):
            problems["combined_with"] = "Choose another phase of the same area."
        return problems

    def state_on(self, on: date) -> PhaseState:
        """Where it is on a day, from its actual dates alone: a forecast that has passed begins nothing."""
        if self.tailoring == Tailoring.OMITTED:
            return PhaseState.OMITTED
        if self.actual_end is not None and self.actual_end.is_by(on):
            return PhaseState.DONE
        return PhaseState.CURRENT if has_come(self.actual_start, on) else PhaseState.AHEAD

    @property
    def slippage(self) -> int | None:
        """Days from its planned end to its actual one, else to the forecast (`slippage_days`). None when omitted."""
        if self.tailoring == Tailoring.OMITTED:
            return None
        return slippage_days(self.baseline_end, self.actual_end or self.forecast_end)

    @property
    def has_actual(self) -> bool:
        return self.actual_end is not None


class Milestone(Baselined, Tracked):
    """A day in the work of one area: when it was first planned, when it is expected and when it came."""

    baselines: ClassVar[tuple[str, ...]] = ("baseline_on",)

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=200, help_text="In plain words, for example First officers move in.")
    order = models.PositiveIntegerField(default=0, help_text="The place among the milestones of its area.")
    baseline_on = ImpreciseDateField("baseline", null=True, blank=True, help_text="As first planned.")
    forecast_on = ImpreciseDateField("forecast", null=True, blank=True, help_text="As now expected.")
    actual_on = ImpreciseDateField("actual", null=True, blank=True, help_text="Leave empty while it is ahead.")
    owner_words = models.CharField("owner", max_length=200, blank=True, help_text="Who answers for it, as named.")
    condition = models.CharField(
        max_length=300, blank=True, help_text="As written, where the date holds only if something else comes."
    )
    source = models.CharField(max_length=300, blank=True)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["area", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="programmes_milestone_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    @property
    def slippage(self) -> int | None:
        """Days from the baseline to the day it came, else to the forecast (`slippage_days`)."""
        return slippage_days(self.baseline_on, self.actual_on or self.forecast_on)

    @property
    def has_actual(self) -> bool:
        return self.actual_on is not None

    def is_late(self, on: date) -> bool:
        """Whether it has not come and the day it is expected on is over."""
        expected = self.forecast_on or self.baseline_on
        return self.actual_on is None and expected is not None and expected.is_before(on)
