"""Who may do what in an alliance, answered with a reason. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from alliance.choices import CLEARED_ROLES, Role
from core import clock
from core.permissions import ALLOWED, Answer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from alliance.models import Alliance, RoleGrant
    from core.models import User


def has_role(user: User | AnonymousUser, alliance: Alliance | None, *roles: str) -> bool:
    """Whether `user` holds one of `roles` in the alliance today (any alliance, when None)."""
    if not user.is_authenticated or not user.is_active:
        return False
    if alliance is not None and alliance.roles_of == user.pk:
        return not alliance.roles_held.isdisjoint(roles)
    today = clock.today()
    grants = user.role_grants.filter(role__in=roles, from_date__lte=today)
    grants = grants.filter(Q(to_date__isnull=True) | Q(to_date__gte=today))
    if alliance is not None:
        grants = grants.filter(alliance=alliance)
    return grants.exists()


def accounts_with_role(alliance: Alliance, *roles: str) -> list[User]:
    """The accounts that hold one of `roles` in the alliance today, each once."""
    today = clock.today()
    grants = alliance.role_grants.filter(role__in=roles, from_date__lte=today)
    grants = grants.filter(Q(to_date__isnull=True) | Q(to_date__gte=today)).select_related("user")
    return list({grant.user_id: grant.user for grant in grants}.values())


def can_keep_records(user: User | AnonymousUser, alliance: Alliance | None) -> Answer:
    """The programme office keeps the records of its alliance."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE):
        return ALLOWED
    return Answer(False, "Only the programme office of this alliance can change this.")


def can_comment(user: User | AnonymousUser, alliance: Alliance | None) -> Answer:
    """Whoever holds a role in the alliance may comment on what they see there, but an auditor changes nothing."""
    if has_role(user, alliance, *(role for role in Role.values if role != Role.AUDITOR)):
        return ALLOWED
    return Answer(False, "Only those who work in this alliance can comment; an auditor changes nothing.")


def can_keep_directory(user: User | AnonymousUser, alliance: Alliance | None = None) -> Answer:
    """The programme office of any alliance keeps the shared directory of organisations, people and posts."""
    if has_role(user, None, Role.PROGRAMME_OFFICE) or getattr(user, "is_service_administrator", False):
        return ALLOWED
    return Answer(False, "Only a programme office or a service administrator can change the directory.")


def can_set_up_alliance(user: User | AnonymousUser, alliance: Alliance | None) -> Answer:
    """A service administrator sets up alliances; the programme office keeps its own."""
    if getattr(user, "is_service_administrator", False):
        return ALLOWED
    if alliance is not None and has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.ADMINISTRATOR):
        return ALLOWED
    return Answer(False, "Only a service administrator can set up an alliance.")


def can_give_role(user: User, grant: RoleGrant) -> Answer:
    """Nobody opens restricted matter to themselves. Where nobody could read it yet, who sets the alliance up may."""
    before = type(grant)._base_manager.filter(pk=grant.pk).first() if grant.pk else None
    if grant.user_id != user.pk or grant.role not in CLEARED_ROLES or not gives_more(before, grant):
        return ALLOWED
    if user.is_service_administrator and not accounts_with_role(grant.alliance, *CLEARED_ROLES):
        return ALLOWED
    return Answer(
        False,
        "This role opens restricted matter, so nobody gives it to themselves: ask another administrator of the "
        "alliance, or a service administrator.",
    )


def gives_more(before: Any, grant: Any) -> bool:
    """Whether an account comes to hold a role on days on which, by what stood `before`, it did not."""
    if before is None or before.withdrawn_at is not None:
        return True
    if (before.user_id, before.role) != (grant.user_id, grant.role) or grant.from_date < before.from_date:
        return True
    return before.to_date is not None and (grant.to_date is None or grant.to_date > before.to_date)


def can_give_roles(user: User | AnonymousUser, alliance: Alliance | None) -> Answer:
    """Administrators of the alliance, and service administrators, give roles."""
    if getattr(user, "is_service_administrator", False) or has_role(user, alliance, Role.ADMINISTRATOR):
        return ALLOWED
    return Answer(False, "Only an administrator can give or end roles.")
