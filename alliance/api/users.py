"""Inviting through the API, by the same action and permissions as the page. Changing accounts stands in core."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from alliance.actions import Given, invite_with_roles
from alliance.choices import Role
from alliance.models import Alliance
from alliance.permissions import can_give_roles
from core import clock
from core.accounts import can_keep_accounts, invite_user
from core.api.accounts import UserSerializer, UserViewSet
from core.api.known_names import KnownNames, RowNumberField
from core.permissions import require


class RoleToGiveSerializer(KnownNames):
    """A role between two days, both included; without the last while it lasts."""

    role = serializers.ChoiceField(choices=Role.choices)
    from_date = serializers.DateField(help_text="Today when it is not sent.", required=False)
    to_date = serializers.DateField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs.setdefault("from_date", clock.today())
        if attrs["to_date"] is not None and attrs["to_date"] < attrs["from_date"]:
            raise serializers.ValidationError({"to_date": "The last day must not lie before the first."})
        return attrs


class InvitationSerializer(KnownNames):
    """Whom to invite, and with which roles in which alliance."""

    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(max_length=254)
    alliance = RowNumberField(
        queryset=Alliance.objects.none(),
        required=False,
        allow_null=True,
        default=None,
        help_text="Needed unless you are a service administrator.",
    )
    roles = RoleToGiveSerializer(many=True, required=False, default=list)

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        request = self.context.get("request")
        if request is not None:
            fields["alliance"].queryset = Alliance.objects.visible_to(request.user)
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["alliance"] is not None and not attrs["roles"]:
            raise serializers.ValidationError({"roles": "Name at least one role in this alliance."})
        if attrs["roles"] and attrs["alliance"] is None:
            raise serializers.ValidationError({"alliance": "Name the alliance of these roles."})
        return attrs


@extend_schema(tags=["accounts"])
class InvitingUserViewSet(UserViewSet):
    """The accounts that share an alliance with yours. Service administrators see and keep all."""

    @extend_schema(request=InvitationSerializer, responses={201: UserSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Invite somebody by email. Administrators invite into their alliances, service administrators anywhere.

        When the address has an account already, it is given the roles and keeps its name.
        """
        require(can_give_roles(request.user, None))
        serializer = InvitationSerializer(data=request.data, context=self.get_serializer_context())
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        known: dict[str, Any] = {"email": values["email"], "name": values["name"], "by": request.user}
        if values["alliance"] is None:
            require(can_keep_accounts(request.user))
            return self.answer(invite_user(**known, at=clock.now()), status=201)
        require(can_give_roles(request.user, values["alliance"]))
        roles = [Given(**each) for each in values["roles"]]
        user = invite_with_roles(**known, alliance=values["alliance"], roles=roles, at=clock.now())
        return self.answer(user, status=201)
