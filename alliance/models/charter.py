"""What an alliance set out for itself, line by line: principles, aims, scope, models. No decision stands here."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.choices import CharterKind
from alliance.querysets import DatedScopedQuerySet
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked


class CharterLine(DatedFact, Tracked):
    """One principle, aim, line of scope, driver, model or test, word for word (rules A-03 to A-05, A-28, E-14 to E-24).

    A line under another, such as a bullet of a principle, names it in `part_of`. Lines that were revised stand in the
    next edition with the reason for the change; the earlier edition keeps its own (rules D-12, D-13).
    """

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="charter_lines")
    code = models.SlugField(
        "short name", max_length=40, help_text="Tells it from the others in the alliance, for example principle-14."
    )
    kind = models.CharField(max_length=20, choices=CharterKind.choices)
    edition = models.PositiveSmallIntegerField(
        "which edition",
        default=1,
        help_text="1 for the first, 2 where these lines took the place of the first, and so on.",
    )
    number = models.CharField(max_length=20, blank=True, help_text="As printed, for example 14 or (b); else empty.")
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="parts",
        help_text="The line under which this one stands.",
    )
    title = models.CharField(max_length=200, blank=True, help_text="Where the source gives it one.")
    text = models.TextField("as written")
    reason_for_change = models.TextField(
        blank=True, help_text="Why the edition before it was changed, as written; empty in the first."
    )
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "kind", "edition", "order", "pk"]
        verbose_name = "charter line"
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "code"], name="alliance_charter_line_code_once"),
            models.CheckConstraint(condition=Q(edition__gte=1), name="alliance_charter_line_edition_from_one"),
        ]

    def __str__(self) -> str:
        words = self.title or (self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…")
        return f"{self.number} {words}".strip()

    def clean(self) -> None:
        """It stands under a line of its alliance, not under itself; a first edition has no reason for a change."""
        super().clean()
        if self.reason_for_change and self.edition == 1:
            words = "The first edition changes nothing: leave this empty, or give the number of the edition."
            raise ValidationError({"reason_for_change": words})
        above, seen = self.part_of, [self]
        while above is not None:
            if above.alliance_id != self.alliance_id:
                raise ValidationError({"part_of": f"“{above}” belongs to another alliance."})
            # Rows that were never saved are equal to themselves alone.
            if above in seen:
                raise ValidationError({"part_of": "A line cannot stand under itself: choose another, or none."})
            seen.append(above)
            above = above.part_of


class Collaboration(DatedFact, Tracked):
    """A collaboration that was there beside this alliance: inherited, left alone until reviewed, or out of its scope
    (rules X-17, D-28)."""

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="collaborations")
    name = models.CharField(max_length=200)
    with_words = models.CharField("with whom, as written", max_length=300, blank=True)
    organisations = models.ManyToManyField(
        "alliance.Organisation", blank=True, related_name="collaborations", help_text="Those of the directory."
    )
    standing = models.CharField(
        "how it stands to this alliance",
        max_length=200,
        blank=True,
        help_text="As written, for example inherited, unchanged until reviewed, outside its scope.",
    )
    reviewed_on = ImpreciseDateField("reviewed", null=True, blank=True, help_text="When it was, or is to be, reviewed.")
    text = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "name", "pk"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(fields=["alliance", "name"], name="alliance_collaboration_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
