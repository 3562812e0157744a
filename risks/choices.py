"""Codes that are stored, with the words that people read. No rule stands here."""

from __future__ import annotations

from django.db import models


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class RegisterLevel(models.TextChoices):
    PROGRAMME = "programme", "Programme"
    AREA = "area", "Business area"
    BOARD = "board", "Board"
    PARTNER = "partner", "Partner"


class Axis(models.TextChoices):
    """The two scales of a matrix."""

    LIKELIHOOD = "likelihood", "Likelihood"
    IMPACT = "impact", "Impact"


class AssessmentKind(models.TextChoices):
    """Inherent: before anything is done about it. Current: as things are. Target: where it is to be brought."""

    INHERENT = "inherent", "Inherent"
    CURRENT = "current", "Current"
    TARGET = "target", "Target"
