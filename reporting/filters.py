"""What may be asked of the list of documents. Permission has been applied to the rows before."""

from __future__ import annotations

import django_filters

from reporting.models import Report


class ReportFilter(django_filters.FilterSet):
    alliance = django_filters.CharFilter(field_name="alliance__slug", label="Alliance")
    state = django_filters.CharFilter(field_name="job__state", label="State")

    class Meta:
        model = Report
        fields = ["kind", "edition", "period"]
