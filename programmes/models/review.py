"""Independent reviews at gates, their delivery confidence and their numbered recommendations.

An alliance's gate is a decision; a gate review is assurance from outside it. Delivery confidence is apart from the
working rating that an area reports of itself (domain.md 2.2).
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance, Post
from alliance.querysets import DatedScopedQuerySet
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import RagTone, RecommendationState, Urgency
from programmes.models.area import BusinessArea
from programmes.models.gate import Gate
from programmes.models.moved import MovedByVerbs
from programmes.querysets import ConfidenceRatingQuerySet, GateReviewQuerySet, ReviewPartQuerySet


class ConfidenceScale(DatedFact, Tracked):
    """A scale of delivery confidence, of three points or of five, between the dates for which it was in use."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="confidence_scales")
    code = models.SlugField(max_length=40, help_text="Its short name, for example five-point.")
    name = models.CharField(max_length=120, help_text="For example Five points, Green to Red.")
    words = models.TextField("as written", blank=True, help_text="What its authors say of it as a whole.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "pk"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "code"], name="programmes_confidence_scale_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ConfidenceRating(Tracked):
    """One point of a scale, always with its letters and word beside the colour."""

    scale = models.ForeignKey(ConfidenceScale, on_delete=models.CASCADE, related_name="ratings")
    code = models.SlugField(max_length=20)
    letter = models.CharField("letters", max_length=3, help_text="For example A/G.")
    word = models.CharField(max_length=40, help_text="For example Amber/Green.")
    tone = models.CharField("colour", max_length=10, choices=RagTone.choices)
    meaning = models.TextField(blank=True, help_text="The definition, as written.")
    order = models.PositiveIntegerField(default=0, help_text="Best first.")

    objects = ConfidenceRatingQuerySet.as_manager()

    class Meta:
        ordering = ["scale", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["scale", "code"], name="programmes_confidence_code_once")]

    def __str__(self) -> str:
        return f"{self.word} ({self.scale})"

    @property
    def alliance(self) -> Alliance:
        return self.scale.alliance


class GateReview(Tracked):
    """An independent review of an area at a point of its way, or of the whole programme.

    Restricted unless somebody says otherwise: such reports are addressed to an owner and are not for publication.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="gate_reviews")
    area = models.ForeignKey(
        BusinessArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gate_reviews",
        help_text="None for a review of the whole programme.",
    )
    gate = models.ForeignKey(
        Gate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
        help_text="The gate of the area before which it was held.",
    )
    reference = models.CharField(max_length=40, help_text="For example GR-02.")
    point = models.CharField(
        "which review", max_length=120, help_text="As the reviewers call it, for example 3 Investment decision."
    )
    held_on = ImpreciseDateField("held", null=True, blank=True)
    reviewers = models.CharField(max_length=300, help_text="Who reviewed it from outside, as named.")
    addressed_to = models.CharField(max_length=200, blank=True, help_text="To whom the report was given, as named.")
    rating = models.ForeignKey(
        ConfidenceRating,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews",
        verbose_name="delivery confidence",
        help_text="As the reviewers gave it; none where they gave none.",
    )
    words = models.TextField("findings", blank=True, help_text="As written.")
    restricted = models.BooleanField(default=True, help_text="Only for readers cleared in this alliance.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = GateReviewQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "-held_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "reference"], name="programmes_review_once")]

    def __str__(self) -> str:
        return f"{self.reference} {self.point}"

    @property
    def subject(self) -> str:
        """What was reviewed: the area, or the whole programme."""
        return str(self.area) if self.area is not None else "The whole programme"

    def clean(self) -> None:
        """Its area and its rating are of the alliance, and its gate is one of its area."""
        super().clean()
        problems = {}
        if self.area is not None and self.area.alliance_id != self.alliance_id:
            problems["area"] = "Choose an area of this alliance."
        if self.gate is not None and self.gate.area_id != self.area_id:
            problems["gate"] = "Choose a gate of the area that was reviewed."
        if self.rating is not None and self.rating.scale.alliance_id != self.alliance_id:
            problems["rating"] = "Choose a rating of a scale of this alliance."
        if problems:
            raise ValidationError(problems)


class ReviewRecommendation(MovedByVerbs, Tracked):
    """One numbered recommendation of a review: what is to be done, how soon, by whom, and what came of it."""

    moved = ("state", "done_on", "outcome")

    review = models.ForeignKey(GateReview, on_delete=models.CASCADE, related_name="recommendations")
    number = models.CharField(max_length=20, help_text="As printed, for example 3.")
    text = models.TextField("what is recommended", help_text="As written.")
    urgency = models.CharField("how soon", max_length=12, choices=Urgency.choices)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations")
    owner_words = models.CharField(
        "owner in words", max_length=200, blank=True, help_text="As written, where it is no post of the directory."
    )
    due_on = models.DateField("due", null=True, blank=True)
    state = models.CharField(
        max_length=6, choices=RecommendationState.choices, default=RecommendationState.OPEN, editable=False
    )
    done_on = models.DateField("done", null=True, editable=False)
    outcome = models.TextField(blank=True, editable=False)
    order = models.PositiveIntegerField(default=0)

    objects = ReviewPartQuerySet.as_manager()

    class Meta:
        ordering = ["review", "order", "pk"]
        verbose_name = "recommendation of a review"
        verbose_name_plural = "recommendations of reviews"
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="programmes_recommendation_once"),
            models.CheckConstraint(
                condition=Q(state="open", done_on__isnull=True, outcome="")
                | Q(state="done", done_on__isnull=False) & ~Q(outcome=""),
                name="programmes_recommendation_done_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"[:120]

    @property
    def alliance(self) -> Alliance:
        return self.review.alliance

    @property
    def owner_name(self) -> str:
        """Who is to do it, in words; empty where nobody is named."""
        return self.owner_words or (str(self.owner) if self.owner else "")

    def is_overdue(self, on: date) -> bool:
        return self.state == RecommendationState.OPEN and self.due_on is not None and self.due_on < on

    def clean(self) -> None:
        """What is done says when, and what came of it."""
        super().clean()
        done = self.state == RecommendationState.DONE
        if done != (self.done_on is not None) or done != bool(self.outcome.strip()):
            raise ValidationError(
                {"outcome": "A recommendation that is done has a day and an outcome; an open one neither."}
            )
