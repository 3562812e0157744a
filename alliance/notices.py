"""Whom an alliance tells of its roles and of the bodies it shares. Called inside the transaction of the save."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from alliance.choices import CLEARED_ROLES, Role
from alliance.models import Alliance
from alliance.permissions import accounts_with_role, gives_more
from core.dated import in_force_on
from core.notices import tell
from core.records.addresses import page_of

if TYPE_CHECKING:
    from alliance.models import Organisation, RoleGrant
    from core.models import User


def tell_cleared(grant: RoleGrant, *, by: User, at: datetime) -> None:
    """To the programme office, when somebody is given a role that opens restricted matter or holds it for longer."""
    if grant.role not in CLEARED_ROLES:
        return
    before: Any = grant.history.order_by("-history_id")[1:2].first()
    if gives_more(before, grant):
        office = accounts_with_role(grant.alliance, Role.PROGRAMME_OFFICE)
        text = f"{grant.user.name} may read restricted matter of {grant.alliance.short_name}: given the role "
        text += f"{grant.get_role_display()} by {by.name}"
        tell(office, kind="role-given", text=text, url=page_of(grant), about=grant, by=by, at=at)


def tell_renamed(body: Organisation, *, by: User, at: datetime) -> None:
    """To the programme offices of the alliances in which it is a partner, but for those of whoever renamed it."""
    before: Any = body.history.order_by("-history_id")[1:2].first()
    if before is None or before.name == body.name:
        return
    partners = in_force_on(timezone.localdate(at), via="partners__")
    # Asked of all alliances: those that are told are those that the one who renames may not read.
    told = Alliance._base_manager.filter(partners, partners__organisation=body).distinct()
    mine = set(Alliance.objects.with_role(by, Role.PROGRAMME_OFFICE).values_list("pk", flat=True))
    office = [each for alliance in told if alliance.pk not in mine for each in _office(alliance)]
    text = f"“{before.name}” is now “{body.name}” in the directory that alliances share"
    tell(office, kind="organisation-renamed", text=text, url=page_of(body), about=body, by=by, at=at)


def _office(alliance: Alliance) -> list[User]:
    return accounts_with_role(alliance, Role.PROGRAMME_OFFICE)
