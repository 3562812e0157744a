"""The verbs of meetings, papers and actions. Each runs in one transaction and knows no request."""

from governance.actions.agenda import move_item
from governance.actions.follow_up import close_action, drop_action, reopen_action
from governance.actions.meeting import cancel_meeting, hold_meeting, reinstate_meeting
from governance.actions.paper import receive_paper

__all__ = [
    "cancel_meeting",
    "close_action",
    "drop_action",
    "hold_meeting",
    "move_item",
    "receive_paper",
    "reinstate_meeting",
    "reopen_action",
]
