"""Whom the programme consulted, briefed or asked, and what it announces. Boards and papers do not stand here."""

from __future__ import annotations

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alliance.models import Alliance, Organisation, Stakeholder
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import EngagementKind
from programmes.models.area import BusinessArea
from programmes.querysets import AnnouncementQuerySet, DatedAreaBoundQuerySet


class Engagement(DatedFact, Tracked):
    """A consultation, briefing, outside approval, comparison or visit, between dates (rules A-33, B-34, D-29, E-34)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="engagements")
    area = models.ForeignKey(BusinessArea, null=True, blank=True, on_delete=models.CASCADE, related_name="engagements")
    kind = models.CharField(max_length=20, choices=EngagementKind.choices)
    title = models.CharField(max_length=250)
    stakeholder = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements"
    )
    with_words = models.CharField("with", max_length=300, blank=True, help_text="As named in the source.")
    state = models.CharField(max_length=120, blank=True, help_text="In words, for example agreed, or under way.")
    outcome = models.TextField(blank=True, help_text="What came of it, as written.")
    text = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedAreaBoundQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def held_with(self) -> str:
        return self.with_words or str(self.stakeholder or self.organisation or "")


class Announcement(Tracked):
    """A text that is restricted until it is released (rules B-30, B-32). Only its release opens it, with a reason."""

    is_releasing = False
    """Set by the action that releases it, for its own save."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="announcements")
    area = models.ForeignKey(
        BusinessArea, null=True, blank=True, on_delete=models.CASCADE, related_name="announcements"
    )
    title = models.CharField(max_length=250)
    text = models.TextField()
    audience = models.CharField(max_length=250, blank=True, help_text="For whom, for example staff of both forces.")
    agreed_with = models.CharField(max_length=250, blank=True, help_text="Who agreed to it beforehand, as named.")
    embargo_until = models.DateField(
        "embargo until", null=True, blank=True, help_text="The day before which it is not released."
    )
    embargo_time = models.TimeField(
        "time of the embargo", null=True, blank=True, help_text="Only with the day of the embargo."
    )
    released_on = ImpreciseDateField("released", null=True, blank=True, help_text="Leave empty until it is released.")
    restricted = models.BooleanField(default=True, editable=False)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(restricted=True, released_on__isnull=True) | Q(restricted=False, released_on__isnull=False),
                name="programmes_announcement_open_once_released",
            ),
            models.CheckConstraint(
                condition=Q(embargo_time__isnull=True) | Q(embargo_until__isnull=False),
                name="programmes_announcement_time_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """What is released was released on a day; a stored one is released by its verb alone."""
        super().clean()
        if self.embargo_time is not None and self.embargo_until is None:
            raise ValidationError({"embargo_until": "Give the day that the time belongs to."})
        self.restricted = self.released_on is None
        if self.pk is None or self.is_releasing:
            return
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("released_on", flat=True).first()
        if stored != self.released_on:
            raise ValidationError({"released_on": "It is released on its own page, with a reason, and stays released."})

    @property
    def embargo(self) -> datetime | None:
        """The moment before which it is not released; a day counts from its first minute."""
        if self.embargo_until is None:
            return None
        return timezone.make_aware(datetime.combine(self.embargo_until, self.embargo_time or time()))

    def is_released_on(self, on: date) -> bool:
        return self.released_on is not None and self.released_on.start is not None and self.released_on.start <= on
