"""Notices in the API: the same rows and verbs as their page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock, notices
from core.models import Notice
from core.notice_filters import NoticeFilter
from core.signed_in import account_of


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    """A notice to the caller. `url` is the page to go to; `about` and `about_id` name the record."""

    class Meta:
        model = Notice
        fields = ["id", "kind", "text", "url", "about", "about_id", "made_at", "read_at"]
        read_only_fields = fields


class ReadAllSerializer(serializers.Serializer[Any]):
    marked = serializers.IntegerField(help_text="How many were unread.")


class NoticeViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Notice]):
    """The caller's own notices, newest first."""

    serializer_class = NoticeSerializer
    filterset_class = NoticeFilter
    queryset = Notice.objects.none()

    def get_queryset(self) -> Any:
        return Notice.objects.visible_to(self.request.user)

    @extend_schema(request=None, responses=NoticeSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: Request, pk: str | None = None) -> Response:
        """Mark it as read. Marking it again changes nothing."""
        notice: Notice = self.get_object()
        notices.mark_read(notice, at=clock.now())
        notice.refresh_from_db()
        return Response(self.get_serializer(notice).data)

    @extend_schema(request=None, responses=ReadAllSerializer)
    @action(detail=False, methods=["post"], url_path="read-all")
    def read_all(self, request: Request) -> Response:
        """Mark all of the caller's as read."""
        return Response({"marked": notices.mark_all_read(by=account_of(request), at=clock.now())})
