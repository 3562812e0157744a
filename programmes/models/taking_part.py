"""Who takes part in one business area: the partners it is for, and who leads what in it. No account stands here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from alliance.models import Alliance, Organisation, Partner, Person, Post
from core.dated import DatedFact
from core.tracked import Tracked
from programmes.models.area import BusinessArea
from programmes.querysets import DatedAreaScopedQuerySet


class AreaPartner(DatedFact, Tracked):
    """A partner that takes part in an area, between dates. An area without one is for all partners (rule D-19)."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="areas_shared", verbose_name="partner"
    )
    part = models.CharField(
        max_length=120, blank=True, help_text="In the alliance's own words, for example host, or customer."
    )
    words = models.TextField("as written", blank=True, help_text="The terms of taking part or of leaving.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedAreaScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["area", "order", "pk"]
        verbose_name = "partner of an area"
        verbose_name_plural = "partners of areas"

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    def clean(self) -> None:
        """It is or was a partner of the alliance, or a body that decides for one."""
        super().clean()
        area, organisation = getattr(self, "area", None), getattr(self, "organisation", None)
        # In an import the partner may stand in another of its sheets, which is saved before this one.
        if area is None or organisation is None or self.saved_together:
            return
        own = Q(organisation=organisation) | Q(organisation=organisation.serves_id)
        if not Partner.objects.filter(own, alliance=area.alliance_id).exists():
            words = f"“{organisation}” is no partner of this alliance: expected one that is or was."
            raise ValidationError({"organisation": words})


class AreaRole(DatedFact, Tracked):
    """A part that somebody has in an area, in the alliance's own words, between dates (rules A-11 to A-13, A-20, D-09).

    The post is named where one is, the person where only a person is; a part that was assigned without a name has
    neither. `organisation` says for which partner, so that an area may have a lead of each (rule E-33).
    """

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="roles")
    part = models.CharField(max_length=120, help_text="In the alliance's words, for example Senior Responsible Owner.")
    is_sro = models.BooleanField("is a senior responsible owner", default=False)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="area_roles")
    person = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="area_roles",
        help_text="Where no post is named, or another than its holder does the work.",
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="area_roles",
        verbose_name="for",
        help_text="The partner or body that it is for; none where it is for all.",
    )
    provisional = models.BooleanField(default=False, help_text="Said to be subject to change.")
    words = models.TextField("as written", blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = DatedAreaScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["area", "order", "pk"]
        verbose_name = "role in an area"
        verbose_name_plural = "roles in areas"

    def __str__(self) -> str:
        return f"{self.part}: {self.holder}" if self.holder else self.part

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    @property
    def holder(self) -> str:
        """The post or the person as named; empty where neither is."""
        return str(self.person or self.post or "")


def partners_of(area: BusinessArea, on: date) -> list[Organisation]:
    """Who takes part in an area on a day: its own partners, or all of the alliance where it never named one."""
    rows: Any = AreaPartner.objects.filter(area=area)
    if not rows.exists():
        rows = Partner.objects.filter(alliance=area.alliance_id)
    return list(dict.fromkeys(row.organisation for row in rows.as_at(on).select_related("organisation")))


def bodies_of(area: BusinessArea, on: date) -> list[Organisation]:
    """The bodies that decide for an area on a day: those among its partners, and those that decide for a partner.

    Two for each police area: the chief constable and the commissioner are separate legal persons (rules X-01, X-15).
    """
    partners = partners_of(area, on)
    served = list(Organisation.objects.as_at(on).filter(serves__in=partners, is_deciding_body=True).order_by("pk"))
    bodies = []
    for each in partners:
        bodies += [each] if each.is_deciding_body else []
        bodies += [body for body in served if body.serves_id == each.pk]
    return list(dict.fromkeys(bodies))
