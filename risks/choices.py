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
