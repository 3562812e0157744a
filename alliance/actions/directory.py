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
from alliance.models import Organisation, Person, RoleGrant
from alliance.notices import tell_cleared
from alliance.permissions import can_give_role
from core.accounts import account_with, invite_user
from core.history import recorded
from core.invitations import send_given_role, send_invitation
from core.permissions import require

if TYPE_CHECKING:
    from alliance.models import Alliance
    from core.models import User

LONGEST_ALIASES = 300


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

    An account that stands keeps its name; its owner is told by letter. Raises ValidationError naming the field, and
    NotAllowed where somebody would open restricted matter to themselves.
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
                _give(user, alliance, each, by, at)
    return user


def _give(user: User, alliance: Alliance, given: Given, by: User, at: datetime) -> None:
    held = RoleGrant.objects.filter(user=user, alliance=alliance, role=given.role)
    held = held.filter(Q(to_date__isnull=True) | Q(to_date__gte=given.from_date))
    if given.to_date is not None:
        held = held.filter(from_date__lte=given.to_date)
    if held.exists():
        words = f"{user.name} is {Role(given.role).label} in this alliance in that time already."
        raise ValidationError({"roles": words})
    grant = RoleGrant(user=user, alliance=alliance, role=given.role, from_date=given.from_date, to_date=given.to_date)
    grant.full_clean()
    require(can_give_role(by, grant))
    grant.save()
    tell_cleared(grant, by=by, at=at)


def why_bodies_stay_apart(kept: Organisation, other: Organisation) -> str:
    """Why two organisations are not one entered twice; empty when they may be."""
    if kept.is_deciding_body != other.is_deciding_body:
        return (
            f"“{kept}” and “{other}” must stay apart: one decides for itself and the other does not, "
            "so they are separate legal persons."
        )
    if kept.kind != other.kind:
        return (
            f"“{kept}” is {kept.get_kind_display()} and “{other}” is {other.get_kind_display()}: mend the kind first."
        )
    if other.pk in (kept.serves_id, kept.predecessor_id) or kept.pk in (other.serves_id, other.predecessor_id):
        return f"“{kept}” and “{other}” must stay apart: one serves or follows the other."
    return ""


def why_people_stay_apart(kept: Person, other: Person) -> str:
    """Why two people are not one entered twice; empty when they may be."""
    if kept.user_id and other.user_id:
        return f"“{kept}” and “{other}” must stay apart: each has an account of their own."
    return ""


def keep_other_name(kept: Organisation | Person, other: Organisation | Person) -> None:
    """The name of the one that goes stands on as another name of the one that stays; so does a person's account."""
    names = [each.strip() for each in f"{kept.aliases};{other.name};{other.aliases}".split(";") if each.strip()]
    fresh = [name for name in dict.fromkeys(names) if name != kept.name]
    if len("; ".join(fresh)) > LONGEST_ALIASES:
        raise ValidationError(
            {"reason": f"The other names of “{kept}” would be longer than {LONGEST_ALIASES} letters."}
        )
    kept.aliases = "; ".join(fresh)
    if isinstance(kept, Person) and isinstance(other, Person) and other.user_id:
        kept.user_id, other.user_id = other.user_id, None
