"""The states of a meeting and of an action, and which verb leads where. Plain values only."""

from __future__ import annotations

from core.workflow import Transition

MEETING = {
    "hold": Transition({"planned"}, "held"),
    "cancel": Transition({"planned"}, "cancelled"),
    "reinstate": Transition({"held", "cancelled"}, "planned"),
}

ACTION = {
    "close": Transition({"open"}, "done"),
    "drop": Transition({"open"}, "dropped"),
    "reopen": Transition({"done", "dropped"}, "open"),
}
