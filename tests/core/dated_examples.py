"""Small tables that only the tests of `core` know, made from its abstract models; no rule stands here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models
from simple_history.models import HistoricalRecords

from core.dated import DatedFact, DatedQuerySetMixin
from core.fields import ImpreciseDateField
from core.figures import Figure


class AppointmentQuerySet(DatedQuerySetMixin["Appointment"]):
    """Appointments with the question "as at"."""


class Kept(models.Model):
    """A history, inherited as the apps inherit theirs; it names its app because none is installed for it."""

    history = HistoricalRecords(
        inherit=True,
        app="dated_examples",
        history_user_id_field=models.CharField(max_length=9, null=True),  # noqa: DJ001
    )

    class Meta:
        abstract = True


class Appointment(DatedFact, Kept):
    """A dated fact as an app would have it, with a history."""

    name = models.CharField(max_length=40)
    agreed_on = ImpreciseDateField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta(DatedFact.Meta):
        app_label = "dated_examples"

    def __str__(self) -> str:
        return self.name


class Saving(Figure):
    """A figure as an app would have it."""

    class Meta(Figure.Meta):
        app_label = "dated_examples"

    def __str__(self) -> str:
        return self.quantity.as_written


@contextmanager
def tables_of(*tables: type[models.Model]) -> Iterator[None]:
    """Make the tables in the test database and drop them after."""
    with connection.schema_editor() as editor:
        for table in tables:
            editor.create_model(table)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for table in tables:
                editor.delete_model(table)
