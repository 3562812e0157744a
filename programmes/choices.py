"""Codes that are stored, with the words that people read. No rule stands here."""

from __future__ import annotations

from django.db import models


class Measure(models.TextChoices):
    """What an entered count counts; approved is cumulative, so it holds the live ones too (rule X-06)."""

    APPROVED = "approved", "Approved, including those live"
    LIVE = "live", "Live"


class BenefitKind(models.TextChoices):
    CASHABLE = "cashable", "Cashable"
    POTENTIALLY_CASHABLE = "potentially_cashable", "Potentially cashable"
    NON_CASHABLE = "non_cashable", "Non-cashable"
    DISBENEFIT = "disbenefit", "Dis-benefit"
    NOT_STATED = "not_stated", "Not stated"


class RagTone(models.TextChoices):
    """How a rating is drawn; its letter and word are the alliance's own data."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    BLUE = "blue", "Blue"
    GREY = "grey", "Grey"


class UpdateState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"


class PeriodState(models.TextChoices):
    OPEN = "open", "Open"
    SIGNED_OFF = "signed_off", "Signed off"
