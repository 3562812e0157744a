"""Business areas, the words for their position, and where each stood when. No board stands here."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from alliance.choices import CharterKind
from alliance.models import Alliance, CharterLine, SharingBasis
from alliance.querysets import AllianceScopedQuerySet
from core.dated import DatedFact
from core.fields import ImpreciseDateField
from core.tracked import Tracked
from programmes.choices import Measure
from programmes.models.kind import AreaKind
from programmes.querysets import AreaScopedQuerySet, AreaStatusQuerySet, BusinessAreaQuerySet


class PositionStatus(Tracked):
    """One word of the alliance for where an area stands, such as Live (rule B-11).

    `means_approved` says that an area here has been approved, whatever the word, so that live areas are
    counted among the approved (rule X-06).
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="position_statuses")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    order = models.PositiveIntegerField(default=0)
    means_approved = models.BooleanField("counts as approved", default=False)
    means_live = models.BooleanField("counts as live", default=False)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "pk"]
        verbose_name_plural = "position statuses"
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="programmes_status_code_once"),
            models.CheckConstraint(
                condition=Q(means_live=False) | Q(means_approved=True), name="programmes_live_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BusinessArea(Tracked):
    """A node of the alliance's tree of work; what it is called is the alliance's own word (rule X-07).

    `counts` says that the node is a row of the position table: an area delivered in phases has a row for
    each phase and none for itself (rule B-08).
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="areas")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    slug = models.SlugField(max_length=100)
    name = models.CharField(max_length=250, help_text="As written by its authors.")
    kind = models.ForeignKey(
        AreaKind,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas",
        help_text="What it is called; where none is chosen, the alliance's word for a business area.",
    )
    reference = models.CharField(
        "letter or number", max_length=20, blank=True, help_text="As its authors list it, for example (a)."
    )
    description = models.TextField(blank=True)
    tranche = models.CharField(max_length=60, blank=True, help_text="As written, for example 1.")
    is_quick_win = models.BooleanField("is a quick win", default=False)
    collaboration_model = models.ForeignKey(
        CharterLine,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas",
        help_text="One of the alliance's models of collaboration (rule E-23).",
    )
    employment_model = models.CharField(
        max_length=200, blank=True, help_text="Who employs its people, as written, for example lead force."
    )
    resourced_until = ImpreciseDateField(null=True, blank=True)
    sharing_basis = models.ForeignKey(
        SharingBasis,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas",
        help_text="Only where its costs are shared otherwise than those of the alliance.",
    )
    counts = models.BooleanField("stands in the position table", default=True)
    restricted = models.BooleanField(default=False, help_text="Only for readers cleared in this alliance.")
    order = models.PositiveIntegerField(default=0)

    objects = BusinessAreaQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="programmes_area_slug_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A part of a restricted area is restricted too, and no area stands inside itself."""
        super().clean()
        self._refuse_foreign()
        if self.parent is not None and self.parent.restricted and not self.restricted:
            raise ValidationError({"restricted": f"'{self.parent}' is restricted, so its parts must be too."})
        if self.pk is None:
            return
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "An area cannot be part of itself."})
            above = above.parent
        if self.restricted and self.children.filter(restricted=False).exists():
            raise ValidationError({"restricted": "Restrict the parts of this area first."})

    def _refuse_foreign(self) -> None:
        """Its kind, its model of collaboration and its sharing basis are those of its alliance."""
        named = (("kind", "kind of area"), ("sharing_basis", "sharing basis"), ("collaboration_model", "model"))
        for name, words in named:
            row = getattr(self, name)
            if row is not None and row.alliance_id != self.alliance_id:
                raise ValidationError({name: f"Choose a {words} of this alliance."})
        if self.collaboration_model is not None and self.collaboration_model.kind != CharterKind.MODEL:
            raise ValidationError({"collaboration_model": "Choose a line that is a model of collaboration."})


class AreaStatus(DatedFact, Tracked):
    """Where an area stood from one date to another; status is a history, not a field (rule X-05)."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="statuses")
    status = models.ForeignKey(PositionStatus, on_delete=models.PROTECT, related_name="area_statuses")
    order = models.PositiveIntegerField(default=0, help_text="Place in the status's column, as its authors ordered it.")
    act = models.CharField(
        max_length=300, blank=True, help_text="What moved it there, for example approved by the Executive Board."
    )
    source = models.CharField(max_length=300, blank=True)

    objects = AreaStatusQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        ordering = ["area", "-from_date", "-pk"]
        verbose_name_plural = "area statuses"

    def __str__(self) -> str:
        return f"{self.area}: {self.status}"

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance


class ReportedCount(Tracked):
    """A count as reported, where the areas behind it are not recorded (rules B-07, B-24)."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="reported_counts")
    measure = models.CharField(max_length=12, choices=Measure.choices)
    value = models.PositiveIntegerField()
    as_at = ImpreciseDateField()
    words = models.CharField(max_length=300, blank=True, help_text="The sentence it stands in, as written.")
    source = models.CharField(max_length=300)

    objects = AllianceScopedQuerySet.as_manager()

    class Meta:
        ordering = ["alliance", "as_at", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["alliance", "measure", "as_at"], name="programmes_reported_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.get_measure_display()}, as at {self.as_at}"


class AreaLead(Tracked):
    """An account that leads an area and files its updates, between two days, both included."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="leads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="area_leads")
    from_date = models.DateField("from")
    to_date = models.DateField("to", null=True, blank=True)

    objects = AreaScopedQuerySet.as_manager()

    class Meta:
        ordering = ["area", "from_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="programmes_area_lead_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} leads {self.area}"

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance
