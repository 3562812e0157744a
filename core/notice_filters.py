"""What may be asked of one's notices, on their page and in the API. Permission has been applied before."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from core.models import Notice


class NoticeFilter(django_filters.FilterSet):
    unread = django_filters.BooleanFilter(
        method="by_reading",
        label="Unread",
        widget=forms.Select(choices=[("", "All"), ("true", "Unread"), ("false", "Read")]),
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def by_reading(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(read_at__isnull=value)
