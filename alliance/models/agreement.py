"""What the partners signed, and who signed it when. No decision of a board stands here."""

from __future__ import annotations

from django.db import models

from alliance.choices import AgreementState
from alliance.querysets import AllianceScopedQuerySet
from core.fields import ImpreciseDateField
from core.tracked import Tracked


class Agreement(Tracked):
    """A collaboration agreement of an alliance (rule B-02; Police Act 1996 sections 22A to 23I)."""

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="agreements")
    title = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=AgreementState.choices)
    signed_on = ImpreciseDateField(null=True, blank=True)
    text = models.TextField(blank=True, help_text="What the source says of it, as written.")
    source = models.CharField(max_length=300, blank=True)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "signed_on", "pk"]

    def __str__(self) -> str:
        return self.title


class SignatureQuerySet(AllianceScopedQuerySet["Signature"]):
    alliance_path = "agreement__alliance"


class Signature(Tracked):
    """One body's signature under an agreement. Empty date and person mean the source does not name them."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey("alliance.Organisation", on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(
        "alliance.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    signed_on = ImpreciseDateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="alliance_signature_once")]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def alliance(self) -> models.Model:
        return self.agreement.alliance
