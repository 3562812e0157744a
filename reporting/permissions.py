"""Who may ask for and read which document, answered with a reason. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.choices import CLEARED_ROLES, Role
from alliance.permissions import has_role
from core.permissions import ALLOWED, Answer
from reporting.choices import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from alliance.models import Alliance
    from core.models import User

ASKING_ROLES = [role for role in Role.values if role != Role.ADMINISTRATOR]


def can_request_report(user: User | AnonymousUser, alliance: Alliance, edition: str) -> Answer:
    """Everybody with a reading role may ask for the open edition; the board's is for those cleared."""
    if not has_role(user, alliance, *ASKING_ROLES):
        return Answer(False, "You need a role in this alliance to have its documents made.")
    if edition == Edition.BOARD and not has_role(user, alliance, *CLEARED_ROLES):
        return Answer(False, "The board edition may hold restricted matter. Ask for the open edition.")
    return ALLOWED


def editions_for(user: User | AnonymousUser, alliance: Alliance) -> list[Edition]:
    """The editions that a person may ask for."""
    return [edition for edition in Edition if can_request_report(user, alliance, edition)]
