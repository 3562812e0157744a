"""What more may be asked of the list of risks: where they stand on the matrix, and their state on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from core import clock
from core.records.filters import RecordFilter
from risks.choices import RiskState
from risks.models import Band, RiskFramework


class ValueFilter(django_filters.NumberFilter):
    """One value of a scale."""

    field_class = forms.IntegerField

    def __init__(self, label: str) -> None:
        super().__init__(method="on_matrix", label=label, min_value=0, max_value=32767)


class RiskFilter(RecordFilter):
    """`likelihood`, `impact` and `framework` ask of the current assessment in force on the reader's day.

    The rows come with that assessment, the worst first unless another order is asked for.
    """

    of_history = ("search", "state")

    state = django_filters.ChoiceFilter(choices=RiskState.choices, method="in_state", label="State")
    likelihood = ValueFilter("Likelihood")
    impact = ValueFilter("Impact")
    framework = django_filters.ModelChoiceFilter(
        queryset=RiskFramework.objects.none(), method="on_matrix", label="Scored with"
    )
    band = django_filters.ModelChoiceFilter(queryset=Band.objects.none(), method="in_band", label="Band")
    scored = django_filters.BooleanFilter(method="with_score", label="Scored")

    @property
    def on(self) -> date:
        """The day that the reader asked for; today, without one."""
        return self.form.cleaned_data.get("as_at") or clock.today()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows: Any = queryset
        return super().filter_queryset(rows.with_scores(self.on).worst_first(self.on))

    def in_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """With a day: the state on that day. All the risks of its list were open then."""
        if self.form.cleaned_data.get("as_at"):
            return rows if value == RiskState.OPEN else rows.none()
        return rows.filter(state=value)

    def on_matrix(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows.scored(self.on, **{name: value})  # type: ignore[attr-defined,no-any-return]

    def in_band(self, rows: QuerySet[Any], name: str, value: Band) -> QuerySet[Any]:
        return rows.in_band(self.on, value)  # type: ignore[attr-defined,no-any-return]

    def with_score(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return rows.scored(self.on) if value else rows.unscored(self.on)  # type: ignore[attr-defined,no-any-return]
