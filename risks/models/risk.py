"""Registers and the risks in them, as their authors wrote them. No board and no stored score stands here."""

from __future__ import annotations

from typing import Any

from django.db import models

from alliance.models import Alliance, Organisation, Post
from alliance.querysets import AllianceScopedQuerySet
from core import clock
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.models import BusinessArea
from risks.choices import AssessmentKind, RegisterLevel, RiskState
from risks.querysets import RiskQuerySet


class Register(Tracked):
    """A list of risks kept at one level of the programme (rule B-25)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="risk_registers")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=12, choices=RegisterLevel.choices, default=RegisterLevel.PROGRAMME)
    kept_by = models.CharField(max_length=200, blank=True, help_text="Who monitors and controls it, as written.")

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="risks_register_slug_once")]

    def __str__(self) -> str:
        return self.name


class Risk(Tracked):
    """One risk. `text` is the wording of its authors; cause, event and effect are filled only where they say them."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="risks")
    reference = models.CharField(max_length=40, help_text="For example R-01.")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(help_text="As written.")
    cause = models.TextField(blank=True)
    event = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    area = models.ForeignKey(BusinessArea, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    affected = models.ManyToManyField(Organisation, blank=True, related_name="risks", verbose_name="partners affected")
    state = models.CharField(max_length=8, choices=RiskState.choices, default=RiskState.OPEN)
    identified_on = ImpreciseDateField(null=True, blank=True)
    closed_on = ImpreciseDateField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    is_key = models.BooleanField("key risk", default=False)
    restricted = models.BooleanField(default=False, help_text="Only for readers cleared in this alliance.")
    public_summary = models.TextField(blank=True, help_text="What may be published of it.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["register", "order", "reference", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["register", "reference"], name="risks_reference_once"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_on__isnull=True)
                | models.Q(state="closed", closed_on__isnull=False),
                name="risks_closed_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()

    @property
    def alliance(self) -> Alliance:
        return self.register.alliance

    @property
    def assessment(self) -> Any:
        """The current assessment in force on the day of the list it was read from, else today; None while unscored."""
        found: list[Any] | None = getattr(self, "assessments_in_force", None)
        if found is None:
            rows: Any = self.assessments.all()  # type: ignore[attr-defined]
            found = list(rows.as_at(clock.today()).filter(kind=AssessmentKind.CURRENT))
        return found[0] if found else None

    @property
    def score(self) -> str | None:
        """The likelihood and the impact of its current assessment in words."""
        assessment = self.assessment
        return assessment.score if assessment else None

    @property
    def band(self) -> Any:
        """The band of its current assessment, read from the matrix it was scored with; None while unscored."""
        assessment = self.assessment
        return assessment.band if assessment else None

    @property
    def score_shown(self) -> str:
        """The score for a list, which says so where there is none."""
        score = self.score
        return score[:1].upper() + score[1:] if score else "Not scored"
