"""Codes that are stored, with the words that people read. No rule stands here."""

from __future__ import annotations

from django.db import models


class BoardKind(models.TextChoices):
    DECIDING = "deciding", "Decides"
    RECOMMENDING = "recommending", "Recommends"
    OVERSEEING = "overseeing", "Oversees"
    SCRUTINY = "scrutiny", "Scrutinises from outside"


class Cadence(models.TextChoices):
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Monthly"
    QUARTERLY = "quarterly", "Quarterly"
    YEARLY = "yearly", "Yearly"
    NOT_STATED = "not_stated", "Not stated"


class MeetingState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Purpose(models.TextChoices):
    """What an agenda item asks of the board."""

    DECISION = "decision", "Decision"
    ASSURANCE = "assurance", "Assurance"
    DISCUSSION = "discussion", "Discussion"
    INFORMATION = "information", "Information"


class ActionState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class OwnReport(models.TextChoices):
    """The documents made from the records that can stand on an agenda as a paper."""

    HIGHLIGHT_REPORT = "highlight-report", "Highlight report"
    ACTION_LOG = "action-log", "Action log"


class Direction(models.TextChoices):
    """Where an item of an agenda is moved."""

    UP = "up", "Up"
    DOWN = "down", "Down"
