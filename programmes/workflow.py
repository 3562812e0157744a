"""The states of an update and of a period, and which verb leads where. Plain values only."""

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
