"""The shape of a table of states and verbs. The tables themselves stand in the apps; nothing here knows Django."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


class WrongState(Exception):
    """The verb does not apply to the state the record is in; the message says which verbs do."""


@dataclass(frozen=True)
class Transition:
    """A verb: from which states, to which one."""

    sources: Collection[str]
    target: str


def _anybody(verb: str) -> bool:
    return True


def move(table: Mapping[str, Transition], verb: str, state: str, *, may: Callable[[str], object] = _anybody) -> str:
    """The state that `verb` leads to from `state`.

    Raises WrongState when it leads nowhere from there, naming the verbs that do and that the person `may` use.
    """
    transition = table[verb]
    if state not in transition.sources:
        possible = ", ".join(sorted(name for name, each in table.items() if state in each.sources and may(name)))
        now = f"Possible now: {possible}." if possible else "There is nothing for you to do with it now."
        raise WrongState(f"This is {state.replace('_', ' ')}, so you cannot {verb} it. {now}")
    return transition.target
