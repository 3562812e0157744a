"""The verbs of gates, requirements and baselines over the API, and the moves of baselines. One action for each call."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.api.versions import etag, expected_version
from core.permissions import require
from core.records.registry import record_for
from core.records.serializers import ReasonSerializer, serializer_for
from core.records.verbs import IF_MATCH, RecordVerbs
from core.signed_in import account_of
from programmes.actions import (
    Authority,
    Condition,
    decide_gate,
    meet_requirement,
    move_baseline,
    reinstate_gate,
    reopen_requirement,
)
from programmes.api.serializers import (
    BaselineMoveSerializer,
    DecideSerializer,
    MeetSerializer,
    MoveSerializer,
)
from programmes.choices import PASSES, GateAuthority
from programmes.filters import BaselineMoveFilter
from programmes.models import BaselineMove
from programmes.permissions import can_judge_gate, can_meet_requirement, can_move_baseline, can_pass_gate

PHASES, GATES, MILESTONES = (record_for(slug) for slug in ("area-phases", "gates", "milestones"))
REQUIREMENTS = record_for("gate-requirements")


class _Moving(RecordVerbs):
    """Records with baselines."""

    may = staticmethod(can_move_baseline)

    @extend_schema(request=MoveSerializer, responses={201: BaselineMoveSerializer})
    @action(detail=True, methods=["post"], url_path="move-baseline")
    def move_baseline(self, request: Request, pk: str | None = None) -> Response:
        """Move a baseline, with the reason and who approved it. The answer is the move; its ETag is the record's."""
        row = self.get_object()
        require(can_move_baseline(request.user, row.alliance))
        expected = expected_version(request, row)
        given = MoveSerializer(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        values: dict[str, Any] = given.validated_data
        values.setdefault("baseline", row.baselines[0] if len(row.baselines) == 1 else "")
        move = move_baseline(row, **values, by=account_of(request), at=clock.now(), expected=expected)
        return Response(BaselineMoveSerializer(move).data, status=201, headers={"ETag": etag(row)})


@extend_schema(tags=["phases"], parameters=[IF_MATCH])
class PhaseVerbs(_Moving):
    record = PHASES
    serializer_class = serializer_for(PHASES)


@extend_schema(tags=["milestones"], parameters=[IF_MATCH])
class MilestoneVerbs(_Moving):
    record = MILESTONES
    serializer_class = serializer_for(MILESTONES)


@extend_schema(tags=["gates"], parameters=[IF_MATCH])
class GateVerbs(_Moving):
    record = GATES
    serializer_class = serializer_for(GATES)
    may = staticmethod(can_judge_gate)

    @extend_schema(request=DecideSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str | None = None) -> Response:
        """Record what came of the gate. It is passed on an override with its reason, or on a discussion where no more
        was asked; 400 names what is not met yet."""
        row, expected = self.ready()
        values = self.sent(DecideSerializer)
        if values["outcome"] in PASSES:
            require(can_pass_gate(request.user, row))
        kind = GateAuthority.DISCUSSION if row.is_discussion_only else GateAuthority.OVERRIDE
        words = values.pop("authority")
        values["authority"] = Authority(kind, words) if words or values["outcome"] in PASSES else None
        values["conditions"] = [Condition(**each) for each in values["conditions"]]
        return self.done(decide_gate, row, expected, **values)

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reinstate(self, request: Request, pk: str | None = None) -> Response:
        """Take back what was recorded of the gate: it is planned again."""
        row, expected = self.ready()
        return self.done(reinstate_gate, row, expected, **self.sent(ReasonSerializer))


@extend_schema(tags=["gate requirements"], parameters=[IF_MATCH])
class RequirementVerbs(RecordVerbs):
    record = REQUIREMENTS
    serializer_class = serializer_for(REQUIREMENTS)

    def ready(self) -> tuple[Any, int]:
        """Who may depends on the area that the gate is of."""
        row = self.get_object()
        require(can_meet_requirement(self.request.user, row))
        return row, expected_version(self.request, row)

    @extend_schema(request=MeetSerializer)
    @action(detail=True, methods=["post"])
    def meet(self, request: Request, pk: str | None = None) -> Response:
        """Say that it is met, with evidence."""
        row, expected = self.ready()
        return self.done(meet_requirement, row, expected, **self.sent(MeetSerializer))

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str | None = None) -> Response:
        """Say that it is not met after all."""
        row, expected = self.ready()
        return self.done(reopen_requirement, row, expected, **self.sent(ReasonSerializer))


@extend_schema(tags=["baseline moves"])
class BaselineMoveViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """Every move of a baseline: from when to when, why and who approved it. None changes."""

    serializer_class = BaselineMoveSerializer
    filterset_class = BaselineMoveFilter

    def get_queryset(self) -> Any:
        return BaselineMove.objects.visible_to(self.request.user).select_related("moved_by")
