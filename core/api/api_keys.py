"""Keys in the API: the same rows and verbs as their pages. A key's text leaves once, in the answer that made it."""

from __future__ import annotations

import json
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock, keys
from core.api.errors import Refused
from core.api.known_names import KnownNames
from core.models import ApiKey
from core.repeats import keep_instead
from core.signed_in import account_of


class ApiKeySerializer(KnownNames, serializers.ModelSerializer[ApiKey]):
    """A key without its text."""

    owner_name = serializers.CharField(source="owner.name", read_only=True)

    class Meta:
        model = ApiKey
        fields = [
            "id",
            "owner",
            "owner_name",
            "name",
            "scope",
            "expires_on",
            "prefix",
            "created_at",
            "last_used_at",
            "revoked_at",
        ]
        read_only_fields = ["id", "owner", "prefix", "created_at", "last_used_at", "revoked_at"]


class ApiKeyMadeSerializer(ApiKeySerializer):
    """A key with its text, which is shown this once; a repeat of the request is answered with an empty text."""

    text = serializers.CharField(read_only=True)

    class Meta(ApiKeySerializer.Meta):
        fields = [*ApiKeySerializer.Meta.fields, "text"]


@extend_schema(tags=["API keys"])
class ApiKeyViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[ApiKey]):
    """Your keys. Service administrators see all keys, without their texts, and may revoke them."""

    serializer_class = ApiKeySerializer
    queryset = ApiKey.objects.none()

    def get_queryset(self) -> Any:
        return ApiKey.objects.visible_to(self.request.user).select_related("owner")

    @extend_schema(responses={201: ApiKeyMadeSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make a key of your own. A key can make another only with its own scope or less, and no longer life."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        if isinstance(request.auth, ApiKey) and values["expires_on"] > request.auth.expires_on:
            raise Refused("A key cannot make a key that outlives it. Sign in to make one.")
        values.setdefault("scope", ApiKey.Scope.READ)
        key, text = keys.create(owner=account_of(request), by=account_of(request), at=clock.now(), **values)
        data = self.get_serializer(key).data
        response = Response({**data, "text": text}, status=201)
        keep_instead(response, json.dumps({**data, "text": ""}).encode())
        return response

    @extend_schema(request=None, responses=ApiKeySerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, pk: str | None = None) -> Response:
        """End a key at once. Revoking it again changes nothing."""
        key = self.get_object()
        keys.revoke(key, by=account_of(request), at=clock.now())
        return Response(self.get_serializer(key).data)
