"""The papers of an agenda item and the versions that came of each. A version is received by an action."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from alliance.models import Alliance
from core.models import Upload
from core.tracked import Tracked
from governance.choices import OwnReport
from governance.models.board import Board
from governance.models.meeting import AgendaItem
from governance.querysets import PaperQuerySet, PaperVersionQuerySet
from programmes.models import ReportingPeriod


class Paper(Tracked):
    """What is put to a board under an agenda item: a file that comes in versions, or a report made here.

    `board` repeats the board of its meeting, so that the database can keep a reference from standing twice there.
    """

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="papers", verbose_name="agenda item")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="papers", editable=False, blank=True)
    reference = models.CharField(max_length=80, help_text="As printed, for example DA-2026-14/03.")
    title = models.CharField(max_length=300)
    author = models.CharField(max_length=200, blank=True, help_text="As printed.")
    summary = models.TextField(blank=True)
    recommendation = models.TextField(blank=True, help_text="What the board is asked to agree, as written.")
    report = models.CharField(
        "made here",
        max_length=60,
        choices=OwnReport.choices,
        blank=True,
        help_text="A document that is made from the records instead of being sent as a file.",
    )
    period = models.ForeignKey(
        ReportingPeriod,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="papers",
        verbose_name="reporting period",
        help_text="Only for a document made here: the period that it reports.",
    )
    marking = models.CharField(max_length=60, blank=True, help_text="Only where it differs from the alliance's own.")
    restricted = models.BooleanField(default=False, help_text="Only for readers cleared in this alliance.")
    order = models.PositiveIntegerField(default=0)

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["item", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "reference"],
                name="governance_paper_reference_once",
                violation_error_message="The board has a paper with this reference already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def alliance(self) -> Alliance:
        return self.item.alliance

    @property
    def is_restricted(self) -> bool:
        """Whether it is only for cleared readers, for its own sake or for its item's."""
        return self.restricted or self.item.restricted

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.board = self.item.meeting.board
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Its reference stands once on its board; a document made here names its period and takes no file."""
        super().clean()
        meeting = getattr(getattr(self, "item", None), "meeting", None)
        if meeting is None:
            return
        self.board = meeting.board
        namesakes = type(self).objects.filter(board=self.board_id, reference=self.reference)
        problems = {}
        if namesakes.exclude(pk=self.pk).exists():
            problems["reference"] = f"The board has a paper {self.reference} already. Choose another reference."
        if self.period is not None and self.period.alliance_id != self.board.alliance_id:
            problems["period"] = "This period belongs to another alliance."
        elif self.report == OwnReport.HIGHLIGHT_REPORT and self.period is None:
            problems["period"] = "Choose the period that the document reports."
        if self.report and self.pk is not None and self.versions.exists():
            problems["report"] = "Files have been received for this paper, so it cannot be a document made here."
        if problems:
            raise ValidationError(problems)


class PaperVersion(models.Model):
    """One file received for a paper, numbered from 1 without gaps. It never changes: what comes next is another one."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="paper_versions")
    note = models.CharField(max_length=300, blank=True, help_text="What changed since the version before.")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="governance_paper_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="governance_paper_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.paper}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises TypeError for a row that stands already."""
        if not self._state.adding:
            raise TypeError("A version never changes: receive another one.")
        super().save(*args, **kwargs)

    @property
    def alliance(self) -> Alliance:
        return self.paper.alliance

    @property
    def file_name(self) -> str:
        """The name under which the file is given out: the paper's reference and the version's number."""
        suffix = self.upload.name[self.upload.name.rfind(".") :] if "." in self.upload.name else ""
        return f"{slugify(self.paper.reference.replace('/', '-'))}-v{self.number}{suffix}"
