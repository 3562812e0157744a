"""Which account holds which role in which alliance, between dates. What a role may do is said in permissions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alliance.choices import Role
from alliance.querysets import RoleGrantQuerySet
from core.tracked import Tracked


class RoleGrant(Tracked):
    """One role of one account in one alliance, from one day to another, both included."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="role_grants")
    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    from_date = models.DateField("from")
    to_date = models.DateField("to", null=True, blank=True, help_text="The last day; empty while it lasts.")

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "role", "user__name", "pk"]
        verbose_name = "role"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="alliance_role_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
