"""Who may ask for and read which document, answered with a reason. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alliance.choices import CLEARED_ROLES, Role
from alliance.permissions import has_role
from core.permissions import ALLOWED, Answer
from reporting.choices import Edition

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from alliance.models import Alliance
    from core.models import User

READING_ROLES = [role for role in Role.values if role != Role.ADMINISTRATOR]
ASKING_ROLES = [role for role in READING_ROLES if role != Role.AUDITOR]


def can_request_report(user: User | AnonymousUser, alliance: Alliance, edition: str) -> Answer:
    """Everybody with a working role may ask for the open edition; the board's is for those cleared."""
    if has_role(user, alliance, Role.AUDITOR) and not has_role(user, alliance, *ASKING_ROLES):
        return Answer(False, "Auditors read documents and have none made.")
    if not has_role(user, alliance, *ASKING_ROLES):
        return Answer(False, "You need a role in this alliance to have its documents made.")
    return _of_edition(user, alliance, edition)


def can_preview_report(user: User | AnonymousUser, alliance: Alliance, edition: str) -> Answer:
    """Reading a document in the browser makes nothing, so that auditors may as well."""
    if not has_role(user, alliance, *READING_ROLES):
        return Answer(False, "You need a role in this alliance to read its documents.")
    return _of_edition(user, alliance, edition)


def _of_edition(user: User | AnonymousUser, alliance: Alliance, edition: str) -> Answer:
    if edition == Edition.BOARD and not has_role(user, alliance, *CLEARED_ROLES):
        return Answer(False, "The board edition may hold restricted matter. Ask for the open edition.")
    return ALLOWED


def editions_for(
    user: User | AnonymousUser, alliance: Alliance, may: Callable[..., Answer] = can_request_report
) -> list[Edition]:
    """The editions that a person may ask for, or read in the browser with `may=can_preview_report`."""
    return [edition for edition in Edition if may(user, alliance, edition)]
