"""The verbs of areas and announcements over the API. One action for each call."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from alliance.permissions import can_keep_records
from core import clock
from core.api.versions import etag
from core.permissions import require
from core.records.registry import record_for
from core.records.serializers import serializer_for
from core.records.verbs import IF_MATCH, RecordVerbs
from core.signed_in import account_of
from programmes.actions import (
    NewArea,
    adopt_lifecycle,
    end_partner,
    merge_areas,
    move_area,
    release_announcement,
    split_area,
)
from programmes.api.serializers import (
    AdoptedSerializer,
    AdoptSerializer,
    BecameSerializer,
    EndPartnerSerializer,
    MergeAreasSerializer,
    MoveAreaSerializer,
    ReleaseSerializer,
    SplitAreaSerializer,
)
from programmes.models import BusinessArea
from programmes.permissions import can_release

AREAS, ANNOUNCEMENTS = record_for("areas"), record_for("announcements")
AREA_PARTNERS = record_for("area-partners")


@extend_schema(tags=["business areas"], parameters=[IF_MATCH])
class AreaVerbs(RecordVerbs):
    record = AREAS
    serializer_class = serializer_for(AREAS)
    may = staticmethod(can_keep_records)

    @extend_schema(request=AdoptSerializer, responses=AdoptedSerializer)
    @action(detail=True, methods=["post"], url_path="adopt-lifecycle")
    def adopt_lifecycle(self, request: Request, pk: str | None = None) -> Response:
        """Add the phases and gates of a lifecycle that the area has not got yet."""
        row, expected = self.ready()
        given = AdoptSerializer(data=request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        lifecycle = given.validated_data["lifecycle"]
        adopted = adopt_lifecycle(row, lifecycle=lifecycle, by=account_of(request), at=clock.now(), expected=expected)
        return Response(AdoptedSerializer(adopted).data, headers={"ETag": etag(row)})

    @extend_schema(request=SplitAreaSerializer, responses=BecameSerializer)
    @action(detail=True, methods=["post"])
    def split(self, request: Request, pk: str | None = None) -> Response:
        """End it on the day before and begin several in its place; what is not finished goes on in the first."""
        row, expected = self.ready()
        values = self._sent(SplitAreaSerializer)
        values["into"] = [NewArea(**each) for each in values["into"]]
        return self._became(row, split_area(row, **values, **self._who(expected)))

    @extend_schema(request=MergeAreasSerializer, responses=BecameSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str | None = None) -> Response:
        """Go on with one: a new one, or this where none is named. The others end on the day before."""
        row, expected = self.ready()
        values = self._sent(MergeAreasSerializer)
        values["new"] = None if values["new"] is None else NewArea(**values["new"])
        return self._became(row, [merge_areas(row, **values, **self._who(expected))])

    @extend_schema(request=MoveAreaSerializer, responses=BecameSerializer)
    @action(detail=True, methods=["post"], url_path="move", url_name="move")
    def move_away(self, request: Request, pk: str | None = None) -> Response:
        """End it here on the day before and begin it in a wider alliance, whose records the caller keeps too."""
        row, expected = self.ready()
        values = self._sent(MoveAreaSerializer)
        require(can_keep_records(request.user, values["to"]))
        return self._became(row, [move_area(row, **values, **self._who(expected))])

    @extend_schema(request=EndPartnerSerializer, responses=serializer_for(AREA_PARTNERS))
    @action(detail=True, methods=["post"], url_path="end-partner")
    def end_partner(self, request: Request, pk: str | None = None) -> Response:
        """Say until which day a partner takes part; the others go on. With the last one the area ends."""
        row, expected = self.ready()
        ended = end_partner(row, **self._sent(EndPartnerSerializer), **self._who(expected))
        given = serializer_for(AREA_PARTNERS)(ended, context=self.get_serializer_context())
        row.refresh_from_db()
        return Response(given.data, headers={"ETag": etag(row)})

    def _sent(self, serializer: type[Any]) -> dict[str, Any]:
        given = serializer(data=self.request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        values: dict[str, Any] = given.validated_data
        return values

    def _who(self, expected: int) -> dict[str, Any]:
        return {"by": account_of(self.request), "at": clock.now(), "expected": expected}

    def _became(self, row: Any, areas: list[BusinessArea]) -> Response:
        row.refresh_from_db()
        return Response(BecameSerializer({"areas": [each.pk for each in areas]}).data, headers={"ETag": etag(row)})


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
