"""Comments in the API, asked for by the record they are about."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.api.known_names import KnownNames
from core.downloads import upload_file
from core.models import Attachment, Comment
from core.readings import is_restricted, note_reading
from core.records.serializers import ReasonSerializer, checked
from core.remarks.actions import LONGEST, LONGEST_TITLE, add_comment, attach, withdraw_remark
from core.remarks.subjects import find, model_named
from core.signed_in import account_of
from core.uploads.fields import UploadSerializerField
from core.uploads.kinds import ATTACHMENTS

KIND = OpenApiParameter("kind", str, required=True, description="The kind's word in addresses, such as risks.")
RECORD = OpenApiParameter("record", int, required=True, description="The record's number.")

OF_SHARED = "Of a record of the shared directory: the alliance in which it was written; null otherwise."
IN_WHICH = (
    "Of a record of the shared directory: the number or short name of the alliance in which you write, "
    "where you work in several. Only its members see it."
)


class CommentSerializer(serializers.ModelSerializer[Comment]):
    kind = serializers.CharField(source="subject_kind", read_only=True)
    record = serializers.IntegerField(source="subject_id", read_only=True)
    by = serializers.CharField(source="said_by.name", read_only=True)
    at = serializers.DateTimeField(source="said_at", read_only=True)
    alliance = serializers.SerializerMethodField(help_text=OF_SHARED)

    def get_alliance(self, row: Comment) -> int | None:
        return row.scope_id or None

    class Meta:
        model = Comment
        fields = ["id", "kind", "record", "alliance", "text", "by", "at"]


class NewCommentSerializer(KnownNames):
    kind = serializers.CharField(max_length=100)
    record = serializers.IntegerField(min_value=1)
    text = serializers.CharField(max_length=LONGEST, help_text="Comments are disclosable.")
    alliance = serializers.CharField(max_length=100, required=False, default="", help_text=IN_WHICH)


def subject_of(request: Request, kind: str, number: str) -> Any:
    """The record named. Raises ValidationError for what names none, Http404 for one the caller does not see."""
    if model_named(kind) is None:
        raise ValidationError({"kind": ["Name the kind of record, for example kind=risks."]})
    if not (number.isascii() and number.isdecimal()):
        raise ValidationError({"record": ["Give the record's number, for example record=12."]})
    subject = find(kind, int(number), request.user)
    if subject is None:
        raise Http404
    return subject


@extend_schema(tags=["comments"])
class CommentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Comment]):
    """What people said of records: seen by whoever sees the record."""

    serializer_class = CommentSerializer
    queryset = Comment.objects.none()
    query_names = ("kind", "record")

    def get_queryset(self) -> Any:
        return Comment.objects.visible_to(self.request.user).select_related("said_by")

    @extend_schema(parameters=[KIND, RECORD])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        subject = subject_of(request, request.query_params.get("kind", ""), request.query_params.get("record", ""))
        rows = Comment.objects.about(subject).visible_to(request.user, kind=subject._meta.label_lower)
        page = self.paginate_queryset(rows.select_related("said_by"))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(request=NewCommentSerializer)
    def create(self, request: Request) -> Response:
        given = checked(NewCommentSerializer, request)
        subject = subject_of(request, given["kind"], str(given["record"]))
        known = {"by": account_of(request), "at": clock.now(), "alliance": given["alliance"]}
        comment = add_comment(subject, text=given["text"], **known)
        return Response(self.get_serializer(comment).data, status=201)

    @extend_schema(request=ReasonSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str | None = None) -> Response:
        """Take a comment back with a reason: its author may, and who keeps the record."""
        comment = self.get_object()
        subject = subject_of(request, comment.subject_kind, str(comment.subject_id))
        given = checked(ReasonSerializer, request)
        withdraw_remark(comment, subject, by=account_of(request), at=clock.now(), why=given["reason"])
        return Response(status=204)


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    kind = serializers.CharField(source="subject_kind", read_only=True)
    record = serializers.IntegerField(source="subject_id", read_only=True)
    by = serializers.CharField(source="said_by.name", read_only=True)
    at = serializers.DateTimeField(source="said_at", read_only=True)
    name = serializers.CharField(source="upload.name", read_only=True)
    media_type = serializers.CharField(source="upload.media_type", read_only=True)
    size = serializers.IntegerField(source="upload.size", read_only=True, help_text="Bytes.")
    sha256 = serializers.CharField(source="upload.sha256", read_only=True)
    alliance = serializers.SerializerMethodField(help_text=OF_SHARED)

    def get_alliance(self, row: Attachment) -> int | None:
        return row.scope_id or None

    class Meta:
        model = Attachment
        fields = ["id", "kind", "record", "alliance", "title", "name", "media_type", "size", "sha256", "by", "at"]


class NewAttachmentSerializer(KnownNames):
    kind = serializers.CharField(max_length=100)
    record = serializers.IntegerField(min_value=1)
    title = serializers.CharField(max_length=LONGEST_TITLE)
    file = UploadSerializerField(accept=ATTACHMENTS)
    alliance = serializers.CharField(max_length=100, required=False, default="", help_text=IN_WHICH)


@extend_schema(tags=["attachments"])
class AttachmentViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Attachment]):
    """Files laid beside records: seen by whoever sees the record."""

    serializer_class = AttachmentSerializer
    queryset = Attachment.objects.none()
    query_names = ("kind", "record")
    parser_classes = [MultiPartParser, JSONParser]

    def get_queryset(self) -> Any:
        return Attachment.objects.visible_to(self.request.user).select_related("said_by", "upload")

    @extend_schema(parameters=[KIND, RECORD])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        subject = subject_of(request, request.query_params.get("kind", ""), request.query_params.get("record", ""))
        rows = Attachment.objects.about(subject).visible_to(request.user, kind=subject._meta.label_lower)
        page = self.paginate_queryset(rows.select_related("said_by", "upload"))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(request={"multipart/form-data": NewAttachmentSerializer})
    def create(self, request: Request) -> Response:
        given = checked(NewAttachmentSerializer, request)
        subject = subject_of(request, given["kind"], str(given["record"]))
        known = {"by": account_of(request), "at": clock.now(), "alliance": given["alliance"]}
        row = attach(subject, checked=given["file"], title=given["title"], **known)
        return Response(self.get_serializer(row).data, status=201)

    @extend_schema(responses={(200, "application/octet-stream"): bytes})
    @action(detail=True)
    def file(self, request: Request, pk: str | None = None) -> HttpResponseBase:
        """The file itself; reading one beside a restricted record is recorded."""
        found = self.get_object()
        if is_restricted(subject_of(request, found.subject_kind, str(found.subject_id))):
            note_reading(found, by=account_of(request), route="api", at=clock.now())
        return upload_file(found.upload)

    @extend_schema(request=ReasonSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str | None = None) -> Response:
        """Take a file back with a reason: who attached it may, and who keeps the record."""
        found = self.get_object()
        subject = subject_of(request, found.subject_kind, str(found.subject_id))
        given = checked(ReasonSerializer, request)
        withdraw_remark(found, subject, by=account_of(request), at=clock.now(), why=given["reason"])
        return Response(status=204)
