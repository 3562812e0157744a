"""The API of every kind of record: the same rows, filters, permissions and saves as its pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django_filters.utils import translate_validation
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from core import as_at, clock
from core.api.known_names import KnownFilters
from core.api.versions import etag, expected_version, unchanged
from core.merging import merge, plan, shown
from core.permissions import require
from core.readings import note_listed, note_opened
from core.records.actions import save_record
from core.records.bulk import bulk_fields, change_many, planned, rows_to_change
from core.records.changes import entries
from core.records.filters import filter_for
from core.records.registry import Record, all_records, scope_model
from core.records.rows import (
    NotOfHistory,
    rows_known_on,
    rows_with_withdrawn,
    shown_as_at,
    visible_rows,
    withdrawn_rows,
)
from core.records.scopes import scope_named
from core.records.serializers import (
    BulkChangeSerializer,
    BulkSerializer,
    HistoryEntrySerializer,
    MergeSerializer,
    MovingSerializer,
    OptionalReasonSerializer,
    ReasonSerializer,
    checked,
    serializer_for,
)
from core.records.withdrawal import put_back, withdraw
from core.signed_in import account_of


class RecordViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """List, read, add and change records of one kind. A change needs If-Match with the ETag that was read."""

    record: Record
    query_names = ("known_on",)

    def get_queryset(self) -> Any:
        many = {field.name for field in self.record.model._meta.many_to_many} & set(self.record.fields)
        return self._rows().prefetch_related(*many)

    def _rows(self) -> Any:
        """Withdrawn rows are read by their number, and put back; no list holds them."""
        user = self.request.user
        if self.action in ("retrieve", "history", "put_back"):
            return rows_with_withdrawn(self.record, user)
        return withdrawn_rows(self.record, user) if self.action == "withdrawn" else visible_rows(self.record, user)

    def get_object(self) -> Any:
        row = super().get_object()
        if row.is_withdrawn and not self.record.may_change(self.request.user, self.record.scope_of(row)):
            raise Http404
        note_opened(self.request, row, route="api")
        return row

    @extend_schema(
        parameters=[
            OpenApiParameter("known_on", str, description="The rows as the record stood at that date or moment.")
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        moment = as_at.read(request.query_params)
        if not moment.known_on:
            return super().list(request, *args, **kwargs)
        selection = KnownFilters().get_filterset(request, self.get_queryset(), self)
        if not selection.is_valid():
            raise translate_validation(selection.errors)
        try:
            rows = rows_known_on(self.record, request.user, moment, selection=selection)
        except NotOfHistory as beyond:
            raise ValidationError({name: [beyond.words] for name in beyond.names}) from None
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        if rows is None:
            return None
        shown = shown_as_at(rows)
        note_listed(self.request, shown, route="api")
        return shown

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
        if not unchanged(row, serializer.validated_data, expected):
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

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"], filterset_class=None)
    def withdraw(self, request: Request, pk: str | None = None) -> Response:
        """Take this record out of every list, count and document; needs If-Match. It can be put back."""
        row = self.get_object()
        require(self.record.may_change(request.user, self.record.scope_of(row)))
        given = checked(ReasonSerializer, request)
        expected = expected_version(request, row)
        withdraw(row, self.record, by=account_of(request), at=clock.now(), why=given["reason"], expected=expected)
        return Response(self.get_serializer(row).data, headers={"ETag": etag(row)})

    @extend_schema(request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"], url_path="put-back", filterset_class=None)
    def put_back(self, request: Request, pk: str | None = None) -> Response:
        """Undo the withdrawal of this record; needs If-Match."""
        row = self.get_object()
        require(self.record.may_change(request.user, self.record.scope_of(row)))
        given = checked(OptionalReasonSerializer, request)
        put_back(row, self.record, by=account_of(request), why=given["reason"], expected=expected_version(request, row))
        return Response(self.get_serializer(row).data, headers={"ETag": etag(row)})

    @extend_schema(request=BulkSerializer, responses=BulkChangeSerializer(many=True))
    @action(detail=False, methods=["post"], pagination_class=None, filterset_class=None)
    def bulk(self, request: Request) -> Response:
        """Set one field of many records at the versions named, with a reason: all of them or none."""
        given = checked(BulkSerializer, request)
        versions = {row["id"]: row["version"] for row in given["rows"]}
        rows, name = rows_to_change(self.record, request.user, versions), given["field"]
        if name not in {field.name for field in bulk_fields(self.record)}:
            raise ValidationError({"field": [f"“{name}” cannot be changed for many {self.record.plural} at once."]})
        try:
            serializer: Any = self.get_serializer()
            value = serializer.fields[name].run_validation(given["value"])
        except ValidationError as wrong:
            raise ValidationError({"value": wrong.detail}) from None
        if given["preview"]:
            changed = [each for each in planned(self.record, rows, name, value) if each.changes]
        else:
            changed = change_many(
                self.record,
                versions,
                field=name,
                value=value,
                by=account_of(request),
                at=clock.now(),
                why=given["reason"],
            )
        return Response(BulkChangeSerializer(changed, many=True).data)

    @action(detail=False)
    def withdrawn(self, request: Request) -> Response:
        """The withdrawn records of an alliance (name it by `alliance`) or of the directory."""
        scope = None
        if self.record.scope_path:
            manager: Any = scope_model()._default_manager
            scope = scope_named(manager.visible_to(request.user), request.query_params.get("alliance", ""))
            if scope is None:
                raise Http404
        require(self.record.may_change(request.user, scope))
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def _filled(self, row: Any, values: dict[str, Any]) -> tuple[Any, str, dict[str, Any]]:
        """The row with the values sent, why it is changed, and the many-to-many values to set after the save."""
        values = dict(values)
        why = values.pop("change_reason", "")
        names = {field.name for field in self.record.model._meta.many_to_many}
        many = {name: values.pop(name) for name in names if name in values}
        for name, value in values.items():
            setattr(row, name, value)
        return row, why, many


class MergingViewSet(RecordViewSet):
    """Records of a kind of which two may turn out to be one."""

    @extend_schema(request=MergeSerializer, responses=MovingSerializer(many=True))
    @action(detail=True, methods=["post"], pagination_class=None, filterset_class=None)
    def merge(self, request: Request, pk: str | None = None) -> Response:
        """Move all that points at a duplicate to this record and withdraw the duplicate; needs If-Match."""
        kept = self.get_object()
        require(self.record.may_change(request.user, None))
        given = checked(MergeSerializer, request)
        other = visible_rows(self.record, request.user).filter(pk=given["other"]).first()
        if other is None:
            raise ValidationError({"other": [f"Give the number of {self.record.plural} that you can see."]})
        if given["preview"]:
            return Response(MovingSerializer(shown(plan(kept, other), request.user), many=True).data)
        told = shown(plan(kept, other), request.user)
        merge(
            kept,
            other,
            self.record,
            by=account_of(request),
            at=clock.now(),
            why=given["reason"],
            versions=(expected_version(request, kept), given["other_version"]),
        )
        return Response(MovingSerializer(told, many=True).data)


def viewset_for(record: Record) -> type[RecordViewSet]:
    """The viewset class of a kind of record."""
    members = {
        "record": record,
        "serializer_class": serializer_for(record),
        "filterset_class": filter_for(record),
    }
    base = MergingViewSet if record.merging else RecordViewSet
    return type(f"{record.model.__name__}ViewSet", (base,), members)


def register(router: SimpleRouter) -> None:
    """Give every kind of record its flat address, such as /api/v1/boards/."""
    for record in all_records():
        view = extend_schema(tags=[record.plural])(viewset_for(record))
        router.register(record.slug, view, basename=record.slug)
