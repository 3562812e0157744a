"""What the API says of positions and documents, and what it takes to ask for one."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from alliance.models import Alliance
from core.api.known_names import KnownNames, RowNumberField
from reporting.models import PackPart, Report


class PositionRowSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    slug = serializers.CharField()


class PositionColumnSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    code = serializers.CharField()
    count = serializers.IntegerField()
    counts_as_approved = serializers.BooleanField()
    counts_as_live = serializers.BooleanField()
    rows = PositionRowSerializer(many=True)


class ReportedPositionSerializer(serializers.Serializer[Any]):
    approved = serializers.IntegerField(allow_null=True)
    live = serializers.IntegerField(allow_null=True)
    as_at = serializers.CharField()
    words = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]


class PositionSerializer(serializers.Serializer[Any]):
    """Where the areas stand on a date. `reported` is set where only counts were reported, with their source."""

    on = serializers.DateField()
    is_recorded = serializers.BooleanField()
    approved = serializers.IntegerField(allow_null=True, help_text="All approved by then, those live among them.")
    live = serializers.IntegerField(allow_null=True)
    approved_not_live = serializers.IntegerField(allow_null=True)
    sentence = serializers.CharField()
    columns = PositionColumnSerializer(many=True)
    reported = ReportedPositionSerializer(allow_null=True)


class ReportSerializer(serializers.ModelSerializer[Report]):
    """A document that was asked for; `state`, `stage` and the parts are its job's own."""

    state = serializers.CharField(source="job.state", read_only=True)
    stage = serializers.CharField(source="job.stage", read_only=True)
    parts_done = serializers.IntegerField(source="job.parts_done", read_only=True)
    parts_total = serializers.IntegerField(source="job.parts_total", read_only=True)
    error = serializers.CharField(source="job.error", read_only=True)
    pages = serializers.SerializerMethodField()
    sha256 = serializers.SerializerMethodField()

    class Meta:
        model = Report
        fields = [
            "id",
            "alliance",
            "kind",
            "title",
            "period",
            "meeting",
            "as_at",
            "edition",
            "state",
            "stage",
            "parts_done",
            "parts_total",
            "error",
            "pages",
            "sha256",
            "created_at",
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_pages(self, row: Report) -> int | None:
        return row.job.document.pages if row.job.document else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_sha256(self, row: Report) -> str | None:
        return row.job.document.sha256 if row.job.document else None


class PackPartSerializer(serializers.ModelSerializer[PackPart]):
    """One part of a pack, in the order of its pages."""

    class Meta:
        model = PackPart
        fields = ["order", "title", "state", "pages", "error"]
        read_only_fields = fields


class ReportRequestSerializer(KnownNames):
    """What to make. The words are checked by the same form as the page's."""

    answered = ReportSerializer.Meta.fields
    alliance = RowNumberField(queryset=Alliance.objects.none())
    kind = serializers.CharField(default="highlight-report")
    period = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, help_text="Its code or number; the newest when left out."
    )
    meeting = serializers.CharField(
        required=False,
        allow_blank=True,
        allow_null=True,
        help_text="Its number, or its board and code, for example executive-board/2017-09.",
    )
    as_at = serializers.CharField(
        required=False, allow_blank=True, help_text="A date, such as 2017-09-22; the period's own when left out."
    )
    edition = serializers.CharField(default="open")

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            fields["alliance"].queryset = Alliance.objects.visible_to(request.user)
        return fields
