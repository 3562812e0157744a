"""The states of what this app keeps, from updates to business cases, and which verb leads where. Plain values only."""

from __future__ import annotations

from core.workflow import Transition

UPDATE = {
    "save": Transition({"draft"}, "draft"),
    "correct": Transition({"returned"}, "returned"),
    "submit": Transition({"draft", "returned"}, "submitted"),
    "return": Transition({"submitted", "accepted"}, "returned"),
    "accept": Transition({"submitted"}, "accepted"),
}
"""An accepted update can be returned while its period is open; nothing changes once the period is signed off."""

PERIOD = {
    "change": Transition({"open"}, "open"),
    "sign off": Transition({"open"}, "signed_off"),
    "reopen": Transition({"signed_off"}, "open"),
}

GATE = {
    "pass": Transition({"planned", "repeat"}, "passed"),
    "pass with conditions": Transition({"planned", "repeat"}, "passed_with_conditions"),
    "repeat": Transition({"planned", "repeat"}, "repeat"),
    "stop": Transition({"planned", "repeat"}, "stopped"),
    "reinstate": Transition({"passed", "passed_with_conditions", "repeat", "stopped"}, "planned"),
}
"""A gate that is to be repeated is decided again. What was recorded in error is taken back: it is planned again."""

OUTCOMES = {transition.target: verb for verb, transition in GATE.items() if verb != "reinstate"}
"""The verb that leads to each outcome of a gate."""

CHANGE_REQUEST = {
    "approve": Transition({"raised", "deferred"}, "approved"),
    "refuse": Transition({"raised", "deferred"}, "refused"),
    "defer": Transition({"raised", "deferred"}, "deferred"),
    "retract": Transition({"raised", "deferred"}, "withdrawn"),
    "reopen": Transition({"approved", "refused", "deferred", "withdrawn"}, "raised"),
}
"""What was deferred is decided later, or deferred again. What was recorded in error is raised again."""

CHANGE_OUTCOMES = {transition.target: verb for verb, transition in CHANGE_REQUEST.items() if verb != "reopen"}
"""The verb that leads to each outcome of a change request."""

CASE = {
    "complete": Transition({"draft"}, "complete"),
    "supersede": Transition({"draft", "complete"}, "superseded"),
    "reopen": Transition({"complete", "superseded"}, "draft"),
}
"""A case is complete when nothing is missing; another may take its place before or after."""

RECOMMENDATION = {
    "close": Transition({"open"}, "done"),
    "reopen": Transition({"done"}, "open"),
}
