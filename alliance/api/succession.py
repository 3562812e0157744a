"""The verbs by which a body, a holder, a partner or an alliance comes to its end, over the API. One action each."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliance.actions import (
    Act,
    change_holder,
    end_alliance,
    holder_plan,
    leave_alliance,
    replace_body,
    replacement_plan,
)
from alliance.choices import SuccessionKind
from alliance.models import Appointment, Organisation, Person
from alliance.permissions import can_keep_directory, can_keep_records, can_set_up_alliance
from core import clock
from core.api.known_names import KnownNames
from core.api.versions import expected_version
from core.permissions import require
from core.records.registry import record_for
from core.records.serializers import serializer_for
from core.records.verbs import IF_MATCH, RecordVerbs
from core.serializer_fields import ImpreciseDateSerializerField
from core.signed_in import account_of

ORGANISATIONS, POSTS = record_for("organisations"), record_for("posts")
PARTNERS, ALLIANCES = record_for("partners"), record_for("alliances")
PREVIEW = "Say what would happen and change nothing."
PLAN = "The `plan` of the preview that was looked at; needed to do it."


class ActSerializer(KnownNames):
    on = serializers.DateField(help_text="The first day of the successor.")
    words = serializers.CharField(max_length=300, help_text="By which act.")
    preview = serializers.BooleanField(default=False, help_text=PREVIEW)
    plan = serializers.CharField(required=False, default="", allow_blank=True, help_text=PLAN)


class SucceedSerializer(ActSerializer):
    successor = serializers.IntegerField(min_value=1, help_text="The number of the organisation in its place.")
    kind = serializers.ChoiceField(choices=SuccessionKind.choices, default=SuccessionKind.REPLACED)


class HandOverSerializer(ActSerializer):
    outgoing = serializers.IntegerField(
        min_value=1, required=False, allow_null=True, default=None, help_text="The number of the appointment that ends."
    )
    incoming = serializers.IntegerField(min_value=1, help_text="The number of the person who takes it up.")
    standing = serializers.ChoiceField(choices=Appointment.Standing.choices, default=Appointment.Standing.SUBSTANTIVE)


class StepSerializer(serializers.Serializer[Any]):
    """What becomes of the rows of one kind."""

    kind = serializers.CharField(source="record.slug")
    ended = serializers.SerializerMethodField()
    begun = serializers.SerializerMethodField()
    moved = serializers.SerializerMethodField()
    left = serializers.SerializerMethodField()

    def get_ended(self, step: Any) -> int:
        return len(step.ended)

    def get_begun(self, step: Any) -> int:
        return len(step.begun)

    def get_moved(self, step: Any) -> int:
        return len(step.pointed) + len({row.pk for row, *_ in step.many})

    def get_left(self, step: Any) -> int:
        return len(step.left)


class ChangeSerializer(serializers.Serializer[Any]):
    """What an act does, or would do; `refused` says why it cannot be done."""

    plan = serializers.CharField(source="token")
    steps = StepSerializer(many=True)
    refused = serializers.ListField(child=serializers.CharField())


class LeaveSerializer(KnownNames):
    last_day = ImpreciseDateSerializerField()
    notice_given_on = ImpreciseDateSerializerField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=300)


class EndSerializer(KnownNames):
    ended_on = ImpreciseDateSerializerField()
    reason = serializers.CharField(max_length=300)


class DirectoryVerbs(RecordVerbs):
    """Verbs of kinds that belong to no alliance."""

    def ready(self) -> tuple[Any, int]:
        row = self.get_object()
        require(can_keep_directory(self.request.user))
        return row, expected_version(self.request, row)

    def known(self, given: dict[str, Any], expected: int) -> dict[str, Any]:
        by = account_of(self.request)
        return {"by": by, "at": clock.now(), "expected": expected, "token": given["plan"]}


def found(rows: Any, number: int | None, field: str, what: str) -> Any:
    """The row with that number among those the caller may see. Raises ValidationError naming the field."""
    row = rows.filter(pk=number).first()
    if row is None:
        raise serializers.ValidationError({field: [f"Give the number of {what} that you can see."]})
    return row


@extend_schema(tags=["organisations"], parameters=[IF_MATCH])
class OrganisationVerbs(DirectoryVerbs):
    record = ORGANISATIONS
    serializer_class = serializer_for(ORGANISATIONS)

    @extend_schema(request=SucceedSerializer, responses=ChangeSerializer)
    @action(detail=True, methods=["post"])
    def succeed(self, request: Request, pk: str | None = None) -> Response:
        """Put another body in the place of this one from a day on: what is open goes over, what was stays."""
        row, expected = self.ready()
        given = self.sent(SucceedSerializer)
        bodies = Organisation.objects.visible_to(request.user)
        successor = found(bodies, given["successor"], "successor", "an organisation")
        if given["preview"]:
            return Response(ChangeSerializer(replacement_plan(row, successor, given["on"])).data)
        act = Act(on=given["on"], words=given["words"], kind=given["kind"])
        change = replace_body(row, successor=successor, act=act, **self.known(given, expected))
        return Response(ChangeSerializer(change).data)


@extend_schema(tags=["posts"], parameters=[IF_MATCH])
class PostVerbs(DirectoryVerbs):
    record = POSTS
    serializer_class = serializer_for(POSTS)

    @extend_schema(request=HandOverSerializer, responses=ChangeSerializer)
    @action(detail=True, methods=["post"], url_path="hand-over")
    def hand_over(self, request: Request, pk: str | None = None) -> Response:
        """End the appointment of this post's holder on the day before, and begin that of another."""
        row, expected = self.ready()
        given = self.sent(HandOverSerializer)
        people, held = Person.objects.visible_to(request.user), Appointment.objects.visible_to(request.user)
        incoming = found(people, given["incoming"], "incoming", "a person")
        number = given["outgoing"]
        rows = held.filter(post=row).select_related("person", "post")
        outgoing = None if number is None else found(rows, number, "outgoing", "an appointment to this post")
        if given["preview"]:
            change = holder_plan(row, outgoing=outgoing, incoming=incoming, on=given["on"])
            return Response(ChangeSerializer(change).data)
        act = Act(on=given["on"], words=given["words"], kind=given["standing"])
        change = change_holder(row, outgoing=outgoing, incoming=incoming, act=act, **self.known(given, expected))
        return Response(ChangeSerializer(change).data)


@extend_schema(tags=["partners"], parameters=[IF_MATCH])
class PartnerVerbs(RecordVerbs):
    record = PARTNERS
    serializer_class = serializer_for(PARTNERS)
    may = staticmethod(can_keep_records)

    @extend_schema(request=LeaveSerializer)
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, pk: str | None = None) -> Response:
        """Record on which day this partner is one for the last time."""
        row, expected = self.ready()
        return self.done(leave_alliance, row, expected, **self.sent(LeaveSerializer))


@extend_schema(tags=["alliances"], parameters=[IF_MATCH])
class AllianceVerbs(RecordVerbs):
    record = ALLIANCES
    serializer_class = serializer_for(ALLIANCES)
    may = staticmethod(can_set_up_alliance)

    @extend_schema(request=EndSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str | None = None) -> Response:
        """Record the last day of this alliance. All of it stays readable."""
        row, expected = self.ready()
        return self.done(end_alliance, row, expected, **self.sent(EndSerializer))
