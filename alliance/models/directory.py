"""Organisations, people, posts and who held them when: one directory for all alliances. No alliance stands here."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from alliance.choices import OrganisationKind, WayOfDeciding
from alliance.querysets import DatedDirectoryQuerySet, DirectoryQuerySet
from core.dated import DatedFact
from core.tracked import Tracked


class Organisation(Tracked):
    """A legal or public body. `name` is the name in use now; earlier ones are rows of OrganisationName (rule X-04)."""

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
    predecessor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    aliases = models.CharField(
        "also known as", max_length=300, blank=True, help_text="Other names in use, separated by semicolons."
    )
    merged_into = models.ForeignKey("self", null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

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

    objects = DirectoryQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "title", "pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"

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
