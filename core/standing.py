"""The rows that stand: those that nobody has withdrawn. Who may see which of them is said elsewhere."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)
WITHDRAWN = "withdrawn_at"


def can_be_withdrawn(model: type[models.Model]) -> bool:
    """Whether rows of this kind can be withdrawn (`core.tracked`)."""
    try:
        model._meta.get_field(WITHDRAWN)
    except FieldDoesNotExist:
        return False
    return True


def standing(via: str = "") -> Q:
    """The condition that a row is not withdrawn, for a join that passes no manager; `via` leads to it: "leads__"."""
    return Q(**{f"{via}{WITHDRAWN}__isnull": True})


def standing_rows(manager: models.Manager[M]) -> models.QuerySet[M]:
    """What a manager starts from: its rows without those withdrawn, also from the other end of a relation."""
    rows = models.Manager.get_queryset(manager)
    return rows.filter(standing()) if can_be_withdrawn(manager.model) else rows
