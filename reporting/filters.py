"""What may be asked of the list of documents. Permission has been applied to the rows before."""

from __future__ import annotations

import django_filters

from core.records.scopes import ScopeFilter
from reporting.models import Report


class ReportFilter(django_filters.FilterSet):
    alliance = ScopeFilter()
    state = django_filters.CharFilter(field_name="job__state", label="State")

    class Meta:
        model = Report
        fields = ["kind", "edition", "period"]
