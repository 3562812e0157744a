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

    def keep_score(self, assessment: Any) -> None:
        """Let `score` and `band` be those of an assessment, or of none."""
        band = assessment.band if assessment else None
        self.scored_likelihood = assessment.likelihood if assessment else None
        self.scored_impact = assessment.impact if assessment else None
        self.scored_band = band.name if band else None
        self.scored_letter = band.letter if band else None
        self.scored_tone = band.tone if band else None

    def _read_score(self) -> None:
        """A risk that was read alone takes today's."""
        if not hasattr(self, "scored_likelihood"):
            rows: Any = self.assessments.all()  # type: ignore[attr-defined]
            self.keep_score(rows.as_at(clock.today()).filter(kind=AssessmentKind.CURRENT).first())

    @property
    def score(self) -> str | None:
        """The current assessment in force on the day of its list, in words; today's when read alone."""
        self._read_score()
        if self.scored_likelihood is None or self.scored_impact is None:
            return None
        return score_in_words(self.scored_likelihood, self.scored_impact)

    @property
    def band(self) -> str | None:
        """The band of that assessment, by the matrix it was scored with."""
        self._read_score()
        return self.scored_band

    @property
    def score_shown(self) -> str:
        """The score for a list, which says so where there is none."""
        score = self.score
        return score[:1].upper() + score[1:] if score else "Not scored"


def score_in_words(likelihood: int, impact: int) -> str:
    """Both values in words; they are not multiplied."""
    return f"likelihood {likelihood}, impact {impact}"
