"""What may be asked of the versions of papers. Permission was applied before."""

from __future__ import annotations

from typing import Any

import django_filters

from governance.models import Meeting, Paper, PaperVersion


class PaperVersionFilter(django_filters.FilterSet):
    alliance = django_filters.CharFilter(field_name="paper__board__alliance__slug", label="Alliance")
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
