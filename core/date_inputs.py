"""A date typed as day, month and year, refused in words that say what is expected. No rule about dates stands here."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds import fields
from django.core.exceptions import ValidationError

from core.as_at import EXAMPLE


class DateInputField(fields.DateInputField):
    """The three boxes of a date."""

    def compress(self, data_list: Any) -> Any:
        try:
            return super().compress(data_list)
        except ValidationError:
            # What the base says are Python's own words, such as “day is out of range for month”.
            sent = " ".join(str(part) for part in data_list)
            raise ValidationError(f"{sent} is not a real date. Enter one such as {EXAMPLE}.") from None
