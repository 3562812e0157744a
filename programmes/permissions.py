"""Who may do what in the reporting cycle, answered with a reason. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.choices import Role
from alliance.permissions import has_role
from core.permissions import ALLOWED, Answer
from programmes.models import BusinessArea

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from alliance.models import Alliance
    from core.models import User


def can_open_period(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office opens and dates the periods."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE):
        return ALLOWED
    return Answer(False, "Only the programme office opens and changes reporting periods.")


def can_file_update(user: User | AnonymousUser, area: BusinessArea) -> Answer:
    """The area's lead files its update; the programme office may do so for them."""
    if has_role(user, area.alliance, Role.PROGRAMME_OFFICE):
        return ALLOWED
    if BusinessArea.objects.visible_to(user).led_by(user).filter(pk=area.pk).exists():
        return ALLOWED
    return Answer(False, f"Only those who lead {area.name}, or the programme office, file its update.")


def can_accept_update(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office accepts updates and returns them."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE):
        return ALLOWED
    return Answer(False, "Only the programme office accepts updates or returns them.")


def can_sign_off(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The senior responsible owner signs the whole, and may open it again."""
    if has_role(user, alliance, Role.SRO):
        return ALLOWED
    return Answer(False, "Only a senior responsible owner signs off a period or opens it again.")
