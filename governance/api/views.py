"""The verbs of meetings, agendas, papers and actions, and the files of papers. One action for each call.

Listing, reading, adding and changing them is the API of every kind of record.
"""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core import as_at, clock
from core.api.known_names import refuse_unknown_query
from core.api.versions import etag
from core.downloads import upload_file
from core.readings import note_reading
from core.records.registry import record_for
from core.records.serializers import ReasonSerializer, serializer_for
from core.records.verbs import IF_MATCH, RecordVerbs
from core.signed_in import account_of
from governance.actions import (
    cancel_meeting,
    close_action,
    drop_action,
    hold_meeting,
    move_item,
    receive_paper,
    reinstate_meeting,
    reopen_action,
)
from governance.api.serializers import (
    DirectionSerializer,
    OutcomeSerializer,
    PaperVersionSerializer,
    ReceiveSerializer,
)
from governance.filters import PaperVersionFilter
from governance.models import PaperVersion
from governance.permissions import can_close_action, can_receive_paper, can_run_meeting
from governance.readings import meeting_facts

MEETINGS, ITEMS, PAPERS, ACTIONS = (record_for(slug) for slug in ("meetings", "agenda-items", "papers", "actions"))


@extend_schema(tags=["meetings"], parameters=[IF_MATCH])
class MeetingVerbs(RecordVerbs):
    record = MEETINGS
    serializer_class = serializer_for(MEETINGS)
    may = staticmethod(can_run_meeting)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, pk: str | None = None) -> Response:
        """The meeting took place. 409 before its day."""
        return self.done(hold_meeting, *self.ready())

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str | None = None) -> Response:
        """The meeting does not take place; it stays in the calendar."""
        row, expected = self.ready()
        return self.done(cancel_meeting, row, expected, **self.sent(ReasonSerializer))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reinstate(self, request: Request, pk: str | None = None) -> Response:
        """Take back that it was held or cancelled: it is planned again."""
        row, expected = self.ready()
        return self.done(reinstate_meeting, row, expected, **self.sent(ReasonSerializer))

    @extend_schema(
        parameters=[
            OpenApiParameter("If-Match", exclude=True, location=OpenApiParameter.HEADER),
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="Their state on that day, as now known."),
            OpenApiParameter("known_on", str, description="As the record stood at that date or moment."),
        ],
        responses=serializer_for(ACTIONS)(many=True),
    )
    @action(detail=True, pagination_class=None, url_path="action-log")
    def action_log(self, request: Request, pk: str | None = None) -> Response:
        """The actions of the board's earlier meetings that are open, or were closed since the last of them."""
        refuse_unknown_query(request, as_at.PARAMETERS)
        facts = meeting_facts(self.get_object(), request.user, as_at.read(request.query_params))
        lines = []
        for line in facts.carried:
            row = dict(serializer_for(ACTIONS)(line.action, context=self.get_serializer_context()).data)
            if line.state != line.action.state:
                row |= {"state": line.state, "done_on": None, "outcome": ""}
            lines.append(row)
        return Response(lines)


@extend_schema(tags=["agenda items"], parameters=[IF_MATCH])
class AgendaItemVerbs(RecordVerbs):
    record = ITEMS
    serializer_class = serializer_for(ITEMS)
    may = staticmethod(can_run_meeting)

    @extend_schema(request=DirectionSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str | None = None) -> Response:
        """Put the item one place up or down its agenda. 409 where there is no place further."""
        row, expected = self.ready()
        return self.done(move_item, row, expected, **self.sent(DirectionSerializer))


@extend_schema(tags=["papers"], parameters=[IF_MATCH])
class PaperVerbs(RecordVerbs):
    record = PAPERS
    serializer_class = serializer_for(PAPERS)
    may = staticmethod(can_receive_paper)

    @extend_schema(request={"multipart/form-data": ReceiveSerializer}, responses={201: PaperVersionSerializer})
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def receive(self, request: Request, pk: str | None = None) -> Response:
        """Send a file as the paper's next version. If-Match bears the paper's ETag; the answer bears its new one."""
        paper, expected = self.ready()
        values = self.sent(ReceiveSerializer)
        version = receive_paper(
            paper,
            checked=values["file"],
            note=values["note"],
            by=account_of(request),
            at=clock.now(),
            expected=expected,
        )
        return Response(PaperVersionSerializer(version).data, status=201, headers={"ETag": etag(paper)})


@extend_schema(tags=["papers"])
class PaperVersionViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """The files received for papers, and the files themselves."""

    serializer_class = PaperVersionSerializer
    filterset_class = PaperVersionFilter

    def get_queryset(self) -> Any:
        rows = PaperVersion.objects.visible_to(self.request.user)
        return rows.select_related("upload", "received_by", "paper__item").order_by("paper", "number")

    @extend_schema(responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY)})
    @action(detail=True, pagination_class=None, filterset_class=None)
    def file(self, request: Request, pk: str | None = None) -> FileResponse:
        """The file as it was received and cleaned. Reading a restricted one is recorded."""
        version = self.get_object()
        if version.paper.is_restricted:
            note_reading(version, by=account_of(request), route="api", at=clock.now())
        return upload_file(version.upload, name=version.file_name)


@extend_schema(tags=["actions"], parameters=[IF_MATCH])
class ActionVerbs(RecordVerbs):
    record = ACTIONS
    serializer_class = serializer_for(ACTIONS)
    may = staticmethod(can_close_action)

    @extend_schema(request=OutcomeSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str | None = None) -> Response:
        """The action is done; its outcome is needed."""
        row, expected = self.ready()
        return self.done(close_action, row, expected, **self.sent(OutcomeSerializer))

    @extend_schema(request=OutcomeSerializer)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, pk: str | None = None) -> Response:
        """The action will not be done; the outcome says why."""
        row, expected = self.ready()
        return self.done(drop_action, row, expected, **self.sent(OutcomeSerializer))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Open a closed action again."""
        row, expected = self.ready()
        return self.done(reopen_action, row, expected, **self.sent(ReasonSerializer))
