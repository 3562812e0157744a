"""The overview of an alliance and one's own work over the API: the same readings as their pages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.readings import alliances_for
from core import as_at, clock
from core.api.known_names import refuse_unknown_query
from reporting.api.serializers import PositionSerializer
from reporting.my_work import my_work
from reporting.overview import overview, overview_known_on


class WaitingSerializer(serializers.Serializer[Any]):
    """One thing that waits on the caller. `url` is the page on which to do it."""

    kind = serializers.CharField()
    alliance = serializers.CharField(source="alliance.slug", help_text="Its short name in addresses.")
    text = serializers.CharField()
    detail = serializers.CharField()
    url = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    overdue = serializers.BooleanField()
    count = serializers.IntegerField(help_text="How many records it speaks of.")


class MyWorkSerializer(serializers.Serializer[Any]):
    """What waits on the caller in all alliances, the most pressing first."""

    lines = WaitingSerializer(many=True)
    overdue = serializers.IntegerField()
    unread = serializers.IntegerField(help_text="Notices not read yet.")


class StandingCountsSerializer(serializers.Serializer[Any]):
    period = serializers.CharField(source="period.code")
    title = serializers.CharField(source="period.title")
    state = serializers.CharField(source="period.state")
    due = serializers.IntegerField()
    accepted = serializers.IntegerField()
    submitted = serializers.IntegerField()
    returned = serializers.IntegerField()
    not_reported = serializers.IntegerField()
    sentence = serializers.CharField()


class MonthSerializer(serializers.Serializer[Any]):
    period = serializers.CharField()
    letter = serializers.CharField(help_text="Empty where there is no rating.")
    word = serializers.CharField(help_text="The rating, or why there is none: Not reported, Not due, No rating.")
    tone = serializers.CharField()


class NextGateSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    expected = serializers.CharField(help_text="As precise as it is known.")
    late = serializers.BooleanField(help_text="Whether that day has passed.")


class AreaLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    status = serializers.CharField()
    months = MonthSerializer(many=True)
    gate = NextGateSerializer(allow_null=True)
    saving = serializers.CharField(
        help_text="The forecast on the terms of `area_savings_terms`; empty when not stated."
    )


class SavingSerializer(serializers.Serializer[Any]):
    amount = serializers.CharField()
    caption = serializers.CharField()
    note = serializers.CharField(help_text="Basis and date as stated, or of how many stated figures it is the sum.")
    query = serializers.CharField(help_text="What to ask /benefit-entries/ for the rows behind it.")


class HeatCellSerializer(serializers.Serializer[Any]):
    likelihood = serializers.IntegerField()
    impact = serializers.IntegerField()
    band = serializers.CharField()
    count = serializers.IntegerField()
    query = serializers.CharField(help_text="What to ask /risks/ for the rows behind it.")


class HeatMapSerializer(serializers.Serializer[Any]):
    """The cells, `elsewhere` (scored on another matrix) and `unscored` make together `total`."""

    framework = serializers.CharField(source="framework.name")
    cells = serializers.SerializerMethodField()
    elsewhere = serializers.IntegerField()
    unscored = serializers.IntegerField()
    total = serializers.IntegerField()

    @extend_schema_field(HeatCellSerializer(many=True))
    def get_cells(self, heat: Any) -> Any:
        return HeatCellSerializer([cell for row in heat.rows for cell in row.cells if cell], many=True).data


class BandCountSerializer(serializers.Serializer[Any]):
    band = serializers.CharField()
    count = serializers.IntegerField()
    query = serializers.CharField(help_text="What to ask /risks/ for the rows behind it.")


class NextMeetingSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    board = serializers.CharField(source="board.name")
    held_on = serializers.DateField()
    papers = serializers.IntegerField()
    awaited = serializers.IntegerField(help_text="Papers of which no file has been received.")


class OverviewSerializer(serializers.Serializer[Any]):
    """Everything the overview's page shows to the caller."""

    position = PositionSerializer()
    standing = StandingCountsSerializer(allow_null=True)
    areas = AreaLineSerializer(many=True)
    savings = SavingSerializer(many=True)
    area_savings_terms = serializers.CharField(source="area_savings.terms", default="")
    heat_map = HeatMapSerializer(source="heat", allow_null=True)
    highest_risks = BandCountSerializer(allow_null=True)
    meeting = NextMeetingSerializer(allow_null=True)
    waiting = WaitingSerializer(many=True)
    last_recorded = serializers.DateField(allow_null=True)


class OverviewView(APIView):
    """The overview of an alliance on a date."""

    @extend_schema(
        tags=["overview"],
        operation_id="alliances_overview",
        parameters=[
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="What was in force on that day, as now known."),
            OpenApiParameter("known_on", OpenApiTypes.STR, description="Only the position, as the record stood then."),
        ],
        responses=OverviewSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = next((each for each in alliances_for(request.user) if each.pk == pk), None)
        if alliance is None:
            raise NotFound
        refuse_unknown_query(request, as_at.PARAMETERS)
        moment = as_at.read(request.query_params)
        read = overview_known_on if moment.known_on else overview
        return Response(OverviewSerializer(read(alliance, request.user, moment)).data)


class MyWorkView(APIView):
    """What waits on the caller, across alliances."""

    @extend_schema(tags=["overview"], operation_id="my_work", responses=MyWorkSerializer)
    def get(self, request: Request) -> Response:
        refuse_unknown_query(request, ())
        alliances = alliances_for(request.user)
        return Response(MyWorkSerializer(my_work(alliances, request.user, today=clock.today())).data)
