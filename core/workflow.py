"""The shape of a table of states and verbs. The tables themselves stand in the apps; nothing here knows Django."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


class WrongState(Exception):
    """The verb does not apply to the state the record is in; the message says which verbs do."""


@dataclass(frozen=True)
class Transition:
    """A verb: from which states, to which one."""

    sources: Collection[str]
    target: str


def move(table: Mapping[str, Transition], verb: str, state: str) -> str:
    """The state that `verb` leads to from `state`. Raises WrongState when it does not lead anywhere from there."""
    transition = table[verb]
    if state not in transition.sources:
        possible = ", ".join(sorted(name for name, each in table.items() if state in each.sources)) or "nothing"
        raise WrongState(f"This is {state.replace('_', ' ')}, so you cannot {verb} it. Possible now: {possible}.")
    return transition.target
