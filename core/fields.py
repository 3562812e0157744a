"""The column and the form field of an imprecise date: one text in the database, one text input on the page.

What a date means stands in `core.imprecise_dates`; the API's field stands in `core.serializer_fields`, so
that models do not depend on the API.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable
from django.db.models.query_utils import DeferredAttribute
from django.db.models.sql.compiler import SQLCompiler

from core.imprecise_dates import MAX_WORDS, ImpreciseDate, ImpreciseDateError, decode, is_encoded, parse

# Two days, the longest precision ("financial_year"), three separators, then the words.
STORED_LENGTH: Final = 10 + 10 + 14 + 3 + MAX_WORDS
HELP_TEXT: Final = (
    "As precisely as it is known, for example 22 September 2017, March 2015, June to August 2010, "
    "by end September 2015, Q2 2017/18, 2019/20, 2017 or TBA"
)

if TYPE_CHECKING:
    _Column = models.Field[ImpreciseDate | date | str | Combinable | None, ImpreciseDate | None]
    _Transform = models.Transform
else:
    _Column = models.Field
    _Transform = models.Transform


def as_imprecise_date(value: object) -> ImpreciseDate | None:
    """Return the value that itself, a day, stored text or typed text stands for; "" is None.

    Raises ImpreciseDateError when the text cannot be read, and TypeError for anything else.
    """
    match value:
        case None | ImpreciseDate():
            return value
        case datetime():
            raise ImpreciseDateError("Expected a date, not a moment: give the day it falls on.")
        case date():
            return ImpreciseDate.day(value)
        case str():
            if not value.strip():
                return None
            return decode(value) if is_encoded(value) else parse(value)
    raise TypeError(f"Expected an imprecise date, a date or text, not {type(value).__name__}.")


class _Coerced(DeferredAttribute):
    """Turns what is assigned into an ImpreciseDate; what cannot be read stays, for `full_clean` to report."""

    field: ImpreciseDateField

    def __set__(self, instance: models.Model, value: object) -> None:
        try:
            instance.__dict__[self.field.attname] = as_imprecise_date(value)
        except (ImpreciseDateError, TypeError):
            instance.__dict__[self.field.attname] = value


class ImpreciseDateField(_Column):
    """A column holding an ImpreciseDate or null, as the canonical text of `ImpreciseDate.encode`.

    It orders as the dates do, TBA after every date and null where the database puts it. `__start` and `__end`
    are dates in queries (`signed_on__start__lte=day`), 31 December 9999 for TBA. `__icontains` searches the
    words.
    """

    description = "A date that says how precise it is"
    descriptor_class = _Coerced
    default_error_messages = {"unreadable": "%(problem)s"}
    # An absent date is null; "" is never stored.
    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", STORED_LENGTH)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == STORED_LENGTH:
            del kwargs["max_length"]
        return name, path, list(args), kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def from_db_value(self, value: str | None, *_: Any) -> ImpreciseDate | None:
        return None if value is None else decode(value)

    def to_python(self, value: object) -> ImpreciseDate | None:
        try:
            return as_imprecise_date(value)
        except (ImpreciseDateError, TypeError) as error:
            problem = {"problem": str(error)}
            raise ValidationError(self.error_messages["unreadable"], code="unreadable", params=problem) from error

    def get_prep_value(self, value: object) -> Any:
        prepared = super().get_prep_value(value)
        if hasattr(prepared, "resolve_expression"):
            return prepared
        try:
            found = as_imprecise_date(prepared)
        except (ImpreciseDateError, TypeError) as error:
            raise type(error)(f"{self.name}: {error}") from error
        return None if found is None else found.encode()

    def value_to_string(self, obj: models.Model) -> str:
        found = as_imprecise_date(self.value_from_object(obj))
        return "" if found is None else found.encode()

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        help_text = f"{str(self.help_text).rstrip('.')}. {HELP_TEXT}" if self.help_text else HELP_TEXT
        defaults: dict[str, Any] = {"form_class": ImpreciseDateFormField, "help_text": help_text}
        return super().formfield(**{**defaults, **kwargs})


class _EndOfSpan(_Transform):
    """A day out of the canonical text, as a date that both databases compare with dates."""

    output_field = models.DateField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        return self.as_sql(compiler, connection, template=f"CAST({self.template} AS date)", **context)


@ImpreciseDateField.register_lookup
class StartOf(_EndOfSpan):
    """The first day meant: `signed_on__start`."""

    lookup_name = "start"
    template = "SUBSTR(%(expressions)s, 1, 10)"


@ImpreciseDateField.register_lookup
class EndOf(_EndOfSpan):
    """The last day meant: `signed_on__end`."""

    lookup_name = "end"
    template = "SUBSTR(%(expressions)s, 12, 10)"


class ImpreciseDateFormField(forms.CharField):
    """One plain text input for an imprecise date; cleans to an ImpreciseDate, or None when left empty.

    What cannot be read stays in the input as typed, beside an error that gives examples.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HELP_TEXT)
        # Room for the words and, where they need it, the date in brackets.
        kwargs["max_length"] = 2 * MAX_WORDS
        super().__init__(**kwargs)

    def prepare_value(self, value: object) -> object:
        return value.as_typed if isinstance(value, ImpreciseDate) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return parse(text) if text else None
        except ImpreciseDateError as error:
            raise ValidationError(str(error), code="unreadable") from error

    def has_changed(self, initial: object, data: object) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))
