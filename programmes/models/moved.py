"""Rows that move by verbs alone: no form, no API field and no sheet writes what a verb says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models


class MovedByVerbs(models.Model):
    """A row with fields that its verbs alone change. A sheet may bring in a new row with what came of it before."""

    moved: ClassVar[Sequence[str]] = ()
    is_moving = False
    """Set by the action of the verb, for its own save."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.pk is None or self.is_moving:
            return
        stored = type(self)._base_manager.filter(pk=self.pk).values(*self.moved).first() or {}
        wrong = [name for name, value in stored.items() if value != getattr(self, name)]
        if wrong:
            raise ValidationError(dict.fromkeys(wrong, "This is recorded on its page, by those who may."))
