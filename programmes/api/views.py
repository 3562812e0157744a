"""Periods and updates over the API. One reading or one action for each call."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.api.errors import Conflict
from core.api.versions import etag, expected_version, unchanged
from core.permissions import require
from core.readings import note_listed, note_opened
from core.records.changes import entries
from core.records.serializers import HistoryEntrySerializer
from core.signed_in import account_of
from core.versions import StaleVersion
from programmes.actions import (
    accept_update,
    reopen_period,
    return_update,
    save_period,
    save_update,
    sign_off_period,
    submit_update,
)
from programmes.api.serializers import (
    PeriodSerializer,
    ReopenSerializer,
    ReturnCommentSerializer,
    SignOffSerializer,
    StandingSerializer,
    UpdateSerializer,
)
from programmes.filters import PeriodFilter, UpdateFilter
from programmes.models import ReportingPeriod, Update
from programmes.permissions import can_accept_update, can_file_update, can_open_period, can_sign_off
from programmes.readings import period_standing


class _Rows(mixins.ListModelMixin, viewsets.GenericViewSet[Any]):
    """Reading shared by periods and updates: list, one with its ETag, history."""

    def get_object(self) -> Any:
        row = super().get_object()
        note_opened(self.request, row, route="api")
        return row

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        note_listed(self.request, rows or [], route="api")
        return rows

    def answer(self, row: Any, status: int = 200) -> Response:
        return Response(self.get_serializer(row).data, status=status, headers={"ETag": etag(row)})

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    @extend_schema(responses=HistoryEntrySerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def history(self, request: Request, pk: str | None = None) -> Response:
        """Who changed it, when, why and what, newest first."""
        row = self.get_object()
        rows = type(row).objects.all().history_visible_to(request.user, row.history.all())
        return Response(HistoryEntrySerializer(entries(list(rows)), many=True).data)

    def sent(self, serializer: type[Any], request: Request) -> dict[str, Any]:
        given = serializer(data=request.data)
        given.is_valid(raise_exception=True)
        values: dict[str, Any] = given.validated_data
        return values


class PeriodViewSet(_Rows):
    """Reporting periods. A change and every verb need If-Match."""

    serializer_class = PeriodSerializer
    filterset_class = PeriodFilter

    def get_queryset(self) -> Any:
        return ReportingPeriod.objects.visible_to(self.request.user).select_related("alliance", "signed_off_by")

    def create(self, request: Request) -> Response:
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        period = ReportingPeriod(**given.validated_data)
        require(can_open_period(request.user, period.alliance))
        return self.answer(save_period(period, by=account_of(request), at=clock.now()), status=201)

    def partial_update(self, request: Request, pk: str | None = None) -> Response:
        period = self.get_object()
        require(can_open_period(request.user, period.alliance))
        expected = expected_version(request, period)
        given = self.get_serializer(period, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        values = {name: value for name, value in given.validated_data.items() if name != "alliance"}
        if unchanged(period, values, expected):
            return self.answer(period)
        for name, value in values.items():
            setattr(period, name, value)
        return self.answer(save_period(period, by=account_of(request), at=clock.now(), expected=expected))

    @extend_schema(request=SignOffSerializer, responses=PeriodSerializer)
    @action(detail=True, methods=["post"])
    def sign_off(self, request: Request, pk: str | None = None) -> Response:
        """The senior responsible owner's word that the whole stands."""
        period = self.get_object()
        require(can_sign_off(request.user, period.alliance))
        values = self.sent(SignOffSerializer, request)
        expected = expected_version(request, period)
        return self.answer(sign_off_period(period, **values, by=account_of(request), at=clock.now(), expected=expected))

    @extend_schema(request=ReopenSerializer, responses=PeriodSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Open a signed period again, with a reason."""
        period = self.get_object()
        require(can_sign_off(request.user, period.alliance))
        values = self.sent(ReopenSerializer, request)
        expected = expected_version(request, period)
        return self.answer(reopen_period(period, **values, by=account_of(request), at=clock.now(), expected=expected))

    @extend_schema(responses=StandingSerializer)
    @action(detail=True)
    def standing(self, request: Request, pk: str | None = None) -> Response:
        """Who has and who has not reported, among the areas the caller may see."""
        return Response(StandingSerializer(period_standing(self.get_object(), request.user)).data)


class UpdateViewSet(_Rows):
    """Updates: save a draft, submit it, accept it, return it. A change and every verb need If-Match."""

    serializer_class = UpdateSerializer
    filterset_class = UpdateFilter

    def get_queryset(self) -> Any:
        rows = Update.objects.visible_to(self.request.user)
        return rows.select_related("period__alliance", "area__alliance", "rag", "submitted_by", "accepted_by")

    def create(self, request: Request) -> Response:
        """Save the first draft of an area's update for a period."""
        values = self._values(request)
        period, area = values.pop("period"), values.pop("area")
        require(can_file_update(request.user, area))
        try:
            update = save_update(period, area, values=values, by=account_of(request), at=clock.now(), expected=None)
        except StaleVersion:
            raise Conflict("This area has an update for this period already: read it, then change that one.") from None
        return self.answer(update, status=201)

    def partial_update(self, request: Request, pk: str | None = None) -> Response:
        update = self.get_object()
        require(can_file_update(request.user, update.area))
        expected = expected_version(request, update)
        values = self._values(request, update)
        if unchanged(update, values, expected):
            return self.answer(update)
        saved = save_update(
            update.period, update.area, values=values, by=account_of(request), at=clock.now(), expected=expected
        )
        return self.answer(saved)

    @extend_schema(request=None, responses=UpdateSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str | None = None) -> Response:
        """File the update; 400 names what is missing."""
        update = self.get_object()
        require(can_file_update(request.user, update.area))
        expected = expected_version(request, update)
        saved = submit_update(
            update.period, update.area, values={}, by=account_of(request), at=clock.now(), expected=expected
        )
        return self.answer(saved)

    @extend_schema(request=None, responses=UpdateSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str | None = None) -> Response:
        """Take the update into the period's report."""
        update = self.get_object()
        require(can_accept_update(request.user, update.period.alliance))
        expected = expected_version(request, update)
        return self.answer(accept_update(update, by=account_of(request), at=clock.now(), expected=expected))

    @extend_schema(request=ReturnCommentSerializer, responses=UpdateSerializer)
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def send_back(self, request: Request, pk: str | None = None) -> Response:
        """Send the update back with a comment."""
        update = self.get_object()
        require(can_accept_update(request.user, update.period.alliance))
        values = self.sent(ReturnCommentSerializer, request)
        expected = expected_version(request, update)
        return self.answer(return_update(update, **values, by=account_of(request), at=clock.now(), expected=expected))

    def _values(self, request: Request, update: Update | None = None) -> dict[str, Any]:
        given = self.get_serializer(update, data=request.data, partial=update is not None)
        given.is_valid(raise_exception=True)
        values = dict(given.validated_data)
        if update is not None:
            values.pop("period", None)
            values.pop("area", None)
        return values
