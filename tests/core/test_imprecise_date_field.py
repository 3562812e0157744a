"""The imprecise date in the database, on a form, in a history, in a fixture and in the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core import serializers as fixtures
from django.db import connection
from django.db.migrations.writer import MigrationWriter
from rest_framework import serializers

from core.fields import ImpreciseDateField
from core.imprecise_dates import ImpreciseDate, ImpreciseDateError, Precision, parse
from core.serializer_fields import SERIALIZER_FIELD_MAPPING
from tests.core.dated_examples import Appointment, tables_of

pytestmark = pytest.mark.django_db
WRITTEN = ["2014/15", "March 2015", "22 March 2015", "by end September 2015", "2016", "TBA"]
# Words that nobody could read without what stood around them.
IN_JULY = ImpreciseDate(date(2010, 7, 1), date(2010, 7, 31), Precision.MONTH, "in July")


class AppointmentForm(forms.ModelForm):
    class Meta:
        model = Appointment
        fields = ("name", "agreed_on")


class AppointmentSerializer(serializers.ModelSerializer):
    serializer_field_mapping = SERIALIZER_FIELD_MAPPING

    class Meta:
        model = Appointment
        fields = ("name", "agreed_on")


@pytest.fixture(scope="module", autouse=True)
def _tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), tables_of(Appointment, Appointment.history.model):
        yield


def made(agreed_on: Any) -> Appointment:
    return Appointment.objects.create(name=str(agreed_on), agreed_on=agreed_on)


@pytest.mark.parametrize("text", WRITTEN)
def test_a_date_comes_back_from_the_database_as_written(text: str) -> None:
    made(text)
    assert Appointment.objects.get().agreed_on == parse(text)


def test_no_date_is_null() -> None:
    made("")
    assert Appointment.objects.get(agreed_on__isnull=True).agreed_on is None


def test_rows_sort_by_first_day_with_tba_last() -> None:
    for text in reversed(WRITTEN):
        made(text)
    assert [row.name for row in Appointment.objects.order_by("agreed_on")] == WRITTEN


def test_rows_are_found_by_their_first_and_last_day() -> None:
    for text in WRITTEN:
        made(text)
    rows = Appointment.objects.order_by("agreed_on")
    on = date(2015, 3, 22)
    assert [row.name for row in rows.filter(agreed_on__start__lte=on)] == WRITTEN[:3]
    assert [row.name for row in rows.filter(agreed_on__end__lt=date(2015, 4, 1))] == WRITTEN[:3]
    assert [row.name for row in rows.filter(agreed_on__start=on, agreed_on__end=on)] == ["22 March 2015"]
    assert rows.values_list("agreed_on__start", flat=True).first() == date(2014, 4, 1)


def test_a_row_is_found_by_its_date_and_by_its_words() -> None:
    made("by end September 2015")
    assert Appointment.objects.filter(agreed_on=parse("by end September 2015")).exists()
    assert Appointment.objects.filter(agreed_on__icontains="END SEPT").exists()
    assert not Appointment.objects.filter(agreed_on__gt=date(2015, 10, 1)).exists()


def test_a_date_that_cannot_be_read_is_never_saved() -> None:
    with pytest.raises(ImpreciseDateError, match=r"agreed_on: .*22 September 2017"):
        made("soon")


def test_what_is_assigned_is_a_date_at_once() -> None:
    assert Appointment(agreed_on="March 2015").agreed_on == ImpreciseDate.month(2015, 3)
    assert Appointment(agreed_on=date(2015, 3, 22)).agreed_on == ImpreciseDate.day(date(2015, 3, 22))


def test_a_deferred_date_is_fetched_when_asked_for() -> None:
    made("March 2015")
    assert Appointment.objects.defer("agreed_on").get().agreed_on == parse("March 2015")


def test_history_keeps_each_date() -> None:
    row = made("TBA")
    row.agreed_on = parse("by end September 2015")
    row.save()
    kept = [str(entry.agreed_on) for entry in Appointment.history.order_by("history_id")]
    assert kept == ["TBA", "by end September 2015"]
    newest, first = Appointment.history.order_by("-history_id")
    assert [str(change.new) for change in newest.diff_against(first).changes] == ["by end September 2015"]


def test_a_migration_names_the_field_and_nothing_needless() -> None:
    written, imports = MigrationWriter.serialize(ImpreciseDateField(null=True, blank=True))
    assert written == "core.fields.ImpreciseDateField(blank=True, null=True)"
    assert imports == {"import core.fields"}


@pytest.mark.parametrize("value", [IN_JULY, parse("TBA"), None])
def test_a_date_survives_a_fixture(value: ImpreciseDate | None) -> None:
    (record,) = json.loads(fixtures.serialize("json", [made(value)]))
    field = Appointment._meta.get_field("agreed_on")
    assert field.to_python(record["fields"]["agreed_on"]) == value


def test_the_form_takes_what_a_person_writes() -> None:
    form = AppointmentForm({"name": "Chair", "agreed_on": " June to Aug 2010 "})
    assert form.is_valid(), form.errors
    assert form.save().agreed_on == parse("June to Aug 2010")


def test_the_form_takes_an_empty_date() -> None:
    form = AppointmentForm({"name": "Chair", "agreed_on": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["agreed_on"] is None


def test_the_form_keeps_what_was_typed_and_says_what_is_expected() -> None:
    form = AppointmentForm({"name": "Chair", "agreed_on": "31 June 2017"})
    assert form.errors == {"agreed_on": ["There is no day 31 in June 2017: expected 1 to 30."]}
    assert 'value="31 June 2017"' in str(form["agreed_on"])
    assert "for example 22 September 2017" in form["agreed_on"].help_text


@pytest.mark.parametrize("value", [parse("June to Aug 2010"), IN_JULY])
def test_a_form_saved_untouched_changes_nothing(value: ImpreciseDate) -> None:
    row = made(value)
    shown = AppointmentForm(instance=row)["agreed_on"]
    form = AppointmentForm({"name": row.name, "agreed_on": value.as_typed}, instance=row)
    assert f'value="{value.as_typed}"' in str(shown)
    assert not form.has_changed()
    assert form.is_valid()
    assert form.save().agreed_on == value


def test_the_api_shows_the_words_and_the_days() -> None:
    shown = AppointmentSerializer(made("June to Aug 2010")).data["agreed_on"]
    assert shown == {
        "words": "June to Aug 2010",
        "start": "2010-06-01",
        "end": "2010-08-31",
        "precision": "months",
    }
    assert AppointmentSerializer(made("TBA")).data["agreed_on"]["start"] is None
    assert AppointmentSerializer(made(None)).data["agreed_on"] is None


@pytest.mark.parametrize("value", [*map(parse, WRITTEN), IN_JULY])
def test_what_the_api_shows_it_takes_back(value: ImpreciseDate) -> None:
    shown = AppointmentSerializer(Appointment(name="Chair", agreed_on=value)).data
    taken = AppointmentSerializer(data=shown)
    assert taken.is_valid(), taken.errors
    assert taken.validated_data["agreed_on"] == value


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("2017-09-22", ImpreciseDate.day(date(2017, 9, 22))),
        ({"words": "March 2015"}, ImpreciseDate.month(2015, 3)),
        (
            {"start": "2015-03-01", "end": "2015-03-31", "precision": "month"},
            ImpreciseDate.month(2015, 3),
        ),
        (None, None),
        ("", None),
    ],
)
def test_the_api_takes_a_string_or_an_object(given: Any, taken: ImpreciseDate | None) -> None:
    serializer = AppointmentSerializer(data={"name": "Chair", "agreed_on": given})
    assert serializer.is_valid(), serializer.errors
    assert serializer.validated_data["agreed_on"] == taken


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("soon", "22 September 2017"),
        (2017, "not int"),
        ({"words": "March 2015", "month": "3"}, "month, words"),
        ({"words": 3}, "an object"),
        ({"start": "2015-03-01", "end": "2015-03-30", "precision": "month"}, "not a span"),
        ({"start": "1 March", "end": "2015-03-31", "precision": "month"}, "2017-09-22"),
        ({"start": "2015-03-01", "end": "2015-03-31", "precision": "moon"}, "expected day, month"),
        (
            {"words": "March 2016", "start": "2015-03-01", "end": "2015-03-31", "precision": "month"},
            "mean March 2016, not March 2015",
        ),
    ],
)
def test_the_api_refuses_a_bad_date_with_the_reason(given: Any, said: str) -> None:
    serializer = AppointmentSerializer(data={"name": "Chair", "agreed_on": given})
    assert not serializer.is_valid()
    assert said in str(serializer.errors["agreed_on"][0])


def test_the_database_reads_the_days_of_the_stored_text_as_dates() -> None:
    queryset = Appointment.objects.filter(agreed_on__start__lte=date(2015, 3, 22))
    sql = str(queryset.query)
    assert ("CAST(SUBSTR" if connection.vendor == "postgresql" else "SUBSTR") in sql
