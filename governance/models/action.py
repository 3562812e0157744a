"""What a meeting asked somebody to do. It is closed by an action of the code, with its outcome."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance, Post
from core.tracked import Tracked
from governance.choices import ActionState
from governance.models.meeting import Meeting
from governance.querysets import ActionQuerySet


class Action(Tracked):
    """An action that a meeting raised: who is to do what, by when, and what came of it.

    `done_on` is the day on which it was closed, whether done or dropped.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="actions", help_text="Where it was raised."
    )
    reference = models.CharField(max_length=40, help_text="For example A-17.")
    text = models.TextField("what is to be done", help_text="As written.")
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    owner_words = models.CharField(
        "owner in words", max_length=200, blank=True, help_text="As written, where it is no post of the directory."
    )
    due_on = models.DateField("due", null=True, blank=True)
    state = models.CharField(max_length=8, choices=ActionState.choices, default=ActionState.OPEN, editable=False)
    done_on = models.DateField("closed on", null=True, blank=True, editable=False)
    outcome = models.TextField(blank=True, editable=False)
    restricted = models.BooleanField(default=False, help_text="Only for readers cleared in this alliance.")
    order = models.PositiveIntegerField(default=0)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "reference"],
                name="governance_action_reference_once",
                violation_error_message="The meeting has raised an action with this reference already.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", done_on__isnull=True)
                | Q(state="dropped", done_on__isnull=False)
                | (Q(state="done", done_on__isnull=False) & ~Q(outcome="")),
                name="governance_action_closed_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"[:120]

    @property
    def alliance(self) -> Alliance:
        return self.meeting.alliance

    @property
    def owner_name(self) -> str:
        """Who is to do it, in words; empty where nobody is named."""
        return self.owner_words or (str(self.owner) if self.owner else "")

    def state_on(self, on: date) -> str:
        """Its state on a day: what was closed later was open then."""
        return ActionState.OPEN if self.done_on is None or self.done_on > on else self.state

    def is_overdue(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on and self.state_on(on) == ActionState.OPEN

    def clean(self) -> None:
        """A closed action says when, and one that is done says what came of it."""
        super().clean()
        problems = {}
        if self.state == ActionState.OPEN and self.done_on is not None:
            problems["done_on"] = "An open action has no day on which it was closed."
        if self.state != ActionState.OPEN and self.done_on is None:
            problems["done_on"] = "Say on which day it was closed."
        if self.state == ActionState.DONE and not self.outcome.strip():
            problems["outcome"] = "Say what came of it."
        if problems:
            raise ValidationError(problems)
