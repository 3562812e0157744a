"""Whom an alliance tells of what happens to its roles. Called inside the transaction of the save."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from alliance.choices import CLEARED_ROLES, Role
from alliance.permissions import accounts_with_role, gives_more
from core.notices import tell
from core.records.addresses import page_of

if TYPE_CHECKING:
    from alliance.models import RoleGrant
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
