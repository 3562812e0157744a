"""Positions, overview figures and documents over the API. One reading or one action for each call."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.models import Alliance
from core import as_at, clock, jobs
from core.api.errors import Conflict
from core.api.known_names import refuse_unknown_query
from core.downloads import stored_file
from core.permissions import require
from core.readings import note_reading
from core.signed_in import account_of
from reporting.actions import request_report, retry_report
from reporting.api.serializers import PackPartSerializer, PositionSerializer, ReportRequestSerializer, ReportSerializer
from reporting.filters import ReportFilter
from reporting.forms import ReportForm
from reporting.models import PackPart, Report
from reporting.overview import position_seen
from reporting.permissions import can_request_report, editions_for


class PositionView(APIView):
    """Where the business areas of an alliance stand on a date."""

    @extend_schema(
        tags=["positions"],
        operation_id="alliances_position",
        parameters=[
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="What was in force on that day, as now known."),
            OpenApiParameter("known_on", OpenApiTypes.STR, description="What the record said at that date or moment."),
        ],
        responses=PositionSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = get_object_or_404(Alliance.objects.visible_to(request.user), pk=pk)
        refuse_unknown_query(request, as_at.PARAMETERS)
        moment = as_at.read(request.query_params)
        return Response(PositionSerializer(position_seen(alliance, request.user, moment)).data)


class ReportViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Report]):
    """Documents: ask for one, watch it being made, fetch it."""

    serializer_class = ReportSerializer
    filterset_class = ReportFilter

    def get_queryset(self) -> Any:
        return Report.objects.visible_to(self.request.user).select_related("job__document", "alliance")

    @extend_schema(request=ReportRequestSerializer, responses={202: ReportSerializer})
    def create(self, request: Request) -> Response:
        """Ask for a document. It is made by the worker: read it again until `state` is done or failed."""
        asked = ReportRequestSerializer(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        values: dict[str, Any] = asked.validated_data
        alliance = values.pop("alliance")
        require(can_request_report(request.user, alliance, values["edition"]))
        editions = editions_for(request.user, alliance)
        asked_of_form = {**values, "report": values["kind"]}
        form = ReportForm(asked_of_form, alliance=alliance, editions=editions, example=as_at.SENT_EXAMPLE)
        form.name_by_code()
        if not form.is_valid():
            faults = {"kind" if name == "report" else name: errors for name, errors in form.errors.items()}
            raise ValidationError({name: [str(error) for error in errors] for name, errors in faults.items()})
        row = request_report(form.cleaned_data["report"], form.request(), by=account_of(request), at=clock.now())
        return Response(self.get_serializer(row).data, status=202)

    @extend_schema(request=None, responses=ReportSerializer)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str | None = None) -> Response:
        """Try a failed document again; 409 when it has not failed."""
        row = self.get_object()
        require(can_request_report(request.user, row.alliance, row.edition))
        try:
            retry_report(row, by=account_of(request), at=clock.now())
        except jobs.JobFailed as refusal:
            raise Conflict(str(refusal)) from refusal
        return Response(self.get_serializer(row).data)

    @extend_schema(responses=PackPartSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def parts(self, request: Request, pk: str | None = None) -> Response:
        """How far each part of a pack has come; none for a document that is no pack."""
        rows = PackPart.objects.visible_to(request.user).filter(job=self.get_object().job)
        return Response(PackPartSerializer(rows, many=True).data)

    @extend_schema(responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY)})
    @action(detail=True)
    def file(self, request: Request, pk: str | None = None) -> FileResponse:
        """The PDF; 404 until it is made. Reading a restricted edition is recorded."""
        row = self.get_object()
        document = row.job.document
        if document is None:
            raise Http404
        if row.restricted:
            note_reading(row, by=account_of(request), route="api", at=clock.now())
        return stored_file(document.sha256, name=row.file_name, media_type="application/pdf")
