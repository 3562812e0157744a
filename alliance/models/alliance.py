"""The alliance itself: its leads, words, origin and what its authors said of it. No work stands here."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from alliance.choices import Concept
from alliance.querysets import AllianceQuerySet, AllianceScopedQuerySet, DatedScopedQuerySet
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked


class Alliance(Tracked):
    """Several organisations that stay legally separate and deliver one programme together."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Short name for addresses.")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    aliases = models.CharField(max_length=300, blank=True, help_text="Other names in use, separated by semicolons.")
    within = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
        verbose_name="wider alliance",
        help_text="The alliance that this one is part of.",
    )
    legal_basis = models.CharField(max_length=300, blank=True)
    purpose = models.TextField(blank=True)
    marking = models.CharField(
        max_length=60, blank=True, help_text="Printed at top and foot of documents, for example OFFICIAL."
    )
    ended_on = ImpreciseDateField(
        "ended", null=True, blank=True, help_text="Its last day. Its records stay, and can be read as at any date."
    )
    is_fictional = models.BooleanField(default=False, help_text="A training alliance: every page and document says so.")

    roles_of: int | None = None
    """Whose roles `roles_held` tells of; both are set by `readings.alliances_for`."""
    roles_held: frozenset[str] = frozenset()

    objects = AllianceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The wider alliances do not lead back to it."""
        super().clean()
        above, seen = self.within, [self]
        while above is not None:
            if above in seen:
                raise ValidationError({"within": "An alliance cannot be part of itself: choose another, or none."})
            seen.append(above)
            above = above.within

    @property
    def area_words(self) -> tuple[str, str]:
        """Its word for one business area and for several (rule X-07)."""
        own: tuple[str | None, str | None] | None = (
            (self.__dict__["area_word"], self.__dict__["areas_word"])
            if "area_word" in self.__dict__
            else self.terms.filter(concept=Concept.AREA).values_list("singular", "plural").first()
        )
        singular, plural = own or (None, None)
        return singular or "business area", plural or "business areas"

    @property
    def alliance(self) -> Alliance:
        """Itself, so that a rule can ask any row for its alliance."""
        return self


class Term(Tracked):
    """The alliance's own word for a concept, such as work stream for business area (rule X-07)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="terms")
    concept = models.CharField(max_length=30, choices=Concept.choices)
    singular = models.CharField(max_length=60)
    plural = models.CharField(max_length=60)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "concept"]
        verbose_name = "word"
        constraints = [models.UniqueConstraint(fields=["alliance", "concept"], name="alliance_term_once")]

    def __str__(self) -> str:
        return self.singular


class AllianceLead(DatedFact, Tracked):
    """A post that leads for the alliance, in the alliance's own words for the part (rules A-10, B-15)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="leads")
    part = models.CharField(max_length=120, help_text="For example Senior Responsible Officer.")
    is_sro = models.BooleanField("is a senior responsible owner", default=False)
    post = models.ForeignKey("alliance.Post", on_delete=models.PROTECT, related_name="alliance_leads")
    order = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "pk"]
        verbose_name = "lead"

    def __str__(self) -> str:
        return f"{self.part}: {self.post}"


class Event(Tracked):
    """Something that happened to the alliance, on a date as precise as the source gives it (rules B-02, B-30)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="events")
    title = models.CharField(max_length=300)
    happened_on = ImpreciseDateField()
    text = models.TextField(blank=True, help_text="As written in the source.")
    source = models.CharField(max_length=300, blank=True)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "happened_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Statement(Tracked):
    """A sentence as its authors wrote it, with its date and source; never corrected (design law 5)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="statements")
    topic = models.CharField(max_length=120, help_text="For example Timescales, budget and resources.")
    text = models.TextField()
    as_at = ImpreciseDateField()
    source = models.CharField(max_length=300)
    order = models.PositiveIntegerField(default=0)
    in_highlight_report = models.BooleanField(default=False)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]

    def __str__(self) -> str:
        return self.topic
