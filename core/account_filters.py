"""What may be asked of the list of accounts, on its page and in the API. Permission has been applied before."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from core.models import User

ANSWERS = [("true", "Yes"), ("false", "No")]


class UserFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(method="find", label="Name or email address")
    is_active = django_filters.TypedChoiceFilter(
        choices=ANSWERS, coerce=lambda value: value == "true", label="May sign in", empty_label="Either"
    )
    is_service_administrator = django_filters.TypedChoiceFilter(
        choices=ANSWERS, coerce=lambda value: value == "true", label="Service administrator", empty_label="Either"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def find(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(Q(name__icontains=value) | Q(email__icontains=value))
