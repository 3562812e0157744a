"""What somebody asked to change in what was agreed, and what came of it. It is decided by verbs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import ChangeState, Dimension
from programmes.models.area import BusinessArea
from programmes.models.moved import MovedByVerbs
from programmes.querysets import AreaBoundQuerySet


class ChangeRequest(MovedByVerbs, Tracked):
    """A request to change the plan of one area, or of the whole alliance, by its reference (domain.md 2.1).

    `decided_on`, `decided_by_words` and `reason` are those of its state, and `deferred_until` of a deferral.
    """

    moved = ("state", "decided_on", "decided_by_words", "reason", "deferred_until")

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="change_requests")
    area = models.ForeignKey(
        BusinessArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="change_requests",
        help_text="None where it concerns the whole alliance.",
    )
    reference = models.CharField(max_length=40, help_text="For example CR-007.")
    title = models.CharField(max_length=200)
    text = models.TextField("what is asked for", help_text="As written.")
    dimension = models.CharField("what it changes", max_length=8, choices=Dimension.choices)
    impact = models.TextField(blank=True, help_text="What follows if it is approved, as written.")
    raised_by_words = models.CharField("raised by", max_length=200, help_text="Who asks for it, as named.")
    raised_on = models.DateField("raised")
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.RAISED, editable=False)
    decided_on = models.DateField("decided", null=True, editable=False)
    decided_by_words = models.CharField("decided by", max_length=200, blank=True, editable=False)
    reason = models.TextField(blank=True, editable=False)
    deferred_until = ImpreciseDateField("deferred until", null=True, editable=False)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AreaBoundQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "-raised_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "reference"], name="programmes_change_reference_once"),
            models.CheckConstraint(
                condition=Q(state="raised", decided_on__isnull=True, decided_by_words="")
                | ~Q(state="raised") & Q(decided_on__isnull=False) & ~Q(decided_by_words=""),
                name="programmes_change_decided_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def subject(self) -> str:
        """What it concerns: the area, or the whole alliance."""
        return str(self.area) if self.area is not None else "The whole alliance"

    def clean(self) -> None:
        """Its area is one of the alliance; what came of it says when and by whom."""
        super().clean()
        problems = {}
        if self.area is not None and self.area.alliance_id != self.alliance_id:
            problems["area"] = "Choose an area of this alliance."
        decided = self.state != ChangeState.RAISED
        if decided and self.decided_on is None:
            problems["decided_on"] = "Say on which day that was decided."
        if decided and not self.decided_by_words.strip():
            problems["decided_by_words"] = "Say who decided that."
        if not decided and (self.decided_on or self.decided_by_words):
            problems["decided_on"] = "Only a request that is decided has this: say so in its state."
        if decided and self.decided_on is not None and self.raised_on is not None and self.decided_on < self.raised_on:
            problems["decided_on"] = "It cannot be decided before it was raised."
        if problems:
            raise ValidationError(problems)
