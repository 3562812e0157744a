"""What may be asked of the versions of papers. Permission was applied before."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from core import clock
from core.records.filters import RecordFilter
from core.records.scopes import ScopeFilter
from governance.choices import ActionState
from governance.models import Meeting, Paper, PaperVersion


class PaperVersionFilter(django_filters.FilterSet):
    alliance = ScopeFilter("paper__board__alliance")
    paper = django_filters.ModelChoiceFilter(queryset=Paper.objects.none())
    meeting = django_filters.ModelChoiceFilter(queryset=Meeting.objects.none(), field_name="paper__item__meeting")

    class Meta:
        model = PaperVersion
        fields = ["paper", "number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is not None:
            self.filters["paper"].field.queryset = Paper.objects.visible_to(user)
            self.filters["meeting"].field.queryset = Meeting.objects.visible_to(user)


class ActionFilter(RecordFilter):
    """`overdue`: open still after the day by which it was due."""

    overdue = django_filters.BooleanFilter(method="past_due", label="Overdue")

    def past_due(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        late = {"state": ActionState.OPEN, "due_on__lt": clock.today()}
        return rows.filter(**late) if value else rows.exclude(**late)
