"""Codes that are stored, with the words that people read. No rule stands here."""

from __future__ import annotations

from django.db import models


class OrganisationKind(models.TextChoices):
    FORCE = "force", "Police force"
    CHIEF_CONSTABLE = "chief_constable", "Chief constable"
    COMMISSIONER = "commissioner", "Police and crime commissioner"
    POLICE_AUTHORITY = "police_authority", "Police authority"
    FIRE_AUTHORITY = "fire_authority", "Fire and rescue authority"
    COUNCIL = "council", "Council"
    HEALTH_BODY = "health_body", "Health body"
    PANEL = "panel", "Police and crime panel"
    COMPANY = "company", "Company"
    CHARITY = "charity", "Charity"
    OTHER = "other", "Other body"


class PartnerRole(models.TextChoices):
    FULL = "full", "Full partner"
    LEAD = "lead", "Lead partner"
    ASSOCIATE = "associate", "Associate"
    SUPPLIER = "supplier", "Supplier"
    CUSTOMER = "customer", "Customer"


SHARING_ROLES = (PartnerRole.FULL, PartnerRole.LEAD)
"""The parts whose holders share in what the whole programme costs and saves."""


class Role(models.TextChoices):
    """The roles of design section 6, given for one alliance between two dates."""

    PROGRAMME_OFFICE = "programme_office", "Programme office"
    AREA_LEAD = "area_lead", "Area lead"
    SRO = "sro", "Senior responsible owner"
    OFFICER = "officer", "Officer"
    BOARD_MEMBER = "board_member", "Board member"
    DECISION_MAKER = "decision_maker", "Decision maker"
    AUDITOR = "auditor", "Auditor"
    API_CLIENT = "api_client", "API client"
    ADMINISTRATOR = "administrator", "Administrator"


CLEARED_ROLES = [
    Role.PROGRAMME_OFFICE,
    Role.SRO,
    Role.OFFICER,
    Role.BOARD_MEMBER,
    Role.DECISION_MAKER,
    Role.AUDITOR,
]
"""Who may read restricted matter of an alliance. An administrator is not among them (design section 6)."""


class AgreementState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    IN_FORCE = "in_force", "In force"
    VARIED = "varied", "In force as varied"
    CONTINUED = "continued", "Continued by direction"
    ENDED = "ended", "Ended"


class ShareMeasure(models.TextChoices):
    """How the shares of a sharing basis are entered; what they follow is the alliance's own word."""

    PERCENT = "percent", "Percentages of the whole"
    WEIGHT = "weight", "Weights, such as people or pounds"
    EQUAL = "equal", "Equal parts"


class Concept(models.TextChoices):
    """What an alliance may call by its own word (rule X-07)."""

    AREA = "area", "Business area"
    SRO = "sro", "Senior responsible owner"
    HIGHLIGHT_REPORT = "highlight_report", "Highlight report"
    SPONSOR = "sponsor", "Sponsor"
    PARTNER = "partner", "Partner"
    PHASE = "phase", "Phase"
    GATE = "gate", "Gate"
    BOARD = "board", "Board"


class WayOfDeciding(models.TextChoices):
    """How a body that decides for itself does so (design law 2)."""

    SIGNATURE = "signature", "Signature of a post's holder"
    RESOLUTION = "resolution", "Resolution of a committee"


class Disclosure(models.TextChoices):
    """How much of an agreement is public (Police Act 1996 section 23F: the text, or the fact of it)."""

    TEXT = "text", "The text is published"
    FACT = "fact", "Only that it was made is published"
    NONE = "none", "Not published"


class PowerKind(models.TextChoices):
    """What a line of a scheme of delegation says of a decision."""

    MAY = "may", "May decide"
    MAY_NOT = "may_not", "May not decide"
    RESERVED = "reserved", "Kept by the body itself"


class SignatureState(models.TextChoices):
    """Whether a body signed; what a source leaves unsigned is not the same as what it does not date (rule A-22)."""

    SIGNED = "signed", "Signed"
    UNSIGNED = "unsigned_in_source", "Unsigned in the source"
    AWAITED = "awaited", "Awaited"
    SUCCEEDED = "succeeded", "Bound as successor"


class CharterKind(models.TextChoices):
    """What a line of an alliance's charter is."""

    PRINCIPLE = "principle", "Principle"
    AIM = "aim", "Aim"
    SCOPE_IN = "scope_in", "In scope"
    SCOPE_OUT = "scope_out", "Out of scope"
    ASSUMPTION = "assumption", "Assumption"
    DRIVER = "driver", "Driver"
    FACILITATOR = "facilitator", "Facilitating factor"
    PRODUCT = "product", "Product"
    MODEL = "model", "Collaboration model"
    PREFERRED_PARTNER = "preferred_partner", "Preferred partner"
    VIABILITY_TEST = "viability_test", "Test of viability"
    GOVERNANCE_TEST = "governance_test", "Test of governance"


class SuccessionKind(models.TextChoices):
    """How one body came in the place of another (rule X-04)."""

    REPLACED = "replaced", "Replaced"
    MERGED = "merged", "Merged into"
    DIVIDED = "divided", "Divided into"
