"""The alliance's own kinds of work: what the nodes of its tree are called. No area stands here."""

from __future__ import annotations

from django.db import models

from alliance.models import Alliance
from alliance.querysets import AllianceScopedQuerySet
from core.tracked import Tracked


class AreaKind(Tracked):
    """One kind of node of the tree in the alliance's words, such as portfolio, work stream, function (rule X-07)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="area_kinds")
    code = models.SlugField(max_length=40)
    singular = models.CharField(max_length=60, help_text="For example work stream.")
    plural = models.CharField(max_length=60)
    order = models.PositiveIntegerField(default=0)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        verbose_name = "kind of area"
        verbose_name_plural = "kinds of area"
        constraints = [models.UniqueConstraint(fields=["alliance", "code"], name="programmes_area_kind_code_once")]

    def __str__(self) -> str:
        return self.singular
