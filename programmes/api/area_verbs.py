"""The verbs of announcements over the API. One action for each call."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.records.registry import record_for
from core.records.serializers import serializer_for
from core.records.verbs import IF_MATCH, RecordVerbs
from programmes.actions import release_announcement
from programmes.api.serializers import ReleaseSerializer
from programmes.permissions import can_release

ANNOUNCEMENTS = record_for("announcements")


@extend_schema(tags=["announcements"], parameters=[IF_MATCH])
class AnnouncementVerbs(RecordVerbs):
    record = ANNOUNCEMENTS
    serializer_class = serializer_for(ANNOUNCEMENTS)
    may = staticmethod(can_release)

    @extend_schema(request=ReleaseSerializer)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str | None = None) -> Response:
        """Open it to all readers of its alliance, as released on a day; 400 while the embargo stands."""
        row, expected = self.ready()
        return self.done(release_announcement, row, expected, **self.sent(ReleaseSerializer))
