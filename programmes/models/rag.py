"""The ratings an alliance uses and what was said of the whole programme. A rating is a judgement, never arithmetic."""

from __future__ import annotations

from django.db import models

from alliance.models import Alliance
from alliance.querysets import AllianceScopedQuerySet
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import RagTone


class RagRating(Tracked):
    """One rating of an alliance, always with its letter and word beside the colour (domain.md 2.2)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="rag_ratings")
    code = models.SlugField(max_length=20)
    letter = models.CharField(max_length=3)
    word = models.CharField(max_length=40)
    tone = models.CharField(max_length=10, choices=RagTone.choices)
    meaning = models.TextField(blank=True)
    needs_reason = models.BooleanField(default=False, help_text="An update with this rating must say why.")
    order = models.PositiveIntegerField(default=0, help_text="Best first.")

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        verbose_name = "RAG rating"
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="programmes_rag_code_once")]

    def __str__(self) -> str:
        return self.word


class ProgrammeRag(Tracked):
    """The rating of the whole programme as somebody reported it on a date (rule B-18)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="programme_rags")
    dimension = models.CharField(max_length=120, help_text="What was rated, for example Programme progress and status.")
    rating = models.ForeignKey(RagRating, on_delete=models.PROTECT, related_name="programme_rags")
    as_at = ImpreciseDateField()
    words = models.CharField(max_length=300, blank=True, help_text="As written, for example: for a number of months.")
    source = models.CharField(max_length=300, blank=True)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "-as_at", "dimension", "pk"]
        verbose_name = "programme RAG"

    def __str__(self) -> str:
        return f"{self.dimension}: {self.rating}"
