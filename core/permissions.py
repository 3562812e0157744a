"""The shape of an answer to "may this person do that?": yes, or no with a reason. Who may what is said by each app."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Whether a verb is allowed, and when not, why not, in words for the person who asked."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Answer(True)


class NotAllowed(Exception):
    """The verb is not this person's to use; the message is shown to them."""


def require(answer: Answer) -> None:
    """Raise NotAllowed with the answer's reason unless it is a yes."""
    if not answer:
        raise NotAllowed(answer.reason)
