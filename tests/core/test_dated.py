"""Facts that hold between two dates, and stated figures, as rows: in the database and in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import choices, date_spans, quantities
from core.imprecise_dates import parse
from core.quantities import Period, Quantity
from tests.core.dated_examples import Appointment, Saving, tables_of

pytestmark = pytest.mark.django_db
ON = date(2016, 9, 15)


@pytest.fixture(scope="module", autouse=True)
def _tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables_of(Appointment, Appointment.history.model, Saving):
        yield


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        ("15 September 2016", None, True),
        ("16 September 2016", None, False),
        ("1 April 2016", "15 September 2016", True),
        ("1 April 2016", "14 September 2016", False),
        (None, "14 September 2016", False),
        ("September 2016", None, True),
        ("October 2016", None, False),
        ("2015", "September 2016", True),
        ("2015", "August 2016", False),
        ("2015/16", "by end September 2016", True),
        ("by end September 2016", None, False),
        ("2015", "TBA", True),
        ("TBA", None, False),
    ],
)
def test_a_fact_is_in_force_on_both_its_end_days_and_in_between(
    start: str | None, end: str | None, holds: bool
) -> None:
    fact = Appointment.objects.create(name="Chair", from_date=start, to_date=end)
    assert fact.in_force(ON) is holds
    assert list(Appointment.objects.as_at(ON)) == ([fact] if holds else [])


def test_as_at_narrows_what_was_already_asked_for() -> None:
    Appointment.objects.create(name="Chair", from_date="2015")
    Appointment.objects.create(name="Deputy", from_date="2015")
    assert [fact.name for fact in Appointment.objects.filter(name="Chair").as_at(ON)] == ["Chair"]


@pytest.mark.parametrize(
    ("start", "end"),
    [("16 September 2016", "15 September 2016"), ("October 2016", "September 2016"), ("TBA", "2017")],
)
def test_a_fact_that_ends_before_it_begins_is_refused_on_its_end(start: str, end: str) -> None:
    fact = Appointment(name="Chair", from_date=start, to_date=end)
    with pytest.raises(ValidationError) as caught:
        fact.full_clean()
    assert list(caught.value.message_dict) == ["to_date"]
    with pytest.raises(IntegrityError), transaction.atomic():
        fact.save()


@pytest.mark.parametrize(
    ("start", "end"),
    [("15 September 2016", "15 September 2016"), ("September 2016", "2016"), (None, "2016"), ("2016", None)],
)
def test_a_fact_that_may_end_after_it_begins_is_accepted(start: str | None, end: str | None) -> None:
    fact = Appointment(name="Chair", from_date=start, to_date=end)
    fact.full_clean()
    fact.save()
    assert Appointment.objects.get().from_date == (None if start is None else parse(start))


def test_a_date_that_cannot_be_read_is_reported_on_its_field() -> None:
    with pytest.raises(ValidationError, match="22 September 2017") as caught:
        Appointment(name="Chair", from_date="soon").full_clean()
    assert list(caught.value.message_dict) == ["from_date"]


def test_a_stated_figure_comes_back_as_the_quantity_it_was() -> None:
    stated = Quantity(
        low=Decimal("50000000"),
        high=Decimal("75000000"),
        period=Period.A_YEAR,
        words="between £50m and £75m each year",
    )
    row = Saving(as_at="May 2016", source="Panel briefing note, line 102")
    row.set_quantity(stated)
    row.full_clean()
    row.save()
    kept = Saving.objects.get()
    assert kept.quantity == stated
    assert kept.quantity.text == "£50m to £75m a year"
    assert str(kept.as_at) == "May 2016"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"amount_low": Decimal(2), "amount_high": Decimal(1)}, "amount_high"),
        ({"amount_low": Decimal(2), "unit": "other"}, "unit_word"),
        ({"amount_low": Decimal(2), "unit_word": "officers"}, "unit_word"),
        ({"amount_low": Decimal(2), "by_year": "2022"}, "by_year"),
        ({"amount_low": Decimal(2), "period": "weekly"}, "period"),
        ({"amount_low": Decimal(2), "as_at": "once"}, "as_at"),
        ({"amount_high": Decimal(2)}, "amount_low"),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused_by_field(parts: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Saving(**parts).full_clean()
    assert list(caught.value.message_dict) == [field]


@pytest.mark.parametrize(
    "parts",
    [
        {"amount_low": Decimal(2), "amount_high": Decimal(1)},
        {"amount_low": Decimal(2), "unit": "other"},
        {"amount_low": Decimal(2), "unit_word": "officers"},
    ],
)
def test_the_database_refuses_a_figure_that_contradicts_itself(parts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Saving.objects.create(**parts)


@pytest.mark.parametrize(
    ("labelled", "codes"),
    [
        (choices.Qualifier, quantities.Qualifier),
        (choices.Unit, quantities.Unit),
        (choices.Period, quantities.Period),
        (choices.Basis, quantities.Basis),
        (choices.DatePrecision, date_spans.Precision),
    ],
)
def test_every_code_has_a_label(labelled: Any, codes: Any) -> None:
    assert labelled.values == [code.value for code in codes]
    assert all(type(value) is str for value in labelled.values)
