"""What may be asked of the list of accounts, on its page and in the API. Permission has been applied before."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from core.models import User


def _answers() -> forms.Select:
    return forms.Select(choices=[("", "Either"), ("true", "Yes"), ("false", "No")])


class UserFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(method="find", label="Name or email address")
    is_active = django_filters.BooleanFilter(label="May sign in", widget=_answers())
    is_service_administrator = django_filters.BooleanFilter(label="Service administrator", widget=_answers())

    class Meta:
        model = User
        fields: list[str] = []

    def find(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(Q(name__icontains=value) | Q(email__icontains=value))
