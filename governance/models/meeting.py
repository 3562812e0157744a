"""Meetings of a board and what stands on their agenda. States move in actions."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from alliance.models import Alliance
from core.tracked import Tracked
from governance.choices import MeetingState, Purpose
from governance.models.board import Board
from governance.querysets import AgendaItemQuerySet, MeetingQuerySet


class Meeting(Tracked):
    """One sitting of a board, planned, held or cancelled."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="meetings")
    code = models.SlugField(max_length=80, help_text="Short name within the board, for example 2017-09.")
    title = models.CharField(
        max_length=200, blank=True, help_text="Only where it has a name of its own, for example Extraordinary meeting."
    )
    held_on = models.DateField("date")
    starts_at = models.TimeField(null=True, blank=True, help_text="For example, 10:00")
    ends_at = models.TimeField(null=True, blank=True, help_text="For example, 12:30")
    place = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True, help_text="Whom to ask about it, as printed on the agenda.")
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED, editable=False)
    cancelled_because = models.CharField(max_length=300, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "code"],
                name="governance_meeting_code_once",
                violation_error_message="The board has a meeting with this code already. Choose another code.",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="governance_meeting_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.board.name}, {date_format(self.held_on, 'j F Y')}"

    @property
    def alliance(self) -> Alliance:
        return self.board.alliance

    def clean(self) -> None:
        """It ends after it begins, and its papers, which are numbered within a board, keep it with that board."""
        super().clean()
        if self.starts_at is not None and self.ends_at is not None and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "It must end after it starts."})
        if (
            self.pk is not None
            and self.items.filter(papers__isnull=False).exclude(papers__board=self.board_id).exists()
        ):
            raise ValidationError({"board": "It has papers of its board: move or remove them first."})


class AgendaItem(Tracked):
    """One item of a meeting's agenda, numbered as it is printed. Restricted, it hides its papers with itself."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.CharField(max_length=20, help_text="As printed, for example 7b.")
    title = models.CharField(max_length=300)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, blank=True)
    presenter = models.CharField(max_length=200, blank=True, help_text="As printed on the agenda.")
    minutes_planned = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    restricted = models.BooleanField(
        default=False, help_text="Only for readers cleared in this alliance; its papers are hidden with it."
    )
    order = models.PositiveIntegerField(default=0)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="governance_item_number_once",
                violation_error_message="The meeting has an item with this number already. Choose another number.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title} ({self.meeting})"

    @property
    def alliance(self) -> Alliance:
        return self.meeting.alliance

    def clean(self) -> None:
        """Its papers are numbered within their board, so it may not go to a meeting of another one with them."""
        super().clean()
        if self.pk is not None and self.papers.exclude(board=self.meeting.board_id).exists():
            raise ValidationError({"meeting": "It has papers, so it can only go to another meeting of the same board."})
