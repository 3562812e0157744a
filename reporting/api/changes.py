"""What changed in an alliance between two days, over the API: the same reading as its page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.readings import alliances_for
from core.api.pagination import Pages
from core.as_at import BadDate
from core.records.between import changed_between, described, kinds_of
from reporting.changes import span_of


class FieldChangeSerializer(serializers.Serializer[Any]):
    field = serializers.CharField()
    old = serializers.CharField(help_text="Empty where it was empty.")
    new = serializers.CharField()


class RowChangeSerializer(serializers.Serializer[Any]):
    """One record that is otherwise at the end than at the start."""

    kind = serializers.CharField(source="record.slug", help_text="The name of its kind in addresses.")
    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    what = serializers.CharField(help_text="Added, Changed, Withdrawn, Put back or Removed.")
    changes = serializers.SerializerMethodField()
    at = serializers.DateTimeField(help_text="When it was changed last.")
    who = serializers.CharField()
    why = serializers.CharField()

    @extend_schema_field(FieldChangeSerializer(many=True))
    def get_changes(self, row: Any) -> list[dict[str, str]]:
        private = {str(row.record.model._meta.get_field(name).verbose_name).lower() for name in row.record.private}
        seen = [each for each in row.changes if each.label.lower() not in private]
        return [{"field": each.label, "old": each.old, "new": each.new} for each in seen]


class ChangesView(APIView):
    """The records of an alliance that changed between two days, the last changed first."""

    query_names = ("from", "to", "kind")

    @extend_schema(
        tags=["overview"],
        operation_id="alliances_changes",
        parameters=[
            OpenApiParameter("from", OpenApiTypes.DATE, description="From the end of it; else 30 days before the end."),
            OpenApiParameter("to", OpenApiTypes.DATE, description="To the end of this day; today when not sent."),
            OpenApiParameter("kind", OpenApiTypes.STR, description="One kind of record, by its name in addresses."),
            OpenApiParameter("page", OpenApiTypes.INT),
            OpenApiParameter("page_size", OpenApiTypes.INT, description="At most 500."),
        ],
        responses=RowChangeSerializer(many=True),
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = next((each for each in alliances_for(request.user) if each.pk == pk), None)
        if alliance is None:
            raise NotFound
        kind = request.query_params.get("kind", "")
        records = kinds_of(alliance, kind)
        if not records:
            raise ValidationError({"kind": [f"“{kind}” is no kind of record of an alliance."]})
        try:
            span = span_of(request.query_params)
        except BadDate as problem:
            raise ValidationError({problem.parameter: [problem.sent]}) from problem
        pages = Pages()
        lines = changed_between(records, request.user, alliance, span.after, span.until)
        chosen = pages.paginate_queryset(lines, request, view=self)
        rows = described(chosen or [], request.user, alliance, span.after, span.until)
        return pages.get_paginated_response(RowChangeSerializer(rows, many=True).data)
