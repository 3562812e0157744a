"""What may be asked of areas, gates, periods and updates: one class for page and API. Permission was applied before."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from alliance.models import Alliance
from core import clock
from core.dated import in_force_on
from core.records.filters import RecordFilter
from core.records.scopes import ScopeFilter
from programmes.choices import (
    PASSES,
    DependencyState,
    GateState,
    PeriodState,
    RagTone,
    RecommendationState,
    Tailoring,
    UpdateState,
)
from programmes.models import (
    AreaName,
    AreaPhase,
    AreaStatus,
    BaselineMove,
    BusinessArea,
    ChangeRequest,
    Gate,
    Milestone,
    PositionStatus,
    ReportingPeriod,
    Update,
)

REPORTED = (UpdateState.SUBMITTED, UpdateState.ACCEPTED)
SORTS: dict[str, list[Any]] = {
    "name": ["name", "pk"],
    "-name": ["-name", "-pk"],
    "status": [F("status_place").asc(nulls_last=True), F("row_place").asc(nulls_last=True), "name", "pk"],
    "-status": [F("status_place").desc(nulls_last=True), F("row_place").asc(nulls_last=True), "name", "pk"],
    "rag": [F("rag_place").asc(nulls_last=True), "name", "pk"],
    "-rag": [F("rag_place").desc(nulls_last=True), "name", "pk"],
}
"""The orders of the list of areas: by status in the alliance's order of statuses, then the authored order; by RAG in
its order of ratings, as filed for the newest period, the unrated last."""


class AreaListFilter(django_filters.FilterSet):
    """The list of areas: by words, by status on the date, by whether they reported for the period."""

    search = django_filters.CharFilter(method="find", label="Search")
    status = django_filters.ModelChoiceFilter(
        queryset=PositionStatus.objects.none(),
        method="standing",
        label="Status",
        to_field_name="code",
        empty_label="Any",
    )
    reported = django_filters.ChoiceFilter(
        method="filed",
        label="Newest period",
        choices=[("yes", "Reported"), ("returned", "Returned"), ("no", "Not reported")],
        empty_label="Any",
    )

    rag = django_filters.ChoiceFilter(method="rated", label="RAG colour", choices=RagTone.choices, empty_label="Any")

    class Meta:
        model = BusinessArea
        fields: list[str] = []

    def __init__(
        self, *args: Any, user: Any, alliance: Alliance, on: date, period: ReportingPeriod | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.on, self.period = user, on, period
        self.filters["status"].field.queryset = PositionStatus.objects.visible_to(user).filter(alliance=alliance)
        if period is None:
            del self.filters["reported"], self.filters["rag"]
        else:
            self.filters["reported"].label = self.filters["reported"].field.label = period.title

    @property
    def sort(self) -> str:
        return str(self.data.get("sort", ""))

    def is_valid(self) -> bool:
        valid = bool(super().is_valid())
        if valid and self.sort and self.sort not in SORTS:
            self.form.add_error(None, f"Sort by one of: {', '.join(SORTS)}.")
            return False
        return valid

    def find(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        elsewhere = AreaName.objects.visible_to(self.user).filter(name__icontains=value)
        own = Q(name__icontains=value) | Q(description__icontains=value)
        return rows.filter(own | Q(pk__in=elsewhere.values("area")))

    def standing(self, rows: QuerySet[Any], name: str, value: PositionStatus) -> QuerySet[Any]:
        return rows.filter(in_force_on(self.on, via="statuses__"), statuses__status=value).distinct()

    def rated(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the colour of the rating that was filed for the newest period; a draft is nothing filed."""
        return rows.filter(pk__in=self._ratings().filter(rag__tone=value).values("area"))

    def _ratings(self) -> QuerySet[Any]:
        return Update.objects.visible_to(self.user).filter(period=self.period).exclude(state=UpdateState.DRAFT)

    def filed(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By what came of the period, as its page counts it: an area that was not due is in none of the three."""
        updates = Update.objects.visible_to(self.user).filter(period=self.period)
        states = {"yes": REPORTED, "returned": [UpdateState.RETURNED]}
        if value in states:
            return rows.filter(pk__in=updates.filter(state__in=states[value]).values("area"))
        assert self.period is not None
        due = BusinessArea.objects.visible_to(self.user).due_on(self.period.as_at)
        begun = updates.filter(state=UpdateState.DRAFT)
        expected = Q(pk__in=due.values("pk")) | Q(pk__in=begun.values("area"))
        return rows.filter(expected).exclude(pk__in=updates.exclude(state=UpdateState.DRAFT).values("area"))

    def in_order(self) -> QuerySet[Any]:
        """The areas asked for, in the order asked for; their authored order when none was."""
        rows: QuerySet[Any] = self.qs
        if self.sort not in SORTS:
            return rows
        now = (
            AreaStatus.objects.visible_to(self.user)
            .as_at(self.on)
            .filter(area=OuterRef("pk"))
            .order_by("-from_date", "-pk")
        )
        rows = rows.annotate(
            status_place=Subquery(now.values("status__order")[:1]),
            row_place=Subquery(now.values("order")[:1]),
            rag_place=Subquery(self._ratings().filter(area=OuterRef("pk")).values("rag__order")[:1]),
        )
        return rows.order_by(*SORTS[self.sort])


class PeriodFilter(django_filters.FilterSet):
    alliance = ScopeFilter()
    state = django_filters.ChoiceFilter(choices=PeriodState.choices, label="State")

    class Meta:
        model = ReportingPeriod
        fields = ["code"]


class UpdateFilter(django_filters.FilterSet):
    alliance = ScopeFilter("period__alliance")
    state = django_filters.ChoiceFilter(choices=UpdateState.choices, label="State")
    period = django_filters.ModelChoiceFilter(queryset=ReportingPeriod.objects.none())
    area = django_filters.ModelChoiceFilter(queryset=BusinessArea.objects.none())

    class Meta:
        model = Update
        fields = ["period", "area"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is not None:
            self.filters["period"].field.queryset = ReportingPeriod.objects.visible_to(user)
            self.filters["area"].field.queryset = BusinessArea.objects.visible_to(user)


def _over_before(today: date, *names: str) -> Q:
    """That the first of these dates that is given is over before the day."""
    late, unset = Q(), Q()
    for name in names:
        late |= unset & Q(**{f"{name}__isnull": False, f"{name}__end__lt": today})
        unset &= Q(**{f"{name}__isnull": True})
    return late


class PhaseFilter(RecordFilter):
    """`current`: begun and not ended, today."""

    current = django_filters.BooleanFilter(method="going_on", label="Current")

    def going_on(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        today = clock.today()
        begun = Q(actual_start__isnull=False, actual_start__start__lte=today)
        over = Q(actual_end__isnull=False, actual_end__end__lte=today) | Q(tailoring=Tailoring.OMITTED)
        return rows.filter(begun).exclude(over) if value else rows.exclude(begun & ~over)


class GateFilter(RecordFilter):
    """`overdue`: neither passed nor stopped after the day on which it is expected."""

    overdue = django_filters.BooleanFilter(method="past_due", label="Overdue")

    def past_due(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        late = _over_before(clock.today(), "forecast_on", "planned_on") & ~Q(state__in=(*PASSES, GateState.STOPPED))
        return rows.filter(late) if value else rows.exclude(late)


class MilestoneFilter(RecordFilter):
    """`overdue`: it has not come, and the day on which it is expected is over."""

    overdue = django_filters.BooleanFilter(method="past_due", label="Overdue")

    def past_due(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        late = _over_before(clock.today(), "forecast_on", "baseline_on") & Q(actual_on__isnull=True)
        return rows.filter(late) if value else rows.exclude(late)


class DependencyFilter(RecordFilter):
    """`giver`: the area that gives or gave it. `area`: an area at either end. `overdue`: open after it was needed."""

    giver = django_filters.ModelChoiceFilter(queryset=BusinessArea.objects.none(), method="given", label="Given by")
    area = django_filters.ModelChoiceFilter(queryset=BusinessArea.objects.none(), method="touching", label="Either end")
    overdue = django_filters.BooleanFilter(method="past_due", label="Overdue")

    def given(self, rows: QuerySet[Any], name: str, value: BusinessArea | None) -> QuerySet[Any]:
        if value is None:
            return rows
        return rows.given_by_area(value)  # type: ignore[attr-defined,no-any-return]

    def touching(self, rows: QuerySet[Any], name: str, value: BusinessArea | None) -> QuerySet[Any]:
        if value is None:
            return rows
        return rows.of_area(value)  # type: ignore[attr-defined,no-any-return]

    def past_due(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        is_open = Q(state__in=(DependencyState.OPEN, DependencyState.AT_RISK))
        late = _over_before(clock.today(), "needed_by") & is_open
        return rows.filter(late) if value else rows.exclude(late)


class RecommendationFilter(RecordFilter):
    """`overdue`: not done, and the day by which it was due is over."""

    overdue = django_filters.BooleanFilter(method="past_due", label="Overdue")

    def past_due(self, rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        late = Q(state=RecommendationState.OPEN, due_on__lt=clock.today())
        return rows.filter(late) if value else rows.exclude(late)


class BaselineMoveFilter(django_filters.FilterSet):
    alliance = ScopeFilter("area__alliance")
    area = django_filters.ModelChoiceFilter(queryset=BusinessArea.objects.none())
    phase = django_filters.ModelChoiceFilter(queryset=AreaPhase.objects.none())
    gate = django_filters.ModelChoiceFilter(queryset=Gate.objects.none())
    milestone = django_filters.ModelChoiceFilter(queryset=Milestone.objects.none())
    change_request = django_filters.ModelChoiceFilter(queryset=ChangeRequest.objects.none())

    class Meta:
        model = BaselineMove
        fields = ["area", "phase", "gate", "milestone", "change_request"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = getattr(self.request, "user", None)
        links: dict[str, Any] = {
            "area": BusinessArea,
            "phase": AreaPhase,
            "gate": Gate,
            "milestone": Milestone,
            "change_request": ChangeRequest,
        }
        for name, model in links.items():
            if user is not None:
                self.filters[name].field.queryset = model.objects.visible_to(user)
