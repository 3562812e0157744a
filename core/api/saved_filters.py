"""Saved filters in the API: one's own and those shared in the alliance."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.api.known_names import KnownNames
from core.models import SavedFilter
from core.records.registry import record_for, scope_model
from core.records.saved_filters import LONGEST_NAME, LONGEST_QUERY, delete_filter, save_filter
from core.signed_in import account_of


class SavedFilterSerializer(serializers.ModelSerializer[SavedFilter]):
    owner = serializers.CharField(source="owner.name", read_only=True)

    class Meta:
        model = SavedFilter
        fields = ["id", "kind", "scope_id", "name", "query", "is_shared", "owner", "created_at"]


class NewFilterSerializer(KnownNames):
    kind = serializers.CharField(help_text="The kind's word in addresses, such as risks.")
    alliance = serializers.CharField(
        required=False, default="", help_text="Its short name in addresses; leave out for the directory."
    )
    name = serializers.CharField(max_length=LONGEST_NAME)
    query = serializers.CharField(max_length=LONGEST_QUERY, help_text="As in the address of the list: state=open")
    is_shared = serializers.BooleanField(default=False, help_text="With the alliance; for its programme office.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            attrs["record"] = record_for(attrs["kind"])
        except LookupError as unknown:
            raise serializers.ValidationError({"kind": str(unknown)}) from None
        attrs["scope"] = None
        if attrs["record"].scope_path:
            manager: Any = scope_model()._default_manager
            attrs["scope"] = manager.visible_to(self.context["request"].user).filter(slug=attrs["alliance"]).first()
            if attrs["scope"] is None:
                raise serializers.ValidationError({"alliance": "Give the short name of an alliance that you can see."})
        return attrs


@extend_schema(tags=["saved filters"])
class SavedFilterViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[SavedFilter]
):
    """Filters of lists under a name."""

    serializer_class = SavedFilterSerializer
    queryset = SavedFilter.objects.none()
    filterset_fields = ["kind", "is_shared"]

    def get_queryset(self) -> Any:
        return SavedFilter.objects.visible_to(self.request.user).select_related("owner")

    @extend_schema(request=NewFilterSerializer)
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Keep filters under a name; a name of one's own that stands already gets the new filters."""
        given = NewFilterSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        asked = given.validated_data
        saved = save_filter(
            asked["record"],
            asked["scope"],
            name=asked["name"],
            query=asked["query"],
            by=account_of(request),
            at=clock.now(),
            share=asked["is_shared"],
        )
        return Response(SavedFilterSerializer(saved).data, status=201)

    def perform_destroy(self, instance: SavedFilter) -> None:
        delete_filter(instance, by=account_of(self.request))
