"""Boards, who sits on them and what is reported to them. Meetings stand beside them."""

from __future__ import annotations

from django.db import models

from alliance.models import Alliance, Organisation, Post
from alliance.querysets import AllianceScopedQuerySet
from core.dated import DatedFact
from core.tracked import Tracked
from governance.choices import BoardKind, Cadence
from governance.querysets import BoardScopedQuerySet, DatedBoardScopedQuerySet


class Board(Tracked):
    """A standing body of an alliance, or one outside that scrutinises it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="boards")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    aliases = models.CharField(max_length=300, blank=True, help_text="Other names in use, separated by semicolons.")
    kind = models.CharField(max_length=14, choices=BoardKind.choices)
    cadence = models.CharField(max_length=12, choices=Cadence.choices, default=Cadence.NOT_STATED)
    remit = models.TextField(blank=True, help_text="As written.")
    receives_highlight_report = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="governance_board_slug_once")]

    def __str__(self) -> str:
        return self.name


class BoardMember(DatedFact, Tracked):
    """A deciding body, or a post, that sits on a board between dates (rule B-17)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="board_seats")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="board_seats")
    part = models.CharField(max_length=80, blank=True, help_text="For example Chair.")
    order = models.PositiveIntegerField(default=0)

    objects = DatedBoardScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["board", "order", "pk"]
        verbose_name = "member"

    def __str__(self) -> str:
        return str(self.post or self.organisation)

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
