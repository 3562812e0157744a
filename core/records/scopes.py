"""Asking for what rows belong to: by its number, as answers give it, or by its short name in addresses."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django_filters.fields import ModelChoiceField
from drf_spectacular.utils import extend_schema_field

from core.records.registry import scope_model

LONGEST_NUMBER = 18


def scope_named(rows: QuerySet[Any], text: str) -> Any:
    """The row of that short name or number, None where there is none among `rows`; a short name goes before."""
    named = Q(slug=text)
    if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER:
        named |= Q(pk=int(text))
    return min(rows.filter(named), key=lambda row: row.slug != text, default=None)


class ScopeField(ModelChoiceField):
    """A number or a short name; what names nothing that the reader sees is refused like what does not exist."""

    def to_python(self, value: Any) -> Any:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        found = scope_named(self.queryset, text)
        if found is None:
            kind = scope_model()._meta.verbose_name
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            raise ValidationError(
                f"There is no {kind} “{shown}”, or you may not see it: give its number or short name."
            )
        return found


def _seen(request: Any) -> QuerySet[Any]:
    manager: Any = scope_model()._default_manager
    user = getattr(request, "user", None)
    rows: QuerySet[Any] = manager.none() if user is None else manager.visible_to(user)
    return rows


@extend_schema_field(str)
class ScopeFilter(django_filters.ModelChoiceFilter):
    """Narrows a list to what belongs to one scope; `field_name` leads there from a row."""

    field_class = ScopeField

    def __init__(self, field_name: str = "alliance") -> None:
        help_text = "Its number, or its short name in addresses."
        super().__init__(field_name=field_name, queryset=_seen, label="Alliance", help_text=help_text)
