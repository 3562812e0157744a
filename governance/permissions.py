"""Who may do what with meetings, papers and actions, answered with a reason. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.choices import Role
from alliance.permissions import has_role
from core.permissions import ALLOWED, Answer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from alliance.models import Alliance
    from core.models import User


def _office(user: User | AnonymousUser, alliance: Alliance, verbs: str) -> Answer:
    if has_role(user, alliance, Role.PROGRAMME_OFFICE):
        return ALLOWED
    return Answer(False, f"Only the programme office {verbs}.")


def can_run_meeting(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office orders the agenda and says whether a meeting was held or is cancelled."""
    return _office(user, alliance, "orders the agenda and says whether a meeting was held")


def can_receive_paper(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office receives the files of papers."""
    return _office(user, alliance, "receives papers")


def can_close_action(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office closes actions and opens them again."""
    return _office(user, alliance, "closes actions or opens them again")
