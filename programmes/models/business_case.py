"""Business cases: the five cases, options, versions, costs, and what each deciding body gave to them.

What is missing before one can be called complete is read in `programmes.readings`; nothing here is worked out.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from alliance.models import Alliance, Organisation, Person, Post
from core.fields import ImpreciseDateField
from core.figures import Figure
from core.tracked import Tracked
from programmes.choices import (
    AssentKind,
    AssentStage,
    AssentState,
    CaseLevel,
    CaseState,
    Consultation,
    CostKind,
)
from programmes.models.area import BusinessArea
from programmes.models.moved import MovedByVerbs
from programmes.querysets import AreaScopedQuerySet, CasePartQuerySet

FIVE_CASES = ("strategic", "economic", "commercial", "financial", "management")
FIXED = "The case is complete and changes no more: open it again first."


class BusinessCase(MovedByVerbs, Tracked):
    """A business case of one area, at one of three levels (domain.md 2.3; rules D-33, X-15, X-16).

    It moves by its verbs alone; once complete its words stay as they are.
    """

    moved = ("state",)

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="business_cases")
    code = models.SlugField(max_length=40, help_text="Its short name within the area, for example outline.")
    level = models.CharField(max_length=4, choices=CaseLevel.choices)
    title = models.CharField(max_length=200, help_text="As written.")
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="business_cases")
    owner_words = models.CharField(
        "owner in words", max_length=200, blank=True, help_text="As written, where it is no post of the directory."
    )
    strategic = models.TextField("strategic case", blank=True, help_text="Why change: the need, the aims, the risks.")
    economic = models.TextField("economic case", blank=True, help_text="The options, and which is best value.")
    commercial = models.TextField("commercial case", blank=True, help_text="How it would be bought and contracted.")
    financial = models.TextField("financial case", blank=True, help_text="What it costs, and how it is paid for.")
    management = models.TextField("management case", blank=True, help_text="How it would be delivered and checked.")
    exit_strategy = models.TextField(blank=True, help_text="What becomes of people, assets and costs when it ends.")
    risk_assessment = models.TextField(
        "risk management assessment", blank=True, help_text="The assessment of risk that every case contains."
    )
    consultation = models.CharField(
        "consultation", max_length=12, choices=Consultation.choices, default=Consultation.NOT_STATED
    )
    consultation_words = models.TextField("consultation, as written", blank=True)
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.DRAFT, editable=False)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["area", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["area", "code"], name="programmes_case_code_once")]

    def __str__(self) -> str:
        # With its area: many areas have a case of the same title, and a list to choose from shows them all.
        return f"{self.title} ({self.area})"

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    @property
    def owner_name(self) -> str:
        return self.owner_words or (str(self.owner) if self.owner else "")

    def clean(self) -> None:
        """What was called complete is not written over."""
        super().clean()
        if self.pk is None or self.is_moving:
            return
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        if stored is None or stored.state != CaseState.COMPLETE:
            return
        kept = [field for field in self._meta.concrete_fields if not field.primary_key and field.editable]
        names = [field.name for field in kept if getattr(stored, field.attname) != getattr(self, field.attname)]
        if names:
            raise ValidationError(dict.fromkeys(names, FIXED))


class _CasePart(models.Model):
    """A row of one case; it changes no more once the case is complete."""

    fixed_with_case = True

    class Meta:
        abstract = True

    @property
    def alliance(self) -> Alliance:
        return self.case.area.alliance  # type: ignore[attr-defined,no-any-return]

    def clean(self) -> None:
        super().clean()
        case: Any = getattr(self, "case", None)
        # A sheet may bring in a case that is complete together with its parts.
        sent_with_it = getattr(self, "saved_together", ())
        if self.pk is not None and self._stands_as_stored():
            return
        if case is not None and self.fixed_with_case and not sent_with_it and case.state == CaseState.COMPLETE:
            raise ValidationError({"case": FIXED})

    def _stands_as_stored(self) -> bool:
        """Whether nothing of it would change."""
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        kept = [field.attname for field in self._meta.concrete_fields if field.editable]
        return stored is not None and all(getattr(stored, name) == getattr(self, name) for name in kept)


class CaseVersion(_CasePart, Tracked):
    """One version of the document of a case, as its log has it. Versions go on after the case is complete."""

    fixed_with_case = False

    case = models.ForeignKey(
        BusinessCase, on_delete=models.CASCADE, related_name="versions", verbose_name="business case"
    )
    number = models.CharField(max_length=40, help_text="As written, for example v1 00.")
    made_on = ImpreciseDateField("made", null=True, blank=True)
    author = models.CharField(max_length=200, blank=True, help_text="Who wrote it, as named.")
    note = models.TextField(blank=True, help_text="What changed, or for whom it was made, as written.")
    order = models.PositiveIntegerField(default=0)

    objects = CasePartQuerySet.as_manager()

    class Meta:
        ordering = ["case", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="programmes_case_version_once")]

    def __str__(self) -> str:
        return self.number


class CaseOption(_CasePart, Tracked):
    """One option that a case weighs, as numbered and named by its authors."""

    case = models.ForeignKey(
        BusinessCase, on_delete=models.CASCADE, related_name="options", verbose_name="business case"
    )
    number = models.CharField(max_length=20, help_text="As written, for example 3 or 2a.")
    name = models.CharField(max_length=200, help_text="As written, for example Do minimum.")
    appraisal = models.TextField(blank=True, help_text="What the authors say of it, as written.")
    preferred = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    objects = CasePartQuerySet.as_manager()

    class Meta:
        ordering = ["case", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="programmes_case_option_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class CaseAssent(_CasePart, Tracked):
    """What one deciding body gave to a case: its approval, or an equality assessment under its own policy.

    An equality assessment is needed for the case and again for the implementation, from each body (rules X-15, E-35).
    """

    fixed_with_case = False

    case = models.ForeignKey(
        BusinessCase, on_delete=models.CASCADE, related_name="assents", verbose_name="business case"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="case_assents", verbose_name="deciding body"
    )
    kind = models.CharField(max_length=10, choices=AssentKind.choices)
    stage = models.CharField("for what", max_length=16, choices=AssentStage.choices, default=AssentStage.CASE)
    state = models.CharField(max_length=10, choices=AssentState.choices, default=AssentState.AWAITED)
    given_on = ImpreciseDateField("on", null=True, blank=True, help_text="Empty where the day was not recorded.")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="who signed"
    )
    words = models.TextField("as written", blank=True, help_text="For example the finding, or a condition.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = CasePartQuerySet.as_manager()

    class Meta:
        ordering = ["case", "order", "pk"]
        verbose_name = "approval or assessment"
        verbose_name_plural = "approvals and assessments"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "kind", "stage"], name="programmes_case_assent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.organisation}"

    def clean(self) -> None:
        """It is given by a body that decides for itself."""
        super().clean()
        organisation: Organisation | None = getattr(self, "organisation", None)
        if organisation is not None and not organisation.is_deciding_body:
            words = f"“{organisation}” decides through other bodies: choose one that decides for itself."
            raise ValidationError({"organisation": words})
        if self.state not in (AssentState.GIVEN, AssentState.REFUSED) and self.given_on is not None:
            raise ValidationError({"given_on": "Only what was given or refused has a day."})


class CaseCost(_CasePart, Figure, Tracked):
    """What a case says that it costs to set up, operate or dismantle, as stated (rule X-16)."""

    case = models.ForeignKey(BusinessCase, on_delete=models.CASCADE, related_name="costs", verbose_name="business case")
    kind = models.CharField(max_length=12, choices=CostKind.choices)
    caption = models.CharField(max_length=200, help_text="What it is in a few plain words.")
    order = models.PositiveIntegerField(default=0)

    objects = CasePartQuerySet.as_manager()

    class Meta(Figure.Meta):
        ordering = ["case", "order", "pk"]
        constraints = [
            *Figure.Meta.constraints,
            models.UniqueConstraint(fields=["case", "kind", "caption"], name="programmes_case_cost_once"),
        ]

    def __str__(self) -> str:
        return f"{self.caption}: {self.quantity}"
