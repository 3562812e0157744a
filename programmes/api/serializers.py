"""What the API says of periods and updates, and what it takes."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from alliance.models import Alliance
from programmes.models import BusinessArea, RagRating, ReportingPeriod, Update


class VisibleFieldsMixin:
    """Only what the caller may see can be pointed at."""

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()  # type: ignore[misc]
        request = self.context.get("request")  # type: ignore[attr-defined]
        for field in fields.values():
            if isinstance(field, serializers.PrimaryKeyRelatedField) and not field.read_only:
                related: Any = field
                manager = related.queryset.model._default_manager
                related.queryset = manager.visible_to(request.user) if request else manager.none()
        return fields


class PeriodSerializer(VisibleFieldsMixin, serializers.ModelSerializer[ReportingPeriod]):
    """One reporting period. Its state changes by the verbs."""

    alliance = serializers.PrimaryKeyRelatedField(queryset=Alliance.objects.none())
    signed_off_by = serializers.CharField(source="signed_off_by.name", read_only=True, default=None)

    class Meta:
        model = ReportingPeriod
        fields = [
            "id",
            "version",
            "alliance",
            "code",
            "title",
            "starts_on",
            "ends_on",
            "due_on",
            "as_at",
            "state",
            "summary",
            "signed_off_by",
            "signed_off_at",
        ]
        read_only_fields = ["version", "state", "summary", "signed_off_at"]
        # The action says which field is at fault when a code is taken; a validator would blame the whole.
        validators: list[Any] = []


class SignOffSerializer(serializers.Serializer[Any]):
    summary = serializers.CharField(required=False, allow_blank=True, default="")


class ReopenSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class UpdateSerializer(VisibleFieldsMixin, serializers.ModelSerializer[Update]):
    """One area's update for one period. A draft may be incomplete; submitting checks it."""

    period = serializers.PrimaryKeyRelatedField(queryset=ReportingPeriod.objects.none())
    area = serializers.PrimaryKeyRelatedField(queryset=BusinessArea.objects.none())
    rag = serializers.PrimaryKeyRelatedField(queryset=RagRating.objects.none(), required=False, allow_null=True)
    submitted_by = serializers.CharField(source="submitted_by.name", read_only=True, default=None)
    accepted_by = serializers.CharField(source="accepted_by.name", read_only=True, default=None)

    class Meta:
        model = Update
        fields = [
            "id",
            "version",
            "period",
            "area",
            "state",
            "rag",
            "rag_reason",
            "done",
            "next_steps",
            "decision_asked",
            "return_comment",
            "redrafted",
            "submitted_by",
            "submitted_at",
            "accepted_by",
            "accepted_at",
        ]
        validators: list[Any] = []
        read_only_fields = ["version", "state", "return_comment", "redrafted", "submitted_at", "accepted_at"]


class ReturnCommentSerializer(serializers.Serializer[Any]):
    comment = serializers.CharField()


class AreaStandingSerializer(serializers.Serializer[Any]):
    area = serializers.IntegerField(source="area.pk")
    name = serializers.CharField(source="area.name")
    state = serializers.CharField()
    update = serializers.IntegerField(source="update.pk", allow_null=True, default=None)  # type: ignore[assignment]


class StandingSerializer(serializers.Serializer[Any]):
    """Who has and who has not reported."""

    due = serializers.IntegerField()
    accepted = serializers.IntegerField()
    submitted = serializers.IntegerField()
    returned = serializers.IntegerField()
    not_reported = serializers.IntegerField()
    areas = AreaStandingSerializer(many=True)
