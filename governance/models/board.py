"""Boards, who sits on them and what is reported to them. Meetings stand beside them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from alliance.models import Alliance, Organisation, Post
from core.dated import DatedFact
from core.tracked import Tracked
from governance.choices import BoardKind, Cadence
from governance.querysets import (
    AskedBoardScopedQuerySet,
    BoardQuerySet,
    BoardScopedQuerySet,
    DatedBoardScopedQuerySet,
)
from programmes.models import BusinessArea


class Board(Tracked):
    """A standing body of an alliance, or one outside that scrutinises it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="boards")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    aliases = models.CharField(max_length=300, blank=True, help_text="Other names in use, separated by semicolons.")
    kind = models.CharField(max_length=14, choices=BoardKind.choices)
    tier = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="1 for the highest, where the alliance has tiers; else empty."
    )
    recommends_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recommended_by",
        help_text="The board that decides on what this one recommends.",
    )
    area = models.ForeignKey(
        BusinessArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="boards",
        help_text="For the board of one area. It is seen by those who see the area.",
    )
    cadence = models.CharField(max_length=12, choices=Cadence.choices, default=Cadence.NOT_STATED)
    remit = models.TextField(blank=True, help_text="As written.")
    receives_highlight_report = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = BoardQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="governance_board_slug_once")]

    def __str__(self) -> str:
        return self.name

    def name_on(self, on: date) -> str:
        """The name it bore on a day, as now known; its present name where no other is on record for that day."""
        rows = [row for row in self.names.all() if (row.from_date or row.to_date) and row.in_force(on)]
        rows.sort(key=lambda row: (row.from_date is not None, row.from_date or row.to_date, row.pk))
        return rows[-1].name if rows else self.name

    def clean(self) -> None:
        """What it names is of its own alliance, and what it recommends does not come back to it."""
        super().clean()
        if self.area is not None and self.area.alliance_id != self.alliance_id:
            raise ValidationError({"area": f"“{self.area}” belongs to another alliance."})
        above, seen = self.recommends_to, [self]
        while above is not None:
            if above.alliance_id != self.alliance_id:
                raise ValidationError({"recommends_to": f"“{above}” belongs to another alliance."})
            if above in seen:
                words = "A board cannot recommend to itself: choose another, or none."
                raise ValidationError({"recommends_to": words})
            seen.append(above)
            above = above.recommends_to


class BoardName(DatedFact, Tracked):
    """A name that a board bore between dates, or that a source gives it (rule C-24)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)

    objects = DatedBoardScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["board", "from_date", "pk"]
        verbose_name = "name of a board"
        verbose_name_plural = "names of boards"

    def __str__(self) -> str:
        return self.name

    @property
    def alliance(self) -> Alliance:
        return self.board.alliance


class BoardMember(DatedFact, Tracked):
    """A deciding body, or a post, that sits on a board between dates (rule B-17)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="board_seats")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="board_seats")
    part = models.CharField(max_length=80, blank=True, help_text="For example Chair.")
    order = models.PositiveIntegerField(default=0)

    objects = AskedBoardScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["board", "order", "pk"]
        verbose_name = "member"

    def __str__(self) -> str:
        return str(self.post or self.organisation)

    @property
    def called(self) -> str:
        """The body's name on the day of which it was asked (rule X-04)."""
        return self.organisation.name_on(self.day_asked)

    @property
    def name_then(self) -> str:
        """The same where it bears another name now; else empty."""
        return "" if self.called == self.organisation.name else self.called

    @property
    def alliance(self) -> Alliance:
        return self.board.alliance


class ReportingLine(Tracked):
    """What is reported to a board, how often and by whom (rules B-16, B-26, B-38)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="reporting_lines")
    what = models.CharField(max_length=200)
    cadence = models.CharField(max_length=12, choices=Cadence.choices, default=Cadence.NOT_STATED)
    produced_by = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = BoardScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.what} to {self.board}"

    @property
    def alliance(self) -> Alliance:
        return self.board.alliance
