"""The gates an area passes on its way: when each was planned, what it asks for, and what came of it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance, Organisation
from core.fields import ImpreciseDateField
from core.imprecise_dates import ImpreciseDate
from core.tracked import Tracked
from programmes.choices import PASSES, GateAuthority, GateState, RequirementKind
from programmes.models.area import BusinessArea
from programmes.models.baseline import Baselined, has_come, slippage_days
from programmes.models.lifecycle import GateDecider, LifecycleGate
from programmes.querysets import GateQuerySet, GateRequirementQuerySet


class Gate(Baselined, Tracked):
    """One gate of one area. The planned date is the baseline and stays; the forecast moves.

    Its outcome moves by the verbs of a gate alone. A gate that was passed before it came into this record may be
    added as passed, with the authority on which that was.
    """

    baselines = ("planned_on",)
    is_deciding = False
    """Set by the action that records an outcome, for its own save."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="gates")
    lifecycle_gate = models.ForeignKey(
        LifecycleGate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gates",
        verbose_name="gate of the lifecycle",
        help_text="The gate that it stands for; none for a gate that this area alone has.",
    )
    name = models.CharField(max_length=120, help_text="In the alliance's words, for example Full business case.")
    order = models.PositiveIntegerField(default=0, help_text="The place among the gates of its area.")
    own_decider = models.ForeignKey(
        GateDecider,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="own_gates",
        verbose_name="who decides",
        help_text="Only where it differs from the gate of the lifecycle.",
    )
    planned_on = ImpreciseDateField("planned", null=True, blank=True, help_text="The baseline: as first planned.")
    forecast_on = ImpreciseDateField("forecast", null=True, blank=True, help_text="As now expected.")
    passed_on = ImpreciseDateField("passed", null=True, blank=True, help_text="Leave empty while it is ahead.")
    state = models.CharField(max_length=24, choices=GateState.choices, default=GateState.PLANNED)
    held_on = ImpreciseDateField(
        "repeated or stopped", null=True, blank=True, help_text="When it was to be repeated, or was stopped."
    )
    authority = models.CharField(
        "passed on", max_length=12, choices=GateAuthority.choices, blank=True, help_text="On what it was passed."
    )
    authority_words = models.CharField(
        "which decision, or why without one",
        max_length=300,
        blank=True,
        help_text="The decision's reference, the reason of the override, or when and where it was discussed.",
    )
    outcome_words = models.TextField("words on the outcome", blank=True)
    ways_on = models.CharField(
        max_length=500, blank=True, help_text="The branches that were taken, separated by semicolons."
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="outcome recorded by",
    )

    objects = GateQuerySet.as_manager()

    class Meta:
        ordering = ["area", "order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="programmes_gate_name_once"),
            models.CheckConstraint(
                condition=Q(state__in=PASSES, passed_on__isnull=False) & ~Q(authority="") & ~Q(authority_words="")
                | ~Q(state__in=PASSES) & Q(passed_on__isnull=True, authority="", authority_words=""),
                name="programmes_gate_passed_on_authority",
            ),
        ]

    def __str__(self) -> str:
        # With its area: many areas have a gate of the same name, and a list to choose from shows them all.
        return f"{self.name} ({self.area})"

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    def clean(self) -> None:
        """An outcome names its day and its authority, and is not written past the verbs."""
        super().clean()
        self._check_links()
        if self.pk is not None and not self.is_deciding:
            stored = type(self)._base_manager.filter(pk=self.pk).first()
            given = ("state", "passed_on") if stored is not None else ()
            moved = [name for name in given if getattr(stored, name) != getattr(self, name)]
            if moved:
                words = "What came of a gate is recorded on its page, by those who may."
                raise ValidationError(dict.fromkeys(moved, words))
        problems = {}
        if self.state in PASSES:
            wanted = {
                "passed_on": "Say when it was passed.",
                "authority": "Say on what it was passed: a decision, an override or a discussion.",
                "authority_words": "Name the decision, or give the reason why it was passed without one.",
            }
            problems = {name: words for name, words in wanted.items() if not getattr(self, name)}
        else:
            held = [name for name in ("passed_on", "authority", "authority_words") if getattr(self, name)]
            problems = dict.fromkeys(held, "Only a gate that was passed has this: say so in its state.")
        if problems:
            raise ValidationError(problems)

    def _check_links(self) -> None:
        for name in ("lifecycle_gate", "own_decider"):
            target = getattr(self, name)
            if target is not None and target.alliance != self.area.alliance:
                raise ValidationError({name: "Choose one of this alliance."})

    @property
    def decider(self) -> GateDecider | None:
        """Who decides it: its own deciders where they differ, else those of the lifecycle."""
        return self.own_decider or (self.lifecycle_gate.decider if self.lifecycle_gate else None)

    @property
    def decider_name(self) -> str:
        return str(self.decider or "")

    @property
    def is_discussion_only(self) -> bool:
        return self.decider is not None and self.decider.discussion_only

    @property
    def outcome_on(self) -> ImpreciseDate | None:
        """When its outcome was given; None while it is ahead."""
        return self.passed_on or self.held_on

    @property
    def slippage(self) -> int | None:
        """Days from the planned date to that it was passed on, else to the forecast (`slippage_days`)."""
        return slippage_days(self.planned_on, self.passed_on or self.forecast_on)

    @property
    def has_actual(self) -> bool:
        return self.passed_on is not None

    def is_ahead(self, on: date) -> bool:
        """Whether it was neither passed nor stopped by the day, as `GateQuerySet.ahead_on` asks of rows."""
        return not has_come(self.passed_on, on) and not (self.state == GateState.STOPPED and has_come(self.held_on, on))


