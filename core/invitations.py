"""The letters an account's owner gets from its keepers. Letters about passwords are sent by the sign-in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

if TYPE_CHECKING:
    from core.models import User


def password_link(user: User) -> str:
    """The address at which the owner sets a password; it works once, for PASSWORD_RESET_TIMEOUT seconds."""
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return settings.SITE_URL.rstrip("/") + path.replace("UID-KEY", key)


def send_invitation(user: User, *, by: User) -> None:
    days = settings.PASSWORD_RESET_TIMEOUT // 86400
    _send("invitation", user.email, user=user, by=by, link=password_link(user), days=days)


def send_changed_address(user: User, *, old_email: str, by: User) -> None:
    _send("changed_address", old_email, user=user, by=by)


def send_given_role(user: User, *, by: User, roles: str) -> None:
    """Tell the owner of an account that has signed in before about a role in another alliance."""
    _send("given_role", user.email, user=user, by=by, roles=roles, link=settings.SITE_URL)


def _send(name: str, to: str, **context: Any) -> None:
    """Send after commit. A mail server that fails is logged and does not undo what was saved."""
    subject = " ".join(render_to_string(f"emails/{name}_subject.txt", context).split())
    body = render_to_string(f"emails/{name}.txt", context)
    transaction.on_commit(lambda: _deliver(subject, body, to), robust=True)


def _deliver(subject: str, body: str, to: str) -> None:
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
