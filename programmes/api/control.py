"""The verbs of change requests, business cases and recommendations over the API, and what is beyond its tolerance."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.readings import alliances_for
from core import as_at, clock
from core.api.known_names import KnownNames, refuse_unknown_query
from core.records.addresses import page_of
from core.records.registry import record_for
from core.records.serializers import ReasonSerializer, serializer_for
from core.records.verbs import IF_MATCH, RecordVerbs
from core.serializer_fields import ImpreciseDateSerializerField
from programmes.actions import (
    close_recommendation,
    complete_case,
    decide_change,
    missing_from,
    reopen_case,
    reopen_change,
    reopen_recommendation,
    supersede_case,
)
from programmes.choices import AssentStage, ChangeState, Dimension
from programmes.permissions import can_close_recommendation, can_decide_change, can_judge_case
from programmes.readings import breaches_of

CHANGES, CASES = record_for("change-requests"), record_for("business-cases")
RECOMMENDATIONS = record_for("review-recommendations")


class ApproveSerializer(KnownNames):
    """Who decided it, as named, and on which day."""

    on = serializers.DateField()
    decided_by = serializers.CharField(max_length=200)
    reason = serializers.CharField(required=False, allow_blank=True, default="")


class RefuseSerializer(KnownNames):
    """Who decided it, as named, on which day, and why."""

    on = serializers.DateField()
    decided_by = serializers.CharField(max_length=200)
    reason = serializers.CharField()


class DeferSerializer(RefuseSerializer):
    deferred_until = ImpreciseDateSerializerField(required=False, allow_null=True)


class DoneSerializer(KnownNames):
    outcome = serializers.CharField(help_text="What came of it.")
    done_on = serializers.DateField(required=False, help_text="Today when it is not sent.")


class MissingSerializer(serializers.Serializer[Any]):
    """One thing that a business case lacks. What is of the stage `case` has to be there before it is complete."""

    code = serializers.CharField(help_text="Which part: a field of the case, a cost, approval, equality, or bodies.")
    text = serializers.CharField()
    stage = serializers.ChoiceField(choices=AssentStage.choices)
    organisation = serializers.IntegerField(
        source="organisation.pk", allow_null=True, default=None, help_text="The body of which it is asked."
    )


class BreachSerializer(serializers.Serializer[Any]):
    """One thing that stands beyond its tolerance: how far from the plan, and how far beyond what is allowed."""

    dimension = serializers.ChoiceField(choices=Dimension.choices)
    tolerance = serializers.IntegerField(source="tolerance.pk")
    allowed = serializers.CharField(source="tolerance.room_words")
    set_by = serializers.CharField(source="tolerance.approved_by", help_text="Who set what is allowed, as named.")
    area = serializers.IntegerField(source="area.pk", allow_null=True, default=None)
    kind = serializers.CharField(help_text="Phase, gate or milestone; in another dimension than time, the reading.")
    subject = serializers.IntegerField(source="subject.pk")
    title = serializers.CharField()
    off = serializers.DecimalField(max_digits=18, decimal_places=4, help_text="Above zero: more, or later.")
    beyond = serializers.DecimalField(max_digits=18, decimal_places=4)
    has_come = serializers.BooleanField(help_text="Whether it came, too late or too early.")
    words = serializers.CharField(source="off_words")
    url = serializers.SerializerMethodField(help_text="The page of what stands beyond.")

    def get_url(self, breach: Any) -> str:
        return page_of(breach.subject)


class BreachesSerializer(serializers.Serializer[Any]):
    as_at = serializers.DateField()
    breaches = BreachSerializer(many=True)


@extend_schema(tags=["change requests"], parameters=[IF_MATCH])
class ChangeVerbs(RecordVerbs):
    record = CHANGES
    serializer_class = serializer_for(CHANGES)
    may = staticmethod(can_decide_change)

    def _decide(self, serializer: type[Any], outcome: str) -> Response:
        row, expected = self.ready()
        return self.done(decide_change, row, expected, outcome=outcome, **self.sent(serializer))

    @extend_schema(request=ApproveSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, pk: str | None = None) -> Response:
        """Record that the request is approved, and by whom."""
        return self._decide(ApproveSerializer, ChangeState.APPROVED)

    @extend_schema(request=RefuseSerializer)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, pk: str | None = None) -> Response:
        """Record that the request is refused, by whom and why."""
        return self._decide(RefuseSerializer, ChangeState.REFUSED)

    @extend_schema(request=DeferSerializer)
    @action(detail=True, methods=["post"])
    def defer(self, request: Request, pk: str | None = None) -> Response:
        """Record that the request is deferred, by whom, why, and until when."""
        return self._decide(DeferSerializer, ChangeState.DEFERRED)

    @extend_schema(request=RefuseSerializer)
    @action(detail=True, methods=["post"])
    def retract(self, request: Request, pk: str | None = None) -> Response:
        """Record that those who raised it no longer ask for it."""
        return self._decide(RefuseSerializer, ChangeState.WITHDRAWN)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Take back what was recorded of the request: it is raised again."""
        row, expected = self.ready()
        return self.done(reopen_change, row, expected, **self.sent(ReasonSerializer))


