"""The month: a reporting period, one update for each area, and the sign-off of the whole. States move in actions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alliance.models import Alliance
from alliance.querysets import AllianceScopedQuerySet
from core.tracked import Tracked
from programmes.choices import PeriodState, UpdateState
from programmes.models.area import BusinessArea
from programmes.models.rag import RagRating
from programmes.querysets import AreaScopedQuerySet


class ReportingPeriod(Tracked):
    """A span for which every area reports once. `as_at` is the date its report speaks of."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="periods")
    code = models.SlugField(max_length=20, help_text="For addresses and commands, for example 2017-09.")
    title = models.CharField(max_length=80, help_text="As printed, for example September 2017.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField(help_text="The day by which updates are due.")
    as_at = models.DateField(help_text="The date the report speaks of.")
    state = models.CharField(max_length=12, choices=PeriodState.choices, default=PeriodState.OPEN, editable=False)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    signed_off_at = models.DateTimeField(null=True, editable=False)
    summary = models.TextField(blank=True, help_text="The senior responsible owner's words for the whole.")

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="programmes_period_code_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programmes_period_dates_in_order"),
            models.CheckConstraint(
                condition=Q(state="open", signed_off_at__isnull=True)
                | Q(state="signed_off", signed_off_at__isnull=False),
                name="programmes_period_sign_off_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Update(Tracked):
    """What one area reports for one period. Nobody's old text stands here: an area that filed nothing has no row."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.CASCADE, related_name="updates")
    area = models.ForeignKey(BusinessArea, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=12, choices=UpdateState.choices, default=UpdateState.DRAFT, editable=False)
    rag = models.ForeignKey(
        RagRating, null=True, blank=True, on_delete=models.PROTECT, related_name="updates", verbose_name="RAG"
    )
    rag_reason = models.TextField("reason for the rating", blank=True)
    done = models.TextField("done in this period", blank=True)
    next_steps = models.TextField("planned for the next period", blank=True)
    decision_asked = models.TextField(
        "decision asked of the board", blank=True, help_text="Leave empty when none is asked."
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    return_comment = models.TextField(blank=True, editable=False)
    redrafted = models.BooleanField("redrafted since it was returned", default=False, editable=False)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["period", "area__order", "area__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["period", "area"], name="programmes_update_once"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="programmes_accepted_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_comment=""), name="programmes_returned_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.period}"

    @property
    def state_words(self) -> str:
        """The state, and whether its lead has begun to change what was returned."""
        words = self.get_state_display()
        return f"{words}, being redrafted" if self.state == UpdateState.RETURNED and self.redrafted else words

    @property
    def alliance(self) -> Alliance:
        return self.period.alliance
