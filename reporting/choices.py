"""Codes that are stored, with the words that people read. No rule stands here."""

from __future__ import annotations

from django.db import models


class Edition(models.TextChoices):
    """Who a document is for. What an edition may not hold is left out before rendering (design law 10)."""

    BOARD = "board", "Board"
    OPEN = "open", "Open"


class PartState(models.TextChoices):
    """How far a part of a pack has come."""

    WAITING = "waiting", "Waiting"
    MAKING = "making", "Being made"
    DONE = "done", "Made"
    KEPT = "kept", "Kept from before"
    FAILED = "failed", "Failed"