@extend_schema(tags=["business cases"])
class CaseVerbs(RecordVerbs):
    record = CASES
    serializer_class = serializer_for(CASES)
    may = staticmethod(can_judge_case)

    @extend_schema(responses=MissingSerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def missing(self, request: Request, pk: str | None = None) -> Response:
        """What the case lacks today, as its page shows it."""
        return Response(MissingSerializer(missing_from(self.get_object(), clock.today()), many=True).data)

    @extend_schema(request=None, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str | None = None) -> Response:
        """Call the case complete; 400 names what is missing."""
        row, expected = self.ready()
        return self.done(complete_case, row, expected)

    @extend_schema(request=ReasonSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def supersede(self, request: Request, pk: str | None = None) -> Response:
        """Say that another case, or another way, has taken its place."""
        row, expected = self.ready()
        return self.done(supersede_case, row, expected, **self.sent(ReasonSerializer))

    @extend_schema(request=ReasonSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Go on making a case that was complete or superseded."""
        row, expected = self.ready()
        return self.done(reopen_case, row, expected, **self.sent(ReasonSerializer))


@extend_schema(tags=["recommendations of reviews"], parameters=[IF_MATCH])
class RecommendationVerbs(RecordVerbs):
    record = RECOMMENDATIONS
    serializer_class = serializer_for(RECOMMENDATIONS)
    may = staticmethod(can_close_recommendation)

    @extend_schema(request=DoneSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str | None = None) -> Response:
        """Say that what was recommended is done, and what came of it."""
        row, expected = self.ready()
        return self.done(close_recommendation, row, expected, **self.sent(DoneSerializer))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Say that it is not done after all."""
        row, expected = self.ready()
        return self.done(reopen_recommendation, row, expected, **self.sent(ReasonSerializer))


class BreachesView(APIView):
    """What stands beyond its tolerance."""

    @extend_schema(
        tags=["tolerances"],
        operation_id="alliances_breaches",
        parameters=[
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="As at that day, as now known."),
            OpenApiParameter("known_on", OpenApiTypes.STR, description="As the record stood then."),
            OpenApiParameter("past", OpenApiTypes.BOOL, description="Whether to give what has come, too."),
        ],
        responses=BreachesSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = next((each for each in alliances_for(request.user) if each.pk == pk), None)
        if alliance is None:
            raise NotFound
        refuse_unknown_query(request, as_at.PARAMETERS | {"past"})
        moment = as_at.read(request.query_params)
        with_past = serializers.BooleanField().run_validation(request.query_params.get("past", False))
        found = breaches_of(alliance, request.user, moment, with_past=with_past)
        return Response(BreachesSerializer({"as_at": moment.on, "breaches": found}).data)
