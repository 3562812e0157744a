"""The API of every kind of record: the same rows, filters, permissions and saves as its pages."""

from __future__ import annotations

from typing import Any

from django.db import models
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from core import as_at, clock
from core.api.versions import etag, expected_version
from core.permissions import require
from core.records.actions import save_record
from core.records.changes import entries
from core.records.filters import filter_for
from core.records.registry import Record, all_records, record_of
from core.records.rows import rows_known_on, shown_as_at, visible_rows
from core.serializer_fields import SERIALIZER_FIELD_MAPPING
from core.signed_in import account_of


class RecordSerializer(serializers.ModelSerializer[Any]):
    """A record in JSON. `change_reason` is kept in the history; `version` stands in the ETag too."""

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        **SERIALIZER_FIELD_MAPPING,
    }
    record: Record

    change_reason = serializers.CharField(
        write_only=True, required=False, max_length=300, help_text="Why it is changed; kept in the history."
    )

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        for field in fields.values():
            related: Any = getattr(field, "child_relation", field)
            if isinstance(related, serializers.PrimaryKeyRelatedField) and not related.read_only:
                self._narrow(related, request)
        return fields

    def _narrow(self, related: Any, request: Request | None) -> None:
        """Only what the caller may see can be pointed at."""
        manager: Any = related.queryset.model._default_manager
        related.queryset = manager.visible_to(request.user) if request else manager.none()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What a record points at must belong to the same alliance as the record itself."""
        scope = self._scope(attrs)
        for name, value in attrs.items():
            target = record_of(type(value)) if isinstance(value, models.Model) else None
            if target and target.scope_path and scope is not None and target.scope_of(value) != scope:
                raise serializers.ValidationError({name: "This belongs to another alliance."})
        if self.instance is not None and self.record.scope_path and scope != self.record.scope_of(self.instance):
            raise serializers.ValidationError("A record cannot be moved to another alliance.")
        return attrs

    def _scope(self, attrs: dict[str, Any]) -> Any:
        if not self.record.scope_path:
            return None
        first, *rest = self.record.scope_path.split("__")
        scope = attrs.get(first, getattr(self.instance, first, None))
        for step in rest:
            scope = getattr(scope, step)
        return scope


def serializer_for(record: Record) -> type[RecordSerializer]:
    """The serializer class of a kind of record."""
    names = ["id", "version"]
    if record.has_scope_field:
        names.append(record.scope_path)
    names += [name for name in (*record.fields, *record.computed) if name not in record.private]
    meta = type(
        "Meta",
        (),
        {
            "model": record.model,
            "fields": [*names, "change_reason"],
            "read_only_fields": list(record.computed),
        },
    )
    members: dict[str, Any] = {"Meta": meta, "record": record}
    for name in record.computed:
        members[name] = serializers.CharField(read_only=True)
    return type(f"{record.model.__name__}Serializer", (RecordSerializer,), members)


class HistoryEntrySerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    who = serializers.CharField()
    why = serializers.CharField()
    kind = serializers.CharField()
    changes = serializers.SerializerMethodField()

    def get_changes(self, entry: Any) -> list[dict[str, str]]:
        return [{"field": each.label, "old": each.old, "new": each.new} for each in entry.changes]


class RecordViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """List, read, add and change records of one kind. A change needs If-Match with the ETag that was read."""

    record: Record

    def get_queryset(self) -> Any:
        many = {field.name for field in self.record.model._meta.many_to_many} & set(self.record.fields)
        return visible_rows(self.record, self.request.user).prefetch_related(*many)

    @extend_schema(
        parameters=[
            OpenApiParameter("known_on", str, description="The rows as the record stood at that date or moment.")
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        moment = as_at.read(request.query_params)
        if not moment.known_on:
            return super().list(request, *args, **kwargs)
        rows = rows_known_on(self.record, request.user, moment)
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        return None if rows is None else shown_as_at(rows)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        [row] = shown_as_at([self.get_object()])
        return Response(self.get_serializer(row).data, headers={"ETag": etag(row)})

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if not self.record.scope_path:
            require(self.record.may_change(request.user, None))
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        row, why, many = self._filled(self.record.model(), serializer.validated_data)
        require(self.record.may_change(request.user, self.record.scope_of(row)))
        save_record(row, self.record, by=account_of(request), at=clock.now(), why=why, many=many)
        return Response(self.get_serializer(row).data, status=201, headers={"ETag": etag(row)})

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        require(self.record.may_change(request.user, self.record.scope_of(row)))
        expected = expected_version(request, row)
        serializer = self.get_serializer(row, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        row, why, many = self._filled(row, serializer.validated_data)
        save_record(row, self.record, by=account_of(request), at=clock.now(), why=why, expected=expected, many=many)
        return Response(self.get_serializer(row).data, headers={"ETag": etag(row)})

    @extend_schema(responses=HistoryEntrySerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def history(self, request: Request, pk: str | None = None) -> Response:
        """Who changed this record, when, why and what, newest first."""
        row = self.get_object()
        manager: Any = self.record.model._default_manager
        rows = manager.all().history_visible_to(request.user, row.history.all())
        return Response(HistoryEntrySerializer(entries(list(rows), frozenset(self.record.private)), many=True).data)

    def _filled(self, row: Any, values: dict[str, Any]) -> tuple[Any, str, dict[str, Any]]:
        """The row with the values sent, why it is changed, and the many-to-many values to set after the save."""
        values = dict(values)
        why = values.pop("change_reason", "")
        names = {field.name for field in self.record.model._meta.many_to_many}
        many = {name: values.pop(name) for name in names if name in values}
        for name, value in values.items():
            setattr(row, name, value)
        return row, why, many


def viewset_for(record: Record) -> type[RecordViewSet]:
    """The viewset class of a kind of record."""
    members = {
        "record": record,
        "serializer_class": serializer_for(record),
        "filterset_class": filter_for(record),
    }
    return type(f"{record.model.__name__}ViewSet", (RecordViewSet,), members)


def register(router: SimpleRouter) -> None:
    """Give every kind of record its flat address, such as /api/v1/boards/."""
    for record in all_records():
        view = extend_schema(tags=[record.plural])(viewset_for(record))
        router.register(record.slug, view, basename=record.slug)
