"""The API's form of an imprecise date: an object of words, first day, last day and precision.

Reading and writing JSON only; what a date means stands in `core.imprecise_dates`, the column in
`core.fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import models
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.date_spans import Precision
from core.fields import ImpreciseDateField
from core.imprecise_dates import EXAMPLES, ImpreciseDate, ImpreciseDateError, parse

_PARTS: Final = ("words", "start", "end", "precision")
_DAY_SCHEMA: Final = {"type": "string", "format": "date", "nullable": True}
_OBJECT_SCHEMA: Final = {
    "type": "object",
    "description": f"A date as precise as it is known; a plain string such as {EXAMPLES} is accepted too.",
    "properties": {
        "words": {"type": "string", "description": "As written."},
        "start": {**_DAY_SCHEMA, "description": "The first day meant; null for TBA."},
        "end": {**_DAY_SCHEMA, "description": "The last day meant; null for TBA."},
        "precision": {"type": "string", "enum": [code.value for code in Precision]},
    },
    "required": ["words"],
}


@extend_schema_field(_OBJECT_SCHEMA)
class ImpreciseDateSerializerField(serializers.Field):  # type: ignore[type-arg]
    """Shows {"words", "start", "end", "precision"}; takes that object, one of words alone, or a string."""

    default_error_messages = {
        "unreadable": "{problem}",
        "shape": 'Expected a string, or an object with "words", "start", "end" and "precision", not {found}.',
        "contradiction": 'The words "{words}" mean {meant}, not {given}: correct the words or the days.',
    }

    def to_representation(self, value: ImpreciseDate) -> dict[str, str | None]:
        start, end = (None if day is None else day.isoformat() for day in (value.start, value.end))
        return {"words": value.words, "start": start, "end": end, "precision": value.precision.value}

    def to_internal_value(self, data: Any) -> ImpreciseDate | None:
        try:
            if isinstance(data, str):
                return parse(data) if data.strip() or not self.allow_null else None
            if not isinstance(data, Mapping):
                self.fail("shape", found=type(data).__name__)
            return self._from_object(data)
        except ImpreciseDateError as error:
            self.fail("unreadable", problem=str(error))

    def _from_object(self, data: Mapping[str, Any]) -> ImpreciseDate:
        wrong = set(data) - set(_PARTS) or any(not isinstance(part, str | None) for part in data.values())
        if wrong:
            self.fail("shape", found=f"an object with {', '.join(sorted(map(str, data)))}")
        words = data.get("words") or ""
        if not data.get("precision"):
            return parse(words)
        start, end = (self._day(data.get(name)) for name in ("start", "end"))
        given = ImpreciseDate(start, end, data["precision"], words)
        self._check_words(given)
        return given

    def _day(self, text: str | None) -> date | None:
        try:
            return None if text is None else date.fromisoformat(text)
        except ValueError:
            self.fail("unreadable", problem=f'"{text}" is not a day: expected a form such as 2017-09-22.')

    def _check_words(self, given: ImpreciseDate) -> None:
        """Refuse words that mean other days; words that cannot be read alone, such as "in July", may
        stand."""
        try:
            meant = parse(given.words)
        except ImpreciseDateError:
            return
        if (meant.start, meant.end) != (given.start, given.end):
            self.fail("contradiction", words=given.words, meant=meant.standard, given=given.standard)


SERIALIZER_FIELD_MAPPING: Final[dict[type[models.Field[Any, Any]], type[serializers.Field[Any, Any, Any, Any]]]] = {
    **serializers.ModelSerializer.serializer_field_mapping,
    ImpreciseDateField: ImpreciseDateSerializerField,
}
