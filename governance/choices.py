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
