"""How accounts come to be, change and end: by invitation only, and never removed. No page stands here, and no role."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction

from core import keys
from core.history import recorded
from core.invitations import send_changed_address, send_invitation
from core.models import User
from core.permissions import ALLOWED, Answer
from core.sessions import end_sessions
from core.versions import claim_version
from core.workflow import WrongState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """Nobody signs up; a service administrator adds accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Accounts are known by their email address alone."""

    def set_password(self, user: Any, password: str) -> None:
        """Only the person themself gets here: by a link sent to their address, or with the password they had."""
        with recorded(by=user, reason="core.password_set"):
            super().set_password(user, password)


def can_keep_accounts(user: User | AnonymousUser) -> Answer:
    """Service administrators add, change, disable and enable accounts."""
    if user.is_authenticated and user.is_active and user.is_service_administrator:
        return ALLOWED
    return Answer(False, "Only a service administrator can add or change accounts.")


def account_with(email: str) -> User | None:
    """The account that signs in with this address, however it is written."""
    return User._base_manager.filter(email__iexact=email.strip()).first()


def invite_user(*, email: str, name: str, by: User, at: datetime, is_service_administrator: bool = False) -> User:
    """Add an account that cannot sign in yet, and send its owner a link to set a password.

    The link works for three days. Raises ValidationError naming the field, also when the address is in use.
    """
    user = User(
        email=email.strip().lower(),
        name=name.strip(),
        is_service_administrator=is_service_administrator,
    )
    user.set_unusable_password()
    _require_free_address(user)
    user.full_clean()
    with transaction.atomic(), recorded(by=by, reason="core.user_invited"):
        user.save()
        send_invitation(user, by=by)
    return user


def invite_again(*, user: User, by: User, at: datetime) -> None:
    """Send the link once more. Raises WrongState when the account is disabled or has set its password already."""
    if not user.is_active:
        raise WrongState("This account is disabled. Enable it before you invite its owner again.")
    if user.has_usable_password():
        raise WrongState("The owner of this account has set a password; they can reset it on the sign-in page.")
    send_invitation(user, by=by)


def change_user(
    *,
    user: User,
    email: str,
    name: str,
    is_service_administrator: bool,
    expected: int,
    by: User,
    at: datetime,
    why: str = "",
) -> User:
    """Change an account's name, address and service right; a new address is told to the old one.

    Raises ValidationError naming the field, and StaleVersion when somebody else saved first.
    """
    if user.pk == by.pk and not is_service_administrator and user.is_service_administrator:
        raise ValidationError(
            {"is_service_administrator": "You cannot give up this right yourself: ask another administrator."}
        )
    old_email = user.email
    user.email, user.name = email.strip().lower(), name.strip()
    user.is_service_administrator = is_service_administrator
    _require_free_address(user)
    user.full_clean()
    with transaction.atomic(), recorded(by=by, reason=_reason("core.user_changed", why)):
        claim_version(user, expected)
        user.save()
        if user.email != old_email:
            # The sign-in page also knows addresses by these rows; an old one must not open the account.
            EmailAddress.objects.filter(user=user).delete()
            send_changed_address(user, old_email=old_email, by=by)
    return user


def disable_user(*, user: User, expected: int, by: User, at: datetime, why: str) -> User:
    """End an account's right to sign in, and with it every session and key at once.

    Raises ValidationError without a reason or for one's own account, WrongState when it is disabled already,
    and StaleVersion when somebody else saved first.
    """
    if not why.strip():
        raise ValidationError({"why": "Say why this account is disabled."})
    if user.pk == by.pk:
        raise ValidationError("You cannot disable your own account: ask another administrator.")
    if not user.is_active:
        raise WrongState("This account is disabled already.")
    with transaction.atomic(), recorded(by=by, reason=_reason("core.user_disabled", why)):
        claim_version(user, expected)
        user.is_active = False
        user.save()
        end_sessions(user, at=at)
        for key in user.api_keys.filter(revoked_at__isnull=True):
            keys.revoke(key, by=by, at=at)
    return user


def enable_user(*, user: User, expected: int, by: User, at: datetime, why: str = "") -> User:
    """Let an account sign in again; its keys and sessions stay ended. Raises WrongState and StaleVersion."""
    if user.is_active:
        raise WrongState("This account may sign in already.")
    with transaction.atomic(), recorded(by=by, reason=_reason("core.user_enabled", why)):
        claim_version(user, expected)
        user.is_active = True
        user.save()
    return user


def _reason(code: str, why: str) -> str:
    return f"{code}: {why.strip()}"[:500] if why.strip() else code


def _require_free_address(user: User) -> None:
    other = account_with(user.email)
    if other is not None and other.pk != user.pk:
        raise ValidationError({"email": "There is an account with this email address already."})
