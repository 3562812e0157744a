"""Whom to ask about an alliance. Telephone and address are printed for colleagues and never leave by the API."""

from __future__ import annotations

from django.db import models

from alliance.querysets import AllianceScopedQuerySet
from core.tracked import Tracked


class Contact(Tracked):
    """A contact as recorded in a document (rule B-40). Its telephone and email stay out of the API."""

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="contacts")
    purpose = models.CharField(max_length=120, help_text="For example Press enquiries.")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        "alliance.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contacts",
        help_text="Whose contact it is, for example that of a scrutiny panel.",
    )
    post_title = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True, help_text="As recorded; it may be in an old domain.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.name}"
