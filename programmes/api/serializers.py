"""What the API says of periods, updates and moved baselines, and what its verbs take."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from alliance.models import Alliance, Organisation
from core.api.known_names import KnownNames, RowNumberField
from core.serializer_fields import ImpreciseDateSerializerField
from programmes.choices import GateState
from programmes.models import BaselineMove, BusinessArea, ChangeRequest, Lifecycle, RagRating, ReportingPeriod, Update


class VisibleFieldsMixin:
    """Only what the caller may see can be pointed at."""

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()  # type: ignore[misc]
        request = self.context.get("request")  # type: ignore[attr-defined]
        for field in fields.values():
            related: Any = getattr(field, "child_relation", field)
            queryset: Any = getattr(related, "queryset", None)
            if queryset is not None and isinstance(related, serializers.PrimaryKeyRelatedField):
                manager = queryset.model._default_manager
                visible = manager.visible_to(request.user) if request else manager.none()
                field_of: Any = related
                field_of.queryset = visible
        return fields


class PeriodSerializer(VisibleFieldsMixin, KnownNames, serializers.ModelSerializer[ReportingPeriod]):
    """One reporting period. Its state changes by the verbs."""

    alliance = RowNumberField(queryset=Alliance.objects.none())
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


class SignOffSerializer(KnownNames):
    summary = serializers.CharField(required=False, allow_blank=True, default="")


class ReopenSerializer(KnownNames):
    reason = serializers.CharField(max_length=300)


class UpdateSerializer(VisibleFieldsMixin, KnownNames, serializers.ModelSerializer[Update]):
    """One area's update for one period. A draft may be incomplete; submitting checks it."""

    period = RowNumberField(queryset=ReportingPeriod.objects.none())
    area = RowNumberField(queryset=BusinessArea.objects.none())
    rag = RowNumberField(queryset=RagRating.objects.none(), required=False, allow_null=True)
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


class ReturnCommentSerializer(KnownNames):
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


class ConditionSerializer(KnownNames):
    text = serializers.CharField(max_length=300)
    due_on = serializers.DateField()


class DecideSerializer(KnownNames):
    """What came of a gate."""

    outcome = serializers.ChoiceField(
        choices=[(each.value, each.label) for each in GateState if each != GateState.PLANNED]
    )
    on = serializers.DateField()
    authority = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text="Why it is passed without a decision, under your name; or when and where it was discussed.",
    )
    words = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="Needed when it is to be repeated or is stopped."
    )
    conditions = ConditionSerializer(many=True, required=False, default=list)
    ways_on = serializers.ListField(
        child=serializers.CharField(max_length=200), required=False, default=list, help_text="Names of its branches."
    )


class MeetSerializer(KnownNames):
    evidence = serializers.CharField(help_text="How it can be seen that it is met.")
    met_on = serializers.DateField(required=False, help_text="Today when it is not sent.")


class MoveSerializer(VisibleFieldsMixin, KnownNames):
    """To when a baseline is moved, why, and who approved it."""

    baseline = serializers.CharField(
        required=False, max_length=20, help_text="Which baseline of a phase: baseline_start or baseline_end."
    )
    to = ImpreciseDateSerializerField()
    reason = serializers.CharField(max_length=300)
    approved_by = serializers.CharField(max_length=200)
    change_request = RowNumberField(
        queryset=ChangeRequest.objects.none(),
        required=False,
        allow_null=True,
        help_text="The approved request that led to it: of the same area, or of the whole alliance.",
    )


class BaselineMoveSerializer(serializers.ModelSerializer[BaselineMove]):
    """One move of a baseline."""

    old = ImpreciseDateSerializerField(read_only=True)
    new = ImpreciseDateSerializerField(read_only=True)
    moved_by = serializers.CharField(source="moved_by.name", read_only=True, default=None)

    class Meta:
        model = BaselineMove
        fields = [
            "id",
            "area",
            "phase",
            "gate",
            "milestone",
            "baseline",
            "old",
            "new",
            "reason",
            "approved_by",
            "change_request",
            "moved_by",
            "moved_at",
        ]
        read_only_fields = fields


class AdoptSerializer(VisibleFieldsMixin, KnownNames):
    lifecycle = RowNumberField(queryset=Lifecycle.objects.none())


class AdoptedSerializer(serializers.Serializer[Any]):
    """What the area was given."""

    phases = serializers.IntegerField()
    gates = serializers.IntegerField()
    requirements = serializers.IntegerField()


class ReleaseSerializer(KnownNames):
    """When an announcement is released, and why."""

    on = serializers.DateField()
    reason = serializers.CharField(max_length=300)


class NewAreaSerializer(KnownNames):
    slug = serializers.SlugField(max_length=100)
    name = serializers.CharField(max_length=250)


class _Reshaping(KnownNames):
    on = serializers.DateField(help_text="The first day of the new shape.")
    words = serializers.CharField(max_length=300, help_text="What brought it about.")


class SplitAreaSerializer(_Reshaping):
    """What an area becomes, from which day and by what act."""

    into = NewAreaSerializer(many=True)


class MergeAreasSerializer(VisibleFieldsMixin, _Reshaping):
    """With which areas an area becomes one; without `new` they go on as that area."""

    others = RowNumberField(queryset=BusinessArea.objects.none(), many=True)
    new = NewAreaSerializer(required=False, allow_null=True, default=None)


class MoveAreaSerializer(VisibleFieldsMixin, _Reshaping):
    """To which wider alliance an area moves, and what it is called in addresses there."""

    to = RowNumberField(queryset=Alliance.objects.none())
    slug = serializers.SlugField(max_length=100)


class EndPartnerSerializer(VisibleFieldsMixin, KnownNames):
    """Which partner takes part in an area no longer, and until which day."""

    organisation = RowNumberField(queryset=Organisation.objects.none())
    last_day = serializers.DateField()
    words = serializers.CharField(max_length=300, help_text="What ended it.")


class BecameSerializer(serializers.Serializer[Any]):
    """The areas that go on."""

    areas = serializers.ListField(child=serializers.IntegerField())
