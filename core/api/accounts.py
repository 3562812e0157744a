"""Accounts in the API: the same rows, permissions and verbs as their pages. Inviting stands where roles are known."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.account_filters import UserFilter
from core.accounts import can_keep_accounts, change_user, disable_user, enable_user, invite_again
from core.api.known_names import KnownNames
from core.api.versions import etag, expected_version, unchanged
from core.models import User
from core.permissions import require
from core.records.changes import entries
from core.records.serializers import HistoryEntrySerializer
from core.signed_in import account_of

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag of the version you read, such as "v3".',
)


class UserSerializer(KnownNames, serializers.ModelSerializer[User]):
    """An account. Passwords never come in or go out."""

    change_reason = serializers.CharField(
        write_only=True, required=False, max_length=300, help_text="Why it is changed; kept in the history."
    )

    class Meta:
        model = User
        fields = [
            "id",
            "version",
            "name",
            "email",
            "is_active",
            "is_service_administrator",
            "created_at",
            "change_reason",
        ]
        read_only_fields = ["is_active", "created_at"]


class WhySerializer(KnownNames):
    """Why an account is disabled or enabled."""

    change_reason = serializers.CharField(
        max_length=300, required=False, default="", help_text="Kept in the history; needed to disable."
    )


class UserViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[User]):
    """The accounts that share an alliance with yours. Service administrators see and keep all."""

    serializer_class = UserSerializer
    filterset_class = UserFilter
    queryset = User.objects.none()

    def get_queryset(self) -> Any:
        return User.objects.visible_to(self.request.user)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change a name, an email address or the service right. Service administrators only."""
        user = self._kept()
        expected = expected_version(request, user)
        serializer = self.get_serializer(user, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        names = ("name", "email", "is_service_administrator")
        values = {name: serializer.validated_data.get(name, getattr(user, name)) for name in names}
        values["email"] = values["email"].strip().lower()
        if unchanged(user, values, expected):
            return self.answer(user)
        why = serializer.validated_data.get("change_reason", "")
        change_user(user=user, expected=expected, by=account_of(request), at=clock.now(), why=why, **values)
        return self.answer(user)

    @extend_schema(request=WhySerializer, responses=UserSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def disable(self, request: Request, pk: str | None = None) -> Response:
        """End an account's right to sign in, with all its sessions and keys at once. Needs a reason."""
        user = self._kept()
        expected, why = expected_version(request, user), self._why(request)
        return self.answer(disable_user(user=user, expected=expected, by=account_of(request), at=clock.now(), why=why))

    @extend_schema(request=WhySerializer, responses=UserSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def enable(self, request: Request, pk: str | None = None) -> Response:
        """Let an account sign in again. Its keys stay ended."""
        user = self._kept()
        expected, why = expected_version(request, user), self._why(request)
        return self.answer(enable_user(user=user, expected=expected, by=account_of(request), at=clock.now(), why=why))

    @extend_schema(request=None, responses=UserSerializer)
    @action(detail=True, methods=["post"], url_path="invite-again")
    def invite_again(self, request: Request, pk: str | None = None) -> Response:
        """Send the invitation once more to somebody who has not set a password yet."""
        user = self._kept()
        invite_again(user=user, by=account_of(request), at=clock.now())
        return self.answer(user)

    @extend_schema(responses=HistoryEntrySerializer(many=True))
    @action(detail=True, pagination_class=None, filterset_class=None)
    def history(self, request: Request, pk: str | None = None) -> Response:
        """Who changed this account, when, why and what, newest first. Service administrators only."""
        user = self._kept()
        rows = User.objects.all().history_visible_to(request.user, user.history.all())
        return Response(HistoryEntrySerializer(entries(list(rows)), many=True).data)

    def answer(self, user: User, status: int = 200) -> Response:
        data = UserSerializer(user, context=self.get_serializer_context()).data
        return Response(data, status=status, headers={"ETag": etag(user)})

    def _kept(self) -> User:
        user: User = self.get_object()
        require(can_keep_accounts(self.request.user))
        return user

    def _why(self, request: Request) -> str:
        """The reason sent. An empty one is judged by the action, which names it `why`."""
        serializer = WhySerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return str(serializer.validated_data["change_reason"])
