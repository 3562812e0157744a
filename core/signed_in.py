"""The account behind a request, for code that runs only after sign-in. No right is asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.models import User
from core.permissions import NotAllowed

if TYPE_CHECKING:
    from django.http import HttpRequest
    from rest_framework.request import Request


def account_of(request: HttpRequest | Request) -> User:
    """The signed-in account. Raises NotAllowed when nobody is signed in."""
    if not isinstance(request.user, User):
        raise NotAllowed("Sign in first.")
    return request.user
