"""Who may do what in the reporting cycle, with gates and with what is controlled, answered with a reason."""

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
    from programmes.models import Gate, GateRequirement


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


def can_judge_gate(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office and the senior responsible owner record what came of gates."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.SRO):
        return ALLOWED
    return Answer(False, "Only the programme office or a senior responsible owner records what came of a gate.")


def can_pass_gate(user: User | AnonymousUser, gate: Gate) -> Answer:
    """Without a decision, a gate is passed on the name of a senior responsible owner; one that is discussed only, also
    by the programme office."""
    if has_role(user, gate.alliance, Role.SRO):
        return ALLOWED
    if gate.is_discussion_only and has_role(user, gate.alliance, Role.PROGRAMME_OFFICE):
        return ALLOWED
    return Answer(False, "Only a senior responsible owner passes a gate without a decision of those who decide.")


def can_meet_requirement(user: User | AnonymousUser, requirement: GateRequirement) -> Answer:
    """Officers and those who lead the area say what is met; so do the programme office and the owner."""
    if has_role(user, requirement.alliance, Role.PROGRAMME_OFFICE, Role.SRO, Role.OFFICER):
        return ALLOWED
    area = requirement.gate.area
    if BusinessArea.objects.visible_to(user).led_by(user).filter(pk=area.pk).exists():
        return ALLOWED
    return Answer(False, f"Only officers, those who lead {area.name} and the programme office say what is met.")


def can_move_baseline(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office enters that a baseline was moved, and who approved it; so does the owner."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.SRO):
        return ALLOWED
    return Answer(False, "Only the programme office or a senior responsible owner moves a baseline.")


def can_release(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office and the senior responsible owner release what is announced."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.SRO):
        return ALLOWED
    return Answer(False, "Only the programme office or a senior responsible owner releases an announcement.")


def can_decide_change(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office enters what came of a change request, and who decided it; so does the owner."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.SRO):
        return ALLOWED
    words = "Only the programme office or a senior responsible owner records what came of a change request."
    return Answer(False, words)


def can_judge_case(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office and the senior responsible owner call a business case complete."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.SRO):
        return ALLOWED
    return Answer(False, "Only the programme office or a senior responsible owner calls a business case complete.")


def can_close_recommendation(user: User | AnonymousUser, alliance: Alliance) -> Answer:
    """The programme office and the senior responsible owner, to whom reviews are addressed, say what is done."""
    if has_role(user, alliance, Role.PROGRAMME_OFFICE, Role.SRO):
        return ALLOWED
    words = "Only the programme office or a senior responsible owner says that a recommendation is done."
    return Answer(False, words)
