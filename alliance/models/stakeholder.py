"""Who has a stake in the programme without being a partner. Their contacts do not stand here."""

from __future__ import annotations

from django.db import models

from alliance.querysets import DatedScopedQuerySet
from core.dated import DatedFact
from core.tracked import Tracked


class Stakeholder(DatedFact, Tracked):
    """A body, group or office with a stake, and how many they are where the source counts them (rules B-01, B-35)."""

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="stakeholders")
    name = models.CharField(max_length=200, help_text="For example members of parliament.")
    group = models.CharField(
        max_length=120, blank=True, help_text="In the alliance's own words, for example staff bodies."
    )
    organisation = models.ForeignKey(
        "alliance.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="stakes"
    )
    count = models.PositiveIntegerField(
        "how many", null=True, blank=True, help_text="As the source counts them; empty where it does not."
    )
    interest = models.TextField(blank=True, help_text="What is at stake for them, or what they were asked, as written.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "group", "order", "name", "pk"]

    def __str__(self) -> str:
        return self.name if self.count is None else f"{self.count} {self.name}"
