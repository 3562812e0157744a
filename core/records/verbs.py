"""What the API of verbs has in common: a row in scope, the right to the verb, the version that was read, one action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import viewsets
from rest_framework.response import Response

from core import clock
from core.api.versions import etag, expected_version
from core.permissions import Answer, require
from core.readings import note_opened
from core.records.registry import Record
from core.records.rows import visible_rows
from core.signed_in import account_of

IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="The ETag that was read.")


class RecordVerbs(viewsets.GenericViewSet[Any]):
    """Verbs of one kind of record. Each needs If-Match with the ETag that was read."""

    record: Record
    may: Callable[[Any, Any], Answer]
    filterset_class = None

    def get_queryset(self) -> Any:
        return visible_rows(self.record, self.request.user)

    def ready(self) -> tuple[Any, int]:
        """The row asked for and the version that was read of it, once its reader may use the verb."""
        row = self.get_object()
        require(self.may(self.request.user, row.alliance))
        note_opened(self.request, row, route="api")
        return row, expected_version(self.request, row)

    def sent(self, serializer: type[Any]) -> dict[str, Any]:
        given = serializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        values: dict[str, Any] = given.validated_data
        return values

    def done(self, act: Callable[..., Any], row: Any, expected: int, **values: Any) -> Response:
        saved = act(row, **values, by=account_of(self.request), at=clock.now(), expected=expected)
        return Response(self.get_serializer(saved).data, headers={"ETag": etag(saved)})
