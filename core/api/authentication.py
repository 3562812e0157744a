"""How another system signs in to the API: by a key in the Authorization header. Keys are made in core.keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from core import clock, keys

if TYPE_CHECKING:
    from rest_framework.request import Request

    from core.models import ApiKey, User

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class KeyAuthentication(BaseAuthentication):
    """`Authorization: Bearer <key>`. A key can do what its owner can at that moment, within its scope."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        scheme, _, text = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = keys.find(text.strip(), at=clock.now())
        if key is None:
            raise AuthenticationFailed("This key is unknown, expired or revoked, or its owner may no longer sign in.")
        if key.scope == key.Scope.READ and request.method not in SAFE_METHODS:
            raise PermissionDenied("This key may only read.")
        return key.owner, key

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class KeySchema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the OpenAPI document names a key."""

    target_class = "core.api.authentication.KeyAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A key made on the page 'API keys'."}
