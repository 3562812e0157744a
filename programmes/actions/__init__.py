"""The verbs of this app. Each is one transaction, writes its history, knows no request."""

from programmes.actions.announcement import release_announcement
from programmes.actions.baseline import move_baseline
from programmes.actions.case import Missing, complete_case, missing_from, reopen_case, supersede_case
from programmes.actions.change import decide_change, reopen_change
from programmes.actions.gate import (
    Authority,
    Condition,
    decide_gate,
    meet_requirement,
    missing_on,
    reinstate_gate,
    reopen_requirement,
)
from programmes.actions.lifecycle import Adopted, adopt_lifecycle
from programmes.actions.period import dates_out_of_order, reopen_period, save_period, sign_off_period
from programmes.actions.recommendation import close_recommendation, reopen_recommendation
from programmes.actions.reshaping import NewArea, end_partner, merge_areas, move_area, split_area, wider_alliances
from programmes.actions.update import accept_update, return_update, save_update, submit_update

__all__ = [
    "Adopted",
    "Authority",
    "Condition",
    "Missing",
    "NewArea",
    "accept_update",
    "adopt_lifecycle",
    "close_recommendation",
    "complete_case",
    "dates_out_of_order",
    "decide_change",
    "decide_gate",
    "end_partner",
    "meet_requirement",
    "merge_areas",
    "missing_from",
    "missing_on",
    "move_area",
    "move_baseline",
    "reinstate_gate",
    "release_announcement",
    "reopen_case",
    "reopen_change",
    "reopen_period",
    "reopen_recommendation",
    "reopen_requirement",
    "return_update",
    "save_period",
    "save_update",
    "sign_off_period",
    "split_area",
    "submit_update",
    "supersede_case",
    "wider_alliances",
]
