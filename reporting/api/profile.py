"""Who an alliance is, over the API: the reading of its page, without whom to ask."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.readings import alliances_for
from core.api.known_names import refuse_unknown_query
from reporting.api.serializers import PositionSerializer
from reporting.api.shapes import serializer_of
from reporting.profile import Profile, profile_seen
from reporting.profile.reading import moment_of

ProfileSerializer = serializer_of(Profile, "Profile", position=PositionSerializer())


class ProfileView(APIView):
    """Who an alliance is on a day. An `address` is the page on which the row is read."""

    @extend_schema(
        tags=["overview"],
        operation_id="alliances_profile",
        parameters=[
            OpenApiParameter("as_at", OpenApiTypes.DATE, description="What was in force on that day, as now known."),
        ],
        responses=ProfileSerializer,
    )
    def get(self, request: Request, pk: int) -> Response:
        alliance = next((each for each in alliances_for(request.user) if each.pk == pk), None)
        if alliance is None:
            raise NotFound
        refuse_unknown_query(request, {"as_at"})
        moment = moment_of(request.query_params)
        return Response(ProfileSerializer(profile_seen(alliance, request.user, moment.on)).data)
