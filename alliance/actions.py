"""The verbs of this app: inviting somebody with roles. Who may is asked by the door; no request is known here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from alliance.choices import Role
from alliance.models import RoleGrant
from core.accounts import account_with, invite_user
from core.history import recorded
from core.invitations import send_given_role, send_invitation

if TYPE_CHECKING:
    from alliance.models import Alliance
    from core.models import User


@dataclass(frozen=True)
class Given:
    """A role to give, from one day to another, both included; without the last while it lasts."""

    role: str
    from_date: date
    to_date: date | None = None


def invite_with_roles(
    *, email: str, name: str, alliance: Alliance, roles: Sequence[Given], by: User, at: datetime
) -> User:
    """Give somebody roles in an alliance, adding their account when there is none with that address.

    An account that stands keeps its name; its owner is told by letter. Raises ValidationError naming the field.
    """
    user = account_with(email)
    if user is not None and not user.is_active:
        raise ValidationError(
            {"email": "The account with this address is disabled; a service administrator can enable it."}
        )
    with transaction.atomic():
        if user is None:
            user = invite_user(email=email, name=name, by=by, at=at)
        elif user.has_usable_password():
            words = ", ".join(Role(each.role).label for each in roles)
            send_given_role(user, by=by, roles=f"{words} ({alliance.name})")
        else:
            send_invitation(user, by=by)
        with recorded(by=by, reason="alliance.role_given"):
            for each in roles:
                _give(user, alliance, each)
    return user


def _give(user: User, alliance: Alliance, given: Given) -> None:
    held = RoleGrant.objects.filter(user=user, alliance=alliance, role=given.role)
    held = held.filter(Q(to_date__isnull=True) | Q(to_date__gte=given.from_date))
    if given.to_date is not None:
        held = held.filter(from_date__lte=given.to_date)
    if held.exists():
        words = f"{user.name} is {Role(given.role).label} in this alliance in that time already."
        raise ValidationError({"roles": words})
    grant = RoleGrant(user=user, alliance=alliance, role=given.role, from_date=given.from_date, to_date=given.to_date)
    grant.full_clean()
    grant.save()
