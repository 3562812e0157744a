"""Organisations, people, posts and who held them when: one directory for all alliances. No alliance stands here."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from alliance.choices import OrganisationKind, SuccessionKind, WayOfDeciding
from alliance.querysets import DatedDirectoryQuerySet, DirectoryQuerySet, OrganisationQuerySet
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked


class Organisation(DatedFact, Tracked):
    """A legal or public body, with the days between which it existed where they are known.

    `name` is the name in use now; earlier ones are rows of OrganisationName (rule X-04).
    """

    slug = models.SlugField(
        max_length=80, unique=True, help_text="Short name for addresses, for example dorset-police."
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    is_deciding_body = models.BooleanField(
        default=False,
        help_text="A separate legal person that decides for itself, such as a corporation sole.",
    )
    decides_by = models.CharField(
        "how it decides",
        max_length=12,
        choices=WayOfDeciding.choices,
        blank=True,
        help_text="For a body that decides for itself; empty if it is not known.",
    )
    serves = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deciding_bodies",
        help_text="The force or body that it decides for.",
    )
    predecessor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
        help_text="The body in whose place it came; the succession says when and by which act.",
    )
    aliases = models.CharField(
        "also known as", max_length=300, blank=True, help_text="Other names in use, separated by semicolons."
    )
    merged_into = models.ForeignKey("self", null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    objects = OrganisationQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def name_on(self, on: date) -> str:
        """The name it bore on a day, as now known; its present name where no other is on record for that day."""
        then = self._called_on(on)
        return then.name if then else self.name

    def kind_on(self, on: date) -> str:
        """The kind of body it was on a day, in words."""
        then = self._called_on(on)
        return str(OrganisationKind(then.kind if then and then.kind else self.kind).label)

    def _called_on(self, on: date) -> OrganisationName | None:
        # A name without any date says nothing of a day. Of several in force the one that began last holds.
        rows = [row for row in self.names.all() if (row.from_date or row.to_date) and row.in_force(on)]
        rows.sort(key=lambda row: (row.from_date is not None, row.from_date or row.to_date, row.pk))
        return rows[-1] if rows else None

    def clean(self) -> None:
        """Only a body that decides for itself has a way of deciding."""
        super().clean()
        if self.decides_by and not self.is_deciding_body:
            raise ValidationError({"decides_by": "Only a body that decides for itself has a way of deciding."})


class OrganisationName(DatedFact, Tracked):
    """A name an organisation bore between dates; documents print the one of their date."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    kind = models.CharField(
        "kind then",
        max_length=20,
        choices=OrganisationKind.choices,
        blank=True,
        help_text="Where it was of another kind while it bore this name, for example a police authority.",
    )

    objects = DatedDirectoryQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["organisation", "from_date", "pk"]

    def __str__(self) -> str:
        return self.name


class Succession(Tracked):
    """One body that came in the place of another, on a date and by an act. Several make a merger or a division."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="follows")
    kind = models.CharField(
        "what became of it", max_length=10, choices=SuccessionKind.choices, default=SuccessionKind.REPLACED
    )
    happened_on = ImpreciseDateField("first day of the successor")
    words = models.CharField(
        "by which act",
        max_length=300,
        blank=True,
        help_text="As written, for example Police Reform and Social Responsibility Act 2011.",
    )
    source = models.CharField(max_length=300, blank=True)

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "predecessor__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="alliance_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="alliance_succession_by_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}"

    def clean(self) -> None:
        """A body does not come in its own place."""
        super().clean()
        if self.predecessor_id is not None and self.predecessor_id == self.successor_id:
            raise ValidationError({"successor": "A body does not succeed itself: choose another."})


class Person(Tracked):
    """A person who holds or held posts. Named as quoted data; contacts stand apart."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, help_text="As printed, without rank or post.")
    user = models.OneToOneField(
        "core.User",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        verbose_name="account",
    )
    aliases = models.CharField(
        "also known as", max_length=300, blank=True, help_text="Other names in use, separated by semicolons."
    )
    merged_into = models.ForeignKey("self", null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Post(Tracked):
    """An office of a body. The office decides; the person holds it between dates (rule X-03)."""

    slug = models.SlugField(max_length=100, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    short_title = models.CharField(max_length=60, blank=True, help_text="As printed before a name, for example ACC.")
    shared_by = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="shared_posts",
        help_text="The bodies that share it with its own, where it serves several.",
    )
    decides = models.BooleanField(
        "decides for its body", default=False, help_text="Its holder signs and decides for the body."
    )

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "title", "pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"

    def clean(self) -> None:
        """Only for a body that decides for itself can the holder of a post decide."""
        super().clean()
        organisation = getattr(self, "organisation", None)
        if self.decides and organisation is not None and not organisation.is_deciding_body:
            words = f"“{organisation}” does not decide for itself, so that no post of it does."
            raise ValidationError({"decides": words})

    def holder_on(self, on: date) -> Appointment | None:
        """Who held the post on that date, as now known; None where it is not recorded."""
        held = [row for row in self.appointments.all() if row.in_force(on)]
        return held[0] if held else None


class Appointment(DatedFact, Tracked):
    """One person in one post between dates."""

    class Standing(models.TextChoices):
        SUBSTANTIVE = "substantive", "Substantive"
        TEMPORARY = "temporary", "Temporary"
        ACTING = "acting", "Acting"
        DEPUTY = "deputy", "Deputy"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    standing = models.CharField(max_length=12, choices=Standing.choices, default=Standing.SUBSTANTIVE)
    source = models.CharField(max_length=300, blank=True)

    objects = DatedDirectoryQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["post", "from_date", "pk"]

    def __str__(self) -> str:
        prefix = self.post.short_title
        if self.standing in (self.Standing.TEMPORARY, self.Standing.ACTING):
            prefix = f"{self.get_standing_display()} {prefix}".strip()
        return f"{prefix} {self.person.name}".strip()
