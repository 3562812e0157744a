"""Lifecycles as an alliance has them: phases in order, gates with who decides them, and what each gate asks for.

Nothing here is about one business area; what an area makes of its lifecycle stands in `phase` and `gate`.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from alliance.models import Alliance, Organisation
from alliance.querysets import AllianceScopedQuerySet, DatedScopedQuerySet
from core.dated import DatedFact
from core.tracked import Tracked
from programmes.choices import EachFor, Tailoring, TemplateKind
from programmes.querysets import LifecycleGatePartQuerySet, LifecyclePartQuerySet


class Lifecycle(DatedFact, Tracked):
    """The way that areas of an alliance go, between two dates. An alliance may have several, or none (rule X-07)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="lifecycles")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200, help_text="In the alliance's words, for example Method and plan.")
    words = models.TextField("as written", blank=True, help_text="What the authors say of it as a whole.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "pk"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "slug"], name="programmes_lifecycle_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class LifecyclePhase(Tracked):
    """One phase of a lifecycle. Names may look alike, so its code tells it apart (rule E-31)."""

    lifecycle = models.ForeignKey(Lifecycle, on_delete=models.CASCADE, related_name="phases")
    code = models.SlugField(max_length=20, help_text="Its number or short name, for example 3.")
    name = models.CharField(max_length=200, help_text="In the alliance's words.")
    words = models.TextField("as written", blank=True, help_text="What the authors say of it.")
    timescale = models.CharField(max_length=200, blank=True, help_text="As written, for example By end April 2016.")
    may_overlap = models.BooleanField("may run beside other phases", default=True)
    may_combine = models.BooleanField("may be combined with another", default=True)
    may_shorten = models.BooleanField("may be shortened", default=True)
    may_omit = models.BooleanField("may be omitted", default=True)
    may_fast_track = models.BooleanField("may be fast-tracked", default=True)
    order = models.PositiveIntegerField(default=0)

    objects = LifecyclePartQuerySet.as_manager()

    class Meta:
        ordering = ["lifecycle", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["lifecycle", "code"], name="programmes_phase_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.lifecycle})"

    @property
    def alliance(self) -> Alliance:
        return self.lifecycle.alliance

    def allows(self, tailoring: str) -> bool:
        """Whether an area may take this phase so (rule E-28)."""
        allowed = {
            Tailoring.AS_LIFECYCLE: True,
            Tailoring.COMBINED: self.may_combine,
            Tailoring.SHORTENED: self.may_shorten,
            Tailoring.OMITTED: self.may_omit,
            Tailoring.FAST_TRACKED: self.may_fast_track,
        }
        return allowed[Tailoring(tailoring)]


class GateDecider(Tracked):
    """Who decides a gate, as the alliance has it: these bodies, all of them, or nobody where it is discussed only.

    For example all chief constables; all chief constables and commissioners; the deputies, for discussion.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="gate_deciders")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200, help_text="For example Chief officers and commissioners of both.")
    words = models.TextField("as written", blank=True, help_text="How the authors say who decides.")
    discussion_only = models.BooleanField(
        "discussed only", default=False, help_text="The gate is talked over before going on; nobody decides."
    )
    bodies = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="+",
        verbose_name="bodies that decide",
        help_text="Each of them has to agree. None for a gate that is discussed only.",
    )
    order = models.PositiveIntegerField(default=0)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="programmes_decider_code_once")]

    def __str__(self) -> str:
        return self.name


class LifecycleGate(Tracked):
    """A gate of a lifecycle, at the end of a phase or between phases, with its own deciders (rule E-27)."""

    lifecycle = models.ForeignKey(Lifecycle, on_delete=models.CASCADE, related_name="gates")
    code = models.SlugField(max_length=20, help_text="Its number or short name, for example 4.")
    name = models.CharField(max_length=120, help_text="In the alliance's words, for example Full business case.")
    words = models.TextField("as written", blank=True, help_text="How the authors say what is asked at it.")
    after_phase = models.ForeignKey(
        LifecyclePhase,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gates_after",
        help_text="The phase at whose end it stands.",
    )
    before_phase = models.ForeignKey(
        LifecyclePhase,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gates_before",
        help_text="The phase that it opens, where it stands between two.",
    )
    decider = models.ForeignKey(
        GateDecider, null=True, blank=True, on_delete=models.PROTECT, related_name="gates", verbose_name="who decides"
    )
    order = models.PositiveIntegerField(default=0)

    objects = LifecyclePartQuerySet.as_manager()

    class Meta:
        ordering = ["lifecycle", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["lifecycle", "code"], name="programmes_lifecycle_gate_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name} ({self.lifecycle})"

    @property
    def alliance(self) -> Alliance:
        return self.lifecycle.alliance

    def clean(self) -> None:
        """Its phases are phases of the same lifecycle."""
        super().clean()
        for name in ("after_phase", "before_phase"):
            phase = getattr(self, name)
            if phase is not None and phase.lifecycle_id != self.lifecycle_id:
                raise ValidationError({name: f"Choose a phase of the lifecycle “{self.lifecycle}”."})


class GateBranch(Tracked):
    """One way on from a gate: to a phase, or to the end. Several may be taken at once (rule E-30)."""

    lifecycle_gate = models.ForeignKey(LifecycleGate, on_delete=models.CASCADE, related_name="branches")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200, help_text="For example Formal consultation, if required.")
    leads_to = models.ForeignKey(
        LifecyclePhase,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="branches",
        help_text="The phase it leads to; none where it ends the way.",
    )
    order = models.PositiveIntegerField(default=0)

    objects = LifecycleGatePartQuerySet.as_manager()

    class Meta:
        ordering = ["lifecycle_gate", "order", "pk"]
        verbose_name_plural = "gate branches"
        constraints = [
            models.UniqueConstraint(fields=["lifecycle_gate", "code"], name="programmes_gate_branch_code_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def alliance(self) -> Alliance:
        return self.lifecycle_gate.alliance

    def clean(self) -> None:
        """It leads to a phase of its gate's own lifecycle."""
        super().clean()
        if self.leads_to is not None and self.leads_to.lifecycle_id != self.lifecycle_gate.lifecycle_id:
            raise ValidationError({"leads_to": "Choose a phase of the same lifecycle as the gate."})


class LifecycleRequirement(Tracked):
    """A deliverable or a criterion that a gate of the lifecycle asks of every area (rules E-11, E-16, E-32, E-35)."""

    lifecycle_gate = models.ForeignKey(LifecycleGate, on_delete=models.CASCADE, related_name="requirements")
    kind = models.CharField(max_length=12, choices=TemplateKind.choices, default=TemplateKind.DELIVERABLE)
    text = models.CharField(max_length=300, help_text="As written, for example Equality analysis.")
    each_for = models.CharField("made for", max_length=16, choices=EachFor.choices, default=EachFor.JOINT)
    mandatory = models.BooleanField(default=True, help_text="Without it the gate cannot be passed.")
    order = models.PositiveIntegerField(default=0)

    objects = LifecycleGatePartQuerySet.as_manager()

    class Meta:
        ordering = ["lifecycle_gate", "order", "pk"]
        verbose_name = "requirement of a lifecycle"
        verbose_name_plural = "requirements of lifecycles"

    def __str__(self) -> str:
        return self.text

    @property
    def alliance(self) -> Alliance:
        return self.lifecycle_gate.alliance