class GateRequirement(Tracked):
    """A deliverable, a criterion or a condition of one gate: joint, or of one partner (rules E-11, E-32, E-35).

    Whether it is met is said by its verbs, with evidence. A condition is set when a gate is passed with conditions.
    """

    gate = models.ForeignKey(Gate, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=12, choices=RequirementKind.choices, default=RequirementKind.DELIVERABLE)
    text = models.CharField(max_length=300, help_text="As written, for example Equality analysis.")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="made by",
        help_text="The partner or deciding body that it is asked of; none where it is joint.",
    )
    mandatory = models.BooleanField(default=True, help_text="Without it the gate cannot be passed.")
    due_on = models.DateField("due", null=True, blank=True)
    business_case = models.ForeignKey(
        "programmes.BusinessCase",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requirements",
        help_text="The case of the same area that has to bring it, for example full costing.",
    )
    order = models.PositiveIntegerField(default=0)
    met_on = models.DateField("met", null=True, editable=False)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="said to be met by",
    )
    evidence = models.TextField(blank=True, editable=False)

    objects = GateRequirementQuerySet.as_manager()

    class Meta:
        ordering = ["gate", "order", "pk"]
        verbose_name = "gate requirement"
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, evidence="") | Q(met_on__isnull=False) & ~Q(evidence=""),
                name="programmes_requirement_met_on_evidence",
            )
        ]

    def __str__(self) -> str:
        return self.text if self.organisation is None else f"{self.text}: {self.organisation}"

    @property
    def alliance(self) -> Alliance:
        return self.gate.area.alliance

    def clean(self) -> None:
        """It is met on a day, with evidence, or neither is said."""
        super().clean()
        if (self.met_on is None) != (not self.evidence):
            words = "A requirement that is met has a day and evidence; one that is not has neither."
            raise ValidationError({"evidence": words})
        if self.business_case is not None and self.business_case.area_id != self.gate.area_id:
            raise ValidationError({"business_case": "Choose a business case of the area that the gate is of."})

    @property
    def made_by(self) -> str:
        return "Joint" if self.organisation is None else str(self.organisation)

    @property
    def met_by_name(self) -> str:
        return "" if self.met_by is None else self.met_by.name

    @property
    def is_needed(self) -> bool:
        """Whether the gate cannot be passed without it; a condition is met afterwards."""
        return self.mandatory and self.kind != RequirementKind.CONDITION

    def is_met_on(self, on: date) -> bool:
        return self.met_on is not None and self.met_on <= on
