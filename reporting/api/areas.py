"""Everything about one area over the API: the same reading as its page."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import as_at
from core.api.known_names import refuse_unknown_query
from programmes.models import BusinessArea
from reporting.area_page import AreaPage, area_page


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()


class OnTheWaySerializer(serializers.Serializer[Any]):
    """A phase, a gate or a milestone, with how it stands against its baseline on the day."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField()
    against_plan = serializers.CharField(help_text="In days, in months where a date is a month; overdue is said.")


class GateAheadSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="gate.pk")
    name = serializers.CharField(source="gate.name")
    needed = serializers.SerializerMethodField()
    met = serializers.IntegerField()
    missing = serializers.ListField(child=serializers.CharField())

    def get_needed(self, facts: Any) -> int:
        return len(facts.needed)


class RoleLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="role.pk")
    part = serializers.CharField(source="role.part")
    post_or_person = serializers.CharField(source="role.holder")
    holder = serializers.CharField(help_text="Who holds the post on the day.")
    provisional = serializers.BooleanField(source="role.provisional")
    organisation = serializers.CharField(
        source="role.organisation.name", default="", help_text="For which partner; empty for all."
    )


class DependencyLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="dependency.pk")
    what = serializers.CharField(source="dependency.what")
    received_by = serializers.CharField(source="dependency.received_by")
    given_by = serializers.SerializerMethodField(help_text="Who gives it on the day, where it is not this area.")
    state = serializers.CharField(source="dependency.state")
    against_need = serializers.CharField()
    late = serializers.BooleanField(source="is_late")

    def get_given_by(self, line: Any) -> str:
        return ", ".join(str(each) for each in line.others)


class FigureLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    caption = serializers.CharField()
    quantity = serializers.CharField()


class RiskLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    score = serializers.CharField(source="score_shown")


class BecameLineSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    kind = serializers.CharField()
    area = serializers.IntegerField(source="area_id")
    successor = serializers.IntegerField(source="successor_id", allow_null=True)
    into = serializers.CharField()
    happened_on = serializers.CharField()


class AreaFactsSerializer(serializers.Serializer[Any]):
    """Everything that the page of an area shows to the caller."""

    id = serializers.IntegerField(source="facts.area.pk")
    name = serializers.CharField(source="facts.area.name")
    status = serializers.CharField(source="facts.now.status.name", default="", help_text="Empty where it has none.")
    partners = serializers.SerializerMethodField()
    has_own_partners = serializers.BooleanField(help_text="Whether it is for some of the partners only.")
    phases = serializers.SerializerMethodField()
    gates = OnTheWaySerializer(source="facts.course.gates", many=True)
    next_gate = GateAheadSerializer(source="facts.course.ahead", allow_null=True)
    milestones = OnTheWaySerializer(source="facts.course.milestones", many=True)
    roles = RoleLineSerializer(many=True)
    names = serializers.SerializerMethodField()
    receives = DependencyLineSerializer(many=True)
    gives = DependencyLineSerializer(many=True)
    assets = serializers.SerializerMethodField()
    statements = serializers.SerializerMethodField()
    engagements = serializers.SerializerMethodField()
    announcements = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()
    risks = RiskLineSerializer(many=True)
    boards = serializers.SerializerMethodField()
    meetings = serializers.SerializerMethodField(help_text="Of its boards, those to come.")
    papers = serializers.SerializerMethodField(help_text="The newest put to its boards.")
    actions = serializers.SerializerMethodField(help_text="Those of its boards that are open on the day.")
    became = BecameLineSerializer(many=True)
    came_from = BecameLineSerializer(many=True)

    @extend_schema_field(NamedSerializer(many=True))
    def get_partners(self, page: AreaPage) -> Any:
        return [{"id": row.organisation_id, "name": row.organisation.name} for row in page.partners]

    @extend_schema_field(OnTheWaySerializer(many=True))
    def get_phases(self, page: AreaPage) -> Any:
        return OnTheWaySerializer([line.phase for line in page.facts.course.phases], many=True).data

    @extend_schema_field(NamedSerializer(many=True))
    def get_names(self, page: AreaPage) -> Any:
        return _named(page.names)

    @extend_schema_field(NamedSerializer(many=True))
    def get_assets(self, page: AreaPage) -> Any:
        return _named(page.assets)

    @extend_schema_field(NamedSerializer(many=True))
    def get_statements(self, page: AreaPage) -> Any:
        return _named(page.statements)

    @extend_schema_field(NamedSerializer(many=True))
    def get_engagements(self, page: AreaPage) -> Any:
        return _named(page.engagements)

    @extend_schema_field(NamedSerializer(many=True))
    def get_announcements(self, page: AreaPage) -> Any:
        return _named(page.announcements)

    @extend_schema_field(NamedSerializer(many=True))
    def get_boards(self, page: AreaPage) -> Any:
        return _named(page.boards)

    @extend_schema_field(NamedSerializer(many=True))
    def get_meetings(self, page: AreaPage) -> Any:
        return _named(page.meetings)

    @extend_schema_field(NamedSerializer(many=True))
    def get_papers(self, page: AreaPage) -> Any:
        return _named(page.papers)

    @extend_schema_field(NamedSerializer(many=True))
    def get_actions(self, page: AreaPage) -> Any:
        return _named(page.actions)

    @extend_schema_field(FigureLineSerializer(many=True))
    def get_figures(self, page: AreaPage) -> Any:
        return FigureLineSerializer([*page.key_figures, *page.benefit_entries], many=True).data


def _named(rows: Any) -> list[dict[str, Any]]:
    return [{"id": row.pk, "name": str(row)} for row in rows]


class AreaFactsView(APIView):
    """Everything about one area on a date."""

    @extend_schema(
        tags=["business areas"],
        operation_id="areas_facts",
        parameters=[
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="What was in force on that day, as now known."),
            OpenApiParameter("known_on", OpenApiTypes.STR, description="What the record said at that moment."),
        ],
        responses=AreaFactsSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        areas = BusinessArea.objects.visible_to(request.user).select_related("alliance", "parent", "kind")
        area = get_object_or_404(areas, pk=pk)
        refuse_unknown_query(request, as_at.PARAMETERS)
        moment = as_at.read(request.query_params)
        return Response(AreaFactsSerializer(area_page(area, request.user, moment)).data)
