"""The plan of an alliance over the API: the same reading, and the same questions to it, as its page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.readings import alliances_for
from core import as_at
from core.api.known_names import refuse_unknown_query
from core.serializer_fields import ImpreciseDateSerializerField
from reporting.plan import plan_seen
from reporting.plan_forms import PlanForm
from reporting.position import mid_sentence

ASKED = {"part", "from_date", "to_date", "busy"}


class SpanSerializer(serializers.Serializer[Any]):
    start = ImpreciseDateSerializerField(allow_null=True)
    end = ImpreciseDateSerializerField(allow_null=True)


class PlannedPhaseSerializer(serializers.Serializer[Any]):
    """A phase as at the day: an actual date that had not come by then is null."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField(help_text="ahead, current, done or omitted.")
    is_late = serializers.BooleanField(help_text="It goes on although the day on which it was to end is over.")
    tailoring = serializers.CharField()
    words = serializers.CharField()
    baseline = SpanSerializer()
    forecast = SpanSerializer()
    actual = SpanSerializer()
    dates = SpanSerializer(help_text="Each end as it came, else as forecast, else as first planned: what is drawn.")
    slippage = serializers.IntegerField(allow_null=True, help_text="Days; null where it cannot be said to the day.")


class PlannedPointSerializer(serializers.Serializer[Any]):
    """A gate or a milestone as at the day; `actual` is when it was passed, stopped or reached."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.CharField(
        help_text="A gate: planned, overdue, passed, passed_with_conditions, repeat or stopped. "
        "A milestone: ahead, late or reached."
    )
    baseline = ImpreciseDateSerializerField(allow_null=True)
    forecast = ImpreciseDateSerializerField(allow_null=True)
    actual = ImpreciseDateSerializerField(allow_null=True)
    date = ImpreciseDateSerializerField(source="falls_on", allow_null=True, help_text="What is drawn.")
    condition = serializers.CharField()
    slippage = serializers.IntegerField(allow_null=True, help_text="Days; null where it cannot be said to the day.")


class PlannedAreaSerializer(serializers.Serializer[Any]):
    """An area; those above it in the tree stand before it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    above = serializers.ListField(child=serializers.CharField(), help_text="The areas above it, the topmost first.")
    status = serializers.CharField(help_text="Empty where none is recorded on the day.")
    restricted = serializers.BooleanField()
    phases = PlannedPhaseSerializer(many=True)
    gates = PlannedPointSerializer(many=True)
    milestones = PlannedPointSerializer(many=True)


class PlanSerializer(serializers.Serializer[Any]):
    """The plan as at a day, drawn by its page from `start` to `end`."""

    on = serializers.DateField()
    start = serializers.DateField()
    end = serializers.DateField()
    areas = PlannedAreaSerializer(many=True)
    left = serializers.ListField(child=serializers.CharField(), help_text="Areas that had left by the day.")


class PlanView(APIView):
    """The areas of an alliance with their phases, gates and milestones."""

    @extend_schema(
        tags=["overview"],
        operation_id="alliances_plan",
        parameters=[
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="What was in force on that day, as now known."),
            OpenApiParameter("known_on", OpenApiTypes.STR, description="What the record said at that date or moment."),
            OpenApiParameter("part", OpenApiTypes.STR, description="An area that has parts, by its slug."),
            OpenApiParameter("from_date", OpenApiTypes.DATE, description="The first day; else that of the page."),
            OpenApiParameter("to_date", OpenApiTypes.DATE, description="The last day; else that of the page."),
            OpenApiParameter("busy", OpenApiTypes.BOOL, description="Only areas with something between the two days."),
        ],
        responses=PlanSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = next((each for each in alliances_for(request.user) if each.pk == pk), None)
        if alliance is None:
            raise NotFound
        refuse_unknown_query(request, as_at.PARAMETERS | ASKED)
        whole = plan_seen(alliance, request.user, as_at.read(request.query_params))
        words = mid_sentence(alliance.area_words[1])
        form = PlanForm(request.query_params, plan=whole, words=words, example=as_at.SENT_EXAMPLE)
        if not form.is_valid():
            raise ValidationError({name: [str(error) for error in errors] for name, errors in form.errors.items()})
        plan, time = form.chosen()
        shown = {"on": plan.on, "start": time.start, "end": time.end, "areas": plan.areas, "left": plan.left}
        return Response(PlanSerializer(shown).data)
