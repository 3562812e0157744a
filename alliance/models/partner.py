"""Which organisations are in an alliance, from when to when, and what a notice or a leaving means on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models

from alliance.choices import PartnerRole
from alliance.models.agreement import Agreement
from alliance.models.alliance import Alliance
from alliance.models.sharing import SharingBasis, left_out_of, still_named_in
from alliance.querysets import AskedScopedQuerySet
from core.date_spans import in_words, months_after
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked


@dataclass(frozen=True)
class Notice:
    """When a notice to withdraw runs out, and under which agreement."""

    runs_out: date
    months: int
    agreement: Agreement


class Partner(DatedFact, Tracked):
    """An organisation in an alliance, with its part in it, between dates."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey("alliance.Organisation", on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(max_length=12, choices=PartnerRole.choices, default=PartnerRole.FULL)
    part_words = models.CharField(
        "part in its own words", max_length=120, blank=True, help_text="In the alliance's own words, for example Owner."
    )
    notice_given_on = ImpreciseDateField(
        "notice to withdraw given", null=True, blank=True, help_text="It stays a partner until its last day."
    )
    terms = models.TextField(
        "terms of joining or leaving", blank=True, help_text="As written, with any direction from outside."
    )
    order = models.PositiveIntegerField(default=0)

    objects = AskedScopedQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["alliance", "order", "pk"]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def called(self) -> str:
        """The organisation's name on the day of which it was asked (rule X-04)."""
        return self.organisation.name_on(self.day_asked)

    @property
    def name_then(self) -> str:
        """The same where it bears another name now; else empty."""
        return "" if self.called == self.organisation.name else self.called

    @property
    def part(self) -> str:
        """Its part in the alliance's own words, where it has any for it."""
        return self.part_words or self.get_role_display()

    @property
    def notice(self) -> Notice | None:
        """When the notice that it gave runs out: by the longest of the overarching agreements in force when it was
        given. None without a notice, and where no agreement in force then says how long it runs."""
        given = self.notice_given_on
        if given is None or given.end is None:
            return None
        found = [
            Notice(months_after(given.end, each.notice_months), each.notice_months, each)
            for each in self.alliance.agreements.all()
            if each.notice_months is not None and each.part_of_id is None and each.in_force(given.end)
        ]
        return max(found, key=lambda each: each.runs_out, default=None)

    @property
    def earliest_last_day(self) -> str:
        """The day before which it cannot leave, worked out from its notice, with how; empty where nothing says so."""
        notice = self.notice
        if notice is None or hasattr(self, "_history"):
            return ""
        months = f"{notice.months} month{'' if notice.months == 1 else 's'}"
        return (
            f"{in_words(notice.runs_out)}: {months} after notice of {self.notice_given_on} under “{notice.agreement}”"
        )

    @property
    def warning(self) -> str:
        """What does not fit together about it on the day of which it was asked; empty where all does."""
        if hasattr(self, "_history"):
            return ""
        on, words = self.day_asked, []
        notice, last = self.notice, self.to_date
        if notice is not None and last is not None and last.is_before(notice.runs_out):
            words.append(f"Its last day, {last}, is before its notice runs out on {in_words(notice.runs_out)}.")
        partners = list(self.alliance.partners.all())
        for basis in self.alliance.sharing_bases.all():
            words += self._faults_of(basis, partners, on)
        return " ".join(words)

    def _faults_of(self, basis: SharingBasis, partners: Sequence[Partner], on: date) -> list[str]:
        if self.organisation in still_named_in(basis, partners, on):
            return [f"It has left, and “{basis}” still gives it a share."]
        if self in left_out_of(basis, partners, on):
            return [f"“{basis}” gives it no share."]
        return []

    def clean(self) -> None:
        """Notice is not given after the last day."""
        super().clean()
        given, last = self.notice_given_on, self.to_date
        if given is not None and last is not None and given.start is not None and last.is_before(given.start):
            words = f"Notice of {given} comes after the last day, {last}: expected the same day or before."
            raise ValidationError({"notice_given_on": words})
