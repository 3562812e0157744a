"""Comments in the API, asked for by the record they are about."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.models import Comment
from core.records.serializers import ReasonSerializer, checked
from core.remarks.actions import LONGEST, add_comment, withdraw_comment
from core.remarks.subjects import find, model_named
from core.signed_in import account_of

KIND = OpenApiParameter("kind", str, required=True, description="The kind's word in addresses, such as risks.")
RECORD = OpenApiParameter("record", int, required=True, description="The record's number.")


class CommentSerializer(serializers.ModelSerializer[Comment]):
    kind = serializers.CharField(source="subject_kind", read_only=True)
    record = serializers.IntegerField(source="subject_id", read_only=True)
    by = serializers.CharField(source="said_by.name", read_only=True)
    at = serializers.DateTimeField(source="said_at", read_only=True)

    class Meta:
        model = Comment
        fields = ["id", "kind", "record", "text", "by", "at"]


class NewCommentSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(max_length=100)
    record = serializers.IntegerField(min_value=1)
    text = serializers.CharField(max_length=LONGEST, help_text="Comments are disclosable.")


@extend_schema(tags=["comments"])
class CommentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Comment]):
    """What people said of records: seen by whoever sees the record."""

    serializer_class = CommentSerializer
    queryset = Comment.objects.none()

    def get_queryset(self) -> Any:
        return Comment.objects.visible_to(self.request.user).select_related("said_by")

    @extend_schema(parameters=[KIND, RECORD])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        subject = self._subject(request.query_params.get("kind", ""), request.query_params.get("record", ""))
        rows = Comment.objects.about(subject).visible_to(request.user, kind=subject._meta.label_lower)
        page = self.paginate_queryset(rows.select_related("said_by"))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(request=NewCommentSerializer)
    def create(self, request: Request) -> Response:
        given = checked(NewCommentSerializer, request)
        subject = self._subject(given["kind"], str(given["record"]))
        comment = add_comment(subject, text=given["text"], by=account_of(request), at=clock.now())
        return Response(self.get_serializer(comment).data, status=201)

    @extend_schema(request=ReasonSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str | None = None) -> Response:
        """Take a comment back with a reason: its author may, and who keeps the record."""
        comment = self.get_object()
        subject = self._subject(comment.subject_kind, str(comment.subject_id))
        given = checked(ReasonSerializer, request)
        withdraw_comment(comment, subject, by=account_of(request), at=clock.now(), why=given["reason"])
        return Response(status=204)

    def _subject(self, kind: str, number: str) -> Any:
        if model_named(kind) is None:
            raise ValidationError({"kind": ["Name the kind of record, for example kind=risks."]})
        if not (number.isascii() and number.isdecimal()):
            raise ValidationError({"record": ["Give the record's number, for example record=12."]})
        subject = find(kind, int(number), self.request.user)
        if subject is None:
            raise Http404
        return subject
