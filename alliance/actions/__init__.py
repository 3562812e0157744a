"""The verbs of this app. Who may is asked by the door; no request is known here."""

from alliance.actions.directory import (
    Given,
    invite_with_roles,
    keep_other_name,
    why_bodies_stay_apart,
    why_people_stay_apart,
)
from alliance.actions.leaving import end_alliance, leave_alliance
from alliance.actions.succession import (
    Act,
    Change,
    change_holder,
    holder_plan,
    replace_body,
    replacement_plan,
)

__all__ = [
    "Act",
    "Change",
    "Given",
    "change_holder",
    "end_alliance",
    "holder_plan",
    "invite_with_roles",
    "keep_other_name",
    "leave_alliance",
    "replace_body",
    "replacement_plan",
    "why_bodies_stay_apart",
    "why_people_stay_apart",
]
