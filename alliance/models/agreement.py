"""What the partners signed, its versions and clocks, and who signed it when. No decision of a board stands here."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from alliance.choices import AgreementState, Disclosure, SignatureState
from alliance.querysets import AgreementPartQuerySet, DatedScopedQuerySet
from core import clock
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked


class Agreement(DatedFact, Tracked):
    """A collaboration agreement of an alliance (rules A-22, B-02; Police Act 1996 sections 22A to 23I).

    One made under an overarching agreement names it in `part_of`. It is in force between its dates, both included.
    """

    alliance = models.ForeignKey("alliance.Alliance", on_delete=models.CASCADE, related_name="agreements")
    title = models.CharField(max_length=200)
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The overarching agreement under which this one was made.",
    )
    legal_basis = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=AgreementState.choices)
    signed_on = ImpreciseDateField(null=True, blank=True)
    led_by = models.ForeignKey(
        "alliance.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements_led",
        help_text="The body that leads the making of it.",
    )
    directed_by = models.CharField(
        "continued by direction of", max_length=200, blank=True, help_text="Who directed that it goes on, as written."
    )
    directed_on = ImpreciseDateField("directed", null=True, blank=True, help_text="When that was directed.")
    disclosure = models.CharField(
        "what is public", max_length=8, choices=Disclosure.choices, blank=True, help_text="Empty if it is not known."
    )
    review_on = ImpreciseDateField(
        "next review", null=True, blank=True, help_text="When it is to be reviewed next, for example by end March 2018."
    )
    notice_months = models.PositiveSmallIntegerField(
        "notice to withdraw, in months",
        null=True,
        blank=True,
        help_text="How long before it leaves a partner has to say so.",
    )
    notice_words = models.TextField("notice and withdrawal, as written", blank=True)
    exit_strategy = models.TextField(
        blank=True, help_text="What becomes of people, assets and costs when it ends or a partner leaves, as written."
    )
    text = models.TextField(blank=True, help_text="What the source says of it, as written.")
    source = models.CharField(max_length=300, blank=True)

    objects = DatedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "signed_on", "pk"]

    def __str__(self) -> str:
        return self.title

    def review_state(self, on: date) -> str:
        """How the next review stands on a day, in words; empty where none is set or the agreement has ended."""
        if self.review_on is None or self.state == AgreementState.ENDED:
            return ""
        return f"Overdue: was due {self.review_on}" if self.review_on.is_before(on) else f"Due {self.review_on}"

    @property
    def review(self) -> str:
        """How the next review stands today."""
        return self.review_state(clock.today())

    def clean(self) -> None:
        """What it is part of is of the same alliance, and does not lead back to it; a direction names who gave it."""
        super().clean()
        if self.directed_on is not None and not self.directed_by:
            raise ValidationError({"directed_by": "Say who directed it, or leave the date of the direction empty."})
        above, seen = self.part_of, [self]
        while above is not None:
            if above.alliance_id != self.alliance_id:
                raise ValidationError({"part_of": f"“{above}” belongs to another alliance."})
            # Rows that were never saved are equal to themselves alone.
            if above in seen:
                raise ValidationError({"part_of": "An agreement cannot be part of itself: choose another, or none."})
            seen.append(above)
            above = above.part_of


class AgreementVersion(Tracked):
    """One text of an agreement: the first, or a variation of it. Earlier ones stay as they were (design law 5)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    effective_on = ImpreciseDateField("takes effect", null=True, blank=True)
    changes = models.TextField("what it changes", blank=True, help_text="As written; empty for the first.")
    source = models.CharField(max_length=300, blank=True)

    objects = AgreementPartQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "number"]
        verbose_name = "version of an agreement"
        verbose_name_plural = "versions of agreements"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="alliance_agreement_version_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="alliance_agreement_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, version {self.number}"

    @property
    def alliance(self) -> models.Model:
        return self.agreement.alliance


class Signature(Tracked):
    """One body's signature under an agreement (rule A-22).

    Of one that is signed, an empty date and person mean that the source does not name them.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.ForeignKey("alliance.Organisation", on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(
        "alliance.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    post = models.ForeignKey(
        "alliance.Post",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signatures",
        help_text="The office in which it was signed.",
    )
    state = models.CharField(max_length=20, choices=SignatureState.choices, default=SignatureState.SIGNED)
    signed_on = ImpreciseDateField(null=True, blank=True)
    words = models.CharField("as written", max_length=300, blank=True, help_text="Where the source says more.")
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)

    objects = AgreementPartQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="alliance_signature_once")]

    def __str__(self) -> str:
        return str(self.organisation)

    def clean(self) -> None:
        """Only what is signed has a day on which it was."""
        super().clean()
        if self.state != SignatureState.SIGNED and self.signed_on is not None:
            raise ValidationError({"signed_on": "What is not signed has no day: leave it empty, or say that it is."})

    @property
    def alliance(self) -> models.Model:
        return self.agreement.alliance
