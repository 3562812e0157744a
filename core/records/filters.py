"""What may be asked of a list of records: one filter class for its page, its API and its reports."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django_filters.constants import EMPTY_VALUES

from core.records.registry import Record, record_of
from core.records.scopes import ScopeFilter


class RecordFilter(django_filters.FilterSet):
    """Search, dates and the kind's own filters. Permission has been applied to the rows before.

    A dated kind asked without `as_at` gives the rows of all dates, also those that are over or not begun; with it,
    the rows in force on that day, today's as any other's. Its page labels the first "All dates".
    """

    record: Record

    search = django_filters.CharFilter(method="find", label="Search")
    of_history: Collection[str] = ("search",)
    """The filters with a method of their own that can be asked of rows as they were known; others speak of today."""

    def __init__(self, *args: Any, scope: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.filters.values():
            if isinstance(each, django_filters.ModelChoiceFilter) and not isinstance(each, ScopeFilter):
                each.queryset = self._choices_of(each.extra["queryset"].model, scope)

    def _choices_of(self, model: Any, scope: Any) -> QuerySet[Any]:
        """Only what the reader may see can be asked for: a hidden row is refused like one that does not exist."""
        user = getattr(self.request, "user", None)
        rows: QuerySet[Any] = model._default_manager.none() if user is None else model._default_manager.visible_to(user)
        target = record_of(model)
        if target is None:
            return rows
        if target.scope_path and scope is not None:
            rows = rows.filter(**{target.scope_path: scope})
        return rows.select_related(*target.related)

    def find(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        condition = Q()
        for path in self.record.search:
            condition |= Q(**{f"{path}__icontains": value})
        return rows.filter(condition)

    def beyond_history(self, rows: QuerySet[Any]) -> list[str]:
        """The names of what was asked that cannot be asked of rows of the history."""
        asked = {name: value for name, value in self.form.cleaned_data.items() if value not in EMPTY_VALUES}
        return [name for name, value in asked.items() if name in self.filters and not self._reaches(rows, name, value)]

    def _reaches(self, rows: QuerySet[Any], name: str, value: Any) -> bool:
        """Whether a filter speaks only of columns that the history keeps."""
        known = {field.name for field in rows.model._meta.concrete_fields}
        each = self.filters[name]
        if name == "search":
            paths = list(self.record.search)
        elif isinstance(each, django_filters.OrderingFilter):
            wanted = {one.removeprefix("-") for one in value}
            paths = [path for path, param in each.param_map.items() if param in wanted]
        else:
            paths = [each.field_name]
            if each.method and name not in self.of_history:
                return False
        return all(path.split("__")[0] in known for path in paths)

    def narrow_history(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows of the history, of which all that was asked holds; `beyond_history` was asked before."""
        for name, value in self.form.cleaned_data.items():
            if name in self.filters and value not in EMPTY_VALUES:
                rows = self.filters[name].filter(rows, value)
        return rows

    def in_force(self, rows: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        return rows if value in EMPTY_VALUES else rows.as_at(value)  # type: ignore[attr-defined,no-any-return]


@cache
def filter_for(record: Record) -> type[RecordFilter]:
    """The filter class of a kind of record."""
    meta = type("Meta", (), {"model": record.model, "fields": list(record.filters)})
    members: dict[str, Any] = {"Meta": meta, "record": record}
    if record.is_dated:
        members["as_at"] = django_filters.DateFilter(
            method="in_force",
            label="As at",
            help_text="Rows in force on that day, as now known. Without it, the rows of all dates.",
        )
    if record.scope_path:
        members["alliance"] = ScopeFilter(record.scope_path)
    orders = {column.order_by or column.path: column.path for column in record.columns if column.order_by}
    if orders:
        members["ordering"] = django_filters.OrderingFilter(fields=orders, label="Order")
    if not record.search:
        members["search"] = None
    return type(f"{record.model.__name__}Filter", (record.narrowing or RecordFilter,), members)
