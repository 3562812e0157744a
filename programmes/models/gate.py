"""The gates an area passes on its way: when each was planned, when it is expected and when it was passed."""

from __future__ import annotations

from django.db import models

from alliance.models import Alliance
from core.fields import ImpreciseDateField
from core.imprecise_dates import Precision
from core.tracked import Tracked
from programmes.models.area import BusinessArea
from programmes.querysets import GateQuerySet


class Gate(Tracked):
    """One gate of one area. The planned date is the baseline and stays; the forecast moves."""

    area = models.ForeignKey(BusinessArea, on_delete=models.CASCADE, related_name="gates")
    name = models.CharField(max_length=120, help_text="In the alliance's words, for example Full business case.")
    order = models.PositiveIntegerField(default=0, help_text="The place among the gates of its area.")
    planned_on = ImpreciseDateField("planned", null=True, blank=True)
    forecast_on = ImpreciseDateField("forecast", null=True, blank=True, help_text="As now expected.")
    passed_on = ImpreciseDateField("passed", null=True, blank=True, help_text="Leave empty while it is ahead.")

    objects = GateQuerySet.as_manager()

    class Meta:
        ordering = ["area", "order", "name", "pk"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="programmes_gate_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def alliance(self) -> Alliance:
        return self.area.alliance

    @property
    def slippage(self) -> int | None:
        """Days from the planned date to that it was passed on, else to the forecast; below zero when early.

        None unless both dates are days: less precise ones are a judgement and not a difference.
        """
        then, now = self.planned_on, self.passed_on or self.forecast_on
        if then is None or now is None or {then.precision, now.precision} != {Precision.DAY}:
            return None
        return (now.start - then.start).days  # type: ignore[operator]
