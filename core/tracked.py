"""The ground of every editable row: a version, a history and a withdrawal. No domain rule stands here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core.history import History
from core.standing import standing
from core.versions import Versioned


class Tracked(Versioned):
    """A row whose every change is kept with who, when and why, and whose saves name the version they read.

    It is never deleted by hand but withdrawn: then no set of rows holds it (`core.visibility`), and it can be put back.
    """

    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)

    history = History(inherit=True)

    saved_together: Collection[Any] = ()
    """The rows of its kind that an import saves in one go, itself among them, for a rule about several of them."""

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """A value that only a withdrawn row holds is taken all the same: say which row holds it."""
        super().validate_unique(exclude)
        wanted = list(_unique_values(self, set(exclude or ())))
        if not wanted:
            return
        same = Q()
        for values in wanted:
            same |= Q(**values)
        others = type(self)._base_manager.exclude(standing()).filter(same).exclude(pk=self.pk)
        holder: Any = others.first()
        if holder is None:
            return
        for values in wanted:
            if all(getattr(holder, name) == value for name, value in values.items()):
                raise ValidationError(_taken(self, holder, values))


def _unique_values(row: Tracked, exclude: set[str]) -> Iterator[dict[str, Any]]:
    """The sets of values that no other row may hold; one with an empty value may be held by many."""
    for model, names in row._get_unique_checks(exclude=exclude, include_meta_constraints=True)[0]:  # type: ignore[attr-defined]
        attributes = [model._meta.get_field(name).attname for name in names]
        values = {name: getattr(row, name) for name in attributes}
        if names != ("id",) and not any(value in (None, "") for value in values.values()):
            yield values


def _taken(row: Tracked, holder: Tracked, values: dict[str, Any]) -> dict[str, str]:
    kind = str(row._meta.verbose_name)
    names = [name.removesuffix("_id") for name in values]
    words = f"The withdrawn {kind} “{holder}” holds this. Put that one back, or choose another."
    # The last of several is what the person chose; the first leads to what both belong to.
    return {names[-1]: words}
